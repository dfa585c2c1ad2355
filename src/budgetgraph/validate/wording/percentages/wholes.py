"""Parts of a whole with the shares behind them, and the amounts that a paper tells behind the names
of wholes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper
from budgetgraph.validate.wording.said import Quantity

_AMOUNT_BEHIND = pattern("shares", "amount_behind")
#: 支出预算合计 and 支出合计 are one name.
_PLANNED = pattern("shares", "planned")
#: The name of a whole stands by itself: 本年支出合计, not 项目支出合计.
_BEFORE_WHOLE = pattern("shares", "before_whole_name")
_LOOK_BACK = 12
#: What the name of a whole may end with that its amount does not: 项目支出总额.
_ALL = re.compile("(?:总额|总数|总计)$|总(?=(?:支出|收入)$)")
_SHORTEST_NAME = 3
HUNDRED = Decimal(100)
#: A share that is out by no more than so many units of its last digit is rounded, so that all of
#: them add up to 100.
_ROUNDED = 2


@dataclass(frozen=True, slots=True)
class PartShare:
    """A part with the share that is printed behind it, and the name of the whole, where no other
    amount can be meant: 占本年支出合计的.
    """

    amount: Quantity
    whole: str
    printed: str
    share: Decimal
    digit: Decimal
    start: int
    end: int

    def fits(self, whole: Decimal) -> bool:
        """Tell whether the share is that of a whole in 元, up to the rounding of both."""
        if whole <= 0:
            return False
        slack = self.amount.half / whole * HUNDRED + self.digit * _ROUNDED
        return abs(self.amount.value / whole * HUNDRED - self.share) <= slack


class Wholes:
    """The amounts that a paper tells right behind the names of wholes."""

    def __init__(self, paper: CheckedPaper) -> None:
        """Take the words of a paper, without 预算 and 决算: 支出预算合计 and 支出合计 are one name."""
        self._texts = [_PLANNED.sub("", fold_in_place(one.text)) for one in paper.prose]
        self._known: dict[str, list[tuple[Quantity, bool]]] = {}

    def named(self, part: PartShare, *, is_alone: bool = False) -> Quantity | None:
        """Give the one amount that the paper tells right behind the name of the whole:
        占“三公”经费的18.85% is of `“三公”经费预算数为10.71万元`.

        `is_alone` wants a name with nothing before it: 本年支出合计, not 项目支出合计.
        """
        if len(part.whole) < _SHORTEST_NAME:
            return None
        amounts: dict[Decimal, Quantity] = {}
        for whole, stands_alone in self._of_name(part.whole):
            if stands_alone or not is_alone:
                amounts[whole.value] = whole
        is_clear = len(amounts) == 1 and min(amounts) >= part.amount.value
        return next(iter(amounts.values())) if is_clear else None

    def _of_name(self, name: str) -> list[tuple[Quantity, bool]]:
        """Give the amounts behind a name, or behind it without 总: 项目支出总额 is 项目支出, and
        财政拨款总支出 is 财政拨款支出.
        """
        if name not in self._known:
            bare = _PLANNED.sub("", name)
            self._known[name] = list(self._told(bare)) or list(self._told(_ALL.sub("", bare)))
        return self._known[name]

    def _told(self, name: str) -> Iterator[tuple[Quantity, bool]]:
        """Give the amounts behind a name, each with whether nothing else belongs to the name."""
        for text in self._texts:
            at = text.find(name)
            while at >= 0:
                match = _AMOUNT_BEHIND.match(text, at + len(name))
                if match is not None:
                    before = text[max(at - _LOOK_BACK, 0) : at]
                    whole = Quantity(match["digits"], match["unit"], match.start(), match.end())
                    yield whole, _BEFORE_WHOLE.search(before) is not None
                at = text.find(name, at + 1)
