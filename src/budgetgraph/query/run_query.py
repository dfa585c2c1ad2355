"""Ask a built folder, an RDF file or an endpoint, and write the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.query import questions
from budgetgraph.query.endpoint import read_json, remote
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.serialise import read_rdf
from budgetgraph.store import Store, answer_table
from budgetgraph.store.answer import Answer
from budgetgraph.store.report_file import report_of
from budgetgraph.store.terminal_table import fitted
from budgetgraph.values import document_number

GRAPH_FORMATS = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
"""What a CONSTRUCT or DESCRIBE is written as, by the names of the command line."""

_CONTEXT_LINES = 2


def base_of(graph: Path) -> str:
    """Give the base IRI that a folder was built with; the default one for a single RDF file."""
    return str(report_of(graph)["base"]) if graph.is_dir() else BASE


def open_store(graph: Path) -> Store:
    """Open the store of a built folder, or read an RDF file into a store in memory."""
    if not graph.exists():
        raise UnreadableInput(
            str(graph), "there is no such folder or file; `budgetgraph build … --out` writes one"
        )
    if graph.is_dir():
        report_of(graph)
        return Store.open(graph / "store")
    return Store.memory([read_rdf(graph)])


def ask(
    sparql: str,
    *,
    graph: Path | None,
    endpoint: str | None,
    form: str | None = None,
    bom: bool = False,
    when_empty: Callable[[], None] = lambda: None,
    places: int | None = None,
) -> bytes:
    """Ask a query of any form of a graph or of an endpoint; just one of them is given.

    `when_empty` is called where the answer has no row. A table that is wider than `places`, the
    width of a terminal, is written row by row.

    A SELECT is written in one of `answer_table.FORMATS` (a table by default), an ASK as `true` or
    `false` in any of these, a CONSTRUCT or DESCRIBE in one of `GRAPH_FORMATS` (Turtle by default).
    UsageError for a format that does not fit the query.
    """
    if (graph is None) == (endpoint is None):
        raise UsageError("give either --graph DIR or --endpoint URL")
    formats = (*answer_table.FORMATS, *GRAPH_FORMATS)
    if form is not None and form not in formats:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(formats)}")
    answer = _local(sparql, graph) if graph is not None else remote(sparql, str(endpoint))
    if isinstance(answer, bytes):
        return _graph(answer, form or "turtle")
    if form in GRAPH_FORMATS:
        fitting = ", ".join(answer_table.FORMATS)
        raise UsageError(f"{form} is for CONSTRUCT and DESCRIBE; a SELECT or ASK takes {fitting}")
    if isinstance(answer, bool):
        return _truth(answer, form)
    if not answer.rows:
        when_empty()
    if form in (None, "table") and places is not None:
        return fitted(answer, places).encode()
    return answer_table.write(answer, form or "table", bom=bom)


def _local(sparql: str, graph: Path) -> Answer | bool | bytes:
    """Ask a graph for rows, a truth, or triples as N-Triples."""
    return asked_of(open_store(graph), sparql)


def asked_of(store: Store, sparql: str) -> Answer | bool | bytes:
    """Ask a store for rows, a truth, or triples as N-Triples."""
    try:
        return read_json(store.answer(sparql, "json").body)
    except ValueError:
        # The store writes triples in graph formats only.
        return store.answer(sparql, "nt").body


def _graph(triples: bytes, form: str) -> bytes:
    """Write N-Triples in a graph format."""
    if form not in GRAPH_FORMATS:
        fitting = ", ".join(GRAPH_FORMATS)
        raise UsageError(f"a CONSTRUCT or DESCRIBE gives a graph, not {form}: {fitting}")
    return Store.memory([triples]).construct("CONSTRUCT WHERE { ?s ?p ?o }", GRAPH_FORMATS[form])


def _truth(answer: bool, form: str | None) -> bytes:
    """Write the answer of an ASK."""
    word = "true" if answer else "false"
    if form == "xlsx":
        return answer_table.write(Answer(("answer",), ((word,),)), form)
    return f"{word}\n".encode()


def explain(iri: str, graph: Path) -> str:
    """Say where a resource comes from: its label, and each passage with the lines around it."""
    base = base_of(graph)
    store = open_store(graph)
    where_from = questions.find("where-from", questions.load())
    passages: list[str] = []
    for full in _resources(iri, store, base):
        answer = store.select(questions.bind(where_from, {"resource": full}, base))
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        passages += [_passage(row, graph) for row in rows]
    if not passages:
        raise UsageError(
            f"{iri}: nothing in this graph says where it comes from (is the IRI right?)"
        )
    return "\n".join(passages)


def _resources(text: str, store: Store, base: str) -> list[str]:
    """Complete an IRI: that of a path below the base, those of all documents with a number."""
    number = document_number.parse(text)
    if number is None:
        return [text if "://" in text else base + text.lstrip("/")]
    asked = (
        f'SELECT DISTINCT ?d {{ ?d <{Iris(base).ontology}documentNumber> "{number}" }} ORDER BY ?d'
    )
    return [str(row[0]) for row in store.select(asked).rows]


def _passage(row: dict[str, Any], graph: Path) -> str:
    """Write one passage, with the lines around it where the built folder keeps them."""
    source = str(row["source"])
    title = f"{row['label'] or row['resource']}\n  {source}"
    if row["first_line"] is None or row["last_line"] is None:
        return f"{title} page {row['page']}\n    {row['quote']}\n"
    first, last = int(row["first_line"]), int(row["last_line"])
    lines = _source_lines(graph, source)
    if lines is None:
        return f"{title} lines {first}-{last}\n    {row['quote']}\n"
    return f"{title} lines {first}-{last}\n{_quoted(lines, first, last)}\n"


def _quoted(lines: list[str], first: int, last: int) -> str:
    """Write the lines around a passage with their numbers; its own lines are marked by `>`."""
    shown_first = max(1, first - _CONTEXT_LINES)
    shown_last = min(len(lines), last + _CONTEXT_LINES)
    quoted = []
    for number in range(shown_first, shown_last + 1):
        mark = ">" if first <= number <= last else " "
        quoted.append(f"  {mark} {number:>5}  {lines[number - 1]}")
    return "\n".join(quoted)


def _source_lines(graph: Path, source: str) -> list[str] | None:
    """Read the lines of a source that the built folder keeps; None where it keeps none.

    `source` is a file name, a SHA-256, or a text that ends in one.
    """
    if not graph.is_dir():
        return None
    for part in report_of(graph)["sources"]:
        digest = part["sha256"]
        if source == part["file"] or source.endswith(digest):
            path = graph / "sources" / f"{digest}.txt"
            return path.read_text("utf-8").split("\n") if path.is_file() else None
    return None


_MOST_SHARED = """PREFIX bg: <{ontology}>
SELECT ?document WHERE {{
  ?project bg:cites ?document ; bg:disclosure/bg:department ?department .
  ?document bg:documentNumber ?number .
  OPTIONAL {{ ?funded bg:fundedUnder ?document }}
}} GROUP BY ?document ?number
ORDER BY DESC(COUNT(DISTINCT ?department)) DESC(COUNT(DISTINCT ?funded))
 DESC(COUNT(DISTINCT ?project)) ?number LIMIT 1"""


def most_shared_document(folder: Path) -> str | None:
    """Find the document that most departments cite, a good one to open first.

    Gives its path, `document/冀财社/2023/208`; funding documents come first among equals. None where
    nothing cites a document.
    """
    base = base_of(folder)
    rows = open_store(folder).select(_MOST_SHARED.format(ontology=Iris(base).ontology)).rows
    if not rows:
        return None
    return str(rows[0][0]).removeprefix(base).removeprefix("id/")


def parameters(pairs: list[str], extra: list[str]) -> dict[str, str]:
    """Read `--param k=v` and `--k v` (or `--k=v`) as one dictionary."""
    values: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--param wants k=v, not {pair!r}")
        values[key] = value
    rest = list(extra)
    while rest:
        option = rest.pop(0)
        if not option.startswith("--"):
            raise UsageError(f"what is {option!r}? parameters are given as --name value")
        key, equals, value = option[2:].partition("=")
        if not equals and not rest:
            raise UsageError(f"{option} wants a value")
        values[key] = value if equals else rest.pop(0)
    return values
