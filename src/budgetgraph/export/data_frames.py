"""Read a built graph as pandas data frames, one for each kind of thing.

`from budgetgraph import tables; tables("build/demo")["projects"]`. Each table is one query of
`queries/exports/`, whose header names and types the columns.
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
from budgetgraph.store.answer import Answer, Value

_FIELD = re.compile(r"# (title-zh|title-en|about|column): (\S.*)")
_COLUMN = re.compile(
    r"\A(?P<name>[a-z]\w*) (?P<type>iri|text|integer|year|decimal)(?::(?P<table>\w+))?"
    r" (?P<zh>.+?) / (?P<en>.+)"
)


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


def tables(path: str | os.PathLike[str]) -> dict[str, pd.DataFrame]:
    """Read all tables of a built folder, or of an RDF file, by name.

    They are departments, documents, projects, indicators, figures, statements, citations, findings.
    Every row has its IRI (`iri`) and its place: source file, first and last line, page. Text is
    `string`, whole numbers and years `Int64`, money and other decimals exact `Decimal` objects;
    what is not known is missing. UnreadableInput for a path that is neither.
    """
    frames = {}
    for name, (spec, answer) in answers(Path(path)).items():
        frames[name] = frame(answer, spec)
    return frames


def answers(graph: Path) -> dict[str, tuple[TableSpec, Answer]]:
    """Read the rows of every table, as plain values."""
    store, base = open_store(graph), base_of(graph)
    filled = {}
    for name, spec in specs().items():
        filled[name] = (spec, _rows(store, spec, base))
    return filled


@cache
def specs() -> Mapping[str, TableSpec]:
    """Read the specifications of the tables by name; ValueError for a malformed header."""
    files = sorted(asset("queries/exports").glob("*.rq"))
    return {path.stem: parse(path.stem, path.read_text("utf-8")) for path in files}


def parse(name: str, text: str) -> TableSpec:
    """Read the specification in the text of a `.rq` file: header comments, then the query."""
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


def _rows(store: Store, spec: TableSpec, base: str) -> Answer:
    """Ask for the rows of a table, one for each thing: the first one that the query gives.

    An empty text becomes a missing value.
    """
    answer = store.select(rebase(spec.text, base))
    if answer.columns != tuple(column.name for column in spec.columns):
        raise ValueError(f"{spec.name}.rq: the header and the query have different columns")
    first: dict[Value, tuple[Value, ...]] = {}
    for row in answer.rows:
        if row[0] not in first:
            first[row[0]] = tuple(None if cell == "" else cell for cell in row)
    return Answer(answer.columns, tuple(first.values()))


# --- frames ---------------------------------------------------------------------------------------
def frame(answer: Answer, spec: TableSpec) -> pd.DataFrame:
    """Make a data frame of the rows, with the column types of the table."""
    series = {}
    for column in spec.columns:
        place = answer.columns.index(column.name)
        cells = [row[place] for row in answer.rows]
        series[column.name] = _SERIES[column.type](cells)
    return pd.DataFrame(series)


def _text(cells: list[Value]) -> pd.Series[Any]:
    """Make a column of texts."""
    texts = [None if cell is None else str(cell) for cell in cells]
    # Python's strings, for a comparison of Arrow's strings cannot be combined in one mask with that
    # of another column.
    return pd.Series(texts, dtype=pd.StringDtype("python"))


def _whole(cells: list[Value]) -> pd.Series[Any]:
    """Make a column of whole numbers."""
    return pd.Series(cells, dtype=pd.Int64Dtype())


def _exact(cells: list[Value]) -> pd.Series[Any]:
    """Make a column of exact decimals."""
    numbers = [None if cell is None else Decimal(cell) for cell in cells]
    return pd.Series(numbers, dtype=object)


_SERIES: dict[str, Callable[[list[Value]], pd.Series[Any]]] = {
    "iri": _text,
    "text": _text,
    "integer": _whole,
    "year": _whole,
    "decimal": _exact,
}
