"""The beginning of a disclosure within a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgetgraph.forms.bodies import same_body
from budgetgraph.recognise.covers import Cover


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a disclosure begins (the index of its first block), and what is known of it there."""

    index: int
    name: str
    year: int | None = None
    level: str | None = None
    cover: Cover | None = None

    def is_same(self, other: Opening) -> bool:
        """Tell whether this may be the same disclosure: nothing that both say differs."""
        may_be_of_year = _may_be_same(self.year, other.year)
        may_be_of_level = _may_be_same(self.level, other.level)
        return may_be_of_year and may_be_of_level and self.is_of_same_body(other)

    def is_of_same_body(self, other: Opening) -> bool:
        """Tell whether both name one department or unit."""
        return same_body(self.name, other.name)


def _may_be_same(value: object, other: object) -> bool:
    """Tell whether two values are the same, or one of them is not told."""
    return None in (value, other) or value == other


def openings_up_to(openings: Iterable[Opening], index: int) -> list[Opening]:
    """Give the openings up to a block, this block included."""
    return [opening for opening in openings if opening.index <= index]
