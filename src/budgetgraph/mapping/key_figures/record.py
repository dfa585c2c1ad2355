"""The record of one key figure, before it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from budgetgraph.document.where import Where

CARRY_OVER = "+carry-over"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """The amount of a measure that is to be quoted, in 元.

    `origins` are the IRIs of the figures or of the statement that it was taken from; `where` is its
    place, for an amount that has no node of its own. `scope` is what it covers.
    """

    measure: str
    amount: Decimal
    origins: tuple[str, ...]
    scope: str
    phase: str
    year: int
    certain: bool = True
    where: Where | None = None

    def with_carry_over(self) -> KeyFigure:
        """Give the same figure, said to hold money of earlier years."""
        if self.scope.endswith(CARRY_OVER):
            return self
        return replace(self, scope=self.scope + CARRY_OVER)


@dataclass(frozen=True, slots=True)
class ClassFigure:
    """A key figure of one functional or economic class.

    `item` is its printed name, None where the amount is the sum of printed classes inside it.
    `is_leaf` says that no class inside it is printed: leaves can be added up.
    """

    figure: KeyFigure
    kind: str
    code: str
    item: str | None
    is_leaf: bool
