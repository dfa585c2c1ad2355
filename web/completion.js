// Completion: variables of the query, terms by name or by their Chinese or English label, things by their label.
import { syntaxTree } from "@codemirror/language";

const KEYWORDS = `SELECT CONSTRUCT DESCRIBE ASK WHERE DISTINCT OPTIONAL UNION MINUS GRAPH FILTER BIND VALUES PREFIX GROUP BY HAVING ORDER BY LIMIT OFFSET
COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT CONTAINS STRSTARTS STRENDS REGEX LANG STR BOUND COALESCE IF EXISTS NOT IN UNDEF`.split(/\s+/);

// A term used before its prefix is declared gets the declaration with it.
function inserting(term, prefixes) {
  const [prefix] = term.split(":");
  return (view, completion, from, to) => {
    const text = view.state.doc.toString();
    const declared = new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text) || !prefixes[prefix];
    const declaration = declared ? [] : [{ from: 0, insert: `PREFIX ${prefix}: <${prefixes[prefix]}>\n` }];
    const shift = declared ? 0 : declaration[0].insert.length;
    view.dispatch({ changes: [...declaration, { from, to, insert: term }], selection: { anchor: from + shift + term.length }, userEvent: "input.complete" });
  };
}

function variables(context) {
  const word = context.matchBefore(/[?$]\w*/);
  if (!word) return null;
  const names = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
  names.delete(word.text);
  return { from: word.from, options: [...names].sort().map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
}

function named({ terms, prefixes }, language) {
  const other = language === "zh" ? "en" : "zh";
  const option = (term, label, detail) => ({
    label,
    detail,
    type: term.kind,
    info: term.definition[language] ?? term.definition[other],
    apply: inserting(term.name, prefixes),
    boost: Math.min(20, Math.log10(1 + term.count) * 4),
  });
  const byName = terms.map((term) => option(term, term.name, term.label[language] ?? term.label[other]));
  const byLabel = terms.flatMap((term) => Object.values(term.label).map((label) => option(term, label, term.name)));
  const keywords = KEYWORDS.map((label) => ({ label, type: "keyword", boost: -10 }));
  return (context) => {
    const word = context.matchBefore(/[\p{L}\p{N}_:-]+/u);
    if ((!word && !context.explicit) || inString(context)) return null;
    const chinese = /\p{Script=Han}/u.test(word?.text ?? "");
    const options = chinese ? byLabel : [...byName, ...byLabel.filter(({ label }) => /^[a-z]/i.test(label)), ...keywords];
    return { from: word?.from ?? context.pos, options, validFor: chinese ? /^\p{Script=Han}*$/u : /^[\w:-]*$/ };
  };
}

function inString(context) {
  return /String/.test(syntaxTree(context.state).resolveInner(context.pos, -1).name);
}

// Departments, projects, documents … by their label: as an IRI, or inside quotation marks as the label itself.
async function things(context) {
  const word = context.matchBefore(/[\p{Script=Han}〔〕\[\]\d]+/u);
  if (!word || [...word.text].length < 2 || !/\p{Script=Han}/u.test(word.text)) return null;
  const gone = new AbortController();
  context.addEventListener("abort", () => gone.abort());
  try {
    const answer = await fetch(`/search?${new URLSearchParams({ q: word.text, format: "json" })}`, { signal: gone.signal });
    if (!answer.ok || context.aborted) return null;
    const { results } = await answer.json();
    const quoted = inString(context);
    const options = results.slice(0, 20).map(({ iri, label, matched }) => ({
      label: label ?? matched,
      detail: quoted ? undefined : "<…>",
      type: "constant",
      apply: quoted ? (label ?? matched) : `<${iri}>`,
      boost: -20,
    }));
    return { from: word.from, options, filter: false };
  } catch {
    return null;
  }
}

export async function completions(address, tag) {
  const language = tag.startsWith("zh") ? "zh" : "en";
  try {
    const answer = await fetch(address);
    if (answer.ok) return [variables, named(await answer.json(), language), things];
  } catch {
    // Without the list the editor still completes the query's own variables.
  }
  return [variables];
}
