// Pages work without any of this; here they come alive.
import { followLife } from "./live.js";
import { listenToKeys } from "./keys.js";
import { toast, sayOnce } from "./toasts.js";
import { ticksAndCounts } from "./ticks.js";

// What a person ticked or opened stays so when a row is renewed.
Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, element) =>
  !((name === "checked" && element.matches("[data-tick]")) || (name === "open" && element.matches("details")));

followLife();
listenToKeys();
ticksAndCounts();
sayOnce();
document.body.addEventListener("htmx:afterSettle", sayOnce);

document.body.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  toast(page.querySelector("[data-problem]")?.textContent || `${event.detail.xhr.status}`, "bad");
});

document.body.addEventListener("htmx:sendError", () => toast(document.getElementById("lost").textContent.trim(), "bad"));
