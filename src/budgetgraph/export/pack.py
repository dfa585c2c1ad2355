"""Keep many pieces in one file, each packed for itself, so that one is read without the others."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.rdf.packed import packed

Places = Mapping[str, tuple[int, int]]
"""Where each piece of a pack stands: its first byte, and how many it has."""


class PackWriter:
    """Collects pieces, each as a gzip member of its own."""

    def __init__(self) -> None:
        self._members: list[bytes] = []
        self._size = 0

    def add(self, content: bytes) -> tuple[int, int]:
        """Take in a piece, and tell where it stands: `(0, 120)` for the first one."""
        member = packed(content)
        place = (self._size, len(member))
        self._members.append(member)
        self._size += len(member)
        return place

    def content(self) -> bytes:
        """Give the pack: the members behind each other."""
        return b"".join(self._members)


@dataclass(frozen=True, slots=True)
class Pack:
    """A written pack: its file, and where its pieces stand."""

    path: Path
    places: Places

    def __contains__(self, name: str) -> bool:
        return name in self.places

    def member(self, name: str) -> bytes:
        """Give a piece as it stands in the file, packed."""
        start, size = self.places[name]
        with self.path.open("rb") as stream:
            stream.seek(start)
            return stream.read(size)

    def content(self, name: str) -> bytes:
        """Give a piece."""
        return gzip.decompress(self.member(name))
