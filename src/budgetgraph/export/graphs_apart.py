"""Read the graph of a built folder a piece at a time: line by line, or one named graph after the
other.
"""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

from budgetgraph.document.problems import UnreadableInput

#: So many bytes of lines are held before they are added to the files of their graphs.
_HELD = 1 << 26


@dataclass(frozen=True, slots=True)
class NamedGraphFile:
    """A named graph, and the file that holds its lines in their order."""

    name: str
    path: Path

    def quads(self) -> bytes:
        """Read its N-Quads."""
        return self.path.read_bytes()


def opened_graph(folder: Path) -> IO[bytes]:
    """Open the sorted N-Quads of a built folder; UnreadableInput where there are none."""
    path = folder / "graph.nq.gz"
    if not path.is_file():
        raise UnreadableInput(
            str(folder), "is no built folder (it has no graph.nq.gz); run `budgetgraph build` first"
        )
    return cast("IO[bytes]", gzip.open(path, "rb"))


@contextlib.contextmanager
def graphs_apart(folder: Path) -> Iterator[list[NamedGraphFile]]:
    """Give the named graphs of a built folder, each in a file of its own while this lasts."""
    with opened_graph(folder) as quads, TemporaryDirectory(dir=folder, prefix=".graphs-") as place:
        yield _apart(quads, Path(place))


def _apart(quads: Iterable[bytes], place: Path) -> list[NamedGraphFile]:
    """Sort lines by their graph, which is the last IRI of a line: `<s> <p> <o> <graph> .`"""
    files: dict[bytes, NamedGraphFile] = {}
    held: dict[bytes, list[bytes]] = {}
    size = 0
    for quad in quads:
        graph = quad[quad.rindex(b"<") + 1 : quad.rindex(b">")]
        held.setdefault(graph, []).append(quad)
        size += len(quad)
        if size > _HELD:
            _add(held, files, place)
            held, size = {}, 0
    _add(held, files, place)
    return list(files.values())


def _add(held: dict[bytes, list[bytes]], files: dict[bytes, NamedGraphFile], place: Path) -> None:
    """Add lines to the files of their graphs."""
    for graph, lines in held.items():
        if graph not in files:
            files[graph] = NamedGraphFile(graph.decode(), place / str(len(files)))
        with files[graph].path.open("ab") as stream:
            stream.writelines(lines)
