"""Follow the pointer of a built folder to the generation that holds now.

A built folder is generations and a pointer: `generations/3f0c…/` is written once and never changed,
and the link `current` names the one that holds. A reader follows the pointer once and stays with
what it found, so that the store, the sources and the report it reads belong together.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

if sys.platform != "win32":
    import fcntl

CURRENT = "current"
GENERATIONS = "generations"
_REPORT = "report.json"
#: A generation is removed by builds only; a few in a row leave a reader no time to hold one.
_TRIES = 10


def generation_of(folder: Path) -> Path:
    """Give the generation that a built folder points at.

    A folder without a pointer, as builds wrote it before there were generations, is its own.
    """
    try:
        named = os.readlink(folder / CURRENT)
    except OSError:
        return folder
    return folder / named


def up_to(generation: Path) -> list[Path]:
    """List a generation and the older ones that are kept beside it, the youngest first.

    None are listed for a folder that is no generation.
    """
    if generation.parent.name != GENERATIONS:
        return []
    own = _age(generation)
    older: list[tuple[int, Path]] = []
    for other in generation.parent.iterdir():
        is_built = not other.name.startswith(".") and (other / _REPORT).is_file()
        if is_built and (age := _age(other)) < own:
            older.append((age, other))
    return [generation, *(other for _, other in sorted(older, reverse=True))]


def written_at(generation: Path) -> datetime:
    """Give the time at which a generation was written: that of its report."""
    return datetime.fromtimestamp((generation / _REPORT).stat().st_mtime, UTC)


def _age(generation: Path) -> int:
    """Give the same time in nanoseconds, to tell which of two generations is the older one."""
    return (generation / _REPORT).stat().st_mtime_ns


@contextlib.contextmanager
def held(folder: Path) -> Iterator[Path]:
    """Give the generation of a built folder, and keep builds from removing it meanwhile."""
    with contextlib.ExitStack() as stack:
        for _ in range(_TRIES):
            generation = generation_of(folder)
            if generation == folder or stack.enter_context(_hold(generation)):
                break
        yield generation


@contextlib.contextmanager
def _hold(generation: Path) -> Iterator[bool]:
    """Hold a folder by a shared lock; False where it was removed before it could be held.

    Where locks are not to be had, it is read without.
    """
    if sys.platform == "win32":
        yield generation.is_dir()
        return
    try:
        opened = os.open(generation, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_SH)
        yield generation.is_dir()
    finally:
        os.close(opened)
