"""Show how far a command is: a bar with stage, rate and time left at a terminal, else lines."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from budgetgraph.cli.terminal import errors, say, spoken
from budgetgraph.document.file_names import shown
from budgetgraph.document.languages import message_in

SECONDS = 10.0
"""The time between two lines where no terminal shows a bar."""
READING, JOINING = "reading", "joining, validating and loading"
SENDING, WRITING = "sending", "writing pages"
RECOGNISING = "recognising"


@dataclass(slots=True)
class ProgressLines:
    """Says in lines how far the reading is, not more often than every SECONDS."""

    tell: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _began: float = field(default=0.0, init=False)
    _told: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._began = self._told = self.clock()

    def advance(self, done: int, total: int) -> None:
        """Note that `done` of `total` files are read."""
        now = self.clock()
        if now - self._told < SECONDS:
            return
        self._told = now
        if done >= total:
            self.tell(f"{JOINING}: {total} files read in {now - self._began:.0f} s")
            return
        rate = done / (now - self._began)
        left = f", about {(total - done) / rate:.0f} s left" if rate else ""
        self.tell(f"{READING}: {done} of {total} files, {rate:.2g} a second{left}")


@dataclass(slots=True)
class PageLines:
    """Says in lines how far the pages of a long scan are recognised, not more often than every
    SECONDS.
    """

    tell: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _told: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._told = self.clock()

    def advance(self, file: Path, done: int, total: int) -> None:
        """Note that `done` of `total` pages of a file are recognised."""
        now = self.clock()
        if now - self._told >= SECONDS:
            self._told = now
            self.tell(f"{RECOGNISING}: {done} of {total} pages of {shown(file)}")


@contextmanager
def building_progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far a build is while the block runs; the block tells how many files are read."""
    if not errors.is_terminal:
        yield ProgressLines(say).advance
        return
    from rich import progress

    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(),
        progress.TimeElapsedColumn(),
    )
    with progress.Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task(message_in(READING, spoken.code), total=None, rate="")

        def advance(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.2g}/s" if speed else ""
            stage = JOINING if done >= total else READING
            description = message_in(stage, spoken.code)
            bar.update(task, completed=done, total=total, rate=rate, description=description)

        yield advance


def sending_progress() -> AbstractContextManager[Callable[[int, int], None]]:
    """Show how many graphs are sent while the block runs: a bar at a terminal, else nothing."""
    return _bar(SENDING)


def writing_progress() -> AbstractContextManager[Callable[[int, int], None]]:
    """Show how many files of a site are written, of those that are known by now."""
    return _bar(WRITING)


@contextmanager
def _bar(stage: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the block runs at a terminal; the block tells how much is done."""
    if not errors.is_terminal:
        yield lambda done, total: None
        return
    from rich import progress

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task(message_in(stage, spoken.code), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
