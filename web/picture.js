// A simple picture of a query's answer: which column names the bars, which one measures them.
import { number } from "./tables.js";

function select(label, columns, chosen) {
  const box = document.createElement("label");
  const choice = document.createElement("select");
  for (const { name, index } of columns) choice.append(new Option(name, index, index === chosen, index === chosen));
  box.append(`${label} `, choice);
  return [box, choice];
}

export function offerPicture(table, words) {
  const headings = [...table.tHead.rows[0].cells].map((cell, index) => ({ name: cell.textContent.trim(), index }));
  const rows = [...table.tBodies[0].rows];
  const measured = headings.filter(({ index }) => rows.some((row) => row.cells[index].classList.contains("num")));
  const named = headings.filter((heading) => !measured.includes(heading));
  if (rows.length < 2 || measured.length === 0 || named.length === 0) return;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.picture;
  const [nameBox, name] = select(words.by, named, named[0].index);
  const [valueBox, value] = select(words.measure, measured, measured.at(-1).index);
  const figure = document.createElement("figure");
  figure.dataset.chart = "bars";
  figure.className = "chart";
  const choices = document.createElement("p");
  choices.className = "choices";
  choices.append(nameBox, " ", valueBox);
  details.append(summary, choices, figure);
  table.closest(".scroll").before(details);

  async function draw() {
    if (!details.open) return;
    const { drawAll } = await import("./charts.js");
    const box = document.createElement("div");
    box.className = "canvas";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", `${words.picture}: ${headings[value.value].name}`);
    const body = document.createElement("tbody");
    for (const row of rows.slice(0, 40)) {
      const line = document.createElement("tr");
      line.dataset.name = row.cells[name.value].textContent.trim();
      line.dataset.value = number(row.cells[value.value].textContent) || 0;
      body.append(line);
    }
    const data = document.createElement("table");
    data.hidden = true;
    data.append(body);
    figure.dataset.height = Math.max(120, 30 * body.rows.length + 40);
    figure.replaceChildren(box, data);
    drawAll(details);
  }
  details.addEventListener("toggle", draw);
  name.addEventListener("change", draw);
  value.addEventListener("change", draw);
}
