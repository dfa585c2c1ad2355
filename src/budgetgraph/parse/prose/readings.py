"""What is known of the paper that is read, and what an amount of it turns out to be."""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.parse.prose.phrases import EXECUTED, PLANNED
from budgetgraph.parse.prose.subjects import Subject
from budgetgraph.parse.prose.words import SentenceWord

BUDGETED = "budgeted"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of the whole paper: its year, and whether it is of money that was spent."""

    year: int
    final_accounts: bool = False

    def phase(self, told: str | None) -> str | None:
        """The phase of an amount: None for what a budget plans."""
        if self.final_accounts:
            return BUDGETED if told == PLANNED else EXECUTED
        return EXECUTED if told == EXECUTED else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an amount is; `about` is the measure that a change is a change of."""

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
