"""A total of a table with the parts that it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.validate.wording.paper import Fault
from budgetgraph.values.amount import decimal_or_none, last_digit
from budgetgraph.values.money import in_yuan

#: What rounding may take or give in a part, in the unit of its table; a 元 where it is in 元.
_CENT, _YUAN = Decimal("0.01"), Decimal(1)
#: So many sums show that a total is the sum of the others, so many of them by two parts or more;
#: one alone may be wrong.
_FEWEST, _TELLING = 3, 2
_OTHERS = ("；其他各处均相符", "; all others hold")


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with its parts, each with its name, and the cell that prints the total."""

    name: str
    total: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    cell: Cell
    #: What rounding may take or give in each part.
    rounding: Decimal

    @property
    def exact(self) -> Decimal:
        """What the parts add up to."""
        return sum((amount for _, amount in self.parts), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the total is that sum, up to a unit of the last digit for each part."""
        return abs(self.total - self.exact) <= self.slack

    @property
    def slack(self) -> Decimal:
        """What rounding may take or give in all of the parts."""
        digits = min(last_digit(amount) for amount in (self.total, *map(itemgetter(1), self.parts)))
        return max(digits, self.rounding) * len(self.parts)

    @property
    def given(self) -> set[str]:
        """The names of the parts that are something."""
        return {name for name, amount in self.parts if amount != 0}

    @property
    def is_telling(self) -> bool:
        """Whether two parts or more are something: one alone is its total by any rule."""
        return len(self.given) >= _TELLING

    def fault(self, table: Table, rule: str, is_alone: bool = False) -> Fault:
        """Say what the total is printed as, what its parts add up to, and that others hold, unless
        it is alone.
        """
        scale = table.scale or ""
        shown = [f"{name} {amount}" for name, amount in self.parts if amount]
        gap = abs(self.total - self.exact)
        name = f"{table.title}·{self.name}" if self.name else table.title
        parts = " + ".join(shown)
        others_zh, others_en = ("", "") if is_alone else _OTHERS
        return Fault(
            rule,
            f"{name} {self.total}",
            f"{name}：合计列示 {self.total} {scale}，其各部分之和为 {self.exact} {scale}（{parts}），"
            f"相差 {gap} {scale}{others_zh}。",
            f"{name}: the total is printed as {self.total} {scale}, but its parts add up to "
            f"{self.exact} {scale} ({parts}): a gap of {gap} {scale}{others_en}.",
            [self.cell.where],
            gap=in_yuan(str(gap), scale),
        )


def count_right(sums: Sequence[Sum]) -> int:
    """Tell how many sums hold, where at most one does not and enough do."""
    right = [one for one in sums if one.holds]
    may_be_wrong = len(right) < len(sums) - 1
    return 0 if may_be_wrong or not is_shown(right) else len(right)


def is_shown(right: Sequence[Sum]) -> bool:
    """Tell whether so many sums hold that a table is shown to add up."""
    return len(right) >= _FEWEST and sum(one.is_telling for one in right) >= _TELLING


def amount_below(row: Row, cell: Cell) -> Decimal | None:
    """Give the amount of a row in the column of a cell; None where it prints none there."""
    for other in row.cells:
        if other.headings == cell.headings:
            return decimal_or_none(other.value)
    return None


def rounding_of(table: Table) -> Decimal:
    """Give what rounding may take or give in an amount, in the unit of its table."""
    return _YUAN if table.scale == "元" else _CENT
