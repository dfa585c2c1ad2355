"""Keep the amounts whose parts are being told: 其中 belongs to the amount before it.

支出9万元，其中：基本支出6万元（人员经费5万元）；项目支出3万元
total ─────────┬─ basic ──────┬─ personnel        └─ a part of the total again
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from operator import attrgetter

from budgetgraph.forms.prose import prose
from budgetgraph.parse.wording.subjects import (
    PROJECT,
    Subject,
    comes_in,
    goes_out,
    holds_classes,
    is_of_a_fund,
    is_part,
)

#: No sentence tells the parts of parts deeper than this.
_DEEPEST = 24
_BASIC, _PROJECT = ("basic_expenditure",), ("project_expenditure",)
_ONE_PROJECT = (PROJECT,)


@dataclass(frozen=True, slots=True)
class SaidAmount:
    """What an amount was of, whether it was spent, and for which year."""

    subject: Subject
    phase: str | None
    year: int

    def is_of_other_year(self, year: int | None) -> bool:
        """Tell whether a year is told, and not that of the amount."""
        return year not in (None, self.year)


def first_of_both_sides(told: Iterable[SaidAmount]) -> SaidAmount | None:
    """Give the first amount of both sides: 收支总预算9万元; None where there is none."""
    both = (said for said in told if len(said.subject.sides) > 1)
    return next(both, None)


@dataclass(slots=True)
class Frame:
    """One amount whose parts are told, None where none was said before a bracket.

    `brackets` says that a bracket holds the parts, `names_all` that the words name what the amount
    is made up of or spent on (包括工资、津贴), `is_empty` that no part was told yet.
    """

    whole: SaidAmount | None
    brackets: bool = False
    names_all: bool = False
    is_empty: bool = True

    @property
    def is_only_begun(self) -> bool:
        """Whether no part was told, and no bracket waits for one."""
        return self.is_empty and not self.brackets

    @property
    def is_only_named(self) -> bool:
        """Whether the words name what it is made up of, and tell no amount of any of it yet."""
        return self.names_all and self.is_only_begun

    @property
    def is_closed(self) -> bool:
        """Whether what follows its parts is not the department's own: the parts of 项目支出."""
        return self.whole is not None and self.whole.subject.holds_any(prose().closed)

    def holds_apart(self, subject: Subject) -> bool:
        """Whether the subject cannot be a part of the amount: what is planned is none of what is
        there at a date (固定资产8万元，其中：房屋5万元；拟购置固定资产1万元), 项目支出 none of 基本支出.
        """
        if self.whole is None or self.brackets:
            return False
        whole = self.whole.subject
        is_stock = whole.holds_any(prose().stock_measures)
        if is_stock and subject.holds_any(prose().planned_measures):
            return True
        return whole.measures == _BASIC and subject.measures == _PROJECT

    def holds_only_its_fund(self, subject: Subject) -> bool:
        """Whether what comes in or goes out in the bracket is the fund's before it alone.

        财政拨款支出9万元（含上年结转1万元） → the 1 is no carry-over of the department.
        """
        if not self.brackets or self.whole is None:
            return False
        return bool(subject.sides) and is_of_a_fund(self.whole.subject)


@dataclass(slots=True)
class Breakdowns:
    """The breakdowns that are open, the innermost last; `carried` is the one that the paragraph
    before began (…。其中：).
    """

    carried: SaidAmount | None = None
    _frames: list[Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.carried is not None:
            self._frames.append(Frame(self.carried))

    @property
    def of_this_sentence(self) -> int:
        """How many the sentence itself has begun."""
        return len(self._frames) - self._of_others

    @property
    def _of_others(self) -> int:
        """How many the paragraph before has begun: one or none."""
        return 0 if self.carried is None else 1

    @property
    def wholes(self) -> list[SaidAmount]:
        """The amounts whose parts are told, the innermost first."""
        return [frame.whole for frame in reversed(self._frames) if frame.whole is not None]

    @property
    def only_named(self) -> SaidAmount | None:
        """The amount whose parts are named last, none of them with an amount of its own.

        基本支出6万元，包括工资、津贴等，增加1万元 → 基本支出, which is still spoken of
        """
        innermost = self._frames[-1:]
        only_named = filter(attrgetter("is_only_named"), innermost)
        wholes = map(attrgetter("whole"), only_named)
        return next(wholes, None)

    def begin(
        self, whole: SaidAmount | None, *, brackets: bool = False, names_all: bool = False
    ) -> None:
        """Begin a breakdown: what follows are parts of an amount. Of parts of parts without end the
        last are not told apart.
        """
        if len(self._frames) < _DEEPEST:
            self._frames.append(Frame(whole, brackets, names_all))

    def told(self) -> None:
        """Note that a part was told."""
        for frame in self._frames:
            frame.is_empty = False

    def close_bracket(self) -> SaidAmount | None:
        """End what a bracket holds: what was said before it is spoken of again.

        基本支出6万元（人员经费5万元） → 基本支出 is spoken of.
        """
        for index in self._inside_out():
            frame = self._frames[index]
            if frame.brackets:
                del self._frames[index:]
                return frame.whole
        return None

    def end_empty(self, said: SaidAmount | None) -> SaidAmount | None:
        """End, at a semicolon, breakdowns that named no part: 公务接待费4万元，用于接待；…

        The answer is what is spoken of then.
        """
        while self._frames and self._frames[-1].is_only_begun:
            said = self._frames.pop().whole
        return said

    def restart(self) -> SaidAmount | None:
        """End the breakdowns of this sentence: its whole is divided again in another way.

        支出9万元，按用途分，基本支出9万元；按功能分类，教育支出9万元.
        """
        inner = self._frames[self._of_others :]
        if not inner or any(map(attrgetter("brackets"), inner)):
            return None
        del self._frames[self._of_others :]
        return inner[0].whole

    def end_deeper(self, depth: int) -> None:
        """End the breakdowns of this sentence but the first `depth`: 1.人员支出7万元，其中…；2.公用支出1万元."""
        del self._frames[self._of_others + depth :]

    def is_blocked(self) -> bool:
        """Tell whether these are parts of a class or of something unknown: none is the
        department's.
        """
        subjects = map(attrgetter("subject"), self.wholes)
        return any(subject.is_class or not subject.known for subject in subjects)

    def as_part(self, subject: Subject) -> Subject | None:
        """Give the subject as a part of what is told, of its fund; None where it may not be told.

        一般公共预算支出9万元，其中：基本支出6万元 → 基本支出, given by general_public
        """
        if not self.permit(subject):
            return None
        funds = (whole.subject.of_fund for whole in self.wholes)
        return subject.given_by(next(filter(None, funds), None))

    def permit(self, subject: Subject) -> bool:
        """Tell whether the subject may be told among the parts that are being told.

        Breakdowns that it is no part of are left: 项目支出 behind the parts of 基本支出 is a part of the
        total again. What follows a part of 项目支出 is not the department's own.
        """
        for index in self._inside_out():
            frame = self._frames[index]
            if frame.holds_apart(subject):
                self._leave(index)
                continue
            verdict = _verdict(subject, frame.whole)
            if verdict is Verdict.open and frame.holds_only_its_fund(subject):
                return False
            if verdict is Verdict.part:
                self._leave(index + 1)
            if verdict is not Verdict.open:
                return verdict is Verdict.part
        return not any(map(attrgetter("is_closed"), self._frames))

    def _inside_out(self) -> range:
        """Give the places of the breakdowns, the innermost first."""
        return range(len(self._frames) - 1, -1, -1)

    def _leave(self, first: int) -> None:
        """End the breakdowns inside of the one that the amount belongs to, but no bracket."""
        self._frames[first:] = list(filter(attrgetter("brackets"), self._frames[first:]))


class Verdict(Enum):
    """What an amount says of a subject that is told behind it.

    It may be a `part`, can be `none`, or the amount leaves it `open`.
    """

    part = "part"
    none = "none"
    open = "open"


def _verdict(subject: Subject, whole: SaidAmount | None) -> Verdict:
    """Give the verdict on a subject: a part of an amount, none, or open.

    人员经费 behind 基本支出 is a part, 支出总计 behind 支出总计 is none, 会议费 behind 支出总计 is open; no
    part of one project is the department's.
    """
    if whole is None:
        return Verdict.open
    parent = whole.subject
    if not parent.known or parent.measures == _ONE_PROJECT:
        return Verdict.none
    if subject.is_class:
        return _verdict_on_class(parent)
    if parent.is_class:
        return Verdict.none
    if is_part(subject, parent):
        return Verdict.part
    if subject.is_total and is_of_a_fund(parent):
        return Verdict.none
    if comes_in(subject) and goes_out(parent):
        return Verdict.none
    is_same = subject.holds_any(frozenset(parent.measures))
    return Verdict.none if is_same else Verdict.open


def _verdict_on_class(parent: Subject) -> Verdict:
    """Give the verdict on a class: part of a total or of a class, open for 基本支出; of 项目支出 it is
    only the share: 项目支出8万元，包括商品和服务支出8万元.
    """
    if parent.measures == _PROJECT:
        return Verdict.none
    return Verdict.part if holds_classes(parent) else Verdict.open
