"""What is known of the paper that is read, what a sentence of it stands in, and what an amount
turns out to be.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.forms.bodies import is_own_level, same_body
from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.breakdowns import SaidAmount
from budgetgraph.parse.prose.headings import Scope
from budgetgraph.parse.prose.lists import Listed
from budgetgraph.parse.wording.phrases import EXECUTED, PLANNED
from budgetgraph.parse.wording.subjects import Subject
from budgetgraph.parse.wording.words import SentenceWord

BUDGETED = "budgeted"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of the whole paper: its year, whether it is of money that was spent, the names
    of the body whose paper it is, and whether it is on all bodies of a place (`of_place`).
    """

    year: int
    final_accounts: bool = False
    names: tuple[str, ...] = ()
    of_place: bool = False

    def is_of_place(self, bearer: str | None) -> bool:
        """Tell whether a word names the bodies whose amounts a paper on a place tells: 全县, 县本级."""
        return self.of_place and prose().of_place.search(bearer or "") is not None

    def is_of_town(self, bearer: str | None) -> bool:
        """Tell whether a word means all of the town whose paper it is: 全镇 in that of 石桥镇人民政府."""
        is_whole = prose().whole_town.search(bearer or "") is not None
        return is_whole and any(map(prose().town.search, self.names))

    def is_own_body(self, bearer: str) -> bool:
        """Tell whether a word names the body whose paper it is.

        In a paper of 石桥县商务局: 石桥县商务局, 商务局, 县商务局, 本部门 and 我局; not 项目单位石桥县商务局.
        """
        if prose().own_body.fullmatch(bearer):
            return True
        short_enough = (name for name in self.names if len(bearer) <= len(name))
        return any(same_body(bearer, name) for name in short_enough)

    def is_only_a_part(self, bearer: str) -> bool:
        """Tell whether a word names a part of the department: its own administration, or a unit."""
        if self.is_of_place(bearer):
            return False
        return self._is_own_level(bearer) or self._is_own_unit(bearer)

    def _is_own_level(self, bearer: str) -> bool:
        """Tell whether a word names the department's own administration without its units.

        In a paper of 石桥县水利局: 石桥县水利局本级, 局机关; in the paper of that 本级 itself it is the whole, and
        so is 镇本级 in that of 石桥镇人民政府.
        """
        if prose().own_level.search(bearer) is None or prose().own_town.search(bearer):
            return False
        return not any(map(is_own_level, self.names))

    def _is_own_unit(self, bearer: str) -> bool:
        """Tell whether a word names a unit of the department whose paper it is, by its kind.

        In a paper of 石桥县水利局: 石桥县灌区所, 水利工程质量监督站; not 石桥县河务局, which may be another
        name of the body, and not 局机关及灌区所, which are all of it.
        """
        if not self.names or self.is_own_body(bearer):
            return False
        is_department = all(map(prose().department_name.search, self.names))
        return is_department and prose().unit_of_department.search(bearer) is not None

    def phase(self, told: str | None) -> str | None:
        """Give the phase of an amount: None for what a budget plans."""
        if self.final_accounts:
            return BUDGETED if told == PLANNED else EXECUTED
        return EXECUTED if told == EXECUTED else None

    def is_other_phase(self, told: str | None, phase: str | None) -> bool:
        """Tell whether words say 决算 where the phase is that of 预算, or the other way round."""
        return told is not None and self.phase(told) != phase


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence stands in: the scope of its heading, what the sentence before spoke of, the
    amount whose parts the paragraphs tell, the list that it is of, and the date (截至…) that stands
    before it in the paragraph.

    `of_a_part` says that the sentence before spoke of a part of the department alone (局本级, 灌区所);
    `own_scope` says that the heading is the head of the paragraph itself, `from_first_amount` that
    the first amount of the paragraph tells it, `is_below_heading` that no other amount stands
    between the two.
    """

    scope: Scope
    own_scope: bool = False
    from_first_amount: bool = False
    is_below_heading: bool = False
    topic: SaidAmount | None = None
    whole: SaidAmount | None = None
    listed: Listed | None = None
    as_of: int | None = None
    of_a_part: bool = False

    @property
    def told_year(self) -> int | None:
        """The year that the sentence before told, else the whole, else the heading."""
        for said in (self.topic, self.whole):
            if said is not None:
                return said.year
        return self.scope.year

    @property
    def is_below_a_class(self) -> bool:
        """Whether the sentence stands in a paragraph of its own below a heading on a class, or on
        the classes one by one.
        """
        subject = self.scope.subject
        is_of_one = subject is not None and subject.is_class
        return (is_of_one or self.scope.of_classes) and not self.own_scope

    @property
    def divided(self) -> Subject | None:
        """What a 其中 without an amount before it divides: the subject of the heading.

        An unknown one counts only in the head of the paragraph itself: 办公楼维修：其中墙面3万元.
        """
        subject = self.scope.subject
        if subject is None:
            return None
        return subject if subject.known or self.own_scope else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an amount is; `about` is the measure that a change is a change of, and `sign` its
    direction: 1, -1, or 0 where the words leave it open.
    """

    measure: str
    subject: Subject
    year: int
    phase: str | None
    sign: int = 1
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """An amount of the sentence and all that it is: nothing, one reading, or two (收入、支出总计)."""

    word: SentenceWord
    readings: tuple[Reading, ...]
