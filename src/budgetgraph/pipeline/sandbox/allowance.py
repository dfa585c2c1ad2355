"""Say how much time and memory the reading of one document may take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.document.problems import UsageError
from budgetgraph.extras import can_recognise

#: Seconds that one document may take, unless the caller says otherwise.
TIME_LIMIT = 300.0
#: Megabytes that one document may take. The largest real one seen takes a twentieth of it.
MEMORY_LIMIT = 1024.0
#: Megabytes more where pages that are pictures can be recognised: its libraries and models.
RECOGNITION = 1024.0
#: The variable of the environment that sets another limit, in megabytes; 0 sets none.
MAX_MEMORY_MB = "BUDGETGRAPH_MAX_MEMORY_MB"


@dataclass(frozen=True, slots=True)
class Allowance:
    """The seconds and the bytes of memory that one document may take; 0 bytes are no limit. Its
    worker may write into these folders, beside one of its own for temporary files.
    """

    seconds: float = TIME_LIMIT
    memory: int = int(MEMORY_LIMIT * 1e6)
    folders: tuple[Path, ...] = ()


def allowance(seconds: float = TIME_LIMIT, recognised: Path | None = None) -> Allowance:
    """Give the limits of this process's environment. What is recognised may be written into the
    folder `recognised`, or that of the environment.

    UsageError where the environment names a limit that is no number.
    """
    folders = _folders_of_answers(recognised) if can_recognise() else ()
    return Allowance(seconds, int(_megabytes() * 1e6), folders)


def _folders_of_answers(recognised: Path | None) -> tuple[Path, ...]:
    """Give the folder that keeps what is recognised, where there is one."""
    # Imported here, for readers take long to import, and commands that read nothing start quickly.
    from budgetgraph.read.pictures.kept_answers import folder_of_answers

    answers = recognised or folder_of_answers()
    return () if answers is None else (answers,)


def _megabytes() -> float:
    given = os.environ.get(MAX_MEMORY_MB)
    if given is None:
        return MEMORY_LIMIT + (RECOGNITION if can_recognise() else 0)
    try:
        return float(given)
    except ValueError:
        raise UsageError(
            f"{MAX_MEMORY_MB}={given}: wants a number of megabytes, such as 2000"
        ) from None
