// The query editor over the plain form: highlighting, completion, run in place. The text area stays what is sent.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, foldKeymap, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { completions } from "./completion.js";

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.annotation], color: "var(--c3)" },
  { tag: [tags.namespace, tags.url, tags.typeName], color: "var(--c1)" },
  { tag: [tags.integer, tags.float, tags.bool], color: "var(--c5)" },
  { tag: tags.variableName, color: "var(--c4)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { background: "var(--raised)", color: "var(--ink)", border: "1px solid var(--soft)", borderRadius: ".3rem", fontSize: ".9rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "14rem", maxHeight: "34rem" },
  ".cm-gutters": { background: "var(--paper)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "var(--accent-soft)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--mark) !important" },
  ".cm-matchingBracket": { background: "var(--mark) !important", color: "inherit" },
  ".cm-tooltip": { background: "var(--raised)", color: "var(--ink)", border: "1px solid var(--soft)", fontFamily: "var(--sans)" },
  ".cm-tooltip-autocomplete > ul > li": { lineHeight: "1.7", padding: "0 .5rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { marginLeft: "1rem", fontStyle: "normal", color: "inherit" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: ".4rem .6rem" },
  ".cm-panels": { background: "var(--raised)", color: "var(--ink)" },
});

export async function mount(form, enhance) {
  const area = form.elements.query;
  // A link as YASGUI shares it.
  const shared = new URLSearchParams(location.hash.slice(1)).get("query");
  if (shared) area.value = shared;
  const host = document.createElement("div");
  host.className = "editor";
  area.after(host);
  area.hidden = true;
  // In a shadow root the editor's styles are constructed sheets, which a policy without inline styles permits.
  const root = host.attachShadow({ mode: "open" });
  const run = () => {
    form.requestSubmit();
    return true;
  };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run, preventDefault: true }]),
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        sparql(),
        syntaxHighlighting(highlighting),
        autocompletion({ override: await completions(form.dataset.vocabulary, document.documentElement.lang) }),
        // Tab moves on: nobody is trapped in the editor.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": form.dataset.label, autocapitalize: "off", spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) area.value = update.state.doc.toString();
        }),
        theme,
      ],
    }),
  });
  runInPlace(form, enhance);
  shareable(form);
  return view;
}

// The answer comes as the page that the form would lead to; only its results are taken over. The address is the share link.
function runInPlace(form, enhance) {
  let running = null;
  form.addEventListener("submit", async (event) => {
    if (form.elements.format.value !== "html") return;
    event.preventDefault();
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const asked = new URLSearchParams(new FormData(form));
    asked.delete("format");
    const address = `${form.getAttribute("action")}?${asked}`;
    const long = address.length > 16000;
    const results = document.getElementById("results");
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(long ? form.getAttribute("action") : address, {
        headers: { Accept: "text/html" },
        signal: mine.signal,
        ...(long ? { method: "POST", body: asked } : {}),
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("results") ?? page.querySelector(".fault");
      results.replaceChildren(...(answer.ok ? found.childNodes : [found]));
      if (!long) window.history.pushState(null, "", address);
      enhance(results);
    } catch (error) {
      if (error.name === "AbortError") return;
      results.textContent = String(error.message);
    } finally {
      if (running === mine) results.removeAttribute("aria-busy");
    }
  });
  addEventListener("popstate", () => location.reload());
}

function shareable(form) {
  const button = form.querySelector("button.share");
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = new URL(form.getAttribute("action"), location.href);
    link.searchParams.set("query", form.elements.query.value);
    await navigator.clipboard.writeText(link.href);
    form.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
