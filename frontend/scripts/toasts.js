const SHOWN_MS = 6000;

export function toast(text, kind = "") {
  const element = document.createElement("div");
  element.className = `toast ${kind}`;
  element.textContent = text;
  document.getElementById("toasts").replaceChildren(element);
  setTimeout(() => element.remove(), SHOWN_MS);
}

// "said=..." in the address is for one showing: a reload or a bookmark must not repeat it.
export function sayOnce() {
  const address = new URL(location.href);
  if (address.searchParams.has("said")) {
    address.searchParams.delete("said");
    history.replaceState(history.state, "", address);
  }
  for (const note of document.querySelectorAll("[data-said]")) {
    toast(note.textContent.trim());
    note.remove();
  }
}
