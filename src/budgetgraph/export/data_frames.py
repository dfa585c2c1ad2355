"""Read a built graph as pandas data frames, one for each kind of thing.

`from budgetgraph import tables; tables("build/demo")["projects"]`. Each table is one query of
`queries/exports/`, whose header names and types the columns.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from budgetgraph.document.problems import UsageError
from budgetgraph.export.table_rows import TableRows, table_rows
from budgetgraph.export.table_specs import TableSpec, rows_of, specs
from budgetgraph.query.run_query import base_of, open_store
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer, Value


def tables(path: str | os.PathLike[str]) -> dict[str, pd.DataFrame]:
    """Read all tables of a built folder, or of an RDF file, by name.

    They are departments, documents, projects, indicators, figures, statements, citations, findings.
    Every row has its IRI (`iri`) and its place: source file, first and last line, page. Text is
    `string`, whole numbers and years `Int64`, money and other decimals exact `Decimal` objects;
    what is not known is missing. UnreadableInput for a path that is neither.
    """
    graph = Path(path)
    return tables_of(open_store(graph), base_of(graph))


def tables_of(store: Store, base: str, money: str = "decimal") -> dict[str, pd.DataFrame]:
    """Read all tables of a store; `money` says how amounts are given."""
    every = specs().values()
    return {spec.name: frame(rows_of(store, spec, base), spec, money) for spec in every}


def filled(
    graph: Path, made: Mapping[str, Iterator[TableRows]] | None = None
) -> Iterator[tuple[TableSpec, Iterator[TableRows]]]:
    """Give every table of a built folder with its rows, some at a time; those of tables that are
    `made` are not asked for.
    """
    store, base = open_store(graph), base_of(graph)
    for spec in specs().values():
        yield spec, (made or {}).get(spec.name) or _asked(store, spec, base)


def _asked(store: Store, spec: TableSpec, base: str) -> Iterator[TableRows]:
    yield table_rows(spec, rows_of(store, spec, base).rows)


# --- frames ---------------------------------------------------------------------------------------
MONEY = ("decimal", "int64", "float")
"""How exact decimals are given: as `Decimal`; as whole 元 (`Int64`) where every one is whole; or as
floats, which are not exact.
"""
#: Texts with few values, which pandas keeps as categories.
_CATEGORIES = frozenset(
    """
    certainty department division level level1 level2 level3 measure money_from operator origin
    phase place relation rule scope severity unit
    """.split()
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def frame(answer: Answer, spec: TableSpec, money: str = "decimal") -> pd.DataFrame:
    """Make a data frame of the rows, with the column types of the table."""
    series = {}
    for column in spec.columns:
        place = answer.columns.index(column.name)
        cells = [row[place] for row in answer.rows]
        series[column.name] = _SERIES[column.type](cells)
    made = pd.DataFrame(series)
    return made if money == "decimal" else _with_money(made, money)


def answer_frame(answer: Answer, money: str = "decimal") -> pd.DataFrame:
    """Make a data frame of any answer, with types that follow from its values.

    Whole numbers become `Int64`, decimals exact `Decimal` objects (see MONEY), days `datetime64`,
    columns like department, measure or rule categories, all else `string`.
    """
    series = {}
    for place, name in enumerate(answer.columns):
        cells = [row[place] for row in answer.rows]
        series[name] = _typed(name, cells)
    return _with_money(pd.DataFrame(series, columns=list(answer.columns)), money)


def with_categories(made: pd.DataFrame) -> pd.DataFrame:
    """Give columns like department, measure or rule as categories."""
    named = [name for name in made.columns if name in _CATEGORIES]
    return made.astype(dict.fromkeys(named, "category"))


def wide(panel: pd.DataFrame) -> pd.DataFrame:
    """Put the measures of a panel side by side: a row each year, place, department and phase."""
    index = ["fiscal_year", "division", "place", "department", "phase"]
    return panel.pivot_table(
        index=index, columns="measure", values="amount", aggfunc="first", dropna=True
    ).reset_index()


def _typed(name: str, cells: list[Value]) -> pd.Series[Any]:
    """Make a column whose type follows from its values."""
    values = [cell for cell in cells if cell is not None]
    if values and all(isinstance(cell, int) for cell in values):
        return _whole(cells)
    if values and not any(isinstance(cell, str) for cell in values):
        return _exact(cells)
    if values and all(_DAY.fullmatch(str(cell)) for cell in values):
        return pd.to_datetime(pd.Series(cells), errors="coerce")
    made = _text(cells)
    return made.astype("category") if name in _CATEGORIES else made


def _with_money(made: pd.DataFrame, money: str) -> pd.DataFrame:
    """Give the exact decimals of a frame as whole 元 or as floats; UsageError for another word."""
    if money not in MONEY:
        raise UsageError(f"money is one of {', '.join(MONEY)}, not {money!r}")
    if money == "decimal":
        return made
    changed = {}
    for name in made.columns:
        if made[name].dtype == object:
            changed[name] = _converted(made[name], money)
    return made.assign(**changed)


def _converted(column: pd.Series[Any], money: str) -> pd.Series[Any]:
    """Convert a column of decimals; one with a fraction of a 元 is no column of whole numbers."""
    if money == "float":
        return column.astype("Float64")
    if any(cell % 1 for cell in column.dropna()):
        return column
    return column.map(int, na_action="ignore").astype("Int64")


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
