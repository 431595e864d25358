// Charts one can point at. The picture that came with the page stays where this cannot be drawn; figures that come later move the lines.
const DAY = 86400;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

let library;
const plots = new Map();

function load() {
  library ??= new Promise((resolve, reject) => {
    const { style, script } = document.querySelector("[data-charts]").dataset;
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    const code = Object.assign(document.createElement("script"), { src: script, onerror: reject });
    code.addEventListener("load", () => resolve(window.uPlot));
    document.head.append(sheet, code);
  });
  return library;
}

const colour = (name) => () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function figures(unit) {
  const round = (value, digits) => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  return (value) => {
    if (value == null) return "–";
    if (unit !== "rate") return round(value, value < 10 && value % 1 ? 1 : 0);
    const units = ["B", "KB", "MB", "GB"];
    let step = 0;
    for (; value >= 1024 && step < units.length - 1; step++) value /= 1024;
    return `${round(value, step && value < 100 && value % 1 ? 1 : 0)} ${units[step]}/s`;
  };
}

/** Whole numbers, and for sizes whole units. */
const increments = (unit) => [1, 1024, 1024 ** 2, 1024 ** 3].slice(0, unit === "rate" ? 4 : 1).flatMap((one) => STEPS.map((step) => step * one)).concat(unit === "rate" ? [] : [1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6]);

const two = (number) => String(number).padStart(2, "0");

/** English as the pages write it: the day comes first. */
const language = () => (document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);

const date = (at) => at.toLocaleDateString(language(), { day: "numeric", month: "short" });

const time = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;

/** What stands at a line of the axis: hours, the date where a day begins, the month where there are years. */
function mark(seconds, apart) {
  const at = new Date(seconds * 1000);
  if (apart >= 28 * DAY) return at.toLocaleDateString(language(), { month: "short", year: "numeric" });
  return apart >= DAY || at.getHours() + at.getMinutes() === 0 ? date(at) : time(at);
}

/** Points that have no neighbour to be joined with. */
function lonely(plot, series) {
  const values = plot.data[series];
  return values.flatMap((value, i) => (value != null && values[i - 1] == null && values[i + 1] == null ? [i] : []));
}

/** What the lines say where one points, instead of the highest. */
function tell(figure, plot, labels, said) {
  const place = figure.querySelector("[data-figures]");
  const i = plot.cursor.idx;
  if (i == null || plot.cursor.left < 0) {
    place.textContent = place.dataset.top;
  } else {
    const at = new Date(plot.data[0][i] * 1000);
    place.textContent = [`${date(at)}, ${time(at)}`, ...labels.map((label, line) => `${label} ${said(plot.data[line + 1][i])}`)].join(" · ");
  }
}

const span = (figure) => [Number(figure.dataset.since), Math.max(Number(figure.dataset.until), Number(figure.dataset.since) + 60)];

async function draw(figure) {
  const picture = figure.querySelector("[data-picture]");
  const known = plots.get(figure.id);
  if (!picture || (known?.picture === picture && known.points === figure.dataset.points)) return;
  const points = figure.dataset.points;
  const data = JSON.parse(points);
  if (known?.picture === picture) {
    known.points = points;
    known.plot.setData(data);
    return;
  }
  known?.stop();
  const drawn = { picture, points, stop: () => {} };
  plots.set(figure.id, drawn);
  const Plot = await load().catch((nothing) => {
    picture.dataset.drawn = "no";
    throw nothing;
  });
  const labels = [...figure.querySelectorAll("[data-line]")].map((one) => one.textContent);
  const said = figures(figure.dataset.unit);
  const axis = { stroke: colour("--ink-soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
  const place = document.createElement("div");
  const size = () => ({ width: Math.max(200, figure.clientWidth), height: 220 });
  drawn.plot = new Plot({
    ...size(),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    series: [{}, ...labels.map((label, i) => ({ label, stroke: colour(i ? "--info" : "--accent"), width: 2, points: { show: false, filter: lonely, size: 7 } }))],
    axes: [
      { ...axis, space: 64, values: (_, values, __, ___, apart) => values.map((value) => mark(value, apart)) },
      { ...axis, size: 76, incrs: increments(figure.dataset.unit), values: (_, values) => values.map(said) },
    ],
    scales: { x: { range: () => span(figure) }, y: { range: (_, least, most) => [0, most || 1] } },
    hooks: { setCursor: [(plot) => tell(figure, plot, labels, said)] },
  }, data, place);
  picture.replaceChildren(place);
  picture.dataset.drawn = "yes";
  const watch = new ResizeObserver(() => drawn.plot.setSize(size()));
  watch.observe(figure);
  drawn.stop = () => {
    watch.disconnect();
    drawn.plot.destroy();
  };
}

export function charts() {
  document.querySelectorAll("[data-chart]").forEach((figure) => draw(figure).catch(() => {}));
}

export function followColours() {
  const redraw = () => plots.forEach((one) => one.plot?.redraw(false));
  for (const question of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(question).addEventListener("change", redraw);
}
