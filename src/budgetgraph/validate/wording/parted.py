"""An amount and the parts that a sentence divides it into."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.validate.wording.said import Quantity


@dataclass(frozen=True, slots=True)
class Parted:
    """An amount of a sentence and its parts: 支出9万元，其中：基本支出6万元，项目支出3万元."""

    whole: Quantity
    parts: tuple[Quantity, ...]

    @property
    def total(self) -> Decimal:
        """What the parts add up to, in 元."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """What rounding may have taken or given in all of the amounts, in 元."""
        return self.whole.half + sum((part.half for part in self.parts), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the parts add up to the whole, up to the rounding of each."""
        return abs(self.whole.value - self.total) <= self.slack
