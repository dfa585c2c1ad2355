"""What can be wrong: findings (a fault in a document, carried as data) and exceptions (a file or a
call that cannot be used).

BudgetGraphError
├── UsageError          exit status 2: a wrong option
│   └── QuestionError   an unknown question, a missing or wrong parameter
├── UnreadableInput     exit status 3: a file that cannot be read as a disclosure
├── BrokenShapes        exit status 4: the SHACL shapes do not load or do not run
└── LimitExceeded       exit status 5: a time or size limit
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from budgetgraph.document.file_names import shown
from budgetgraph.document.where import Where


class Severity(IntEnum):
    """SHACL severities, ordered so that `max` is the most serious."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class FailOn(StrEnum):
    """The least severity that makes the exit status 1."""

    violation = "violation"
    warning = "warning"
    info = "info"
    never = "never"

    def reached(self, worst: Severity | None) -> bool:
        return (
            self is not FailOn.never and worst is not None and worst >= Severity[self.name.upper()]
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Something a stage noticed while reading: what it did not understand, or had to leave
    apart.
    """

    code: str
    message: str
    where: Where | None = None


class BudgetGraphError(Exception):
    """Anything this package reports to its user instead of a traceback."""

    status = 70


class UsageError(BudgetGraphError):
    """The call is wrong: an option, a name, a parameter."""

    status = 2


class QuestionError(UsageError):
    """A question, or a parameter of one, that cannot be used; said in both languages, and as text
    in one line after the other.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh, self.en = zh, en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class UnreadableInput(BudgetGraphError):
    """A file cannot be read as a disclosure; the message names the file, the reason and what to
    do.
    """

    status = 3

    def __init__(self, path: str, reason: str) -> None:
        self.path = shown(path)
        self.reason = reason
        super().__init__(f"{self.path}: {reason}")

    def __reduce__(self) -> tuple[type[UnreadableInput], tuple[str, str]]:
        return (type(self), (self.path, self.reason))


class BrokenShapes(BudgetGraphError):
    """The shapes themselves are faulty; never mistaken for a violation of the data."""

    status = 4


class LimitExceeded(BudgetGraphError):
    """A stated time or size limit was reached."""

    status = 5
