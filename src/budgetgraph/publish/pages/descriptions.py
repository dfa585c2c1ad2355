"""Ask for all that the page of a thing shows: the queries of `queries/describe/`, in a worker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from budgetgraph.assets import asset
from budgetgraph.query.ordered import ordered
from budgetgraph.query.parameters import iri as iri_term
from budgetgraph.query.parameters import rebase
from budgetgraph.query.selects import Selects
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer, Value

Record = Mapping[str, Value]

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

#: Properties that name a thing, best first: by IRI, then by name in `bg:`.
_TITLES = (PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title")
_OWN_TITLES = ("item", "text", "printed", "fileName", "rule")
_LIMIT = re.compile(r"\bLIMIT (\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Section:
    """One query's answer on a page, cut to SHOWN rows.

    `more` says that there are more rows, `sparql` is the query itself.
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
    """A resource as its page needs it.

    `kind` names the template; `head` is the first row of the section `head`.
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


def texts(folder: str, base: str) -> dict[str, str]:
    """Read the queries of one folder of `queries/describe/` by name, for a graph with this base."""
    return {name: rebase(text, base) for name, text in _files(folder).items()}


def bound(text: str, iri: str, base: str) -> str:
    """Replace `$this` in a query by an IRI; UsageError where it is no IRI."""
    term = iri_term(iri, base)
    return re.sub(r"\$this\b", lambda _: term, text)


def ask(store: Selects, queries: Mapping[str, str]) -> dict[str, Section]:
    """Answer several queries; runs in a worker."""
    return {name: _section(ordered(store, text), text) for name, text in queries.items()}


def gather(store: Selects, iri: str, base: str) -> Thing | None:
    """Ask for everything that the page of `iri` shows; runs in a worker.

    None where the store does not know the thing.
    """
    sections = _ask_about(store, "thing", iri, base)
    facts = sections["facts"].rows
    if not facts and not sections["backlinks"]:
        return None
    types = _types(facts)
    kind = _kind(types, base)
    if kind != "thing":
        sections |= _ask_about(store, kind, iri, base)
    return Thing(iri, kind, _title(facts, base), types, sections)


def records(answer: Answer) -> list[Record]:
    """Give the rows of an answer by column name."""
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _ask_about(store: Selects, folder: str, iri: str, base: str) -> dict[str, Section]:
    """Answer the queries of one folder about a thing."""
    queries = {name: bound(text, iri, base) for name, text in texts(folder, base).items()}
    return ask(store, queries)


def _section(answer: Answer, text: str) -> Section:
    """Cut an answer to the rows that are shown.

    The query asks for one row more: an answer of that length says that there are more.
    """
    limit = _LIMIT.search(text)
    asked = int(limit[1]) if limit else 0
    rows = records(answer)
    more = asked > 1 and len(rows) == asked
    if more:
        rows = rows[: asked - 1]
    return Section(tuple(rows), more, text)


def _types(facts: Iterable[Record]) -> tuple[str, ...]:
    """List the classes of a thing, from its facts."""
    rdf_type = PREFIXES["rdf"] + "type"
    return tuple(str(fact["value"]) for fact in facts if fact["property"] == rdf_type)


def _kind(types: Iterable[str], base: str) -> str:
    """Name the page of a thing: the first class of `KINDS` that it has, or else `thing`."""
    for name, page in KINDS.items():
        if name in types or f"{base}ontology#{name}" in types:
            return page
    return "thing"


def _title(facts: Iterable[Record], base: str) -> str:
    """Choose the text that names a thing; "" where nothing does."""
    named: dict[str, str] = {}
    for fact in facts:
        if not isinstance(fact["value"], Iri):
            named.setdefault(str(fact["property"]), str(fact["value"]))
    own_titles = [f"{base}ontology#{name}" for name in _OWN_TITLES]
    for name in (*_TITLES, *own_titles):
        if name in named:
            return named[name]
    return ""


@cache
def _files(folder: str) -> dict[str, str]:
    """Read the query files of a folder, by name."""
    queries = {}
    for path in sorted(asset(f"queries/describe/{folder}").glob("*.rq")):
        queries[path.stem] = path.read_text(encoding="utf-8")
    if not queries:
        raise FileNotFoundError(f"no queries in queries/describe/{folder}")
    return queries
