"""What is known of a piece of a file before it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.disclosure import Told
from budgetgraph.recognise.covers import Cover


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """What is known of a piece from outside of it: the cover that it begins with, the year of the
    rest of its file, and what somebody says of the file.
    """

    cover: Cover | None = None
    other_year: int | None = None
    told: Told = field(default_factory=Told)
