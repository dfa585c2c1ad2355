"""What the pages show of a thing: the queries of `queries/describe/`, run together in a worker, and
a table's rows put back into a grid.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from budgetgraph.assets import asset
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.parameters import rebase
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer_table import Answer as Rows
from budgetgraph.store.answer_table import Value

Record = Mapping[str, Value]


class Selects(Protocol):
    """What answers a SELECT: the store."""

    def select(self, sparql: str) -> Rows: ...


#: Classes with a page of their own, by name in `bg:` or as an IRI; the first that fits.
KINDS = {
    "OfficialDocument": "document",
    "Project": "project",
    "Disclosure": "disclosure",
    "Department": "department",
    "Table": "table",
    "PerformanceIndicator": "indicator",
    "Division": "division",
    PREFIXES["sh"] + "ValidationResult": "finding",
    PREFIXES["skos"] + "Concept": "concept",
}
SHOWN = 500
"""The most rows that a section of a page shows; its query asks for one more, so that a page can say
that there are.
"""

_TITLES = [PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title"]
_NUMBER = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Section:
    """One query's answer on a page, cut to SHOWN rows; `more` says that there are more, `sparql`
    asks it again.
    """

    rows: tuple[Record, ...]
    more: bool
    sparql: str

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Thing:
    """A resource as its page needs it; `kind` names the template, `head` is the first row of the
    section `head`.
    """

    iri: str
    kind: str
    title: str
    types: tuple[str, ...]
    sections: Mapping[str, Section]

    @property
    def head(self) -> Record:
        section = self.sections.get("head")
        return section.rows[0] if section else {}


@dataclass(frozen=True, slots=True)
class GridRow:
    """A table's row: what names it and, column by column, its figure or None."""

    record: Record
    cells: tuple[Record | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is printed.

    Each line has a row, and a second one beside it where revenue and expenditure stand side by
    side.
    """

    columns: tuple[str, ...]
    right: tuple[str, ...]
    lines: tuple[tuple[GridRow | None, GridRow | None], ...]


def texts(folder: str, base: str) -> dict[str, str]:
    """The queries of one folder of `queries/describe/` by name, for a graph with this base."""
    return {name: rebase(text, base) for name, text in _files(folder).items()}


def bound(text: str, iri: str, base: str) -> str:
    """The query with `$this` replaced by an IRI; UsageError for what is none."""
    term = iri_term(iri, base)
    return re.sub(r"\$this\b", lambda _: term, text)


def ask(store: Selects, queries: Mapping[str, str]) -> dict[str, Section]:
    """Run in a worker: the answers to several queries."""
    return {name: _section(store.select(text), text) for name, text in queries.items()}


def gather(store: Selects, iri: str, base: str) -> Thing | None:
    """Run in a worker: everything that the page of `iri` shows; None if the store does not know it."""
    common = ask(
        store, {name: bound(text, iri, base) for name, text in texts("thing", base).items()}
    )
    if not (common["facts"] or common["backlinks"]):
        return None
    facts = common["facts"].rows
    types = tuple(str(row["value"]) for row in facts if row["property"] == PREFIXES["rdf"] + "type")
    ontology = f"{base}ontology#"
    kind = next(
        (page for name, page in KINDS.items() if name in types or ontology + name in types), "thing"
    )
    own = texts(kind, base) if kind != "thing" else {}
    sections = common | ask(store, {name: bound(text, iri, base) for name, text in own.items()})
    return Thing(iri, kind, _title(facts, ontology) or "", types, sections)


def grid(cells: Iterable[Record]) -> Grid:
    """The rows of the section `cells` as a grid, in the table's order."""
    rows: dict[Value, Record] = {}
    figures: dict[Value, dict[str, Record]] = {}
    ranks: dict[str, tuple[int, str]] = {}
    for cell in cells:
        rows.setdefault(cell["row"], cell)
        column = cell["column"]
        if column is None:
            continue
        figures.setdefault(cell["row"], {})[str(column)] = {
            **cell,
            "numeric": _NUMBER.fullmatch(str(cell["printed"])) is not None,
        }
        ranks[str(column)] = _rank(cell["place"], str(column))
    columns = sorted(ranks, key=lambda column: ranks[column])
    right = tuple(column for column in columns if column.startswith("支出/"))
    left = tuple(column for column in columns if column not in right)
    if not (right and any(column.startswith("收入/") for column in left)):
        left, right = tuple(columns), ()

    def row(iri: Value, names: tuple[str, ...]) -> GridRow:
        return GridRow(rows[iri], tuple(figures.get(iri, {}).get(name) for name in names))

    if not right:
        return Grid(left, right, tuple((row(iri, left), None) for iri in rows))
    # A row without figures tells its side by its name only.
    sided = {
        iri for iri, record in rows.items() if "支出" in str(record["item"]) and iri not in figures
    }
    pairs = _pairs(
        rows, sided | {iri for iri, found in figures.items() if found.keys() & set(right)}
    )
    return Grid(
        left,
        right,
        tuple((row(a, left) if a else None, row(b, right) if b else None) for a, b in pairs),
    )


def _pairs(rows: Mapping[Value, Record], on_the_right: set[Value]) -> Iterable[tuple[Value, Value]]:
    """Rows of a two-sided table as the lines of the source have them: two of one line stand side by
    side.
    """
    waiting: Value = None
    for iri, record in rows.items():
        if waiting is not None and record["row_span"] == rows[waiting]["row_span"]:
            yield waiting, iri
            waiting = None
            continue
        if waiting is not None:
            yield waiting, None
            waiting = None
        if iri in on_the_right:
            yield None, iri
        else:
            waiting = iri
    if waiting is not None:
        yield waiting, None


def _rank(place: Value, column: str) -> tuple[int, str]:
    """A column's place as printed; one without a place comes last."""
    return int(place) if isinstance(place, int) else sys.maxsize, column


def _section(rows: Rows, text: str) -> Section:
    limit = re.search(r"\bLIMIT (\d+)\s*$", text)
    asked = int(limit[1]) if limit else 0
    more = asked > 1 and len(rows.rows) == asked
    kept = rows.rows[: asked - 1] if more else rows.rows
    return Section(tuple(dict(zip(rows.columns, row, strict=True)) for row in kept), more, text)


def _title(facts: Iterable[Record], ontology: str) -> str | None:
    named: dict[str, str] = {}
    for row in facts:
        if not isinstance(row["value"], Iri):
            named.setdefault(str(row["property"]), str(row["value"]))
    wanted = [
        *_TITLES,
        *(ontology + name for name in ("item", "text", "printed", "fileName", "rule")),
    ]
    return next((named[name] for name in wanted if name in named), None)


@cache
def _files(folder: str) -> dict[str, str]:
    found = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(asset(f"queries/describe/{folder}").glob("*.rq"))
    }
    if not found:
        raise FileNotFoundError(f"no queries in queries/describe/{folder}")
    return found
