// Single keys (UI.md): can be switched off on the account page, never act while somebody types, and each has a twin reachable by Tab.
import { count } from "./ticks.js";
import { showHeld } from "./live.js";
import { toggleMenu } from "./menus.js";

const PLACES = { h: "", s: "search", w: "wishes", d: "downloads", u: "uploads", l: "library", n: "network", a: "account" };
const GO_MS = 1200;

let goUntil = 0;
let chosen = ""; // the id of the row that was led to: the row itself may be renewed or put elsewhere at any time

const rows = () => [...document.querySelectorAll("#rows > tr[id]")];
const base = () => document.querySelector("meta[name=base-path]").content.replace(/;.*$/, "");

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
  main(next)?.focus({ preventScroll: true }); // so that Enter opens it, by itself
}

// what a row is about: its link or, where opening it changes something, its button
const main = (row) => row.querySelector(".name-cell :is(a[href], button)") || row.querySelector("a[href]:not(.menu *)") || row.querySelector(":is(button, input, summary):not(:disabled, .menu *)");

// In the row that was led to, where rows have such a thing; else what stands outside of all rows, and never just the first of them.
function press(selector) {
  const row = document.querySelector(`#rows :is(${selector})`) && selected();
  const found = row ? [...row.querySelectorAll(selector)] : [...document.querySelectorAll(selector)].filter((one) => !one.closest("#rows"));
  const element = found.find((one) => !one.disabled && !one.hidden);
  use(element);
  return element;
}

function use(element) {
  if (element?.matches("input:not([type=checkbox])")) element.focus();
  else element?.click();
}

// The list tells what would do something here.
function showList() {
  const list = document.getElementById("keys");
  for (const line of list.querySelectorAll("[data-needs]")) line.hidden = !document.querySelector(line.dataset.needs);
  list.querySelector("[data-keys-here]").hidden = !list.querySelector("[data-keys-here] [data-needs]:not([hidden])");
  list.showModal();
}

const ACTIONS = {
  "/": () => (document.querySelector("[data-box]") || document.getElementById("find"))?.focus(),
  "?": showList,
  g: () => (goUntil = Date.now() + GO_MS),
  j: () => move(1),
  k: () => move(-1),
  ".": () => toggleMenu((selected() || document.activeElement.closest("#rows > tr"))?.querySelector("[data-menu]")),
  x: () => press("[data-tick]") && count(),
  d: () => press("[data-download]"),
  p: () => press("[data-pause], [data-resume]"),
  r: () => press("[data-retry]"),
  "+": () => press("[data-earlier]"),
  "-": () => press("[data-later]"),
  Delete: () => press("[data-remove]"),
  o: () => press("[data-fetch]"),
  b: () => press("[data-block]"),
  v: () => press("[data-visibility]"),
  t: () => use(document.querySelector("[data-slow]")),
  a: () => use(document.querySelector("[data-add]")),
  c: () => use(document.querySelector("[data-connect]")),
  w: () => use(document.querySelector("[data-wish]")),
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
      if (document.querySelector("dialog[open]")) return; // the browser closes it, and leads back to where one was
      choose("");
      document.activeElement?.blur();
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter") {
      if (selected() && event.target === document.body) main(selected())?.click();
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
