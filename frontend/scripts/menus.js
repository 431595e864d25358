// The menu of a row is a details element and works by itself. Here arrow keys move in it, Esc leads back to where one was, and one is open at a time.
const MOVED_PX = 8;

let cameFrom = null;
let placed = null; // the menu that openedAt is about: an event of the page scrolling may come between a menu's opening and its being placed
let openedAt = 0;

const menu = () => document.querySelector("[data-menu][open]");
const opener = (of) => of.querySelector("summary");
const items = (of) => [...of.querySelectorAll(".menu > :is(a, button)")].filter((item) => !item.disabled && item.offsetParent !== null);

export function toggleMenu(of) {
  if (!of) return;
  if (of.open) {
    close(of, true);
  } else {
    cameFrom = document.activeElement;
    of.open = true;
    show(of); // now: the event comes after the next key
  }
}

function close(of, back) {
  const to = cameFrom?.isConnected && cameFrom !== document.body ? cameFrom : opener(of);
  if (back) to.focus({ preventScroll: true });
  cameFrom = null;
  of.open = false;
}

// Below its dots, or above them where there is no room below.
function place(of) {
  const panel = of.querySelector(".menu");
  const at = opener(of).getBoundingClientRect();
  const height = panel.offsetHeight;
  const lowest = window.innerHeight - height;
  const top = at.bottom <= lowest ? at.bottom : at.top >= height ? at.top - height : lowest;
  placed = of;
  openedAt = at.top;
  panel.style.top = `${Math.max(0, Math.min(top, lowest))}px`;
  panel.style.left = `${Math.max(0, at.right - panel.offsetWidth)}px`;
}

function show(of) {
  if (items(of).includes(document.activeElement)) return;
  for (const other of document.querySelectorAll("[data-menu][open]")) if (other !== of) other.open = false;
  cameFrom ??= opener(of);
  place(of);
  items(of)[0]?.focus({ preventScroll: true });
}

function pressed(event) {
  const of = menu();
  if (!of || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    event.preventDefault();
    close(of, true);
    return;
  }
  if (!of.contains(document.activeElement)) return;
  const all = items(of);
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: (at + 1) % all.length, ArrowUp: at < 1 ? all.length - 1 : at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[next]?.focus();
}

// Live rows come and go above the one whose menu is open.
function follow() {
  const of = menu();
  if (of && of === placed && opener(of).getBoundingClientRect().top !== openedAt) place(of);
}

export function menus() {
  for (const renewed of ["htmx:sseMessage", "htmx:oobAfterSwap", "htmx:afterSettle"]) document.addEventListener(renewed, follow);
  document.addEventListener("toggle", ({ target }) => target.matches?.("[data-menu]") && target.open && show(target), true);
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("click", (event) => {
    const of = menu();
    if (!of || opener(of).contains(event.target)) return;
    if (event.target.closest(".menu")) setTimeout(() => close(of, true)); // htmx forgets which button was pressed when the focus leaves it
    else close(of, false);
  });
  document.addEventListener("focusout", (event) => {
    const of = menu();
    if (of?.contains(event.target) && event.relatedTarget && !of.contains(event.relatedTarget)) close(of, false);
  });
  document.addEventListener("scroll", () => {
    const of = menu();
    if (of && of === placed && Math.abs(opener(of).getBoundingClientRect().top - openedAt) > MOVED_PX) close(of, false);
  }, { capture: true, passive: true });
}
