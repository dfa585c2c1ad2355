"""N-Quads taken apart: the triples of each named graph, one graph at a time, so that many documents
in one file need little memory.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_IRI = r"<[^<>\n]*+>"
#: A dot is part of a label where more of the label follows it: `_:a.b .` and `_:a.` end before a
#: dot.
_BLANK_NODE = r'_:[^\s<>".#]++(?:\.++[^\s<>".#]++)*+'
_NODE = rf"{_IRI}|{_BLANK_NODE}"
_TERM = rf'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"(?:\^\^{_IRI}|@[A-Za-z0-9-]++)?+'
_QUAD = re.compile(
    rf"^[ \t]*+({_NODE})[ \t]*+({_IRI})[ \t]*+({_NODE}|{_TERM})[ \t]*+(?:({_NODE})[ \t]*+)?+\.[ \t\r]*+(?:#.*)?$",
    re.MULTILINE,
)
_BLANK = re.compile(r"^[ \t\r]*+(?:#.*)?$", re.MULTILINE)
EXACT = "<http://www.w3.org/ns/oa#exact>"

Triple = tuple[str, str, str]
Spelling = Callable[[str], str]
"""Gives an N-Triples term in its one canonical spelling."""


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """The triples of a graph as canonical terms, as far as they were asked for; the quotes of its
    selectors; how many quads it had.
    """

    triples: list[Triple]
    quotes: dict[str, str]
    quads: int


def named_graphs(
    nquads: bytes, reads: frozenset[str] | None, canonical: Spelling
) -> Iterator[NamedGraph]:
    """Give each graph with the triples whose property is one of `reads` (None: all of them).

    ValueError names the first line that is no quad.
    """
    wanted = None if reads is None else {f"<{iri}>" for iri in reads}
    text = nquads.decode()
    quads = 0
    for block in _blocks(text):
        for graph in _parsed(block, wanted, canonical):
            quads += graph.quads
            yield graph
    if quads + len(_BLANK.findall(text)) != text.count("\n") + 1:
        _refuse(text)


def _blocks(text: str) -> Iterator[str]:
    """The lines of each graph; the text itself where it holds one graph, as a document's does."""
    last = _QUAD.search(text, text.rfind("\n", 0, len(text.rstrip())) + 1)
    ending = f" {last[4]} ." if last and last[4] else "\0"
    if text.count(ending + "\n") + text.endswith(ending) == text.rstrip("\n").count("\n") + 1:
        yield text
        return
    spans: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    for match in _QUAD.finditer(text):
        spans[match[4] or ""].extend(match.span())
    for places in spans.values():
        yield "\n".join(
            text[start:end] for start, end in zip(places[::2], places[1::2], strict=True)
        )


def _parsed(block: str, wanted: set[str] | None, canonical: Spelling) -> list[NamedGraph]:
    found: dict[str, NamedGraph] = {}
    counts: dict[str, int] = defaultdict(int)
    for subject, predicate, value, name in _QUAD.findall(block):
        counts[name] += 1
        graph = found.get(name) or found.setdefault(name, NamedGraph([], {}, 0))
        node = canonical(subject)
        if predicate == EXACT:
            graph.quotes[node] = value
        if wanted is None or predicate in wanted:
            graph.triples.append((node, canonical(predicate), canonical(value)))
    return [NamedGraph(graph.triples, graph.quotes, counts[name]) for name, graph in found.items()]


def _refuse(text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if not _QUAD.fullmatch(line) and not _BLANK.fullmatch(line):
            raise ValueError(f"line {number} is no quad: {line[:120]}")
