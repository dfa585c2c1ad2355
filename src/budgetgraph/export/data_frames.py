"""A built graph as pandas data frames, one a kind of thing: `from budgetgraph import tables;
tables("build/demo")["projects"]`.

What a table holds is one query of `queries/exports/`, whose header also names and types its
columns.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from budgetgraph.assets import asset
from budgetgraph.query.parameters import rebase
from budgetgraph.query.run_query import base_of, open_store
from budgetgraph.store import Store
from budgetgraph.store.answer_table import Answer, Value

_FIELD = re.compile(r"# (title-zh|title-en|about|column): (\S.*)")
_COLUMN = re.compile(
    r"\A(?P<name>[a-z]\w*) (?P<type>iri|text|integer|year|decimal)(?::(?P<table>\w+))? (?P<zh>.+?) / (?P<en>.+)"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type (iri, text, integer, year, decimal), what it says in Chinese and English,
    and the table whose IRIs it holds.
    """

    name: str
    type: str
    zh: str
    en: str
    table: str | None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: the query that fills it and its columns; the first one, `iri`, tells its rows apart."""

    name: str
    title_zh: str
    title_en: str
    about: str
    columns: tuple[Column, ...]
    text: str


def tables(path: str | os.PathLike[str]) -> dict[str, pd.DataFrame]:
    """All tables of a built folder (or of an RDF file) by name: departments, documents, projects,
    indicators, figures, statements, citations, findings.

    Every row has its IRI (`iri`) and its place: source file, first and last line, page. Text is
    `string`, whole numbers and years `Int64`, money and other decimals exact `Decimal` objects;
    what is not known is missing. UnreadableInput for a path that is neither.
    """
    return {name: frame(answer, spec) for name, (spec, answer) in answers(Path(path)).items()}


def answers(graph: Path) -> dict[str, tuple[TableSpec, Answer]]:
    """The rows of every table, as plain values."""
    store, base = open_store(graph), base_of(graph)
    return {name: (spec, _rows(store, spec, base)) for name, spec in specs().items()}


@cache
def specs() -> Mapping[str, TableSpec]:
    """What the tables are, by name; ValueError where a file's header is not as it must be."""
    return {
        path.stem: parse(path.stem, path.read_text("utf-8"))
        for path in sorted(asset("queries/exports").glob("*.rq"))
    }


def parse(name: str, text: str) -> TableSpec:
    """The table in the text of a `.rq` file: header comments first, then the query."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _FIELD.fullmatch(line)
        if match is None:
            raise ValueError(f"{name}.rq: not a header line: {line!r}")
        fields.setdefault(match[1], []).append(match[2])
    columns = tuple(_column(name, line) for line in fields.get("column", ()))
    if not columns or columns[0].name != "iri":
        raise ValueError(f"{name}.rq: the first column is iri")
    try:
        (title_zh,), (title_en,), (about,) = (
            fields[key] for key in ("title-zh", "title-en", "about")
        )
    except (KeyError, ValueError):
        raise ValueError(
            f"{name}.rq: the header needs title-zh, title-en and about, each once"
        ) from None
    return TableSpec(name, title_zh, title_en, about, columns, text)


def _column(name: str, line: str) -> Column:
    match = _COLUMN.fullmatch(line)
    if match is None:
        raise ValueError(f"{name}.rq: not `# column: name type 中文 / English`: {line!r}")
    return Column(match["name"], match["type"], match["zh"], match["en"], match["table"])


def _rows(store: Store, spec: TableSpec, base: str) -> Answer:
    """One row a thing: of several places the query's first one. An empty text is a missing one."""
    found = store.select(rebase(spec.text, base))
    if found.columns != tuple(column.name for column in spec.columns):
        raise ValueError(f"{spec.name}.rq: the header and the query have different columns")
    first: dict[Value, tuple[Value, ...]] = {}
    for row in found.rows:
        first.setdefault(row[0], tuple(None if cell == "" else cell for cell in row))
    return Answer(found.columns, tuple(first.values()))


# --- frames ---------------------------------------------------------------------------------------
def frame(answer: Answer, spec: TableSpec) -> pd.DataFrame:
    """The rows as a data frame with the column types of the table."""
    cells = (
        dict(zip(answer.columns, zip(*answer.rows, strict=True), strict=True))
        if answer.rows
        else {}
    )
    series = {
        column.name: _SERIES[column.type](list(cells.get(column.name, ())))
        for column in spec.columns
    }
    return pd.DataFrame(series)


def _text(cells: list[Value]) -> pd.Series[Any]:
    # Comparisons of Arrow's strings do not go together with those of other columns in one mask.
    return pd.Series(
        [None if cell is None else str(cell) for cell in cells], dtype=pd.StringDtype("python")
    )


def _whole(cells: list[Value]) -> pd.Series[Any]:
    return pd.Series(cells, dtype=pd.Int64Dtype())


def _exact(cells: list[Value]) -> pd.Series[Any]:
    return pd.Series([None if cell is None else Decimal(cell) for cell in cells], dtype=object)


_SERIES: dict[str, Callable[[list[Value]], pd.Series[Any]]] = {
    "iri": _text,
    "text": _text,
    "integer": _whole,
    "year": _whole,
    "decimal": _exact,
}
