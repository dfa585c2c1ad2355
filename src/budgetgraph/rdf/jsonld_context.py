"""The JSON-LD context of the ontology, turned around: under which key a value stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from budgetgraph.assets import asset
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.terms import XSD, Iri, Term, typed

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

#: What stands in JSON as a name, a truth value or a number, not as the text of the term.
_NO_TEXTS = frozenset({"@vocab", XSD + "boolean", XSD + "integer"})
_BOOLEANS = {"true": True, "false": False}
#: A larger integer is not sure to survive a JSON reader that takes all numbers for doubles.
_LARGEST = 2**53


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
        self._orders: dict[str, tuple[bool, bool, bool, int, str]] = {}
        self._entries: dict[tuple[str | None, ...], _Entry | None] = {}
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
        entry = self._entry(predicate, term)
        if entry is None:
            return self._curie(predicate), self._full(term)
        return entry.key, self._coerced(entry, term)

    def takes_text(self, predicate: str, term: Term) -> bool:
        """Tell whether values of the kind of `term` stand under their key as their bare text."""
        entry = self._entry(predicate, term)
        return entry is not None and entry.datatype not in _NO_TEXTS

    def _entry(self, predicate: str, term: Term) -> _Entry | None:
        """Give the key for values of the kind of `term`, looked for once."""
        kind = (predicate, term.kind, term.datatype, term.language)
        if kind not in self._entries:
            self._entries[kind] = self._found(predicate, term)
        return self._entries[kind]

    def _found(self, predicate: str, term: Term) -> _Entry | None:
        """Find the first key whose values are of this kind; None where each would say something
        else.
        """
        for entry in self._by_iri.get(predicate, ()):
            if _takes(entry, term):
                self.used.add(entry.key)
                return entry
        return None

    def _coerced(self, entry: _Entry, term: Term) -> Json:
        """Return a value as it stands under a key that takes its kind."""
        if entry.datatype == "@vocab":
            return self.word(term.value)
        if entry.datatype == "@id":
            return Iri(term.value)
        if entry.datatype == XSD + "boolean":
            return _BOOLEANS.get(term.value, term.value)
        if entry.datatype == XSD + "integer":
            return _number(term.value)
        return term.value

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

    def order(self, key: str) -> tuple[bool, bool, bool, int, str]:
        """Give what the keys of a node are sorted by: type and label come first, the source last,
        the others as in the context; those that are not in it come behind them.
        """
        if key not in self._orders:
            place = self._places.get(key, len(self._places))
            self._orders[key] = (key != "type", key != "label", key == "source", place, key)
        return self._orders[key]

    def document(self) -> dict[str, Json]:
        """Return the part of the context that has been used, with the prefixes it leans on."""
        needed = {"@version", "id", "type"} | self.used
        for key in self.used:
            needed.update(_prefixes_of(self.given.get(key)))
        return {key: value for key, value in self.given.items() if key in needed}


def _takes(entry: _Entry, term: Term) -> bool:
    """Tell whether a key says of such a value what the value says of itself."""
    if term.kind != "literal":
        return entry.datatype in ("@vocab", "@id")
    if term.language or entry.language:
        return term.language == entry.language
    return typed(term) == entry.datatype


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
