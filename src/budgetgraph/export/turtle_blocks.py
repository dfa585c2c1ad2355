"""Write Turtle block by block, one subject a block, in the order in which it is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import escape
from budgetgraph.store.answer import Value

Pairs = list[tuple[str, str]]
"""Predicates (prefixed names) with their objects (Turtle terms)."""
Rows = Sequence[tuple[Value, ...]]
"""The rows of an answer."""

_PREFIXES = (
    "dcat",
    "dcterms",
    "dqv",
    "foaf",
    "owl",
    "rdfs",
    "sd",
    "skos",
    "spdx",
    "vcard",
    "void",
    "xsd",
)


@dataclass
class TurtleBlocks:
    """A Turtle document; `iris` gives the prefixes."""

    iris: Iris
    blocks: list[str] = field(default_factory=list)

    def say(self, subject: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Add a subject with its predicates and objects."""
        lines = []
        for name, term in pairs:
            lines.append(f"    {name} {term}")
        self.blocks.append(f"<{subject}>\n" + " ;\n".join(lines) + " .\n")

    def text(self) -> str:
        """Give the whole document."""
        head = ""
        for name in _PREFIXES:
            head += f"@prefix {name}: <{self.iris.prefixes[name]}> .\n"
        return head + "\n" + "\n".join(self.blocks)


def both(texts: tuple[str, str]) -> str:
    """Write a text in Chinese and English as two literals."""
    zh, en = texts
    return f"{chinese(zh)} ,\n        {english(en)}"


def chinese(text: object) -> str:
    """Write a Chinese text as a literal."""
    return f'"{escape(str(text))}"@zh'


def english(text: object) -> str:
    """Write an English text as a literal."""
    return f'"{escape(str(text))}"@en'


def literal(text: str, datatype: str) -> str:
    """Write a text as a literal of a type: `2024-02-05`, `xsd:date`."""
    return f'"{escape(text)}"^^{datatype}'


def links(iris: Iterable[Value]) -> str:
    """Write IRIs as a list of objects."""
    return ",\n        ".join(f"<{iri}>" for iri in iris)
