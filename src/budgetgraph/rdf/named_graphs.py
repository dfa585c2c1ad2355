"""N-Quads taken apart: the triples of each named graph, one graph at a time, so that many documents
in one file need little memory.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_IRI = r"<[^<>\n]*+>"
#: A dot is part of a label where more of the label follows it: `_:a.b .` and `_:a.` end before a
#: dot.
_BLANK_NODE = r'_:[^\s<>".#]++(?:\.++[^\s<>".#]++)*+'
_NODE = rf"{_IRI}|{_BLANK_NODE}"
_TERM = rf'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"(?:\^\^{_IRI}|@[A-Za-z0-9-]++)?+'
_GAP = r"[ \t]*+"
_QUAD = re.compile(
    rf"^{_GAP}({_NODE}){_GAP}({_IRI}){_GAP}({_NODE}|{_TERM}){_GAP}(?:({_NODE}){_GAP})?+\."
    r"[ \t\r]*+(?:#.*)?$",
    re.MULTILINE,
)
_BLANK = re.compile(r"^[ \t\r]*+(?:#.*)?$", re.MULTILINE)
#: A text of so many characters is taken apart at once, however many graphs it has.
_SMALL = 1 << 22
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

    def only(self, reads: frozenset[str] | None) -> NamedGraph:
        """Give the graph with the triples whose property is one of `reads` (None: all of them)."""
        if reads is None:
            return self
        wanted = {f"<{iri}>" for iri in reads}
        triples = [triple for triple in self.triples if triple[1] in wanted]
        return NamedGraph(triples, self.quotes, self.quads)


def named_graphs(
    nquads: bytes, reads: frozenset[str] | None, canonical: Spelling
) -> Iterator[NamedGraph]:
    """Yield each graph with the triples whose property is one of `reads` (None: all of them).

    ValueError names the first line that is no quad.
    """
    wanted = None if reads is None else {f"<{iri}>" for iri in reads}
    text = nquads.decode()
    quads = 0
    for block in _blocks(text):
        for graph in _parsed(block, wanted, canonical):
            quads += graph.quads
            yield graph
    lines = text.count("\n") + 1
    # A file of quads alone has nothing behind its last line end, and need not be searched.
    if quads + text.endswith("\n") != lines and quads + len(_BLANK.findall(text)) != lines:
        _refuse(text)


def _blocks(text: str) -> Iterator[str]:
    """Yield the lines of each graph, together as one text.

    The whole text as it is where it is small, or holds one graph, as a document's does.
    """
    if len(text) <= _SMALL or _is_one_graph(text):
        yield text
        return
    spans: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    for match in _QUAD.finditer(text):
        spans[match[4] or ""].extend(match.span())
    for places in spans.values():
        starts, ends = places[::2], places[1::2]
        lines = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        yield "\n".join(lines)


def _is_one_graph(text: str) -> bool:
    """Say whether every line ends with the graph of the last line, to the letter."""
    start_of_last = text.rfind("\n", 0, len(text.rstrip())) + 1
    last = _QUAD.search(text, start_of_last)
    if last is None or last[4] is None:
        return False
    ending = f" {last[4]} ."
    endings = text.count(ending + "\n") + text.endswith(ending)
    return endings == text.rstrip("\n").count("\n") + 1


def _parsed(block: str, wanted: set[str] | None, canonical: Spelling) -> Iterator[NamedGraph]:
    """Yield the graphs of a text with the triples that are wanted."""
    spelled = _Canonical(canonical)
    triples: dict[str, list[Triple]] = defaultdict(list)
    quotes: dict[str, dict[str, str]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for subject, predicate, value, name in _QUAD.findall(block):
        counts[name] += 1
        if predicate == EXACT:
            quotes[name][spelled[subject]] = value
        if wanted is None or predicate in wanted:
            triples[name].append((spelled[subject], spelled[predicate], spelled[value]))
    for name, quads in counts.items():
        yield NamedGraph(triples[name], quotes[name], quads)


class _Canonical(dict[str, str]):
    """Terms in their canonical spelling, each made once."""

    def __init__(self, canonical: Spelling) -> None:
        super().__init__()
        self._canonical = canonical

    def __missing__(self, term: str) -> str:
        self[term] = self._canonical(term)
        return self[term]


def _refuse(text: str) -> None:
    """Name the first line that is neither a quad nor blank."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not _QUAD.fullmatch(line) and not _BLANK.fullmatch(line):
            raise ValueError(f"line {number} is no quad: {line[:120]}")
