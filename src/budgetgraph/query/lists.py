"""The lists of a graph that pages choose from: all disclosures, who cites which documents, the
findings. A build asks for them once and writes them beside the graph, so that no page waits for
them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgetgraph.assets import asset
from budgetgraph.query.ordered import ordered
from budgetgraph.query.parameters import rebase
from budgetgraph.query.selects import Selects
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer, Value

NAME = "lists.json"
"""The file of the lists in a built folder."""


def texts(base: str) -> dict[str, str]:
    """Read the queries of `queries/lists/` by name, for a graph with this base."""
    found: dict[str, str] = {}
    for path in sorted(asset("queries/lists").glob("*.rq")):
        found[path.stem] = rebase(path.read_text("utf-8"), base)
    return found


def asked(store: Selects, base: str, names: Collection[str]) -> dict[str, Answer]:
    """Ask a graph for some of its lists."""
    queries = texts(base)
    return {name: ordered(store, queries[name]) for name in sorted(names)}


def write(path: Path, store: Selects, base: str) -> None:
    """Ask a graph for all its lists and write them, each with the digest of its query."""
    queries = texts(base)
    written: dict[str, dict[str, Any]] = {}
    for name, answer in asked(store, base, queries).items():
        rows = [[_written(cell) for cell in row] for row in answer.rows]
        written[name] = {"query": _digest(queries[name]), "columns": answer.columns, "rows": rows}
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", "utf-8")


def read(path: Path, base: str) -> dict[str, Answer]:
    """Read the lists that a build wrote; without those whose query is another one by now.

    Without the file, or where it is damaged, none: the graph can be asked for them.
    """
    try:
        return _read(json.loads(path.read_text("utf-8")), base)
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _read(written: dict[str, Any], base: str) -> dict[str, Answer]:
    queries = texts(base)
    lists: dict[str, Answer] = {}
    for name, kept in written.items():
        if name in queries and kept["query"] == _digest(queries[name]):
            rows = tuple(tuple(map(_cell, row)) for row in kept["rows"])
            lists[name] = Answer(tuple(kept["columns"]), rows)
    return lists


def _digest(query: str) -> str:
    return hashlib.sha256(query.encode()).hexdigest()


def _written(cell: Value) -> object:
    """Write a cell: an IRI as `{"iri": …}`, a decimal as `{"decimal": "12.50"}`, else itself."""
    if isinstance(cell, Iri):
        return {"iri": str(cell)}
    return {"decimal": str(cell)} if isinstance(cell, Decimal) else cell


def _cell(written: Any) -> Value:
    """Read a cell as it was written."""
    if isinstance(written, dict):
        return Iri(written["iri"]) if "iri" in written else Decimal(written["decimal"])
    plain: Value = written
    return plain
