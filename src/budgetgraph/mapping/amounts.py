"""What a table's figures are the whole amount of, where a row or a column names it in words and not
by a code.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.forms import fold, forms
from budgetgraph.forms.amounts import amount_of
from budgetgraph.forms.column_paths import (
    TOTAL,
    Path,
    is_executed,
    is_of_another_year,
    measure_of_column,
    path_of_part,
    says_when,
)
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.sums import is_sum, is_total

_amount_of = lru_cache(maxsize=4096)(amount_of)


class Amounts:
    """The measures of one table: a row is an item and its total column holds the amount, or a
    column is an item.

    In a table with one column an item only the row of the whole table counts: one without a name,
    合计, or the only one.
    """

    def __init__(self, table: Table, year: int | None = None) -> None:
        self._type = table.type
        self._year = year
        self._whole = forms().whole.get(table.type)
        self._named = set(self._measures_named(table)) - {None}
        self._only = len(table.rows) == 1

    def of(self, row: Row, cell: Cell) -> str | None:
        """Give the measure that the figure in this row and cell is the whole amount of; None where
        the catalogue does not say, and for an amount of another year.
        """
        if not self._named or is_of_another_year(cell.headings, self._year):
            return None
        item = _amount_of(self._type, row.item)
        if item is not None:
            return item if self._is_total(cell) else None
        is_of_whole = not fold(row.item) or is_total(row.item)
        if not self._only and not is_of_whole:
            return None
        name = _heading(cell.headings, self._type)
        if is_total(name):
            return self._measure_of_whole(row, cell)
        return _amount_of(self._type, name)

    def _is_total(self, cell: Cell) -> bool:
        """Tell whether a column holds the whole of its row: 合计, 2025年预算数, 决算数."""
        is_of_all = measure_of_column(cell.headings, self._type, self._year) == TOTAL
        return is_of_all or is_executed(cell.headings)

    def _measures_named(self, table: Table) -> Iterator[str | None]:
        """Tell what the items and the columns of a table name."""
        for row in table.rows:
            yield _amount_of(table.type, row.item)
            for cell in row.cells:
                yield _amount_of(table.type, _heading(cell.headings, self._type))

    def _measure_of_whole(self, row: Row, cell: Cell) -> str | None:
        """Tell what 合计 alone is the amount of: where others stand beside its parts (会议费), only if
        it is the sum of its own parts.
        """
        if self._whole is None:
            return None
        measure, others, lists = self._whole
        if not self._named & others:
            return measure
        amount = decimal_or_none(cell.value)
        for parts in lists:
            amounts = self._parts(row, cell, parts)
            if amounts and sum(amounts) == amount:
                return measure
        return None

    def _parts(self, row: Row, whole: Cell, parts: frozenset[str]) -> list[Decimal]:
        """Give the amounts of the parts that a row prints for the same year and phase as its 合计."""
        amounts: list[Decimal] = []
        for cell in row.cells:
            is_beside = _when(cell.headings) == _when(whole.headings)
            amount = decimal_or_none(cell.value)
            is_part = (
                is_beside and _amount_of(self._type, _heading(cell.headings, self._type)) in parts
            )
            if is_part and amount is not None:
                amounts.append(amount)
        return amounts


@lru_cache(maxsize=4096)
def _heading(path: Path, table_type: str) -> str:
    """Give the heading that names what a column is of: the leaf, or with what stands above it where
    the leaf only sums up.

    公务用车购置及运行费 › 小计 → 公务用车购置及运行费; “三公”经费 › 合计 → “三公”经费/合计; 2025年预算数 › 合计 → 合计
    """
    own = path_of_part(path, table_type)
    named = [heading for heading in own[:-1] if not says_when(heading)]
    return f"{named[-1]}/{own[-1]}" if named and is_sum(own[-1]) else own[-1]


def _when(path: Path) -> list[str]:
    """Give the headings that say the year and the phase of a column."""
    return list(filter(says_when, path))
