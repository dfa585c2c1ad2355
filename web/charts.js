// Pictures of tables. A figure with data-chart holds a table; its rows carry what is drawn, so the picture never says more than the table.
import { BarChart, SankeyChart, TreemapChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { aboveBoxes, inBox } from "./box_labels.js";

echarts.use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, SankeyChart, SVGRenderer, TooltipComponent, TreemapChart]);

const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Set();
const format = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: of("ink"), soft: of("soft"), line: of("line"), paper: of("paper"), raised: of("raised"), series: [1, 2, 3, 4, 5, 6].map((n) => of(`c${n}`)) };
}

function short(text, most) {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

// One record a row or cell: what the data attributes say, and where its first link leads.
function rowsOf(figure) {
  return [...figure.querySelectorAll("tbody [data-value]")].map((row) => ({
    ...row.dataset,
    value: Number(row.dataset.value),
    href: row.dataset.href ?? row.querySelector("a[href]")?.getAttribute("href"),
  }));
}

function tree(rows, look, _width, chart) {
  const nodes = new Map();
  const roots = [];
  for (const { id, group, parent, name, value, href } of rows) {
    // Rows name either what is above them by its id, or the group that they are summed up in.
    if (group && !nodes.has(group)) roots.push(nodes.set(group, { name: group, value: 0, children: [] }).get(group));
    const node = { name, value, href, children: [] };
    if (id) nodes.set(id, node);
    const above = nodes.get(group ?? parent);
    if (group) above.value += value;
    (above?.children ?? roots).push(node);
  }
  // Boxes have their places before their labels are written.
  const box = (index) => chart.getModel().getSeriesByIndex(0).getData().getItemLayout(index);
  const written = (how) => ({ name, value, dataIndex }) => how(name, format.format(value), box(dataIndex));
  // A box that holds others shows its name above them; the root has none.
  const levels = [{ upperLabel: { show: false }, itemStyle: { gapWidth: 3, borderWidth: 0 } }, { itemStyle: { gapWidth: 1, borderWidth: 1, borderColor: look.raised } }];
  return {
    series: [
      {
        type: "treemap",
        data: roots,
        levels,
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        visibleMin: 30,
        upperLabel: { show: true, height: 22, color: look.ink, overflow: "truncate", formatter: written(aboveBoxes) },
        label: { color: look.paper, overflow: "truncate", lineHeight: 18, formatter: written(inBox) },
        itemStyle: { gapWidth: 1, borderWidth: 1, borderColor: look.raised },
      },
    ],
  };
}

function bars(rows, look, width) {
  const narrow = width < 560;
  const names = [...new Set(rows.map((row) => row.name))];
  const series = [...new Set(rows.map((row) => row.series ?? ""))];
  const of = new Map(rows.map((row) => [`${row.name}\n${row.series ?? ""}`, row]));
  return {
    legend: series.length > 1 ? { top: 0, left: 0, textStyle: { color: look.ink }, itemWidth: 12, itemHeight: 12 } : undefined,
    grid: { left: 8, right: narrow ? 72 : 80, top: series.length > 1 ? 24 + 22 * Math.ceil(series.length / (narrow ? 1 : 3)) : 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: "category",
      inverse: true,
      data: names,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.ink, width: narrow ? 110 : 220, overflow: narrow ? "break" : "truncate", fontSize: narrow ? 11 : 12, lineHeight: 13, interval: 0 },
    },
    series: series.map((label) => ({
      name: label,
      type: "bar",
      barMaxWidth: 26,
      barMinWidth: 6,
      data: names.map((name) => {
        const row = of.get(`${name}\n${label}`);
        return row ? { value: row.value, href: row.href } : null;
      }),
      label: { show: true, position: "right", color: look.ink, fontSize: 11, formatter: ({ value }) => format.format(value) },
      labelLayout: { hideOverlap: true },
    })),
  };
}

// More flows than this are no picture any more: the smallest go together.
const MOST_FLOWS = 20;

function largest(rows) {
  if (rows.length <= MOST_FLOWS) return rows;
  const sorted = [...rows].sort((a, b) => b.value - a.value);
  const rest = sorted.slice(MOST_FLOWS - 1);
  const value = rest.reduce((sum, row) => sum + row.value, 0);
  const together = { from: rest[0].from, to: `… (+${rest.length})`, value };
  return [...sorted.slice(0, MOST_FLOWS - 1), rest[0].via ? { ...together, via: "…" } : together];
}

function flow(rows, look, width) {
  const levels = new Map();
  const links = new Map();
  const node = (depth, ...path) => {
    const key = [depth, ...path].join("\n");
    levels.set(key, { depth, text: path.at(-1) });
    return key;
  };
  const link = (source, target, { value, href }) => {
    const found = links.get(`${source}\t${target}`);
    if (found) found.value += value;
    else links.set(`${source}\t${target}`, { source, target, value, href });
  };
  for (const row of largest(rows)) {
    const first = node(0, row.from);
    const steps = row.via ? [node(1, row.via), node(2, row.via, row.to)] : [node(1, row.to)];
    [first, ...steps].reduce((source, target) => (link(source, target, row), target));
  }
  const deepest = Math.max(...[...levels.values()].map(({ depth }) => depth));
  // A name has the room up to the next column, on two lines at most: a phone has no room for one line.
  const narrow = width < 560;
  const right = narrow ? Math.round(width / 3) : 220;
  const between = Math.floor((width - right) / deepest) - 26;
  const room = (depth) => (depth === deepest ? right - 12 : between);
  const size = narrow ? 11 : 12;
  const fitting = (name) => short(levels.get(name).text, Math.floor((room(levels.get(name).depth) / size) * 1.9));
  return {
    series: [
      {
        type: "sankey",
        left: 4,
        right,
        top: 15,
        bottom: 15,
        nodeGap: 32,
        nodeWidth: 14,
        draggable: false,
        emphasis: { focus: "adjacency" },
        data: [...levels].map(([name, { depth }]) => ({
          name,
          depth,
          itemStyle: { color: look.series[depth % 3] },
          label: { width: room(depth), overflow: "break" },
        })),
        links: [...links.values()],
        label: { color: look.ink, fontSize: size, lineHeight: size + 3, formatter: ({ name }) => fitting(name) },
        lineStyle: { color: "source", opacity: 0.3, curveness: 0.5 },
      },
    ],
  };
}

const lastLine = (text) => text.split("\n").at(-1);

const kinds = { tree, bars, flow };

function draw(figure) {
  const rows = rowsOf(figure).filter((row) => row.value > 0);
  const box = figure.querySelector(".canvas");
  if (!box || rows.length === 0) {
    box?.remove();
    return;
  }
  const look = colours();
  const kind = figure.dataset.chart;
  box.style.height = `${figure.dataset.height}px`;
  echarts.getInstanceByDom(box)?.dispose();
  box.replaceChildren();
  const chart = echarts.init(box, null, { renderer: "svg" });
  const unit = figure.dataset.unit ?? "";
  chart.setOption({
    // There at once: a picture that grows is half a picture for whoever prints or photographs it.
    animation: false,
    color: look.series,
    // Double quotes would end the attribute in the SVG that is saved.
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily.replaceAll('"', "'") },
    // Text and no HTML in the tooltip: the page's policy allows no style attributes.
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: look.raised,
      borderColor: look.line,
      textStyle: { color: look.ink },
      formatter: ({ name, value, data, dataType }) =>
        `${dataType === "edge" ? `${lastLine(data.source)} → ${lastLine(data.target)}` : lastLine(name)}\n${format.format(Number(value))} ${unit}`,
    },
    ...kinds[kind](rows, look, box.clientWidth, chart),
  });
  chart.on("click", ({ data }) => {
    if (data?.href && !data.children?.length) location.assign(data.href);
  });
  drawn.add(figure);
  offerFiles(figure);
}

// The picture as a file. What is saved stands on paper of its own and does not move.
function offerFiles(figure) {
  const files = figure.querySelector(".files");
  if (!files || files.firstChild) return;
  files.append(`${files.dataset.save} `);
  for (const type of ["svg", "png"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = type.toUpperCase();
    button.addEventListener("click", () => save(echarts.getInstanceByDom(figure.querySelector(".canvas")), type));
    files.append(button, " ");
  }
}

function save(chart, type) {
  const size = { width: chart.getWidth(), height: chart.getHeight() };
  const copy = echarts.init(document.createElement("div"), null, { renderer: type === "svg" ? "svg" : "canvas", ...size });
  copy.setOption({ ...chart.getOption(), backgroundColor: colours().paper });
  const link = document.createElement("a");
  link.href = copy.getDataURL({ type, pixelRatio: 2 });
  link.download = `budgetgraph.${type}`;
  link.click();
  copy.dispose();
}

function redraw() {
  for (const figure of drawn) {
    if (figure.isConnected) draw(figure);
    else drawn.delete(figure);
  }
}

export function drawAll(part) {
  for (const figure of part.querySelectorAll("[data-chart]")) draw(figure);
}

let width = innerWidth;
let waiting = 0;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 150);
});
dark.addEventListener("change", redraw);
document.addEventListener("theme", redraw);
// Paper is light, whatever the screen is.
addEventListener("beforeprint", redraw);
