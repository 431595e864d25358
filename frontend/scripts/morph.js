// Swaps that keep focus, ticks and scroll: idiomorph behind htmx. The extension that comes with idiomorph takes every other way of swapping
// for its own kind, so that rows to be put behind a row would bring their wrapper along.
const isMorph = (style) => style.startsWith("morph");

htmx.defineExtension("morph", {
  isInlineSwap: isMorph,
  handleSwap: (style, target, fragment) => isMorph(style) && Idiomorph.morph(target, fragment.children, { morphStyle: "outerHTML" }),
});

// A picture drawn here is renewed by who drew it.
Idiomorph.defaults.callbacks.beforeNodeMorphed = (element) => !element.matches?.("[data-picture][data-drawn]");

// What a person ticked or opened stays so when a row is renewed, and where it opened to, and what a player found out.
Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, element) =>
  !(
    (name === "checked" && element.matches("[data-tick]")) ||
    (name === "open" && element.matches("details")) ||
    (name === "style" && element.matches(".menu")) ||
    (name === "hidden" && element.matches("[data-cannot]"))
  );
