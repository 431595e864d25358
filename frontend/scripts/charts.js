// Charts one can point at. The picture that came with the page stays where this cannot be drawn.
let library;

function load(figure) {
  library ??= new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: figure.dataset.style });
    const script = Object.assign(document.createElement("script"), { src: figure.dataset.script, onerror: reject });
    script.addEventListener("load", () => resolve(window.uPlot));
    document.head.append(style, script);
  });
  return library;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function figures(unit) {
  const round = (value, digits) => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  return (value) => {
    if (value == null) return "–";
    if (unit !== "rate") return round(value, value < 10 && value % 1 ? 1 : 0);
    const units = ["B", "KB", "MB", "GB"];
    let step = 0;
    for (; value >= 1024 && step < units.length - 1; step++) value /= 1024;
    return `${round(value, step && value < 100 ? 1 : 0)} ${units[step]}/s`;
  };
}

const two = (number) => String(number).padStart(2, "0");

/** As the page writes times: by the day's hours for a day, by the date for more. */
function moment(seconds, long) {
  const at = new Date(seconds * 1000);
  const lang = document.documentElement.lang;
  const date = at.toLocaleDateString(lang === "en" ? "en-GB" : lang, { day: "numeric", month: "short" });
  return long ? date : `${two(at.getHours())}:${two(at.getMinutes())}`;
}

async function draw(figure) {
  const picture = figure.querySelector("[data-picture]");
  if (!picture || figure.dataset.drawn) return;
  figure.dataset.drawn = "yes";
  const data = JSON.parse(figure.dataset.points);
  const labels = [...figure.querySelectorAll("[data-line]")].map((one) => one.textContent);
  const Plot = await load(figure);
  const said = figures(figure.dataset.unit);
  const axis = { stroke: colour("--ink-soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
  const lines = [colour("--accent"), colour("--info")];
  const long = data[0].at(-1) - data[0][0] > 2 * 86400;
  const place = document.createElement("div");
  const options = () => ({ width: Math.max(240, figure.clientWidth), height: 220 });
  const plot = new Plot({
    ...options(),
    series: [{ label: figure.dataset.time, value: (_, value) => (value == null ? "–" : `${moment(value, true)}, ${moment(value, false)}`) }, ...labels.map((label, i) => ({ label, stroke: lines[i], width: 2, points: { show: data[0].length < 2 }, value: (_, value) => said(value) }))],
    axes: [{ ...axis, values: (_, values) => values.map((value) => moment(value, long)) }, { ...axis, size: 76, values: (_, values) => values.map(said) }],
    scales: { y: { range: (_, least, most) => [0, most || 1] } },
  }, data, place);
  picture.replaceChildren(place);
  new ResizeObserver(() => plot.setSize(options())).observe(figure);
}

export function charts() {
  document.querySelectorAll("[data-chart]").forEach((figure) => draw(figure).catch(() => {}));
}
