// Filbert as a program of its own, where the browser trusts the page's origin (https, or this very machine).
export function install() {
  const base = document.querySelector("meta[name=base-path]");
  if (!window.isSecureContext || !navigator.serviceWorker || !base.dataset.vouchedFor) return;
  const scope = base.content.replace(/;.*$/, "");
  navigator.serviceWorker.register(`${scope}sw.js`, { scope }).catch(() => {}); // refused by the browser's settings: pages work without
}
