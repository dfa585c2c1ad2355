"""What `key_figures.toml` says: where the key figures stand, and what they cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.disclosure import Statement, Table
from budgetgraph.document.data_file import read_data
from budgetgraph.forms import fold

#: What stands in the places of a total for the amounts of the text.
PROSE = "prose"
ALL = "all"


@dataclass(frozen=True, slots=True)
class TotalPlaces:
    """Where a total of a disclosure stands: the types of tables in their order, or `PROSE`."""

    measure: str
    column: str
    side: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassTables:
    """The tables that spending is taken from by classes of one kind (`function`, `economic`)."""

    kind: str
    tables: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole file."""

    totals: tuple[TotalPlaces, ...]
    classes: tuple[ClassTables, ...]
    phases: tuple[tuple[str, tuple[str, ...]], ...]
    _whole_of_phase: re.Pattern[str]
    _scopes: dict[str, str]
    _titled: tuple[tuple[str, re.Pattern[str]], ...]
    _stated: dict[str, str]
    _not_whole: re.Pattern[str]
    _carry_over: re.Pattern[str]

    def scope_of_table(self, table: Table) -> str:
        """Tell what the amounts of a table cover: `all`, `fiscal` or `general-public`."""
        return self.scope_of_title(table.type, table.title)

    def scope_of_title(self, table_type: str, title: str) -> str:
        """Tell what the amounts of a table of this type and title cover."""
        scope = self._scopes.get(table_type, ALL)
        if scope == ALL:
            return scope
        folded = fold(title)
        return next((name for name, words in self._titled if words.search(folded)), scope)

    def scope_of_statement(self, statement: Statement) -> str:
        """Tell what an amount of the prose covers: what its measure says, or the fund that gives
        it.

        一般公共预算支出9万元，其中：基本支出6万元 → general-public for both
        """
        is_of_fund = statement.fund is not None
        measure = f"{statement.fund}_expenditure" if is_of_fund else statement.measure
        return self._stated.get(measure, ALL)

    def is_whole(self, measure: str) -> bool:
        """Tell whether a measure is of the whole body, not of a class, a project or a change."""
        return self._not_whole.search(measure) is None

    def is_whole_of_phase(self, column: str) -> bool:
        """Tell whether a heading says a phase and nothing more: 决算数, 收入/决算数."""
        return self._whole_of_phase.search(fold(column.rpartition("/")[2])) is not None

    def is_carry_over(self, name: str) -> bool:
        """Tell whether a row or a column of this name holds money of earlier years: 上年结转."""
        return self._carry_over.search(fold(name)) is not None


@cache
def catalogue() -> Catalogue:
    """Read the file, once."""
    data: dict[str, Any] = read_data("budgetgraph.mapping.key_figures", "key_figures.toml")
    return Catalogue(
        totals=tuple(
            TotalPlaces(entry["measure"], entry["column"], entry["side"], tuple(entry["places"]))
            for entry in data["total"]
        ),
        classes=tuple(
            ClassTables(entry["kind"], tuple(entry["tables"]), tuple(entry["columns"]))
            for entry in data["classes"]
        ),
        phases=tuple((phase, tuple(data["phase"][phase])) for phase in ("executed", "approved")),
        _whole_of_phase=re.compile(data["phase"]["whole"]),
        _scopes=_inverted(data["scope"]),
        _titled=tuple((scope, re.compile(words)) for scope, words in data["titled"].items()),
        _stated=_inverted(data["stated"]),
        _not_whole=re.compile(data["not_whole"]["measure"]),
        _carry_over=re.compile(data["carry_over"]["words"]),
    )


def _inverted(names: dict[str, list[str]]) -> dict[str, str]:
    """`{"all": ["a", "b"]}` → `{"a": "all", "b": "all"}`."""
    return {name: key for key, every in names.items() for name in every}
