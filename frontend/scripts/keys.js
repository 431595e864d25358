// Single keys (UI.md): can be switched off on the account page, never act while somebody types, and each has a twin reachable by Tab.
import { count } from "./ticks.js";
import { showHeld } from "./live.js";

const PLACES = { h: "", s: "search", w: "wishes", d: "downloads", u: "uploads", l: "library", n: "network", a: "account" };
const GO_MS = 1200;

let goUntil = 0;
let chosen = ""; // the id of the row that was led to: the row itself may be renewed or put elsewhere at any time

const rows = () => [...document.querySelectorAll("#rows > tr[id]")];
const base = () => document.querySelector("meta[name=base-path]").content.replace(/;.*$/, "");
const press = (selector) => document.querySelector(selector)?.click();

function selected() {
  return rows().find((row) => row.id === chosen);
}

function choose(id) {
  chosen = id;
  mark();
}

function mark() {
  for (const row of rows()) row.classList.toggle("on", row.id === chosen);
}

function move(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(selected());
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
  choose(next.id);
  next.scrollIntoView({ block: "nearest" });
  next.querySelector("a, button, input")?.focus({ preventScroll: true });
}

function inRow(selector) {
  const element = (selected() || document).querySelector(selector);
  element?.click();
  return element;
}

const ACTIONS = {
  "/": () => (document.querySelector("[data-box]") || document.getElementById("find"))?.focus(),
  "?": () => document.getElementById("keys").showModal(),
  g: () => (goUntil = Date.now() + GO_MS),
  j: () => move(1),
  k: () => move(-1),
  x: () => inRow("[data-tick]") && count(),
  d: () => (selected() ? inRow("[data-download]") : press("[data-counts]")),
  p: () => inRow("[data-pause], [data-resume]"),
  r: () => inRow("[data-retry]"),
  t: () => press("[data-slow]"),
  a: () => press("[data-add]"),
  w: () => press("[data-wish]"),
  f: () => {
    const filters = document.querySelector("[data-filters]");
    if (filters) filters.open = !filters.open;
  },
  n: () => {
    const button = document.querySelector("[data-hold]:not([hidden])");
    if (button) showHeld(button);
  },
};

function typing(element) {
  return element.matches("input:not([type=checkbox], [type=radio]), textarea, select") || element.isContentEditable;
}

export function listenToKeys() {
  if (document.documentElement.dataset.keys !== "on" || !document.getElementById("keys")) return;
  for (const renewed of ["htmx:sseMessage", "htmx:afterSettle"]) document.body.addEventListener(renewed, mark);
  document.addEventListener("keydown", (event) => {
    const save = document.querySelector("[data-save]");
    if (save && event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      choose("");
      document.activeElement?.blur();
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter") {
      if (selected() && event.target === document.body) selected().querySelector("a")?.click();
      return;
    }
    if (Date.now() < goUntil && event.key in PLACES) {
      event.preventDefault();
      location.assign(base() + PLACES[event.key]);
      return;
    }
    const action = ACTIONS[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
