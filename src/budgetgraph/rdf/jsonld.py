"""Compact JSON-LD that a person can read, written straight from quads against
`ontology/context.jsonld`.

Written directly because the compaction of libraries follows their own order; here the same quads
always give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from budgetgraph.assets import asset
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.terms import XSD, Iri, Term, typed

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

_TYPE = PREFIXES["rdf"] + "type"
_BOOLEANS = {"true": True, "false": False}
#: A larger integer is not sure to survive a JSON reader that takes all numbers for doubles.
_LARGEST = 2**53


class RdfStatement(NamedTuple):
    """A quad: subject and predicate as IRIs (`_:x` for a blank node), the graph None for the
    default one.
    """

    subject: str
    predicate: str
    object: Term
    graph: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of the context: the property it stands for, and what its values are taken to be."""

    key: str
    iri: str
    datatype: str | None
    language: str | None


class JsonldContext:
    """`context.jsonld`, turned around: from IRIs to keys.

    Remembers what was used, so that a document carries no more than it needs.
    """

    def __init__(self, base: str) -> None:
        self.given: dict[str, Json] = json.loads(
            asset("ontology/context.jsonld").read_text("utf-8")
        )["@context"]
        self._prefixes = Iris(base).prefixes
        self.given |= {name: iri for name, iri in self._prefixes.items() if name in self.given}
        self._by_iri: dict[str, list[_Entry]] = {}
        for key, value in self.given.items():
            definition = {"@id": value} if isinstance(value, str) else value
            if key.startswith("@") or key in self._prefixes or not isinstance(definition, dict):
                continue
            iri, datatype, language = (
                definition.get(name) for name in ("@id", "@type", "@language")
            )
            entry = _Entry(
                key,
                self._expand(str(iri)),
                self._expand(str(datatype)) if datatype else None,
                str(language or "") or None,
            )
            self._by_iri.setdefault(entry.iri, []).append(entry)
        self._by_prefix = sorted(self._prefixes.items(), key=lambda item: -len(item[1]))
        self._places = {key: place for place, key in enumerate(self.given)}
        self.used: set[str] = set()

    def _expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def word(self, iri: str) -> str:
        """A class or term by its key, else with its prefix, else as it is."""
        for entry in self._by_iri.get(iri, ()):
            if entry.datatype is None and entry.language is None:
                self.used.add(entry.key)
                return entry.key
        return self._curie(iri)

    def _curie(self, iri: str) -> str:
        for prefix, namespace in self._by_prefix:
            local = iri[len(namespace) :]
            if iri.startswith(namespace) and local and not local.startswith("//"):
                self.used.add(prefix)
                return f"{prefix}:{local}"
        return iri

    def pair(self, predicate: str, term: Term) -> tuple[str, Json]:
        """Key and value of a property, by the first key of the context that takes such a value
        without saying its type.
        """
        for entry in self._by_iri.get(predicate, ()):
            value = self._coerced(entry, term)
            if value is not None:
                self.used.add(entry.key)
                return entry.key, value
        return self._curie(predicate), self._full(term)

    def _coerced(self, entry: _Entry, term: Term) -> Json | None:
        if term.kind != "literal":
            if entry.datatype == "@vocab":
                return self.word(term.value)
            return Iri(term.value) if entry.datatype == "@id" else None
        if term.language or entry.language:
            return term.value if term.language == entry.language else None
        datatype = typed(term)
        if datatype != entry.datatype:
            return None
        if datatype == XSD + "boolean":
            return _BOOLEANS.get(term.value, term.value)
        return _number(term.value) if datatype == XSD + "integer" else term.value

    def _full(self, term: Term) -> Json:
        """A value that says itself what it is."""
        if term.kind != "literal":
            return {"id": Iri(term.value)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = typed(term)
        return {"@value": term.value, "@type": self._curie(datatype)} if datatype else term.value

    def place(self, key: str) -> int:
        """Where a key stands in the context; keys that are not in it come last."""
        return self._places.get(key, len(self._places))

    def document(self) -> dict[str, Json]:
        """The part of the context that has been used, with the prefixes that it leans on."""
        needed = {"@version", "id", "type"} | self.used
        for key in self.used:
            value = self.given.get(key)
            names = (
                [value]
                if isinstance(value, str)
                else list(value.values())
                if isinstance(value, dict)
                else []
            )
            needed |= {
                str(name).partition(":")[0]
                for name in names
                if ":" in str(name) and "://" not in str(name)
            }
        return {key: value for key, value in self.given.items() if key in needed}


def _number(text: str) -> int | str:
    """An integer as JSON has it, the text itself where that would not give the same text back."""
    try:
        number = int(text)
    except ValueError:
        return text
    return number if str(number) == text and abs(number) < _LARGEST else text


def resource(statements: Iterable[RdfStatement], focus: str, base: str = BASE) -> bytes:
    """The description of one thing: the thing itself first, what it points at nested inside, what
    points at it behind.

    Graph names are left out. The context stands in the document, so it reads and parses without a
    network.
    """
    context = JsonldContext(base)
    nodes = _nodes(((one.subject, one.predicate, one.object) for one in statements), context)
    seen: set[str] = set()
    trees = [_nested(nodes, focus, seen)] if focus in nodes else []
    trees += [node for subject, node in nodes.items() if subject not in seen]
    body: dict[str, Json] = trees[0] if len(trees) == 1 else {"@graph": list(trees)}
    head = ",\n    ".join(
        f"{_line(key)}: {_line(value)}" for key, value in context.document().items()
    )
    return f'{{\n  "@context": {{\n    {head}\n  }},{json.dumps(body, ensure_ascii=False, indent=2)[1:]}\n'.encode()


def dataset(statements: Iterable[RdfStatement], base: str = BASE) -> bytes:
    """Whole graphs, a node a line, sorted by IRI; what is in no named graph stands at the top."""
    context = JsonldContext(base)
    graphs: dict[str, list[tuple[str, str, Term]]] = {}
    for one in statements:
        graphs.setdefault(one.graph or "", []).append((one.subject, one.predicate, one.object))
    written = {
        name: [_line(node) for node in _nodes(graphs[name], context).values()]
        for name in sorted(graphs)
    }
    top = written.pop("", [])
    for name, lines in written.items():
        top.append(f'{{"id": {_line(name)}, "@graph": [\n' + ",\n".join(lines) + "\n]}")
    head = json.dumps(context.document(), ensure_ascii=False)
    return (f'{{"@context": {head},\n"@graph": [\n' + ",\n".join(top) + "\n]}\n").encode()


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def _nodes(
    triples: Iterable[tuple[str, str, Term]], context: JsonldContext
) -> dict[str, dict[str, Json]]:
    """Every subject as a flat node: id, type, label, the rest in the order of the context, the
    source last.
    """
    found: dict[str, dict[str, list[Json]]] = {}
    for subject, predicate, term in sorted(set(triples), key=_order):
        node = found.setdefault(subject, {})
        key, value = (
            ("type", context.word(term.value))
            if predicate == _TYPE and term.kind == "uri"
            else context.pair(predicate, term)
        )
        node.setdefault(key, []).append(value)
    return {subject: _ordered(subject, values, context) for subject, values in found.items()}


def _order(triple: tuple[str, str, Term]) -> tuple[str, ...]:
    return (triple[0], triple[1], *(part or "" for part in triple[2]))


def _ordered(
    subject: str, values: Mapping[str, list[Json]], context: JsonldContext
) -> dict[str, Json]:
    order = sorted(
        values,
        key=lambda key: (key != "type", key != "label", key == "source", context.place(key), key),
    )
    return {"id": subject} | {
        key: values[key][0] if len(values[key]) == 1 else values[key] for key in order
    }


def _nested(nodes: Mapping[str, dict[str, Json]], subject: str, seen: set[str]) -> dict[str, Json]:
    """A node with the nodes it points at inside it, each at its first place only."""
    seen.add(subject)
    node = dict(nodes[subject])
    for key, value in node.items():
        if key not in ("id", "type"):
            node[key] = _within(nodes, value, seen)
    return node


def _within(nodes: Mapping[str, dict[str, Json]], value: Json, seen: set[str]) -> Json:
    if isinstance(value, list):
        return [_within(nodes, one, seen) for one in value]
    name = value.get("id") if isinstance(value, dict) else value
    if isinstance(name, Iri) and name in nodes and name not in seen:
        return _nested(nodes, name, seen)
    return value
