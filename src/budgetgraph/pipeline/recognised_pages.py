"""Read the pages of long scans one by one before their documents, side by side in all workers.

What is recognised on a page is kept (`read/pictures/kept_answers.py`), so the document itself is
made in seconds then, and a build that is stopped, or out of time, goes on where it stood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import filterfalse
from pathlib import Path
from time import monotonic
from typing import TypeVar

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import BudgetGraphError, LimitExceeded
from budgetgraph.extras import can_recognise
from budgetgraph.pipeline.sandbox.allowance import Allowance, allowance
from budgetgraph.pipeline.sandbox.runner import Job, alone, run
from budgetgraph.read.pictures.kept_answers import (
    answers_kept_in,
    answers_of_page,
    folder_of_answers,
    has_answers,
)
from budgetgraph.read.source.source_bytes import source_bytes

#: The folder of a built folder in which what was recognised is kept.
RECOGNISED = ".recognised"
#: A document with no more pages to recognise is read at once; a page takes some three seconds.
FEW_PAGES = 6

T = TypeVar("T")

#: Told of a file how many of its pages are read, and how many there are.
TellPages = Callable[[Path, int, int], None]


def tell_nobody(file: Path, done: int, total: int) -> None:
    """Tell nobody how many pages are read."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A file, the SHA-256 of its bytes, and the folder that keeps what is recognised in it."""

    file: Path
    sha256: str
    folder: Path


def with_answers(folder: Path, task: Callable[..., T], *arguments: object) -> T:
    """Run a task with the answers of a folder; runs in a worker."""
    with answers_kept_in(folder):
        return task(*arguments)


def read_pages(
    scans: Sequence[Scan], given: Allowance, workers: int, tell: TellPages
) -> dict[str, LimitExceeded]:
    """Recognise the pages of all scans that have more than `FEW_PAGES` to be read.

    The time limit is that of a whole document. Gives the problem of each that is not done then, by
    its SHA-256; a page that fails is left to the reading of its document, which says why.
    """
    late: dict[str, LimitExceeded] = {}
    if not can_recognise():
        return late
    jobs = [Job(shown(scan.file), unread_pages, (scan,), "pages counted") for scan in scans]
    outcomes = run(jobs, given, workers)
    for scan, numbers in zip(scans, list(outcomes), strict=True):
        if isinstance(numbers, BudgetGraphError) or len(numbers) <= FEW_PAGES:
            continue
        problem = _read(scan, numbers, given, workers, tell)
        if problem is not None:
            late[scan.sha256] = problem
    return late


def read_ahead(file: Path, seconds: float, workers: int, tell: TellPages) -> None:
    """Recognise the pages of a long scan before it is read, where the environment names a folder
    that keeps them; LimitExceeded, with how far it came, where the time is over.
    """
    folder = folder_of_answers()
    if folder is None or not can_recognise():
        return
    digest = alone(str(file), seconds, _digest, file)
    late = read_pages([Scan(file, digest, folder)], allowance(seconds), workers, tell)
    if late:
        raise late[digest]


def _digest(file: Path) -> str:
    return hashlib.sha256(source_bytes(file)).hexdigest()


def unread_pages(scan: Scan) -> tuple[int, ...]:
    """Give the pages of a scan that are pictures and were not read before; runs in a worker."""
    from budgetgraph.read.pictures.which_pages import picture_pages

    return _without_answers(scan, picture_pages(source_bytes(scan.file)))


def _without_answers(scan: Scan, numbers: Sequence[int]) -> tuple[int, ...]:
    """Give those of the pages of a scan that were not read before."""
    is_read = partial(has_answers, scan.folder, scan.sha256)
    return tuple(filterfalse(is_read, numbers))


def read_page(scan: Scan, number: int) -> None:
    """Recognise one page, for its answers to be kept; runs in a worker."""
    from budgetgraph.read.pictures.image import picture_of
    from budgetgraph.read.pictures.page import picture_page

    picture, scale = picture_of(source_bytes(scan.file), number)
    with answers_kept_in(scan.folder), answers_of_page(scan.sha256, number):
        picture_page(picture, scale, number, [])


def _read(
    scan: Scan, numbers: Sequence[int], given: Allowance, workers: int, tell: TellPages
) -> LimitExceeded | None:
    """Read pages of one document until they are done, or its time is over."""
    until = monotonic() + given.seconds
    jobs = [
        Job(f"{shown(scan.file)}, page {number}", read_page, (scan, number), "read")
        for number in numbers
    ]
    outcomes = run(jobs, given, workers)
    with closing(outcomes):
        for done, _ in enumerate(outcomes, start=1):
            tell(scan.file, done, len(numbers))
            if done < len(numbers) and monotonic() > until:
                return _too_late(scan, numbers, given)
    return None


def _too_late(scan: Scan, numbers: Sequence[int], given: Allowance) -> LimitExceeded:
    """Say how many of the pages were read; one that failed, or was stopped, is not."""
    unread = _without_answers(scan, numbers)
    return LimitExceeded(
        f"{shown(scan.file)}: it took longer than {given.seconds:g} s to recognise its pages;"
        f" {len(numbers) - len(unread)} of {len(numbers)} are read and kept: run the same command"
        " again to go on, or give more time (--timeout sets another limit)"
    )
