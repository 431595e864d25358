// Filbert as a program of its own, where the browser trusts the page's origin (https, or this very machine).
export function install() {
  if (!window.isSecureContext || !navigator.serviceWorker) return;
  const base = document.querySelector("meta[name=base-path]").content.replace(/;.*$/, "");
  navigator.serviceWorker.register(`${base}sw.js`, { scope: base }).catch(() => {}); // refused by the browser's settings: pages work without
}
