"""Papers on what all bodies of a place spent together on official travel, cars and receptions.

A finance bureau publishes them: 经石桥县财政局汇总，2024年县本级“三公”经费预算9万元. They are of no department.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from budgetgraph.document import Passage
from budgetgraph.document.numerals import with_digits
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.forms.titles import words
from budgetgraph.parse.header.titles import TitleAt


@dataclass(frozen=True, slots=True)
class WholePlace:
    """The place whose bodies' amounts a paper tells, None where no name of it stands there."""

    name: str | None
    where: Where

    def note(self) -> Note:
        """Say whose the amounts are."""
        whose = "" if self.name is None else f" ({self.name})"
        message = f"its amounts are those of all bodies of a place{whose}, not of one department"
        return Note("whole-place", message, self.where)


def whole_place_told(running: Sequence[Passage], titles: Sequence[TitleAt]) -> WholePlace | None:
    """Give the place where a sentence states what its bodies spend together; None for other papers.

    2024年全县“三公”经费预算9万元 → the place that a title or the bureau that added it up names.
    """
    stating = next(filter(_states_sum, running), None)
    if stating is None:
        return None
    return WholePlace(next(_names(running, titles), None), stating.where)


def _states_sum(passage: Passage) -> bool:
    """Tell whether a passage states what the bodies of a place spend together."""
    return _amount().search(with_digits(fold(passage.text))) is not None


def _names(running: Sequence[Passage], titles: Sequence[TitleAt]) -> Iterator[str]:
    """Give the names of the place: 石桥县2024年“三公”经费决算, 经石桥县财政局汇总 → 石桥县."""
    for at in titles:
        if at.title.place is not None:
            yield _own_level().sub("", at.title.place)
    for passage in running:
        added_up = _added_up().search(fold(passage.text))
        if added_up is not None:
            yield added_up["place"]


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(words("whole_place", "amount"))


@cache
def _added_up() -> re.Pattern[str]:
    return re.compile(words("whole_place", "added_up"))


@cache
def _own_level() -> re.Pattern[str]:
    return re.compile(words("whole_place", "own_level"))
