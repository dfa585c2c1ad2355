"""What is known of the paper that is read, and what an amount of it turns out to be."""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.forms.bodies import same_body
from budgetgraph.forms.prose import prose
from budgetgraph.parse.prose.phrases import EXECUTED, PLANNED
from budgetgraph.parse.prose.subjects import Subject
from budgetgraph.parse.prose.words import SentenceWord

BUDGETED = "budgeted"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of the whole paper: its year, whether it is of money that was spent, and the
    names of the body whose paper it is.
    """

    year: int
    final_accounts: bool = False
    names: tuple[str, ...] = ()

    def is_own_body(self, bearer: str) -> bool:
        """Tell whether a word names the body whose paper it is.

        In a paper of 石桥县商务局: 石桥县商务局, 商务局, 县商务局, 本部门 and 我局; not 项目单位石桥县商务局.
        """
        if prose().own_body.fullmatch(bearer):
            return True
        short_enough = (name for name in self.names if len(bearer) <= len(name))
        return any(same_body(bearer, name) for name in short_enough)

    def phase(self, told: str | None) -> str | None:
        """Give the phase of an amount: None for what a budget plans."""
        if self.final_accounts:
            return BUDGETED if told == PLANNED else EXECUTED
        return EXECUTED if told == EXECUTED else None


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
