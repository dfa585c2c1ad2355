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

// A line of a scan that the address names is marked on the picture of its page, too.
function markOnPicture() {
  for (const place of document.querySelectorAll(".scanned .marked")) place.classList.remove("marked");
  const line = location.hash.match(/^#L(\d+)$/);
  if (line) document.getElementById(`B${line[1]}`)?.classList.add("marked");
}
if (document.querySelector(".scanned")) {
  markOnPicture();
  addEventListener("hashchange", markOnPicture);
}

const form = document.querySelector("form.query");
// A site of files has no server to ask.
const served = !("frozen" in document.body.dataset);
if (served) document.querySelectorAll('form.find input[name="q"]').forEach(suggest);
if (form && served) import("./editor.js").then(({ mount }) => mount(form, enhance));
