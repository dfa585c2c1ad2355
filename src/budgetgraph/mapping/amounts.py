"""What a table's figures are the whole amount of, where a row or a column names it in words and not
by a code.
"""

from __future__ import annotations

import re
from functools import lru_cache

from budgetgraph.disclosure import Row, Table
from budgetgraph.forms import column_measure, fold, forms
from budgetgraph.forms.amounts import amount_of

_TOTAL = re.compile(r"(合计|总计)?")
_SUM_COLUMN = re.compile(r"小计|合计")
_amount_of = lru_cache(maxsize=4096)(amount_of)
_measure = lru_cache(maxsize=4096)(column_measure)


class Amounts:
    """The measures of one table: a row is an item and its total column holds the amount, or a
    column is an item.

    In a table with one column an item only the row of the whole table counts: one without a name,
    合计, or the only one.
    """

    def __init__(self, table: Table, year: int | None = None) -> None:
        self._type = table.type
        self._year = year
        named = {_amount_of(table.type, row.item) for row in table.rows}
        named |= {
            _amount_of(table.type, _heading(cell.column))
            for row in table.rows
            for cell in row.cells
        }
        whole, others = forms().whole.get(table.type, (None, frozenset[str]()))
        self._whole = None if named & others else whole
        self._known = bool(named - {None})
        self._only = len(table.rows) == 1

    def of(self, row: Row, column: str) -> str | None:
        """The measure that the figure in this row and column is the whole amount of; None where the
        catalogue does not say.
        """
        if not self._known:
            return None
        item, total = _amount_of(self._type, row.item), _measure(column, self._year) == "total"
        if item is not None:
            return item if total else None
        if not self._only and not _TOTAL.fullmatch(fold(row.item)):
            return None
        return _amount_of(self._type, _heading(column)) or (
            self._whole if fold(column) in ("合计", "总计") else None
        )


def _heading(column: str) -> str:
    """The heading that names what the column is of: the leaf, or with what stands above it where
    the leaf says 小计 only.
    """
    _, slash, leaf = column.rpartition("/")
    return column if slash and _SUM_COLUMN.fullmatch(fold(leaf)) else leaf
