"""Keep what was told since the last change: a change without a label is of that, or of several.

支出9万元，其中：基本支出6万元，增加1万元，包括：工资5万元；项目支出3万元，增加2万元
                                    └ deeper       └ the 2 are a change of 项目支出
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from budgetgraph.forms.prose import prose
from budgetgraph.parse.wording.subjects import Subject

_Told = tuple[int, Subject]


@dataclass(slots=True)
class SinceChange:
    """The amounts since the last change, each with the number of breakdowns that were open."""

    _told: list[_Told] = field(default_factory=list)
    _outside: list[list[_Told]] = field(default_factory=list)

    def tell(self, depth: int, subject: Subject) -> None:
        """Note an amount that is no change, inside of so many breakdowns."""
        self._told.append((depth, subject))

    def end(self) -> list[Subject]:
        """Give, at a change, the amounts that stand side by side with the last one, and forget all.

        The wholes that they are parts of, and the parts of others, are no more spoken of; nor are
        classes behind which something else was told.
        """
        told, self._told = self._told, []
        if not told:
            return []
        last_depth, last = told[-1]
        beside = (subject for depth, subject in told if depth == last_depth)
        return [subject for subject in beside if last.is_class or not subject.is_class]

    def open_bracket(self) -> None:
        """Begin anew: a change in a bracket is of what the bracket holds."""
        self._outside.append(self._told)
        self._told = []

    def close_bracket(self) -> None:
        """Speak again of what was told before the bracket."""
        if self._outside:
            self._told = self._outside.pop()


def may_be_of_several(subjects: Sequence[Subject]) -> bool:
    """Tell whether a change without a label could be of several things that were told before it.

    基本支出6万元，项目支出3万元，增加1万元: of either of them.
    """
    kinds: set[str | None] = set()
    for subject in subjects:
        kinds.update(map(prose().changes.get, subject.measures or ("",)))
    return len(kinds) > 1
