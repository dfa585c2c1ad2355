"""N-Quads with the graph taken out of every line, read as a stream: the triples of all graphs
together.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from typing import IO, Any

_GAP = rb"[ \t]*+"
_IRI = rb"<[^<>\n]*+>"
#: A dot is part of a label where more of the label follows it: `_:a.b .` and `_:a.` end before a
#: dot.
_NODE = rb"(?:" + _IRI + rb'|_:[^\s<>".#]++(?:\.++[^\s<>".#]++)*+)'
_LITERAL = rb'"(?:[^"\\\n]|\\.)*+"(?:@[A-Za-z0-9-]++|\^\^' + _GAP + _IRI + rb")?+"
_TRIPLE = _NODE + _GAP + _IRI + _GAP + rb"(?:" + _NODE + rb"|" + _LITERAL + rb")"
_QUAD = re.compile(rb"(?m)^(" + _GAP + _TRIPLE + rb")" + _GAP + _NODE + rb"(?=" + _GAP + rb"\.)")
"""What stands before the graph of a quad (N-Quads §5), and the graph; a triple, a comment or an
empty line does not fit.
"""
_GRAPH = re.compile(rb" <[^<>\n ]*+>(?= \.(?:\n|\Z))")
"""The last term of a line that is spelled as ours are."""
_CHUNK = 1 << 22


class Graphless(io.RawIOBase):
    """Reads N-Quads from `stream`, some million bytes of whole lines at a time, and gives them
    without graphs.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._ready:
            lines = self._stream.read(_CHUNK)
            lines += self._stream.readline() if lines else b""
            self._ready = _QUAD.sub(rb"\1", lines)
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def graphless(stream: IO[bytes]) -> io.BufferedReader:
    """`stream` of N-Quads as a stream of its triples, one a line."""
    return io.BufferedReader(Graphless(stream), _CHUNK)


def without_graphs(nquads: bytes) -> bytes:
    """N-Quads as N-Triples, line by line."""
    return _QUAD.sub(rb"\1", nquads)


def triples_of(nquads: bytes) -> bytes:
    """N-Quads as N-Triples where they are spelled as ours are: one blank between two terms, and a
    graph in every line. That takes half the time. ValueError where a line is spelled otherwise.
    """
    triples, count = _GRAPH.subn(b"", nquads)
    has_open_end = bool(nquads) and not nquads.endswith(b"\n")
    if count != nquads.count(b"\n") + has_open_end:
        raise ValueError("a line of N-Quads is spelled otherwise than ours are")
    return triples


def triples_with(nquads: bytes, properties: Collection[bytes]) -> bytes:
    """Give the quads with one of these properties (`<…#amount>`) as N-Triples.

    They are spelled as ours are: one blank between two terms, and a graph in every line.
    """
    kept: list[bytes] = []
    for line in nquads.splitlines():
        if line.split(b" ", 2)[1] in properties:
            kept.append(line[: line.rindex(b" <")])
    return b" .\n".join([*kept, b""])
