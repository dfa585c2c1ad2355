// Tables that sort by a column. The headings become buttons; the order of the server comes back with the third press.

const collator = new Intl.Collator("zh", { numeric: true });

export function number(text) {
  const plain = text.replace(/[,，\s]/g, "").replace(/^[−–]/, "-");
  return plain === "" ? Number.NaN : Number(plain);
}

function comparing(column, numeric) {
  const text = (row) => row.cells[column]?.textContent.trim() ?? "";
  return (a, b) => {
    if (!numeric) return collator.compare(text(a), text(b));
    const [x, y] = [number(text(a)), number(text(b))];
    return Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : x - y;
  };
}

export function sortable(table) {
  const [body] = table.tBodies;
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (!body || body.rows.length < 2 || body.querySelector("[rowspan], [colspan]")) return;
  const original = [...body.rows];
  const next = { none: "ascending", ascending: "descending", descending: "none" };
  headings.forEach((heading, column) => {
    if (!heading.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const order = next[heading.getAttribute("aria-sort") ?? "none"];
      for (const other of headings) other.removeAttribute("aria-sort");
      if (order !== "none") heading.setAttribute("aria-sort", order);
      const numeric = original.every((row) => row.cells[column]?.classList.contains("num") ?? true);
      const compare = comparing(column, numeric);
      const sorted = order === "none" ? original : [...original].sort(order === "descending" ? (a, b) => compare(b, a) : compare);
      body.append(...sorted);
    });
  });
}
