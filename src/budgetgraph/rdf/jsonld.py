"""Compact JSON-LD that a person can read, written straight from quads against
`ontology/context.jsonld`.

Written directly because the compaction of libraries follows their own order; here the same quads
always give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from budgetgraph.assets import asset
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.terms import XSD, Iri, Term, typed

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

_Triple = tuple[str, str, Term]

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
        content = asset("ontology/context.jsonld").read_text("utf-8")
        self.given: dict[str, Json] = json.loads(content)["@context"]
        self._prefixes = Iris(base).prefixes
        for name in self._prefixes.keys() & self.given.keys():
            self.given[name] = self._prefixes[name]
        self._by_iri: dict[str, list[_Entry]] = {}
        for key, value in self.given.items():
            if not key.startswith("@") and key not in self._prefixes:
                self._add(key, value)
        self._by_prefix = sorted(self._prefixes.items(), key=lambda item: -len(item[1]))
        self._places = {key: place for place, key in enumerate(self.given)}
        self.used: set[str] = set()

    def _add(self, key: str, value: Json) -> None:
        """Take in a key: `"amount": {"@id": "bg:amount", "@type": "xsd:decimal"}` or its IRI."""
        definition = {"@id": value} if isinstance(value, str) else value
        if not isinstance(definition, dict):
            return
        datatype = definition.get("@type")
        expanded = self._expanded(str(datatype)) if datatype else None
        entry = _Entry(
            key,
            iri=self._expanded(str(definition.get("@id"))),
            datatype=expanded,
            language=str(definition.get("@language") or "") or None,
        )
        self._by_iri.setdefault(entry.iri, []).append(entry)

    def _expanded(self, name: str) -> str:
        """Return the IRI of a prefixed name; any other name as it is."""
        prefix, colon, local = name.partition(":")
        if not colon or prefix not in self._prefixes:
            return name
        return self._prefixes[prefix] + local

    def word(self, iri: str) -> str:
        """Give a class or term by its key, else with its prefix, else as it is."""
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
        """Return a value as it stands under a key; None where the key would say something else."""
        if term.kind != "literal":
            return self._coerced_thing(entry, term)
        if term.language or entry.language:
            return term.value if term.language == entry.language else None
        datatype = typed(term)
        if datatype != entry.datatype:
            return None
        if datatype == XSD + "boolean":
            return _BOOLEANS.get(term.value, term.value)
        if datatype == XSD + "integer":
            return _number(term.value)
        return term.value

    def _coerced_thing(self, entry: _Entry, term: Term) -> Json | None:
        if entry.datatype == "@vocab":
            return self.word(term.value)
        return Iri(term.value) if entry.datatype == "@id" else None

    def _full(self, term: Term) -> Json:
        """Return a value that says itself what it is."""
        if term.kind != "literal":
            return {"id": Iri(term.value)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = typed(term)
        if datatype is None:
            return term.value
        return {"@value": term.value, "@type": self._curie(datatype)}

    def place(self, key: str) -> int:
        """Tell where a key stands in the context; keys that are not in it come last."""
        return self._places.get(key, len(self._places))

    def document(self) -> dict[str, Json]:
        """Return the part of the context that has been used, with the prefixes it leans on."""
        needed = {"@version", "id", "type"} | self.used
        for key in self.used:
            needed.update(_prefixes_of(self.given.get(key)))
        return {key: value for key, value in self.given.items() if key in needed}


def _prefixes_of(definition: Json | None) -> Iterator[str]:
    """Yield the prefixes of the names in a definition: `{"@id": "bg:amount"}` → `bg`."""
    names: list[Json] = []
    if isinstance(definition, str):
        names.append(definition)
    elif isinstance(definition, dict):
        names += definition.values()
    for name in map(str, names):
        if ":" in name and "://" not in name:
            yield name.partition(":")[0]


def _number(text: str) -> int | str:
    """Give an integer as JSON has it, the text itself where that would not give the same text
    back.
    """
    try:
        number = int(text)
    except ValueError:
        return text
    return number if str(number) == text and abs(number) < _LARGEST else text


def resource(statements: Iterable[RdfStatement], focus: str, base: str = BASE) -> bytes:
    """Describe one thing: itself first, what it points at nested inside, what points at it behind.

    Graph names are left out. The context stands in the document, so it reads and parses without a
    network.
    """
    context = JsonldContext(base)
    nodes = _nodes(_triples(statements), context)
    seen: set[str] = set()
    trees = [_nested(nodes, focus, seen)] if focus in nodes else []
    trees += [node for subject, node in nodes.items() if subject not in seen]
    body: dict[str, Json] = trees[0] if len(trees) == 1 else {"@graph": list(trees)}
    used = context.document()
    head = ",\n    ".join(f"{_line(key)}: {_line(value)}" for key, value in used.items())
    behind_brace = json.dumps(body, ensure_ascii=False, indent=2)[1:]
    return f'{{\n  "@context": {{\n    {head}\n  }},{behind_brace}\n'.encode()


def dataset(statements: Iterable[RdfStatement], base: str = BASE) -> bytes:
    """Write whole graphs, a node a line, sorted by IRI; what is in no named graph at the top."""
    context = JsonldContext(base)
    graphs: dict[str, list[RdfStatement]] = {}
    for statement in statements:
        graphs.setdefault(statement.graph or "", []).append(statement)
    top: list[str] = []
    named: list[str] = []
    for name in sorted(graphs):
        lines = [_line(node) for node in _nodes(_triples(graphs[name]), context).values()]
        if name:
            inside = ",\n".join(lines)
            named.append(f'{{"id": {_line(name)}, "@graph": [\n{inside}\n]}}')
        else:
            top = lines
    head = json.dumps(context.document(), ensure_ascii=False)
    body = ",\n".join([*top, *named])
    return f'{{"@context": {head},\n"@graph": [\n{body}\n]}}\n'.encode()


def _triples(statements: Iterable[RdfStatement]) -> Iterator[_Triple]:
    for statement in statements:
        yield statement.subject, statement.predicate, statement.object


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def _nodes(triples: Iterable[_Triple], context: JsonldContext) -> dict[str, dict[str, Json]]:
    """Return every subject as a flat node.

    Its keys are id, type, label, the rest in the order of the context, the source last.
    """
    said: dict[str, dict[str, list[Json]]] = {}
    for subject, predicate, term in sorted(set(triples), key=_order):
        key, value = _entry(predicate, term, context)
        said.setdefault(subject, {}).setdefault(key, []).append(value)
    return {subject: _ordered(subject, values, context) for subject, values in said.items()}


def _entry(predicate: str, term: Term, context: JsonldContext) -> tuple[str, Json]:
    """Return key and value of a property; a class of a thing stands by its name alone."""
    if predicate == _TYPE and term.kind == "uri":
        return "type", context.word(term.value)
    return context.pair(predicate, term)


def _order(triple: _Triple) -> tuple[str, ...]:
    subject, predicate, term = triple
    return (subject, predicate, *(part or "" for part in term))


def _ordered(
    subject: str, values: Mapping[str, list[Json]], context: JsonldContext
) -> dict[str, Json]:
    """Return a node with its keys in order; a single value stands without brackets."""

    def place(key: str) -> tuple[bool, bool, bool, int, str]:
        return key != "type", key != "label", key == "source", context.place(key), key

    node: dict[str, Json] = {"id": subject}
    for key in sorted(values, key=place):
        several = values[key]
        node[key] = several[0] if len(several) == 1 else several
    return node


def _nested(nodes: Mapping[str, dict[str, Json]], subject: str, seen: set[str]) -> dict[str, Json]:
    """Give a node with the nodes it points at inside it, each at its first place only."""
    seen.add(subject)
    node = dict(nodes[subject])
    for key, value in node.items():
        if key not in ("id", "type"):
            node[key] = _within(nodes, value, seen)
    return node


def _within(nodes: Mapping[str, dict[str, Json]], value: Json, seen: set[str]) -> Json:
    """Return a value, with the node that it names in its place where that stands nowhere yet."""
    if isinstance(value, list):
        return [_within(nodes, item, seen) for item in value]
    name = value.get("id") if isinstance(value, dict) else value
    if isinstance(name, Iri) and name in nodes and name not in seen:
        return _nested(nodes, name, seen)
    return value
