// "Download 3 files, 1.2 GB": the button says what it would do. Without scripts it simply does it.
const UNITS = ["B", "KB", "MB", "GB", "TB"];

function size(bytes) {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false })} ${UNITS[unit]}`;
}

export function count() {
  for (const button of document.querySelectorAll("[data-counts]")) {
    const ticked = [...document.querySelectorAll("[data-tick]:checked")];
    const bytes = ticked.reduce((sum, tick) => sum + Number(tick.dataset.size || 0), 0);
    const label = button.querySelector("[data-counted]");
    const files = ticked.reduce((sum, tick) => sum + Number(tick.dataset.files || 1), 0);
    label.textContent = ticked.length ? `${files} · ${size(bytes)}` : "";
    button.disabled = ticked.length === 0;
  }
}

export function ticksAndCounts() {
  count();
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) {
      for (const tick of document.querySelectorAll("[data-tick]")) tick.checked = event.target.checked;
    }
    if (event.target.matches("[data-tick], [data-tick-all]")) count();
  });
  // asked in front of htmx, which listens on the form
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (button && !window.confirm(button.dataset.confirm)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.body.addEventListener("htmx:afterSettle", count);
}
