// Pages work without any of this; here they come alive.
import "./morph.js";
import { charts, followColours } from "./charts.js";
import { followLife } from "./live.js";
import { listenToKeys } from "./keys.js";
import { magnets } from "./magnets.js";
import { menus } from "./menus.js";
import { toast, sayOnce } from "./toasts.js";
import { install } from "./installed.js";
import { players } from "./players.js";
import { showTab } from "./tabs.js";
import { ticksAndCounts } from "./ticks.js";

// a bookmark its person marked as live: an old one asks again, once, and only where somebody looks at it
function askNow() {
  const form = document.querySelector("form[data-ask-now]");
  if (form && document.visibilityState === "visible") form.requestSubmit();
}

followLife();
askNow();
install();
listenToKeys();
ticksAndCounts();
menus();
magnets();
players();
sayOnce();
showTab();
charts();
followColours();
for (const renewed of ["htmx:afterSettle", "htmx:sseMessage"]) document.body.addEventListener(renewed, charts);
document.body.addEventListener("htmx:afterSettle", sayOnce);
document.body.addEventListener("htmx:afterSettle", showTab);

document.body.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  toast(page.querySelector("[data-problem]")?.textContent || `${event.detail.xhr.status}`, "bad");
});

document.body.addEventListener("htmx:sendError", () => toast(document.getElementById("lost").textContent.trim(), "bad"));
