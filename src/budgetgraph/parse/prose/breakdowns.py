"""Keep the amounts whose parts are being told: 其中 belongs to the amount before it.

支出9万元，其中：基本支出6万元（人员经费5万元）；项目支出3万元
total ─────────┬─ basic ──────┬─ personnel        └─ a part of the total again
"""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.subjects import Subject, side_of

#: No sentence tells the parts of parts deeper than this.
_DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Said:
    """What an amount was of, whether it was spent, and for which year."""

    subject: Subject
    phase: str | None
    year: int


@dataclass(slots=True)
class Frame:
    """One amount whose parts are told, None where none was said before a bracket.

    `brackets` says that a bracket holds the parts, `is_empty` that none was told yet.
    """

    whole: Said | None
    brackets: bool = False
    is_empty: bool = True


@dataclass(slots=True)
class Breakdowns:
    """The breakdowns that are open, the innermost last; `carried` is the one that the paragraph
    before began (…。其中：).
    """

    carried: Said | None = None
    _frames: list[Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.carried is not None:
            self._frames.append(Frame(self.carried))

    @property
    def of_this_sentence(self) -> int:
        """How many the sentence itself has begun."""
        return len(self._frames) - (1 if self.carried is not None else 0)

    @property
    def wholes(self) -> list[Said]:
        """The amounts whose parts are told, the innermost first."""
        return [frame.whole for frame in reversed(self._frames) if frame.whole is not None]

    def begin(self, whole: Said | None, *, brackets: bool = False) -> None:
        """What follows are parts of an amount; of parts of parts without end the last are not told
        apart.
        """
        if len(self._frames) < _DEEPEST:
            self._frames.append(Frame(whole, brackets))

    def told(self) -> None:
        """A part was told."""
        for frame in self._frames:
            frame.is_empty = False

    def close_bracket(self) -> Said | None:
        """End what a bracket holds: what was said before it is spoken of again."""
        held = [index for index, frame in enumerate(self._frames) if frame.brackets]
        if not held:
            return None
        whole = self._frames[held[-1]].whole
        del self._frames[held[-1] :]
        return whole

    def end_empty(self, said: Said | None) -> Said | None:
        """End, at a semicolon, breakdowns that named no part: 公务接待费4万元，用于接待；…

        The answer is what is spoken of then.
        """
        while self._frames and self._frames[-1].is_empty and not self._frames[-1].brackets:
            said = self._frames.pop().whole
        return said

    def restart(self) -> Said | None:
        """End the breakdowns of this sentence: its whole is divided again in another way."""
        first = len(self._frames) - self.of_this_sentence
        inner = self._frames[first:]
        if not inner or any(frame.brackets for frame in inner):
            return None
        del self._frames[first:]
        return inner[0].whole

    def is_blocked(self) -> bool:
        """Whether these are parts of a class or of something unknown: none is the department's."""
        return any(not one.subject.known or one.subject.is_class for one in self.wholes)

    def permit(self, subject: Subject) -> bool:
        """Whether the subject may be told among the parts that are being told.

        Breakdowns that it is no part of are left: 项目支出 behind the parts of 基本支出 is a part of the
        total again. What follows a part of 项目支出 is not the department's own.
        """
        is_closed = False
        for index in range(len(self._frames) - 1, -1, -1):
            whole = self._frames[index].whole
            if whole is None:
                continue
            verdict = _verdict(subject, whole.subject)
            if verdict is not None:
                if verdict:
                    self._leave(index + 1)
                return verdict
            is_closed = is_closed or bool(prose().closed & set(whole.subject.measures))
        return not is_closed

    def _leave(self, first: int) -> None:
        """End the breakdowns inside of the one that the amount belongs to, but no bracket."""
        self._frames[first:] = [frame for frame in self._frames[first:] if frame.brackets]


def _verdict(subject: Subject, parent: Subject) -> bool | None:
    """Whether a subject is a part of another, or can be none below it; None where this one does not
    tell.
    """
    if not parent.known or (parent.is_class and not subject.is_class):
        return False
    if _is_part(subject, parent):
        return True
    if set(subject.measures) & set(parent.measures) and not subject.is_class:
        return False
    return None


def _is_part(subject: Subject, parent: Subject) -> bool:
    """Whether the subject is told as the department's own among the parts of the parent."""
    if subject.is_class:
        return holds_classes(parent)
    inside: set[str] = set()
    for measure in parent.measures:
        inside |= prose().parts.get(measure, frozenset())
    one_side = set(subject.measures) < set(parent.measures)
    return one_side or (subject.known and set(subject.measures) <= inside)


def holds_classes(parent: Subject) -> bool:
    """Whether what is spent on a class may be told as a part of it: a total or a fund is divided
    into whole classes, 基本支出 only into their share of it.
    """
    return parent.is_class or side_of_whole(parent) == "expenditure"


def side_of_whole(subject: Subject) -> str | None:
    """The side of a total or a fund; basic_expenditure has parts, but no fund is one of them."""
    sides: set[str | None] = set()
    for measure in subject.measures:
        other_side = f"{measure.removesuffix('_expenditure')}_revenue"
        if measure.endswith("_revenue") or other_side in prose().measures:
            sides.add(side_of(measure))
    return sides.pop() if len(sides) == 1 else None
