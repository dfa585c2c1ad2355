"""A built disclosure, and everything that came of one source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from typing import overload

from budgetgraph.disclosure import Told
from budgetgraph.document.problems import Note
from budgetgraph.export.pack import Pack, Places
from budgetgraph.export.packed_graph import PackedGraph
from budgetgraph.mapping.concepts import Use
from budgetgraph.pipeline.kept.stamps import Stamps
from budgetgraph.validate.findings import Finding

#: The folder of a built folder that keeps its parts.
PARTS = "parts"
#: Beside it, those of sources that share department and year, under names of their own.
EDITIONS = "editions"

LINES, LEDGER = "lines", "ledger"
"""Pieces of a part's pack: the text of the source with personal data masked; what was not taken
from it.
"""
FOR_RULES, FOR_EVERY, FOR_LINKS = "for-rules", "for-every", "for-links"
"""What of its graph the rules across disclosures look at, those of them that compare every
disclosure with every other one, and the links across disclosures.
"""
PICTURE = "picture-"
"""How the names of the pictures of recognised pages begin: `picture-3.png`; `picture-pages.json`
tells where the lines stand on them.
"""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PICTURE_NAME = re.compile(PICTURE + r"(?:\d{1,9}\.png|pages\.json)")


@dataclass(frozen=True, slots=True)
class Part:
    """One built disclosure; a source may hold several.

    `unit` is whose 单位预算 it is, None for a 部门预算; `graph` the name of its named graph, and
    `packed` that graph in pieces, None where the graph stands at another part; `uses` are the codes
    that the graph uses. `places` and `pack` tell where the pieces of the part itself are.
    """

    file: str
    sha256: str
    key: str
    graph: str
    department: str
    unit: str | None
    division: str | None
    fiscal_year: int
    kind: str
    counts: dict[str, int]
    documents: tuple[str, ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    places: Places
    uses: tuple[Use, ...] = ()
    packed: PackedGraph | None = None
    path: Path | None = None

    @property
    def pack(self) -> Pack:
        """The file with the pieces; it is there once the pack has been written."""
        assert self.path is not None
        return Pack(self.path, self.places)

    @property
    def holds(self) -> str:
        """What the paper holds of a budget: `prose`, `tables`, or `both`."""
        told = self.counts["statements"] or self.counts["projects"] or self.counts["documents"]
        if self.counts["tables"]:
            return "both" if told else "tables"
        return "prose"

    def at(self, path: Path) -> Part:
        """Give the part with its pieces in the pack at `path`."""
        packed = None if self.packed is None else replace(self.packed, path=path)
        return replace(self, packed=packed, path=path)


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one file: a part for each disclosure in it, and the reasons of those that can go
    into no graph. `told` is what was told of it.
    """

    sha256: str
    told: Told
    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()

    @property
    def has_downloads(self) -> bool:
        """Tell whether what every graph adds to the downloads was made."""
        graphs = (part.packed for part in self.parts if part.packed is not None)
        return all(map(attrgetter("has_downloads"), graphs))

    @property
    def names_files(self) -> bool:
        """Tell whether the files that are written for it can be called what it says: by digests and
        pages, and by nothing that leads elsewhere (`../../x`).
        """
        digests = [self.sha256, *map(attrgetter("sha256"), self.parts)]
        places = [name for part in self.parts for name in part.places]
        pictures = (name for name in places if name.startswith(PICTURE))
        return all(map(_DIGEST.fullmatch, digests)) and all(map(_PICTURE_NAME.fullmatch, pictures))

    def at(self, path: Path) -> Built:
        """Give the same with its pieces in the pack at `path`."""
        return replace(self, parts=tuple(part.at(path) for part in self.parts))


@dataclass(frozen=True, slots=True)
class KeptSources:
    """What the last build made, by the digest of the source: `plain` of each source for itself, and
    `editions` of those that share department and year with another one; `generation` is the folder
    that it wrote, None where nothing of it can be used; `stamps` are the marks of its files.
    `unfinished` is what builds that were killed since had made of each source by itself.
    """

    plain: Mapping[str, Built] = field(default_factory=dict)
    editions: Mapping[str, Built] = field(default_factory=dict)
    generation: Path | None = None
    stamps: Stamps = field(default_factory=Stamps)
    unfinished: Mapping[str, Built] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeSource:
    """What a worker hands over: what came of a source, its record and its pack as they are to be
    kept.
    """

    built: Built
    record: bytes
    pack: bytes


class PiecesOfParts(Sequence[bytes]):
    """One piece of each part, read when it is asked for, so that one is held at a time."""

    def __init__(self, parts: Sequence[Part], name: str) -> None:
        self._parts = parts
        self._name = name

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(place, slice):
            return PiecesOfParts(self._parts[place], self._name)
        return self._parts[place].pack.content(self._name)
