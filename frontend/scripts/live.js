// One event stream per tab, closed while nobody looks. The stream's first event is always the whole visible page, so coming back heals.
const held = new Set();

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

  // Another view of the same page (a filter, a tab) brings its own stream; the old one must not linger. The same view, as the answer to
  // what somebody did, may be older than what its stream has told since: the stream begins anew, with all of it.
  let answered = null;
  body.addEventListener("htmx:afterSettle", ({ detail }) => {
    const element = stream();
    if (element !== current) {
      if (current) close(current);
      current = element;
      held.clear();
    } else if (element && detail.xhr && detail.xhr !== answered && !document.hidden) {
      restart(element);
    }
    answered = detail.xhr ?? answered;
  });

  body.addEventListener("htmx:sseOpen", () => {
    lost.hidden = true;
    body.dataset.live = "on";
  });

  body.addEventListener("htmx:sseError", () => {
    if (lost.hidden && !document.hidden) {
      document.getElementById("lost-since").textContent = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      lost.hidden = false;
    }
    delete body.dataset.live;
  });

  document.getElementById("lost-reload")?.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });

  // Whoever has scrolled, ticked or sorted keeps the list still, and so does a page that is full: new rows wait behind a button. Rows that
  // are there already are renewed where they stand.
  body.addEventListener("htmx:sseBeforeMessage", (event) => {
    if (event.detail.type !== "places" || !document.querySelector("[data-hold]")) return;
    if (!busyReading()) return;
    event.preventDefault();
    const renewed = new DOMParser().parseFromString(`<table>${event.detail.data}</table>`, "text/html");
    const rows = [...renewed.querySelectorAll("tr[id]"), ...[...renewed.querySelectorAll("template")].flatMap((one) => [...one.content.querySelectorAll("tr[id]")])];
    for (const row of rows) {
      const shown = document.getElementById(row.id);
      if (shown) renew(shown, row);
      else held.add(row.id);
    }
    htmx.trigger(event.target, "htmx:sseMessage", event.detail);
    if (held.size === 0) return;
    const button = document.querySelector("[data-hold]");
    button.querySelector("[data-held]").textContent = held.size;
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
  held.clear();
  button.hidden = true;
  for (const tick of document.querySelectorAll("[data-tick]:checked")) tick.checked = false;
  window.scrollTo({ top: 0 });
  const element = stream();
  if (element) restart(element);
}

function restart(element) {
  close(element);
  open(element);
}

function renew(shown, row) {
  row.removeAttribute("hx-swap-oob");
  Idiomorph.morph(shown, row, { morphStyle: "outerHTML" });
  htmx.process(document.getElementById(row.id));
}

const SCROLLED_PX = 240;
const FULL_PAGE = 100; // rows: no page has more

function busyReading() {
  return (
    window.scrollY > SCROLLED_PX ||
    document.querySelector("[data-tick]:checked, [data-sorted]") !== null ||
    document.querySelectorAll("#rows > tr[id]").length >= FULL_PAGE
  );
}
