"""Let one build at a time write into a folder."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.store.generations import GENERATIONS

if sys.platform != "win32":
    import fcntl

LOCK = ".budgetgraph-lock"
#: Seconds that the processes of a killed build may need to end, and the steps to wait in.
_PATIENCE, _STEP = 2.0, 0.1


class BuildLock:
    """The lock of a built folder, which is made where it is not there.

    UsageError where another build writes; UnreadableInput where `out` cannot be written or holds
    something else.
    """

    def __init__(self, out: Path) -> None:
        if sys.platform == "win32":
            raise UsageError("build needs links and locks of files, which Windows does not give")
        _refuse_foreign(out)
        self._out = out
        self._opened = _lock(out)

    def sign(self) -> None:
        """Write into the lock which process has it."""
        os.truncate(self._opened, 0)
        os.pwrite(self._opened, f"{os.getpid()}\n".encode("ascii"), 0)

    def release(self) -> None:
        """Let others build; a folder in which nothing was built goes away."""
        _remove_empty(self._out)
        os.close(self._opened)


def _refuse_foreign(out: Path) -> None:
    """Refuse a folder that holds something else: it is never written into."""
    ours = (out / LOCK, out / "report.json")
    if not os.path.lexists(out) or any(map(os.path.isfile, ours)):
        return
    if not out.is_dir() or any(out.iterdir()):
        raise UnreadableInput(
            str(out), "exists and is no built folder; choose another --out, or remove it yourself"
        )


def _lock(out: Path) -> int:
    """Take the lock; a build that was just killed is given the time to end."""
    until = time.monotonic() + _PATIENCE
    while True:
        with told_of(out):
            (out / GENERATIONS).mkdir(parents=True, exist_ok=True)
            opened = os.open(out / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        if _takes(out, opened):
            return opened
        process = os.pread(opened, 20, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(opened)
        if time.monotonic() > until:
            raise UsageError(
                f"{out}: another build (process {process}) is writing there; wait until it has "
                "ended, or choose another --out"
            )
        time.sleep(_STEP)


def _takes(out: Path, opened: int) -> bool:
    """Take the lock of an open file; False where another build has it, or removed the file."""
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(opened), os.stat(out / LOCK))
    except (BlockingIOError, FileNotFoundError):
        return False


def _remove_empty(out: Path) -> None:
    """Remove a built folder in which there never was a generation."""
    generations = out / GENERATIONS
    with contextlib.suppress(OSError):
        if set(os.listdir(out)) == {LOCK, GENERATIONS} and not any(generations.iterdir()):
            (out / LOCK).unlink()
            generations.rmdir()
            out.rmdir()


@contextlib.contextmanager
def told_of(out: Path) -> Iterator[None]:
    """Say why `out` cannot be written, instead of a traceback; what stands there is as it was."""
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise UnreadableInput(
            str(out), f"cannot be written: {reason}; what was built before is as it was"
        ) from problem
