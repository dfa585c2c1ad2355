"""Write a whole graph in another syntax graph by graph, so that its size decides nothing about the
memory. TriG and JSON-LD are the same bytes as `serialise_dataset` gives for all of it at once; in
Turtle, what two graphs say stands there twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetgraph.rdf import jsonld
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.jsonld_context import JsonldContext
from budgetgraph.rdf.plain_json_ld import NotPlain, plain_named_graph
from budgetgraph.rdf.serialise import statements_of, without_head

#: Before a prefix: the colon ends a longer name, or stands in an IRI or a text.
_WITHIN_A_NAME = re.compile(r'[\w:<"-]')


class _UsedPrefixes:
    """Finds out which prefixes the pieces of a body use."""

    def __init__(self, base: str) -> None:
        self._known = frozenset(Iris(base).prefixes)
        self.names: set[str] = set()

    def look(self, body: bytes) -> None:
        """Note the prefixes in a piece; one that was seen is not looked for again."""
        text = body.decode()
        for name in self._known - self.names:
            if _is_used(name, text):
                self.names.add(name)


def _is_used(name: str, text: str) -> bool:
    """Tell whether Turtle uses a prefix: `bg` of ` bg:amount`, not of `<bg:a>` or `abg:`.

    The places are searched for as plain text, which is many times faster than a pattern that looks
    back from each character.
    """
    at = text.find(f"{name}:")
    while at >= 0:
        if at == 0 or not _WITHIN_A_NAME.match(text[at - 1]):
            return True
        at = text.find(f"{name}:", at + 1)
    return False


def declarations(names: Iterable[str], base: str) -> bytes:
    """Write the declarations of prefixes, sorted, and the empty line behind them."""
    prefixes = Iris(base).prefixes
    lines = [f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(names)]
    return ("".join(lines) + "\n").encode()


def trig_of(quads: bytes, base: str) -> tuple[bytes, frozenset[str]]:
    """Write one named graph, given as its sorted N-Quads, as TriG without a head; and give the
    prefixes that the head has to declare.
    """
    prefixes = _UsedPrefixes(base)
    written = without_head(quads, "trig", base)
    prefixes.look(written)
    return written, frozenset(prefixes.names)


def turtle_of(trig: bytes) -> bytes:
    """Give the triples of one named graph as Turtle, from what `trig_of` wrote of it.

    `<graph> {` stands in the first line, `}` in the last one, and a tab more before each line.
    """
    _, _, body = trig.partition(b"\n")
    return body.removesuffix(b"}\n").removeprefix(b"\t").replace(b"\n\t", b"\n")


def json_ld_of(name: str, quads: bytes, base: str) -> tuple[bytes, frozenset[str]]:
    """Write one named graph as JSON-LD without a head; and give the terms that the head has to
    define.
    """
    context = JsonldContext(base)
    try:
        written = plain_named_graph(name, quads, context)
    except NotPlain:
        context = JsonldContext(base)
        written = jsonld.named_graph(name, statements_of(quads), context)
    return written.encode(), frozenset(context.used)


def json_ld_head(terms: Iterable[str], base: str) -> bytes:
    """Write what stands before the graphs: the context with these terms."""
    context = JsonldContext(base)
    context.used.update(terms)
    return jsonld.beginning(context).encode()


JSON_LD_BETWEEN, JSON_LD_END = b",\n", jsonld.END.encode()
"""What stands between two graphs of JSON-LD, and behind the last one."""
