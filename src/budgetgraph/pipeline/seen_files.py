"""Look at files before they are read: which documents they hold, and the digest of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.pipeline.sandbox.runner import Job, run
from budgetgraph.pipeline.source_files import opened
from budgetgraph.read.source.source_bytes import source_bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """A document: its file, which may lie in a ZIP archive, and the SHA-256 of its bytes."""

    file: Path
    sha256: str


def look(file: Path) -> tuple[Seen | Failure, ...]:
    """Give the documents of a file: itself, or those in it where it is a ZIP archive.

    A task for a worker, for even to open a file of a stranger may take all time and memory.
    """
    return tuple(map(_seen, opened([file])))


def _seen(file: Path) -> Seen | Failure:
    try:
        return Seen(file, hashlib.sha256(source_bytes(file)).hexdigest())
    except BudgetGraphError as problem:
        return Failure.of(file, problem)


def look_at(
    files: Sequence[Path], given: Allowance, workers: int
) -> tuple[list[Seen], list[Failure]]:
    """Look at many files, each in a worker: the documents in them, and what cannot be looked at."""
    jobs = [Job(shown(file), look, (file,)) for file in files]
    outcomes = run(jobs, given, workers)
    seen: list[Seen] = []
    failures: list[Failure] = []
    for file, outcome in zip(files, outcomes, strict=True):
        if isinstance(outcome, BudgetGraphError):
            failures.append(Failure.of(file, outcome))
            continue
        _sort(outcome, seen, failures)
    return seen, failures


def _sort(outcome: Iterable[Seen | Failure], seen: list[Seen], failures: list[Failure]) -> None:
    for result in outcome:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            seen.append(result)
