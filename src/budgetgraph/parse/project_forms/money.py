"""The money of a form: which amount is the project's total in the year, which the fiscal part of
it.

项目资金总额 | 90.00 | 年度资金总额 | 30.00
其中：财政资金 | 90.00 | 其中：财政资金 | 28.00      → total of the year 30.00, fiscal 28.00
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from budgetgraph.disclosure import Amount
from budgetgraph.document import GridRow, Passage, squeeze
from budgetgraph.recognise.labels import AMOUNTS, Pair, labelled_cells
from budgetgraph.values.amount import read_amount

#: Labels that a block of money holds: behind another one its heads are in force no more.
_MONEY = AMOUNTS | {"more_money", "no_project", "spent"}
_YEAR = re.compile(r"20\d\d")
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Money:
    """The amounts of a form by label, in the unit that is in force."""

    unit: str
    amounts: dict[str, Amount] = field(default_factory=dict)
    #: Texts beside a label of money that hold a figure and are no amount.
    unread: list[Passage] = field(default_factory=list)
    _years: dict[str, int] = field(default_factory=dict)
    #: The columns under a head that says what was spent (预算执行数).
    _spent: frozenset[int] = frozenset()
    #: The column from which on amounts are those of the year, beside those of the whole project.
    _year_column: int | None = None

    @property
    def total(self) -> Amount | None:
        """The year's amount; that of the whole project where no other is printed."""
        return self._first("total_of_year", "total")

    @property
    def fiscal(self) -> Amount | None:
        return self._first("fiscal_of_year", "fiscal")

    @property
    def other(self) -> Amount | None:
        return self._first("other")

    def _first(self, *keys: str) -> Amount | None:
        return next((self.amounts[key] for key in keys if key in self.amounts), None)

    def heads(self, row: GridRow) -> None:
        """Take a row of nothing but labels as the heads of the columns below it.

        `年初预算数 | 全年预算数 | 全年执行数`: what stands below the last one was spent.
        """
        cells = labelled_cells(row)
        if len(cells) > 1 and all(cell.key is not None for cell in cells):
            self._spent = frozenset(cell.column for cell in cells if cell.key == "spent")
        elif cells and cells[0].column == 0 and cells[0].key not in _MONEY:
            self._spent = frozenset()

    def take(self, pair: Pair) -> None:
        """Keep an amount, the first of its label; beside the whole project's those of the year."""
        if pair.key not in AMOUNTS or pair.at in self._spent:
            return
        printed = read_amount(pair.value.text)
        if printed is None:
            self.unread += [pair.value] if _DIGIT.search(pair.value.text) else []
            return
        if pair.key == "total_of_year" and "total" in self.amounts:
            self._year_column = pair.column
        if pair.key not in self.amounts or self._is_of_year(pair):
            amount = Amount(printed.text, pair.value.where, printed.unit or self.unit)
            self.amounts[pair.key] = amount
            self._years[pair.key] = _year(pair.label)

    def _is_of_year(self, pair: Pair) -> bool:
        """Whether an amount stands in the column of the year, or under the label of a later year."""
        is_in_column = self._year_column is not None and pair.column >= self._year_column
        return is_in_column or _year(pair.label) > self._years[pair.key] > 0


def _year(label: str) -> int:
    """The year that a label prints, 0 where it prints none."""
    found = _YEAR.search(squeeze(label))
    return int(found[0]) if found else 0
