"""Asking a built folder, an RDF file or an endpoint: a query in, a written answer out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.query import questions
from budgetgraph.query.endpoint import read_json, remote
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.serialise import read_rdf
from budgetgraph.store import Store, answer_table
from budgetgraph.store.answer_table import Answer
from budgetgraph.values import document_number

GRAPH_FORMATS = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
"""What a CONSTRUCT or DESCRIBE is written as, by the names of the command line."""

_CONTEXT_LINES = 2


def base_of(graph: Path) -> str:
    """The base IRI that a folder was built with; the usual one for a single RDF file."""
    return str(_report(graph)["base"]) if graph.is_dir() else BASE


def _report(folder: Path) -> dict[str, Any]:
    path = folder / "report.json"
    if not path.is_file():
        raise UnreadableInput(
            str(folder), "is no built folder (it has no report.json); run `budgetgraph build` first"
        )
    report: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return report


def open_store(graph: Path) -> Store:
    """The store of a built folder, or a store in memory of an RDF file."""
    if not graph.exists():
        raise UnreadableInput(str(graph), "there is no such folder or file")
    if graph.is_dir():
        _report(graph)
        return Store.open(graph / "store")
    return Store.memory([read_rdf(graph)])


def ask(
    sparql: str,
    *,
    graph: Path | None,
    endpoint: str | None,
    form: str | None = None,
    bom: bool = False,
) -> bytes:
    """The answer of any query form from a graph or from an endpoint, just one of which is given.

    A SELECT is written in one of `answer_table.FORMATS` (a table unless said), an ASK as `true` or
    `false` in any of these, a CONSTRUCT or DESCRIBE in one of `GRAPH_FORMATS` (Turtle unless said).
    UsageError for a format that does not fit what is asked.
    """
    if (graph is None) == (endpoint is None):
        raise UsageError(
            "给出 --graph DIR 或 --endpoint URL 之一 / give either --graph DIR or --endpoint URL"
        )
    if form is not None and form not in (*answer_table.FORMATS, *GRAPH_FORMATS):
        raise UsageError(
            f"there is no format {form!r}; there are {', '.join((*answer_table.FORMATS, *GRAPH_FORMATS))}"
        )
    body = _local(sparql, graph) if graph is not None else remote(sparql, str(endpoint))
    if isinstance(body, bytes):
        return _graph(body, form or "turtle")
    if form in GRAPH_FORMATS:
        fitting = ", ".join(answer_table.FORMATS)
        raise UsageError(
            f"{form} 用于 CONSTRUCT 和 DESCRIBE / {form} is for CONSTRUCT and DESCRIBE; a SELECT or ASK takes {fitting}"
        )
    return (
        _truth(body, form)
        if isinstance(body, bool)
        else answer_table.write(body, form or "table", bom=bom)
    )


def _local(sparql: str, graph: Path) -> Answer | bool | bytes:
    """The answer of a store: rows, a truth, or triples as N-Triples."""
    store = open_store(graph)
    try:
        return read_json(store.answer(sparql, "json").body)
    except ValueError:
        # The store writes triples in graph formats only.
        return store.answer(sparql, "nt").body


def _graph(triples: bytes, form: str) -> bytes:
    if form not in GRAPH_FORMATS:
        fitting = ", ".join(GRAPH_FORMATS)
        raise UsageError(
            f"CONSTRUCT 和 DESCRIBE 的结果是图，不能写成 {form} / a CONSTRUCT or DESCRIBE gives a graph, not {form}: {fitting}"
        )
    return Store.memory([triples]).construct("CONSTRUCT WHERE { ?s ?p ?o }", GRAPH_FORMATS[form])


def _truth(answer: bool, form: str | None) -> bytes:
    word = "true" if answer else "false"
    return (
        answer_table.write(Answer(("answer",), ((word,),)), form)
        if form == "xlsx"
        else f"{word}\n".encode()
    )


def explain(iri: str, graph: Path) -> str:
    """Where a resource comes from: its label, and each passage with the lines around it."""
    base = base_of(graph)
    number = document_number.parse(iri)
    full = (
        Iris(base).document(number.agency, number.year, number.serial)
        if number
        else iri
        if "://" in iri
        else base + iri.lstrip("/")
    )
    where_from = questions.find("where-from", questions.load())
    store = open_store(graph)
    rows = store.select(questions.bind(where_from, {"resource": full}, base))
    if not rows.rows:
        raise UsageError(
            f"{full}: nothing in this graph says where it comes from (is the IRI right?)"
        )
    return "\n".join(
        _passage(dict(zip(rows.columns, row, strict=True)), graph) for row in rows.rows
    )


def _passage(row: dict[str, Any], graph: Path) -> str:
    first, last, source = row["first_line"], row["last_line"], str(row["source"])
    title = f"{row['label'] or row['resource']}\n  {source}"
    if first is None or last is None:
        return f"{title} page {row['page']}\n    {row['quote']}\n"
    lines = _source_lines(graph, source)
    if lines is None:
        return f"{title} lines {first}-{last}\n    {row['quote']}\n"
    shown = range(
        max(1, int(first) - _CONTEXT_LINES), min(len(lines), int(last) + _CONTEXT_LINES) + 1
    )
    body = "\n".join(
        f"  {'>' if int(first) <= number <= int(last) else ' '} {number:>5}  {lines[number - 1]}"
        for number in shown
    )
    return f"{title} lines {first}-{last}\n{body}\n"


def _source_lines(graph: Path, source: str) -> list[str] | None:
    """The lines of a source that the built folder keeps, found by its file name."""
    if not graph.is_dir():
        return None
    shas = [
        part["sha256"]
        for part in _report(graph)["sources"]
        if source in (part["file"], part["sha256"]) or source.endswith(part["sha256"])
    ]
    path = graph / "sources" / f"{shas[0]}.txt" if shas else None
    return path.read_text("utf-8").split("\n") if path and path.is_file() else None


_MOST_SHARED = """PREFIX bg: <{ontology}>
SELECT ?document WHERE {{
  ?project bg:cites ?document ; bg:disclosure/bg:department ?department .
  ?document bg:documentNumber ?number .
  OPTIONAL {{ ?funded bg:fundedUnder ?document }}
}} GROUP BY ?document ?number
ORDER BY DESC(COUNT(DISTINCT ?department)) DESC(COUNT(DISTINCT ?funded)) DESC(COUNT(DISTINCT ?project)) ?number LIMIT 1"""


def most_shared_document(folder: Path) -> str | None:
    """The path (`document/冀财社/2023/208`) of the document that most departments rest on, a funding
    document first: what a newcomer should open. None where nothing cites anything.
    """
    base = base_of(folder)
    rows = open_store(folder).select(_MOST_SHARED.format(ontology=Iris(base).ontology)).rows
    return str(rows[0][0]).removeprefix(base).removeprefix("id/") if rows else None


def parameters(pairs: list[str], extra: list[str]) -> dict[str, str]:
    """`--param k=v` and `--k v` (or `--k=v`) as one dict."""
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
