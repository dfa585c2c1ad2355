"""Read what the form of a query offers: kinds of things, and for each the columns to choose from.

`query_form.toml` names the paths; their labels and types are those of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from rdflib import RDF, RDFS, XSD, Graph, URIRef

from budgetgraph.document.data_file import read_data
from budgetgraph.publish.names.called import terms_of_others
from budgetgraph.publish.pages.terms import vocabulary
from budgetgraph.rdf.iris import Iris

#: The last property of a path, with a `^` before it where it is followed backwards:
#: `bg:disclosure/bg:fiscalYear` → `bg:fiscalYear`.
_LAST = re.compile(r"(?P<back>\^?)(?<![a-z])(?P<prefix>[a-z]++):(?P<name>\w+)\)?\Z")


class ColumnType(Enum):
    """What the values of a column are; it decides how one filters by them."""

    TEXT = "text"
    NUMBER = "number"
    YEAR = "year"
    THING = "thing"


_TYPES = {
    XSD.gYear: ColumnType.YEAR,
    XSD.decimal: ColumnType.NUMBER,
    XSD.integer: ColumnType.NUMBER,
}
#: Types whose values are written out; those of any other are things.
_TEXTS = frozenset({XSD.string, RDF.langString})
#: Properties of other vocabularies whose values are texts.
_OTHER_TEXTS = frozenset({"skos:prefLabel", "dcterms:title", "org:identifier", "sh:resultMessage"})


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its key in the address, its path, its type and its names by language.

    `is_money` is an amount in 元 that people see in 万元, `is_number` the number of a document,
    written in any way. `is_said` is a text that stands there in each language. `list_name` is the
    code list whose names are proposed, "" for none.
    """

    key: str
    path: str
    type: ColumnType
    labels: Mapping[str, str]
    is_shown: bool = False
    is_money: bool = False
    is_number: bool = False
    is_said: bool = False
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class FormKind:
    """A kind of things: its key, its class, its columns in their order.

    `source` is the path to the place in the paper, "" where there is none; `only` are the patterns
    that every query about the kind has.
    """

    key: str
    term: str
    labels: Mapping[str, str]
    columns: tuple[FormColumn, ...]
    source: str
    only: tuple[str, ...]

    def column(self, key: str) -> FormColumn | None:
        """Find a column by its key."""
        for column in self.columns:
            if column.key == key:
                return column
        return None


@cache
def form_kinds(base: str) -> dict[str, FormKind]:
    """Read all kinds, by key."""
    rows = read_data("budgetgraph.publish", "query_form.toml")["kind"]
    reader = _Reader(Iris(base), vocabulary(base))
    return {row["key"]: reader.kind(row) for row in rows}


class _Reader:
    """Reads the rows of the file with the vocabulary beside them."""

    def __init__(self, iris: Iris, graph: Graph) -> None:
        self.prefixes, self.graph = iris.prefixes, graph

    def kind(self, row: Mapping[str, Any]) -> FormKind:
        """Read a kind."""
        return FormKind(
            key=row["key"],
            term=row["class"],
            labels=self._labels(row["class"]),
            columns=tuple(self._column(column) for column in row["column"]),
            source=row.get("source", ""),
            only=tuple(row.get("only", ())),
        )

    def _column(self, row: Mapping[str, Any]) -> FormColumn:
        """Read a column."""
        last = _LAST.search(row["path"])
        if last is None:
            raise ValueError(f"not a path of the vocabulary: {row['path']!r}")
        term = f"{last['prefix']}:{last['name']}"
        labels = self._labels(term)
        if "zh" in row:
            labels = {"zh": row["zh"], "en": row["en"]}
        return FormColumn(
            key=row["key"],
            path=row["path"],
            type=self._type(term),
            labels=labels,
            is_shown=row.get("shown", False),
            is_money=row.get("money", False),
            is_number=row.get("number", False),
            is_said=row.get("said", False),
            list_name=row.get("list", ""),
        )

    def _labels(self, term: str) -> dict[str, str]:
        """Name a term in both languages; ValueError where it has no name."""
        iri = self._iri(term)
        labels = {}
        for label in self.graph.objects(iri, RDFS.label):
            labels[getattr(label, "language", None) or "zh"] = str(label)
        known = labels or terms_of_others().get(str(iri))
        if not known:
            raise ValueError(f"a term without a name: {term}")
        return dict(known)

    def _type(self, term: str) -> ColumnType:
        """Tell the type of a property's values from its range."""
        if term in _OTHER_TEXTS:
            return ColumnType.TEXT
        ranges = list(self.graph.objects(self._iri(term), RDFS.range))
        for known, column_type in _TYPES.items():
            if known in ranges:
                return column_type
        return ColumnType.TEXT if _TEXTS.intersection(ranges) else ColumnType.THING

    def _iri(self, term: str) -> URIRef:
        prefix, _, name = term.partition(":")
        return URIRef(self.prefixes[prefix] + name)
