// A copy of the site without its server: the search and the forms are answered in the browser.
(() => {
  "use strict";
  const root = document.body.dataset.frozen;
  if (root === undefined) return;
  const english = document.documentElement.lang === "en";
  const words = english
    ? { none: "Nothing was found.", count: (n) => `${n} found`, cut: (n) => `the first ${n} are shown`, rows: (n) => `${n} ${n === 1 ? "row" : "rows"}`, server: "This question needs a server: a copy has no answer to it.", department: "Department", place: "Place", year: "Year", kind: "Kind", amount: "Amount (万元)" }
    : { none: "没有找到。", count: (n) => `找到 ${n} 项`, cut: (n) => `只列出前 ${n} 项`, rows: (n) => `${n} 行`, server: "这个问题要在有服务器的站点上回答，这份副本里没有它的答案。", department: "部门", place: "地区", year: "年度", kind: "类别", amount: "金额（万元）" };
  const path = document.body.dataset.path;
  const here = english ? `${root}/en` : root;
  // A document number is one text in every spelling: 冀财社[2023]208号, 冀财社﹝2023﹞208 号.
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const numbered = /^(\p{Script=Han}+)第?[〔[【(（［﹝<〈]?(\d{4})[〕\]】)）］﹞>〉]?第?(\d{1,5})号?$/u;
  const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text ?? "" }, attributes);
  const cache = new Map();
  const read = (file) => {
    if (!cache.has(file)) cache.set(file, fetch(file).then((answer) => (answer.ok ? answer.json() : undefined)));
    return cache.get(file);
  };
  const address = (file) => {
    const [page, place] = file.split("#");
    const way = page.split("/").map(encodeURIComponent).join("/");
    return `${here}/${way}${place ? `#${encodeURI(place)}` : ""}`;
  };

  // --- the search: what it finds, and in which order, is what the server's finds ---

  const wordsOf = (text) => {
    const number = text.replace(/\s/g, "").match(numbered);
    const typed = number ? [`${number[1]}${number[2]}${number[3]}号`] : text.split(/\s+/);
    return typed.map(plain).filter(Boolean);
  };

  async function found(asked) {
    const parts = wordsOf(asked);
    if (!parts.length) return [];
    const { kinds, shared, things } = await read(`${root}/search.json`);
    const whole = parts.join("");
    // Without a Chinese keyboard people type Pinyin: the first letters of a name, or its syllables.
    const typed = /^[a-z0-9]*[a-z][a-z0-9]*$/.test(whole);
    const hits = [];
    for (const [place, [names, kind, department, where, year, inside, money, weight, said, file]] of things.entries()) {
      let best;
      names.forEach((name, which) => {
        const text = plain(name);
        const is_in = parts.every((part) => text.includes(part));
        if (!is_in && !(typed && sounds(said[which], parts))) return;
        const rank = [is_in ? 0 : 1, text === whole ? 0 : 1, weight, text.startsWith(whole) ? 0 : 1, text.length];
        if (!best || compare(rank, best.rank) < 0) best = { rank, matched: name };
      });
      if (!best) continue;
      const facts = { kind: kinds[kind][english ? 1 : 0], department: shared[department], place: shared[where], year: shared[year], amount: range(money) };
      hits.push({ ...best, ...facts, label: names[0], inside: shared[inside], money, file, order: place });
    }
    return hits.sort((a, b) => compare(a.rank, b.rank) || a.order - b.order);
  }

  function sounds(name, parts) {
    if (!name) return false;
    const syllables = name.split(" ");
    const letters = syllables.map((part) => (/^\d+$/.test(part) ? part : part[0])).join("");
    const begins = (part) => syllables.some((_, place) => syllables.slice(place).join("").startsWith(part));
    return parts.every((part) => letters.includes(part)) || parts.every(begins);
  }

  const compare = (a, b) => {
    const at = a.findIndex((part, place) => part !== b[place]);
    return at < 0 ? 0 : a[at] - b[at];
  };

  const FACETS = ["kind", "department", "year", "place", "amount"];
  // An amount is chosen by its range; a new one begins at each of these steps, in 万元.
  const STEPS = [1, 10, 100, 1000];
  const RANGES = ["<1", "1–10", "10–100", "100–1000", "≥1000"];
  const range = (money) => (money ? RANGES[STEPS.filter((step) => Number(money.replaceAll(",", "")) >= step).length] : "");
  const ordered = (name, counts) =>
    name === "amount" ? RANGES.filter((value) => counts.has(value)).map((value) => [value, counts.get(value)]) : [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12);

  function facets(hits, chosen, show) {
    const box = element("div", "", { className: "facets" });
    const passes = (hit, but) => FACETS.every((name) => name === but || !chosen[name] || hit[name] === chosen[name]);
    for (const name of FACETS) {
      const counts = new Map();
      for (const hit of hits) if (hit[name] && passes(hit, name)) counts.set(hit[name], (counts.get(hit[name]) ?? 0) + 1);
      if (counts.size < 2 && !chosen[name]) continue;
      const line = element("nav", "", { className: "choices" });
      line.setAttribute("aria-label", words[name]);
      line.append(element("span", words[name], { className: "label" }), " ");
      for (const [value, count] of ordered(name, counts).filter(([value]) => !chosen[name] || value === chosen[name])) {
        const link = element("a", `${value} `, { href: "#" });
        if (chosen[name]) link.setAttribute("aria-current", "true");
        link.append(element("span", String(count), { className: "count" }), chosen[name] ? " ×" : "");
        link.addEventListener("click", (event) => {
          event.preventDefault();
          show({ ...chosen, [name]: chosen[name] ? "" : value });
        });
        line.append(link, " ");
      }
      box.append(line);
    }
    return { box, left: hits.filter((hit) => passes(hit)) };
  }

  async function search() {
    const asked = new URLSearchParams(location.search).get("q") ?? new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
    if (!asked.trim()) return;
    const hits = await found(asked);
    const content = document.querySelector("#content");
    const answer = element("div");
    content.append(answer);
    const most = 200;
    const show = (chosen) => {
      const { box, left } = facets(hits, chosen, show);
      const list = element("ul", "", { className: "results" });
      for (const hit of left.slice(0, most)) {
        const item = element("li");
        item.append(element("span", hit.kind, { className: "mark" }), " ", element("a", hit.label, { href: address(hit.file) }));
        if (hit.matched !== hit.label) item.append(" ", element("span", hit.matched, { className: "note" }));
        const told = [hit.inside, hit.place, hit.department, hit.year, hit.money && `${hit.money} 万元`].filter(Boolean).join(" · ");
        if (told) item.append(element("br"), element("span", told, { className: "note" }));
        list.append(item);
      }
      const note = left.length ? words.count(left.length) + (left.length > most ? ` · ${words.cut(most)}` : "") : words.none;
      answer.replaceChildren(element("p", note, { className: "note" }), box, list);
    };
    show({});
  }

  // --- suggestions while a person types ---

  function suggest(input) {
    const list = document.createElement("datalist");
    list.id = `${input.id}-suggestions`;
    input.after(list);
    input.setAttribute("list", list.id);
    let waiting = 0;
    input.addEventListener("input", (event) => {
      clearTimeout(waiting);
      if (event.isComposing) return;
      waiting = setTimeout(async () => {
        const names = new Set((await found(input.value)).map((hit) => hit.label));
        // A browser shows the names that hold the text or whose label does: a name found by Pinyin has the text as its label.
        const option = (name) => new Option(name.includes(input.value) ? name : input.value, name);
        list.replaceChildren(...[...names].slice(0, 8).map(option));
      }, 150);
    });
  }

  // --- the forms of questions: the rows of the open answer that fit ---

  const number = (text) => (text.replace(/\s/g, "").match(numbered) ?? [text]).slice(1).join("·") || text.trim();
  const HOW = {
    same: (cell, text) => cell === text || number(cell) === number(text) || cell.toLowerCase() === text.toLowerCase(),
    holds: (cell, text) => cell.includes(text),
    least: (cell, text) => cell !== "" && Number(cell) >= Number(text),
  };

  function table({ columns, rows, links }, fitting) {
    const used = columns.map((_, place) => fitting.some((row) => rows[row][place] !== ""));
    const answers = element("table", "", { className: "answers cards" });
    const head = element("tr");
    columns.forEach(([heading, numeric], place) => {
      if (used[place]) head.append(element("th", heading, { scope: "col", className: numeric ? "num" : "" }));
    });
    answers.append(element("thead"), element("tbody"));
    answers.tHead.append(head);
    for (const row of fitting) {
      const line = element("tr");
      columns.forEach(([heading, numeric], place) => {
        if (!used[place]) return;
        const [text, link] = [rows[row][place]].flat();
        const cell = element("td", "", { className: numeric ? "num" : text.length > 12 ? "wide" : "" });
        cell.dataset.label = heading;
        cell.append(link === undefined ? text : element("a", text, { href: links[link] }));
        line.append(cell);
      });
      answers.tBodies[0].append(line);
    }
    const box = element("div", "", { className: "scroll" });
    box.append(answers);
    return box;
  }

  async function answer(form, given) {
    document.querySelector("#answer")?.remove();
    const place = element("section", "", { id: "answer" });
    place.setAttribute("aria-live", "polite");
    form.after(place);
    const open = await read(location.pathname.replace(/(\.html)?$/, ".json"));
    const unknown = given.filter(([name]) => !open?.given[name]);
    if (!open || unknown.length) {
      place.append(element("p", words.server, { className: "note" }));
      return;
    }
    const fits = (row) => given.every(([name, text]) => open.given[name].columns.some((column) => HOW[open.given[name].how](column[row], text)));
    const fitting = open.rows.map((_, row) => row).filter(fits);
    document.querySelectorAll("#content > :is(.unitline, [data-picture])").forEach((part) => (part.hidden = given.length > 0));
    if (!given.length) return;
    place.append(element("p", fitting.length ? words.rows(fitting.length) : words.none, { className: "unitline" }));
    if (fitting.length) place.append(table(open, fitting));
  }

  function question(form) {
    const fill = () => {
      const asked = [...new URLSearchParams(location.hash.slice(1) || location.search)].filter(([name]) => form.elements[name] && name !== "lang");
      for (const [name, text] of asked) form.elements[name].value = text;
      if (asked.length) answer(form, asked);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = [...new FormData(form)].map(([name, text]) => [name, text.trim()]).filter(([name, text]) => name !== "lang" && text);
      history.replaceState(null, "", given.length ? `#${new URLSearchParams(given)}` : location.pathname);
      answer(form, given);
    });
    fill();
    addEventListener("hashchange", fill);
  }

  // --- the list of findings: the rows that fit ---

  function findings(form) {
    const narrow = (given) => {
      for (const row of document.querySelectorAll("tr[data-rule]")) {
        row.hidden = !given.every(([name, text]) => row.dataset[name] === text);
      }
      for (const section of document.querySelectorAll("section[aria-labelledby^=rule]")) {
        const left = section.querySelectorAll("tr[data-rule]:not([hidden])").length;
        section.hidden = left === 0;
        section.querySelector("h2 .count").textContent = left;
      }
    };
    const fill = () => {
      if (location.hash.startsWith("#finding/")) return;
      const asked = [...new URLSearchParams(location.hash.slice(1))].filter(([name]) => form.elements[name]);
      for (const [name, text] of asked) form.elements[name].value = text;
      narrow(asked);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = [...new FormData(form)].filter(([name, text]) => name !== "lang" && text);
      history.replaceState(null, "", given.length ? `#${new URLSearchParams(given)}` : location.pathname);
      narrow(given);
    });
    fill();
    addEventListener("hashchange", fill);
  }

  for (const input of document.querySelectorAll("input[type=search][name=q]")) suggest(input);
  const form = document.querySelector("form.ask");
  if (path === "/search") search();
  else if (form && path === "/findings") findings(form);
  else if (form) question(form);
})();
