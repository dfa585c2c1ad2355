"""Look at files before they are read: which documents they hold, and the digest of each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.kept.stamps import Stamps
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
    files: Sequence[Path], given: Allowance, workers: int, stamps: Stamps | None = None
) -> tuple[list[Seen], list[Failure]]:
    """Look at many files, each in a worker: the documents in them, and what cannot be looked at.

    What `stamps` know to be unchanged is not opened, and they learn of the others.
    """
    marks = stamps or Stamps()
    found = _unchanged(files, marks)
    failures: list[Failure] = []
    others = [file for file in files if file not in found]
    jobs = [Job(shown(file), look, (file,), "opened") for file in others]
    outcomes = run(jobs, given, workers)
    for file, outcome in zip(others, outcomes, strict=True):
        if isinstance(outcome, BudgetGraphError):
            failures.append(Failure.of(file, outcome))
            continue
        seen = [result for result in outcome if isinstance(result, Seen)]
        wrong = [result for result in outcome if isinstance(result, Failure)]
        found[file] = seen
        failures += wrong
        if not wrong:
            marks.note(file, [(_inside(one, file), one.sha256) for one in seen])
    in_order = chain.from_iterable(found.get(file, ()) for file in files)
    return list(in_order), failures


def _unchanged(files: Sequence[Path], stamps: Stamps) -> dict[Path, list[Seen]]:
    """Give the documents in the files that are known to be unchanged, without a look into them."""
    found: dict[Path, list[Seen]] = {}
    for file in files:
        held = stamps.unchanged(file)
        if held is not None:
            found[file] = [Seen(file / name, sha256) for name, sha256 in held]
    return found


def _inside(seen: Seen, file: Path) -> str:
    """Name a document within its file: `a/b.pdf` in an archive, nothing for the file itself."""
    return "" if seen.file == file else seen.file.relative_to(file).as_posix()
