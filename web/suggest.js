// Suggestions while a person types in a box of the search: a datalist, so that keyboard and phone know it already.
const WAIT = 180;
const MOST = 8;

export function suggest(input) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);
  let waiting = 0;
  let asked = "";

  async function ask() {
    const text = input.value.trim();
    // A name that was just chosen from the list needs no suggestions.
    if (text === asked || [...list.options].some((one) => one.value === text)) return;
    asked = text;
    if (!text) return list.replaceChildren();
    let answer;
    try {
      answer = await fetch(`/search?${new URLSearchParams({ q: text, format: "json" })}`);
    } catch {
      return; // Without an answer the box is what it was.
    }
    if (!answer.ok || text !== asked) return;
    const { results } = await answer.json();
    const names = new Set(results.map(({ label, matched }) => label || matched));
    // A browser shows the names that hold the text or whose label does: a name found by Pinyin has the text as its label.
    const option = (name) => new Option(name.includes(text) ? name : text, name);
    list.replaceChildren(...[...names].slice(0, MOST).map(option));
  }

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    // Pinyin that is still being composed is no text yet.
    if (!event.isComposing) waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
}
