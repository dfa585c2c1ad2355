"""Know which papers were taken out of a built folder, so that no later build brings them back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

#: The file of a built folder that lists them, a SHA-256 a line.
_LIST = "retracted.txt"
#: What a build says of a source that was retracted.
RETRACTED = f"it was retracted from this folder and is left out; its line in {_LIST} keeps it out"


def retracted(out: Path) -> frozenset[str]:
    """Give the SHA-256 of every paper that was taken out of a built folder."""
    path = out / _LIST
    if not path.is_file():
        return frozenset()
    return frozenset(path.read_text("ascii").split())


def note_retracted(out: Path, digests: Iterable[str]) -> None:
    """Add papers to the list; it is replaced in one step."""
    lines = sorted({*retracted(out), *digests})
    fresh = out / f".new-{_LIST}"
    fresh.write_text("\n".join(lines) + "\n", "ascii")
    fresh.replace(out / _LIST)
