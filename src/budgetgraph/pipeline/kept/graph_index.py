"""Where each graph stands in the file of all quads, so that two generations are compared graph by
graph: of graphs that are the same, not a line is read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from budgetgraph.export.packed_graph import QUADS, PackedGraph
from budgetgraph.pipeline.kept.part import PARTS
from budgetgraph.store.loading.changing import Difference, difference

_NAME = "graphs.json"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a graph stands in graph.nq.gz, and the SHA-256 of its bytes there."""

    start: int
    size: int
    sha256: str


def write_index(folder: Path, graphs: Mapping[str, PackedGraph]) -> None:
    """Write where each graph stands in the file of a generation that was just written."""
    start = 0
    places: dict[str, tuple[int, int, str]] = {}
    for name in sorted(graphs):
        member = graphs[name].pack.member(QUADS)
        places[name] = (start, len(member), hashlib.sha256(member).hexdigest())
        start += len(member)
    (folder / PARTS / _NAME).write_text(json.dumps(places, ensure_ascii=False, indent=0), "utf-8")


def difference_of(before: Path, graphs: Mapping[str, PackedGraph]) -> Difference | None:
    """Tell how graphs differ from those of a generation; None where that one cannot be used."""
    try:
        return _difference(before, graphs)
    except (OSError, EOFError, ValueError, TypeError, zlib.error):
        # A damaged file costs time, never a wrong store.
        return None


def _difference(before: Path, graphs: Mapping[str, PackedGraph]) -> Difference:
    written = json.loads((before / PARTS / _NAME).read_text("utf-8"))
    earlier = {name: _Place(*place) for name, place in written.items()}
    removed: list[bytes] = []
    added: list[bytes] = []
    for name in sorted({*earlier, *graphs}):
        member = graphs[name].pack.member(QUADS) if name in graphs else b""
        place = earlier.get(name)
        if place is not None and hashlib.sha256(member).hexdigest() == place.sha256:
            continue
        different = difference(_lines(_read(before, place)), _lines(member))
        removed += different.removed
        added += different.added
    return Difference(removed, added, sum(map(attrgetter("quads"), graphs.values())))


def _read(before: Path, place: _Place | None) -> bytes:
    """Read a graph of an earlier generation as it is packed; nothing where it had none.

    ValueError where the file is not the one that the index tells of.
    """
    if place is None:
        return b""
    with (before / "graph.nq.gz").open("rb") as stream:
        stream.seek(place.start)
        member = stream.read(place.size)
    if hashlib.sha256(member).hexdigest() != place.sha256:
        raise ValueError("the file of the graph is damaged")
    return member


def _lines(member: bytes) -> Iterable[bytes]:
    return gzip.decompress(member).splitlines(keepends=True) if member else ()
