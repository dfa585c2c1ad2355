// A copy of the site without its server: search in the browser, forms whose answers were written, the text of a query.
(() => {
  "use strict";
  const root = document.body.dataset.frozen;
  if (root === undefined) return;
  const english = document.documentElement.lang === "en";
  const words = english
    ? {
        none: "Nothing was found.", count: (n) => `${n} found`, cut: (n) => `the first ${n} are shown`,
        live: "This copy has no server: its queries run on a server of the whole graph, or on the dumps under “Download”.",
        unwritten: "This answer was not written into the copy. The written ones:",
      }
    : {
        none: "没有找到。", count: (n) => `找到 ${n} 项`, cut: (n) => `只列出前 ${n} 项`,
        live: "这是没有服务器的副本：查询要在有服务器的站点上运行，或用“下载”中的数据自己运行。",
        unwritten: "这个答案没有写进副本。写进来的有：",
      };
  const here = english ? `${root}/en` : root;
  // 冀财社[2023]208号, 冀财社﹝2023﹞208 号 and 冀财社〔2023〕208号 are one text.
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]|[号第]/gu, "");
  const address = (file) => `${root}/${file.split("/").map(encodeURIComponent).join("/")}`;
  const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text ?? "" }, attributes);
  const read = async (path) => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer.json();
  };
  const link = (file, text, at) => {
    const item = element("li");
    item.append(element("a", text, { href: at ? `${address(file)}#${at}` : address(file) }));
    return item;
  };

  async function search() {
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
    const wanted = plain(asked);
    if (!wanted) return;
    const rank = ({ label, keys }) => {
      const name = plain(label);
      if (name === wanted) return 0;
      if (name.startsWith(wanted)) return 1;
      if (name.includes(wanted)) return 2;
      return plain(keys).includes(wanted) ? 3 : -1;
    };
    const found = (await read(`${here}/search.json`))
      .map((entry) => ({ ...entry, rank: rank(entry) }))
      .filter((entry) => entry.rank >= 0)
      .sort((a, b) => a.rank - b.rank || a.weight - b.weight || a.label.length - b.label.length || (a.file < b.file ? -1 : 1));
    const most = 200;
    const list = element("ul", "", { className: "results" });
    for (const entry of found.slice(0, most)) {
      const item = link(entry.file, entry.label, entry.at);
      if (entry.kind) item.prepend(element("span", entry.kind, { className: "mark" }), " ");
      list.append(item);
    }
    const note = found.length === 0 ? words.none : words.count(found.length) + (found.length > most ? ` · ${words.cut(most)}` : "");
    document.querySelector("#content").append(element("p", note, { className: "note" }), list);
  }

  // A form of a question: its answers were written under their parameters, in any spelling that means the same.
  async function answer(form) {
    const given = [...new FormData(form)].filter(([name, text]) => name !== "lang" && text.trim());
    const key = given.map(([name, text]) => `${name}=${plain(text)}`).sort().join("&");
    const written = await read(`${here}/questions/written.json`);
    const mine = written[document.body.dataset.path] ?? {};
    const found = Object.entries(mine).find(([parameters]) => {
      const pairs = [...new URLSearchParams(parameters)].map(([name, text]) => `${name}=${plain(text)}`);
      return pairs.sort().join("&") === key;
    });
    if (found) {
      location.href = address(found[1]);
      return;
    }
    document.querySelector("#unwritten")?.remove();
    const note = element("section", "", { id: "unwritten", role: "alert" });
    const list = element("ul");
    for (const [parameters, file] of Object.entries(mine)) list.append(link(file, new URLSearchParams(parameters).toString() && decodeURIComponent(parameters)));
    note.append(element("p", words.unwritten), list);
    form.after(note);
  }

  function query() {
    const text = new URLSearchParams(location.hash.slice(1)).get("query");
    const field = document.querySelector("textarea[name=query]");
    if (text && field) field.value = text;
    const form = document.querySelector("form.query, form.built");
    form?.before(element("p", words.live, { className: "fault", role: "note" }));
    for (const button of form?.querySelectorAll("button") ?? []) button.disabled = true;
  }

  // The code that shows a page on another site names the server; here it names this copy.
  for (const code of document.querySelectorAll("pre.embed")) {
    const { href } = document.querySelector("a.embed");
    code.textContent = code.textContent.replace(/src="[^"]*"/, () => `src="${href}"`);
  }

  const path = document.body.dataset.path;
  if (path === "/search") search();
  if (path === "/sparql" || path === "/sparql/form") query();
  for (const form of document.querySelectorAll("form.ask")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }
})();
