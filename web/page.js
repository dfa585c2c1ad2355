// The one entry: a page gets what its markup asks for, and nothing else is loaded.
import { suggest } from "./suggest.js";
import { sortable } from "./tables.js";

export function enhance(part) {
  for (const table of part.querySelectorAll("table.sortable")) sortable(table);
  if (part.querySelector("[data-chart]")) import("./charts.js").then(({ drawAll }) => drawAll(part));
  const answers = part.querySelector("table.pictured");
  if (answers) import("./picture.js").then(({ offerPicture }) => offerPicture(answers, answers.closest("[data-picture]").dataset));
}

enhance(document);

const form = document.querySelector("form.query");
// A site of files has no server to ask.
const served = !("frozen" in document.body.dataset);
if (served) document.querySelectorAll('form.find input[name="q"]').forEach(suggest);
if (form && served) import("./editor.js").then(({ mount }) => mount(form, enhance));
