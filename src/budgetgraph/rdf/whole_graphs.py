"""Write a whole graph in another syntax piece by piece, so that its size decides nothing about the
memory: the same bytes as `serialise` and `serialise_dataset` give for all of it at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from budgetgraph.rdf import jsonld
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.jsonld_context import JsonldContext
from budgetgraph.rdf.serialise import statements_of, without_head

#: So many bytes of triples make a piece of Turtle.
_PIECE = 1 << 22


@dataclass(frozen=True, slots=True)
class WholeGraph:
    """A written graph: its body in pieces, and what stands before it, which is known only when the
    last piece has been taken.
    """

    body: Iterator[bytes]
    head: Callable[[], bytes]


class _UsedPrefixes:
    """Finds out which prefixes the pieces of a body use."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.all = Iris(base).prefixes
        self._patterns: dict[str, re.Pattern[str]] = {}
        for name in self.all:
            self._patterns[name] = re.compile(rf'(?<![\w:<"-]){name}:')
        self._used: set[str] = set()

    def look(self, body: bytes) -> None:
        """Note the prefixes in a piece; one that was seen is not looked for again."""
        text = body.decode()
        for name in self.all.keys() - self._used:
            # The plain search is quick, and most prefixes are either used at once or never.
            if f"{name}:" in text and self._patterns[name].search(text):
                self._used.add(name)

    def head(self) -> bytes:
        """Write the declarations, and the empty line behind them."""
        lines = [f"@prefix {name}: <{self.all[name]}> .\n" for name in sorted(self._used)]
        return ("".join(lines) + "\n").encode()


def turtle(quads: Iterable[bytes], base: str) -> WholeGraph:
    """Write sorted lines of N-Quads as Turtle, every triple once; graphs are left out."""
    prefixes = _UsedPrefixes(base)
    pieces = _triples_of_subjects(quads)
    return WholeGraph(_bodies(pieces, "ttl", prefixes), prefixes.head)


def trig(graphs: Iterable[bytes], base: str) -> WholeGraph:
    """Write graphs as TriG, each given as its sorted N-Quads, in the order of their names."""
    prefixes = _UsedPrefixes(base)
    return WholeGraph(_bodies(graphs, "trig", prefixes), prefixes.head)


def json_ld(graphs: Iterable[tuple[str, bytes]], base: str) -> WholeGraph:
    """Write named graphs as JSON-LD, each given as its name and N-Quads, in the order of the
    names.
    """
    context = JsonldContext(base)

    def body() -> Iterator[bytes]:
        behind = ""
        for name, quads in graphs:
            yield (behind + jsonld.named_graph(name, statements_of(quads), context)).encode()
            behind = ",\n"
        yield jsonld.END.encode()

    return WholeGraph(body(), lambda: jsonld.beginning(context).encode())


def _triples_of_subjects(quads: Iterable[bytes]) -> Iterator[bytes]:
    """Yield N-Triples, each once, some million bytes at a time: never one subject in two pieces.

    `<s> <p> <o> <graph> .` stands beside the same triple of another graph, for lines are sorted.
    """
    piece: list[bytes] = []
    size = 0
    last = subject = b""
    for quad in quads:
        triple = quad[: quad.rindex(b" <")]
        if triple == last:
            continue
        last = triple
        if size > _PIECE and not triple.startswith(subject):
            yield b"".join(piece)
            piece, size = [], 0
        subject = triple[: triple.index(b" ") + 1]
        piece.append(triple + b" .\n")
        size += len(triple)
    if piece:
        yield b"".join(piece)


def _bodies(
    pieces: Iterable[bytes], form: Literal["ttl", "trig"], prefixes: _UsedPrefixes
) -> Iterator[bytes]:
    for piece in pieces:
        body = without_head(piece, form, prefixes.base)
        prefixes.look(body)
        yield body
