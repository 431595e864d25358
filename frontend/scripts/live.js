// One event stream per tab, closed while nobody looks. The stream's first event is always the whole visible page, so coming back heals.
const held = { places: 0 };

const stream = () => document.querySelector("[sse-connect]");
const close = (element) => htmx.trigger(element, "htmx:beforeCleanupElement", {});
const open = (element) => htmx.trigger(element, "htmx:afterProcessNode", {});

let current = null;

export function followLife() {
  const body = document.body;
  const lost = document.getElementById("lost");
  current = stream();

  document.addEventListener("visibilitychange", () => {
    const element = stream();
    if (!element) return;
    if (document.hidden) close(element);
    else open(element);
  });

  // Another view of the same page (a filter, a tab) brings its own stream; the old one must not linger.
  body.addEventListener("htmx:afterSettle", () => {
    const element = stream();
    if (element !== current) {
      if (current) close(current);
      current = element;
      held.places = 0;
    }
  });

  body.addEventListener("htmx:sseOpen", () => {
    lost.hidden = true;
    body.dataset.live = "on";
  });

  body.addEventListener("htmx:sseError", () => {
    if (lost.hidden && !document.hidden) {
      document.getElementById("lost-since").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      lost.hidden = false;
    }
    delete body.dataset.live;
  });

  document.getElementById("lost-reload")?.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });

  // Whoever has scrolled or ticked keeps the list still: new rows wait behind a button.
  body.addEventListener("htmx:sseBeforeMessage", (event) => {
    if (event.detail.type !== "places" || !document.querySelector("[data-hold]")) return;
    if (!busyReading()) return;
    event.preventDefault();
    held.places += 1;
    const button = document.querySelector("[data-hold]");
    button.hidden = false;
  });

  body.addEventListener("click", (event) => {
    const button = event.target.closest("[data-hold]");
    if (button) {
      event.preventDefault();
      showHeld(button);
    }
  });
}

export function showHeld(button) {
  held.places = 0;
  button.hidden = true;
  for (const tick of document.querySelectorAll("[data-tick]:checked")) tick.checked = false;
  window.scrollTo({ top: 0 });
  const element = stream();
  if (element) {
    close(element);
    open(element);
  }
}

const SCROLLED_PX = 240;

function busyReading() {
  return window.scrollY > SCROLLED_PX || document.querySelector("[data-tick]:checked") !== null;
}
