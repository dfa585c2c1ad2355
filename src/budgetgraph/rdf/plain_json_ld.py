"""JSON-LD of a named graph straight from the text of its N-Quads, where they are spelled as ours
are: JSON spells an IRI and a text in quotes alike. The bytes are those of `jsonld.named_graph`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from operator import itemgetter

from budgetgraph.rdf import jsonld
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.jsonld_context import JsonldContext
from budgetgraph.rdf.terms import Term

#: Characters that JSON wants escaped, and all others.
_CONTROLS = frozenset(range(0x20)) - {0x0A}
_OTHERS = bytes(byte for byte in range(0x100) if byte not in _CONTROLS)
#: An escape that JSON does not have, where escaped backslashes are taken out.
_OTHER_ESCAPE = re.compile(r'\\[^"nrtbf]')
_IRI, _TEXT = "<", '"'
_TRIPLE = 3
_STRING, _WITH_LANGUAGE = PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"
#: Behind a text: nothing, its language, its datatype.
_KIND = re.compile(r"(?:@([a-z]++)|\^\^<([^<>\\ ]++)>)?+")


class NotPlain(ValueError):
    """A quad is spelled in a way that has to be read by an engine."""


def plain_named_graph(name: str, nquads: bytes, context: JsonldContext) -> str:
    """Write one named graph, a node a line; NotPlain where its quads have to be read first.

    Each line ends with the name of the graph, and the text is cut there: `<s> <p> "o"` is left.
    """
    triples = nquads.decode().split(f" <{name}> .\n")
    if triples.pop() or nquads.translate(None, _OTHERS):
        raise NotPlain(name)
    about: dict[str, list[tuple[str, str]]] = {}
    for triple in triples:
        terms = triple.split(" ", 2)
        if len(terms) != _TRIPLE:
            raise NotPlain(triple)
        subject, predicate, value = terms
        about.setdefault(subject, []).append((predicate, value))
    nodes = _Nodes(context)
    # By the IRI alone: the bracket at its end comes behind some characters of longer ones.
    subjects = sorted(about, key=itemgetter(slice(1, -1)))
    return jsonld.as_named_graph(name, [nodes.line(each, about[each]) for each in subjects])


class _Nodes:
    """Writes nodes; what is the same for many of them is found out once."""

    def __init__(self, context: JsonldContext) -> None:
        self._context = context
        self._keys: dict[tuple[str, str], str] = {}
        self._predicates: dict[str, str] = {}
        self._as_texts: set[str] = set()
        self._written: dict[tuple[str, str], str] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._orders: dict[tuple[str, ...], Sequence[tuple[str, str]]] = {}

    def line(self, subject: str, said: Sequence[tuple[str, str]]) -> str:
        """Write a node in a line, with its keys in order."""
        if subject[0] != _IRI:
            raise NotPlain(subject)
        keys = self._keys
        values: dict[str, list[str]] = {}
        for predicate, spelled in said:
            kind = _IRI if spelled[0] == _IRI else spelled[spelled.rindex(_TEXT) + 1 :]
            key = keys.get((predicate, kind)) or self._key(predicate, kind, spelled)
            if key in values:
                values[key].append(spelled)
            else:
                values[key] = [spelled]
        written = [f'{{"id": "{subject[1:-1]}"']
        for key, before in self._orders.get(tuple(values)) or self._order(tuple(values)):
            several = values[key]
            written.append(before)
            if len(several) == 1:
                written.append(self._value(key, several[0]))
            else:
                written.append(self._values(key, several))
        return "".join(written) + "}"

    def _key(self, predicate: str, kind: str, spelled: str) -> str:
        """Find the key of a property for values of such a kind, and whether they stand under it as
        their bare text.
        """
        if predicate[0] != _IRI:
            raise NotPlain(predicate)
        iri, term = predicate[1:-1], _term(spelled)
        key, _ = jsonld.entry(iri, term, self._context)
        if self._predicates.setdefault(key, predicate) != predicate:
            raise NotPlain(predicate)
        if jsonld.stands_as_text(iri, term, self._context):
            self._as_texts.add(key)
        self._keys[predicate, kind] = key
        return key

    def _order(self, keys: tuple[str, ...]) -> Sequence[tuple[str, str]]:
        """Give the keys of a node in order, each with what is written before its value."""
        ordered = sorted(keys, key=self._context.order)
        self._orders[keys] = [(key, f", {jsonld.line(key)}: ") for key in ordered]
        return self._orders[keys]

    def _values(self, key: str, terms: Sequence[str]) -> str:
        """Write the values of one key as terms are sorted, each once."""
        several = key, *terms
        if several not in self._lists:
            ordered = sorted(dict.fromkeys(terms), key=_term)
            written = [self._value(key, spelled) for spelled in ordered]
            self._lists[several] = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
        return self._lists[several]

    def _value(self, key: str, spelled: str) -> str:
        """Write a value."""
        if key in self._as_texts:
            if spelled[0] == _IRI:
                return f'"{spelled[1:-1]}"'
            return _text(spelled)
        if (key, spelled) not in self._written:
            predicate = self._predicates[key][1:-1]
            _, value = jsonld.entry(predicate, _term(spelled), self._context)
            self._written[key, spelled] = jsonld.line(value)
        return self._written[key, spelled]


def _text(spelled: str) -> str:
    """Give the text of a literal as it is spelled; NotPlain where JSON spells it otherwise."""
    text = spelled[: spelled.rindex(_TEXT) + 1]
    if "\\" in text and _OTHER_ESCAPE.search(text.replace(r"\\", "")):
        raise NotPlain(spelled)
    return text


def _term(spelled: str) -> Term:
    """Read a term: `"a"@zh` is the text a in Chinese. NotPlain where it is spelled otherwise."""
    if spelled[0] == _IRI:
        return Term("uri", spelled[1:-1])
    text = _text(spelled)
    kind = _KIND.fullmatch(spelled, len(text))
    if spelled[0] != _TEXT or kind is None:
        raise NotPlain(spelled)
    language, datatype = kind.groups()
    untyped = _WITH_LANGUAGE if language else _STRING
    return Term("literal", json.loads(text), datatype or untyped, language)
