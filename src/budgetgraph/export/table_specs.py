"""The tables of a graph: each is one query of `queries/exports/`, whose header names and types the
columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from budgetgraph.assets import asset
from budgetgraph.query.ordered import ordered
from budgetgraph.query.parameters import rebase
from budgetgraph.query.query_header import header_fields
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.prefixed_names import prefixed_names
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer, Value

_KEYS = frozenset({"title-zh", "title-en", "about", "column"})
_COLUMN = re.compile(
    r"\A(?P<name>[a-z]\w*) (?P<type>iri|text|integer|year|decimal)(?::(?P<table>\w+))?"
    r" (?P<zh>.+?) / (?P<en>.+)"
)
_PREFIX = re.compile(r"(?m)^PREFIX ([\w-]+): <([^<>]+)>")


@dataclass(frozen=True, slots=True)
class FrameColumn:
    """A column with its meaning in Chinese and English.

    `type` is iri, text, integer, year or decimal; `table` is the table whose IRIs it holds.
    """

    name: str
    type: str
    zh: str
    en: str
    table: str | None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: the query that fills it, and its columns.

    The first column is `iri`; no two rows share one.
    """

    name: str
    title_zh: str
    title_en: str
    about: str
    columns: tuple[FrameColumn, ...]
    text: str


@cache
def specs() -> Mapping[str, TableSpec]:
    """Read the specifications of the tables by name; ValueError for a malformed header."""
    files = sorted(asset("queries/exports").glob("*.rq"))
    return {path.stem: parse(path.stem, path.read_text("utf-8")) for path in files}


def parse(name: str, text: str) -> TableSpec:
    """Read the specification in the text of a `.rq` file: header comments, then the query."""
    fields = header_fields(name, text, _KEYS)
    columns = tuple(_column(name, line) for line in fields.get("column", ()))
    if not columns or columns[0].name != "iri":
        raise ValueError(f"{name}.rq: the first column is iri")
    try:
        (title_zh,), (title_en,) = fields["title-zh"], fields["title-en"]
        (about,) = fields["about"]
    except (KeyError, ValueError):
        raise ValueError(
            f"{name}.rq: the header needs title-zh, title-en and about, each once"
        ) from None
    return TableSpec(name, title_zh, title_en, about, columns, text)


def _column(name: str, line: str) -> FrameColumn:
    """Read a column: `name type 中文 / English`."""
    match = _COLUMN.fullmatch(line)
    if match is None:
        raise ValueError(f"{name}.rq: not `# column: name type 中文 / English`: {line!r}")
    return FrameColumn(match["name"], match["type"], match["zh"], match["en"], match["table"])


@cache
def properties(base: str) -> frozenset[bytes]:
    """Give every property that the queries could ask for, as N-Quads have it: all names in them.

    Triples with any other one need not be there when they are asked.
    """
    found = {b"<" + PREFIXES["rdf"].encode() + b"type>"}
    for spec in specs().values():
        text = rebase(spec.text, base)
        prefixes = dict(_PREFIX.findall(text))
        found.update(f"<{iri}>".encode() for iri in prefixed_names(text, prefixes))
    return frozenset(found)


def rows_of(store: Store, spec: TableSpec, base: str) -> Answer:
    """Ask for the rows of a table, one for each thing: the first one that the query gives.

    An empty text becomes a missing value.
    """
    answer = ordered(store, rebase(spec.text, base))
    if answer.columns != tuple(column.name for column in spec.columns):
        raise ValueError(f"{spec.name}.rq: the header and the query have different columns")
    return Answer(answer.columns, one_a_thing(answer.rows))


def one_a_thing(rows: Iterable[tuple[Value, ...]]) -> tuple[tuple[Value, ...], ...]:
    """Keep the first row of each thing; an empty text becomes a missing value."""
    first: dict[Value, tuple[Value, ...]] = {}
    for row in rows:
        if row[0] not in first:
            first[row[0]] = tuple(None if cell == "" else cell for cell in row)
    return tuple(first.values())
