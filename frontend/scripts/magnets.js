// Copies a magnet link; and lets the browser bring magnet links of other pages here, which it does for secure pages only.
import { toast } from "./toasts.js";

async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text.textContent);
  } else { // a page without TLS: what is selected can still be copied
    window.getSelection().selectAllChildren(text);
    if (!document.execCommand("copy")) return;
  }
  toast(button.dataset.copied, "good");
}

// The link of a row, where nothing but the menu shows it: a page without TLS shows what may not be copied.
async function copyLink(button) {
  const link = button.previousElementSibling.href;
  const shown = document.getElementById("magnet-link");
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(link);
      toast(shown.dataset.copied, "good");
      return;
    } catch {
      // not allowed to: as if there were none
    }
  }
  const field = shown.querySelector("input");
  field.value = link;
  shown.showModal();
  field.select();
  if (!document.execCommand("copy")) return;
  shown.close();
  toast(shown.dataset.copied, "good");
}

function offer() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  if (!window.isSecureContext || !navigator.registerProtocolHandler) return;
  for (const part of document.querySelectorAll("[data-magnet-handler]")) part.hidden = false;
}

export function magnets() {
  offer();
  document.body.addEventListener("htmx:afterSettle", offer);
  document.addEventListener("click", (event) => {
    const copying = event.target.closest("[data-copy]");
    if (copying) copy(copying).catch(() => window.getSelection().selectAllChildren(document.getElementById(copying.dataset.copy)));
    const linking = event.target.closest("[data-copy-link]");
    if (linking) copyLink(linking);
    const handler = event.target.closest("[data-handler]");
    if (handler) navigator.registerProtocolHandler("magnet", `${new URL(handler.dataset.handler, location.href)}?uri=%s`);
  });
}
