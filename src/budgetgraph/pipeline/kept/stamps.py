"""What each input file held at the last build, by the marks that the system keeps of a file: size,
times of its content and of its entry, place on the disk. A file with the same marks is not opened
again, as Git does it.

A file that was changed shortly before it was looked at is looked at again by the next build: a
second change within the same tick of the clock would leave the same marks.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

#: A document of a file: its name within the archive (empty for the file itself), and its SHA-256.
Held = tuple[str, str]

_NAME = "inputs.json"
#: Nanoseconds within which two changes may have one time: two seconds, the tick of the coarsest
#: file systems.
_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class _Look:
    """The marks of a file when it was opened, and what it held."""

    marks: tuple[int, ...]
    held: tuple[Held, ...]


class Stamps:
    """The marks of the files of a build, and what those hold whose marks are as they were."""

    def __init__(self, before: Path | None = None) -> None:
        """`before` is the folder of the parts of the last build; without it nothing is known."""
        self._before = {} if before is None else _written(before / _NAME)
        self._marks: dict[str, tuple[int, ...]] = {}
        self._looks: dict[str, _Look] = {}

    def unchanged(self, file: Path) -> Sequence[Held] | None:
        """Tell what a file holds by its marks; None where it has to be opened."""
        key, marks = _key(file), _marks(file)
        if marks is None:
            return None
        self._marks[key] = marks
        before = self._before.get(key)
        if before is None or before.marks != marks:
            return None
        self._looks[key] = before
        return before.held

    def note(self, file: Path, held: Iterable[Held]) -> None:
        """Note what a file was found to hold."""
        key = _key(file)
        if key in self._marks:
            self._looks[key] = _Look(self._marks[key], tuple(held))

    def write(self, folder: Path) -> None:
        """Keep them for the next build in the folder of the parts. Where the disk does not take
        them, the next build opens every file.
        """
        kept = {key: astuple(look) for key, look in sorted(self._looks.items())}
        made = folder / f".{_NAME}"
        with contextlib.suppress(OSError):
            made.write_text(json.dumps(kept, ensure_ascii=False, indent=0), "utf-8")
            made.replace(folder / _NAME)


def _written(path: Path) -> dict[str, _Look]:
    """Read what the last build kept; a damaged file costs time, never a wrong graph."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        looks: dict[str, _Look] = {}
        for key, (marks, held) in kept.items():
            looks[key] = _Look(tuple(marks), tuple((name, sha256) for name, sha256 in held))
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return looks


def _key(file: Path) -> str:
    """Name a file without saying where it lies, for built folders are published."""
    return hashlib.sha256(os.fsencode(os.path.realpath(file))).hexdigest()


def _marks(file: Path) -> tuple[int, ...] | None:
    """Give the marks of a file; None where they tell nothing, for it changed just now."""
    try:
        said = file.stat()
    except OSError:
        return None
    last = max(said.st_mtime_ns, said.st_ctime_ns)
    if not stat.S_ISREG(said.st_mode) or last > time.time_ns() - _TICK:
        return None
    return said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino, said.st_dev
