// On a phone a row of tabs is wider than the screen: the current one is moved into it, once, and never while somebody scrolls the row.
let shown = "";

export function showTab() {
  const tab = document.querySelector(".tabs [aria-current]");
  if (!tab || tab.href === shown) {
    return;
  }
  shown = tab.href;
  const row = tab.closest(".tabs");
  row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - tab.offsetWidth) / 2;
}
