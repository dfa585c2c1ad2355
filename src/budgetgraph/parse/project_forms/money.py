"""The money of a form: which amount is the project's total in the year, which the fiscal part of
it.

项目资金总额 | 90.00 | 年度资金总额 | 30.00
其中：财政资金 | 90.00 | 其中：财政资金 | 28.00      → total of the year 30.00, fiscal 28.00
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from budgetgraph.disclosure import Amount
from budgetgraph.document import GridRow, Passage, squeeze
from budgetgraph.forms import fold, forms, printed_scale, role
from budgetgraph.forms.captions import captioned_scale
from budgetgraph.parse.project_forms.money_heads import (
    MORE_MONEY,
    WHOLE,
    are_heads,
    columns_of,
    is_figure,
    is_year,
    leaves_money,
    total_heads,
)
from budgetgraph.parse.project_forms.treasury import FundSource, sole_treasury, treasury_of
from budgetgraph.recognise.labels import (
    AMOUNTS,
    NO_PROJECT,
    Pair,
    labelled_cells,
)
from budgetgraph.values.amount import PrintedAmount, read_amount

#: The unit of a form that prints none.
USUAL_UNIT = "万元"
#: A longer text with a unit of money in it is a sentence, not a label.
_LONGEST_LABEL = 40
#: The key of the amount right beside the label of the rows of money: 项目资金 | 8.50万元.
_ALONE = "alone"
_YEAR = re.compile(r"20\d\d")
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Money:
    """The amounts of a form by label, in the unit that is in force."""

    unit: str
    amounts: dict[str, Amount] = field(default_factory=dict)
    #: Amounts of sources that have no field: 单位资金, 上年结转.
    sources: list[FundSource] = field(default_factory=list)
    #: Texts beside a label of money that hold a figure and are no amount.
    unread: list[Passage] = field(default_factory=list)
    #: Amounts under one of several years, of which none is known to be the budget's.
    of_some_year: list[Passage] = field(default_factory=list)
    _years: dict[str, int] = field(default_factory=dict)
    #: What was spent, by the label of the row.
    _spent_by_label: dict[str, Amount] = field(default_factory=dict)
    #: The columns under a head that says what was spent (预算执行数).
    _spent_columns: frozenset[int] = frozenset()
    #: The columns under a head of what is neither budget nor spent: 调整后预算, 执行率, 得分.
    _beside_budget: frozenset[int] = frozenset()
    #: The columns under a head that is a year, where there are several of them.
    _year_heads: frozenset[int] = frozenset()
    #: The columns under the word of a total among the heads of sources: 合计 | 财政拨款 | 其他资金.
    total_heads: frozenset[int] = frozenset()
    #: The column from which on amounts are those of the year, beside those of the whole project.
    _year_column: int | None = None

    @property
    def total(self) -> Amount | None:
        """The year's amount; that of the whole project where no other is printed, and that beside
        项目资金 where no label of a total is.
        """
        named = self.amounts.get("total_of_year") or self.amounts.get("total")
        return named or self.amounts.get(_ALONE)

    @property
    def fiscal(self) -> Amount | None:
        """The part from the treasury: the year's, else that of the whole project, else that of the
        one source that is of the treasury.
        """
        named = self.amounts.get("fiscal_of_year") or self.amounts.get("fiscal")
        return named or self._sole_treasury

    @property
    def further(self) -> tuple[Amount, ...]:
        """The amounts of the sources beside the part from the treasury and 其他资金."""
        amounts = (source.amount for source in self.sources)
        return tuple(amount for amount in amounts if amount is not self._sole_treasury)

    @property
    def untold_treasury(self) -> list[Amount]:
        """The amounts from the treasury of which none is told to be all that comes from it."""
        return [] if self.fiscal is not None else treasury_of(self.sources)

    @property
    def _sole_treasury(self) -> Amount | None:
        """The amount of the one source that is of the treasury, where the parts make the total."""
        return sole_treasury(self.total, self.sources, self.other)

    @property
    def other(self) -> Amount | None:
        """The part from other sources (其他资金)."""
        return self.amounts.get("other")

    @property
    def spent(self) -> Amount | None:
        """What a self-evaluation says was spent of the total: the amount below 全年执行数."""
        amounts = (self._spent_by_label.get(label) for label in (*WHOLE, _ALONE))
        return next(filter(None, amounts), None)

    def scale(self, row: GridRow) -> None:
        """Take over the unit of money that a label of a row prints: `项目资金（元）` → 元."""
        for cell in row:
            if len(cell.text) < _LONGEST_LABEL:
                self.unit = printed_scale(cell.text) or self.unit

    def heads(self, row: GridRow) -> None:
        """Take a row of nothing but labels as the heads of the columns below it.

        Of several years (2023年 | 2024年) none is known to be the budget's. Below
        `年初预算数 | 全年预算数 | 全年执行数` what stands under the last one was spent, down to a
        row that begins with another label than one of money.
        """
        cells = labelled_cells(row)
        years = frozenset(cell.column for cell in cells if is_year(cell.passage.text))
        self.total_heads = total_heads(cells)
        if len(years) > 1:
            self._year_heads = years
        elif are_heads(cells):
            self._spent_columns = columns_of(cells, "spent")
            self._beside_budget = columns_of(cells, "beside_budget")
        elif leaves_money(cells):
            self._spent_columns = self._beside_budget = self._year_heads = frozenset()

    def take_spent(self, row: GridRow) -> None:
        """Keep what was spent of the whole project: below 全年执行数, in the row of the total.

        A row of sums or of nothing but figures is of the whole, too: `120.00 | 95.50 | 79.6%`.
        """
        keys = {cell.key for cell in labelled_cells(row)}
        whole = next((label for label in WHOLE if label in keys), None)
        is_of_figures = all(map(is_figure, filter(None, row)))
        if whole is None and (is_of_figures or NO_PROJECT in keys):
            whole = _ALONE
        if whole is None:
            return
        for column in sorted(self._spent_columns):
            if column < len(row):
                self._keep_spent(whole, row[column])

    def _keep_spent(self, label: str, cell: Passage) -> None:
        """Keep the first amount that was spent of a label; a text that is no amount is none."""
        printed = read_amount(cell.text)
        if printed is not None and label not in self._spent_by_label:
            self._spent_by_label[label] = self._amount(printed, cell)

    def take(self, pair: Pair) -> None:
        """Keep an amount, the first of its label; beside the whole project's those of the year.

        Behind `资金总额 | 90.00 | 年度资金总额 | 30.00` the column of 年度资金总额 is that of the year:
        of `财政拨款 | 90.00 | 财政拨款 | 28.00` the second amount stays.
        """
        if pair.at in self._beside_budget | self._spent_columns:
            return
        printed = read_amount(pair.value.text)
        if printed is not None:
            self._take_amount(pair, printed)
        elif pair.key in AMOUNTS:
            self._say_unread(pair.value)

    def _take_amount(self, pair: Pair, printed: PrintedAmount) -> None:
        """Keep an amount where its label has a field, or stands for the whole right beside it."""
        if pair.key == MORE_MONEY:
            self._take_further(pair, printed)
        elif pair.key in AMOUNTS:
            self._take_of_field(pair, printed)
        elif pair.key == "spent" and _is_beside(pair):
            self._keep_spent(_ALONE, pair.value)
        elif _is_alone(pair) or self._is_below_total(pair):
            self.amounts.setdefault(_ALONE, self._amount(printed, pair.value))

    def _is_below_total(self, pair: Pair) -> bool:
        """Tell whether an amount stands below the word of a total among the heads of sources."""
        return pair.at in self.total_heads and not _is_beside(pair)

    def _take_of_field(self, pair: Pair, printed: PrintedAmount) -> None:
        """Keep the amount of a label with a field; under one of several years none is known."""
        if pair.at in self._year_heads:
            self.of_some_year.append(pair.value)
            return
        if pair.key == "total_of_year" and "total" in self.amounts:
            self._year_column = pair.column
        if self._is_wanted(pair):
            self.amounts[pair.key] = self._amount(printed, pair.value)
            self._years[pair.key] = _year(pair.label)

    def _take_further(self, pair: Pair, printed: PrintedAmount) -> None:
        """Keep the amount of a source that has no field: `单位资金 | 5.00`."""
        if pair.at not in self._year_heads:
            self.sources.append(FundSource(pair.label, self._amount(printed, pair.value)))

    def _amount(self, printed: PrintedAmount, cell: Passage) -> Amount:
        """Give the amount of a cell in the unit that it prints, else in the one in force."""
        return Amount(printed.text, cell.where, printed.unit or self.unit)

    def _say_unread(self, value: Passage) -> None:
        """Keep a text that holds a figure and is no amount: 约50万; not 无 or ——."""
        if _DIGIT.search(value.text):
            self.unread.append(value)

    def _is_wanted(self, pair: Pair) -> bool:
        """Tell whether an amount is the first of its label, or takes the place of that one.

        It does in the column of the year, and under the label of a later year: of `2023年预算数 |
        2024年预算数` the second one.
        """
        if pair.key not in self.amounts:
            return True
        if self._year_column is not None and pair.column >= self._year_column:
            return True
        return _year(pair.label) > self._years[pair.key] > 0


def captioned_unit(captions: Iterable[Passage]) -> str:
    """Give the unit of money that a caption above a form prints: `单位：元` → 元; 万元 without one."""
    for caption in captions:
        unit = captioned_scale(caption.text)
        if unit is not None:
            return unit
    return USUAL_UNIT


def _is_alone(pair: Pair) -> bool:
    """Tell whether an amount stands right beside the label of the rows of money."""
    return _is_beside(pair) and role(forms().money_alone, fold(pair.label)) is not None


def _is_beside(pair: Pair) -> bool:
    """Tell whether a value stands in the row of its label, not below it."""
    return pair.at != pair.column


def _year(label: str) -> int:
    """Give the year that a label prints, 0 where it prints none: `2024年预算数` → 2024."""
    match = _YEAR.search(squeeze(label))
    return int(match[0]) if match else 0
