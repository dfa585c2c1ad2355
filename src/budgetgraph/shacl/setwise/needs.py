"""What a graph must hold so that a query can answer at all, read off the query's text: where that
is not there, the query need not be asked, for most of its time goes into planning.

`$this bg:tableType ?type . FILTER (?type = type:three_public_expenditure)` → of the focus nodes
only those of this type; `?row bg:side ?side` → none where nothing has a side. Only what every
answer rests on is taken: nothing of OPTIONAL, of NOT EXISTS, of what stands behind `||`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.setwise.query_tokens import (
    END,
    QueryToken,
    closing,
    closing_bracket,
    next_mark,
    parted,
    tokens_of,
)
from budgetgraph.shacl.triples import TYPE, Triples

#: Words that begin something else than a triple inside of a group.
_OTHERS = frozenset("FILTER OPTIONAL BIND UNION MINUS GRAPH SERVICE VALUES".split())
#: What stands around the values of a list, and between them.
_MARKS_OF_LISTS = frozenset("(,)")
#: Marks of a property path.
_PATH = frozenset("/|^*+?!(")


@dataclass(frozen=True, slots=True)
class Need:
    """A property that something has to have, the focus node itself where `of_focus`; with one of
    these values where `values` are named.
    """

    property: str
    of_focus: bool
    values: frozenset[str] = frozenset()

    def is_met(self, graph: Triples, focus: str) -> bool:
        """Tell whether a graph holds it for a focus node."""
        if self.of_focus:
            said = graph.objects(focus, self.property)
            return not self.values.isdisjoint(said) if self.values else bool(said)
        if self.values:
            return not self.values.isdisjoint(graph.backwards(self.property))
        return self.property in graph.properties


class _Unclear(Exception):
    """Something stands in the query that is not understood here."""


def needs(select: str, prefixes: Mapping[str, str]) -> tuple[Need, ...]:
    """Give what every answer of a `sh:select` query rests on; nothing where that is not clear."""
    tokens = list(tokens_of(select))
    try:
        start = _opening(tokens, 0)
        found = _Group(tokens[start + 1 : closing(tokens, start)], prefixes).needs()
    except (_Unclear, Unsupported):
        return ()
    return tuple(sorted(found, key=lambda need: (need.property, sorted(need.values))))


def _opening(tokens: Sequence[QueryToken], start: int) -> int:
    opening = next_mark(tokens, "{", start)
    if opening is None:
        raise _Unclear
    return opening


class _Group:
    """What stands between two braces, read from the left to the right."""

    def __init__(self, tokens: Sequence[QueryToken], prefixes: Mapping[str, str]) -> None:
        self._tokens = tokens
        self._prefixes = prefixes
        self._place = 0
        self._found: set[Need] = set()
        self._triples: list[tuple[str, Need]] = []
        self._only: dict[str, frozenset[str]] = {}

    def needs(self) -> frozenset[Need]:
        """Give what every solution of the group rests on."""
        while self._place < len(self._tokens):
            self._next()
        for variable, need in self._triples:
            self._found.add(
                replace(need, values=need.values or self._only.get(variable, frozenset()))
            )
        return frozenset(self._found)

    def _next(self) -> None:
        token = self._tokens[self._place]
        if token.text == "{":
            self._found |= self._alternatives()
        elif token.is_word("SELECT"):
            self._sub_query()
        elif token.is_word("FILTER"):
            self._filter()
        elif token.is_word("BIND"):
            self._place = closing_bracket(self._tokens, self._place + 1) + 1
        elif token.is_word("OPTIONAL"):
            self._place = closing(self._tokens, self._place + 1) + 1
        elif token.text == ".":
            self._place += 1
        elif token.is_word(*_OTHERS):
            raise _Unclear
        else:
            self._statement()

    def _sub_query(self) -> None:
        """Read a sub-query: its solutions come from its group, whatever it adds up or leaves out.

        `SELECT (COUNT(?x) AS ?n) { … }` without GROUP BY counts nothing, too: nothing is needed.
        """
        opening = _opening(self._tokens, self._place)
        projected = self._tokens[self._place : opening]
        self._place = opening
        found = self._inner()
        is_grouped = any(token.is_word("GROUP") for token in self._tokens[self._place :])
        if is_grouped or not any(token.text == "(" for token in projected):
            self._found |= found
        self._place = len(self._tokens)

    def _inner(self) -> frozenset[Need]:
        """Read the group that opens here."""
        end = closing(self._tokens, self._place)
        inside = _Group(self._tokens[self._place + 1 : end], self._prefixes)
        self._place = end + 1
        return inside.needs()

    def _alternatives(self) -> frozenset[Need]:
        """Read groups with UNION between them: only what each of them needs is needed."""
        common = self._inner()
        while self._at(0).is_word("UNION"):
            self._place += 1
            common &= self._inner()
        return common

    def _at(self, step: int) -> QueryToken:
        place = self._place + step
        return self._tokens[place] if place < len(self._tokens) else END

    def _filter(self) -> None:
        if self._at(1).is_word("EXISTS"):
            self._place += 2
            self._found |= self._inner()
        elif self._at(1).is_word("NOT"):
            self._place = closing(self._tokens, self._place + 3) + 1
        else:
            opening = self._place + 1 if self._at(1).text == "(" else self._place + 2
            end = closing_bracket(self._tokens, opening)
            if opening == self._place + 1:
                self._limit(self._tokens[opening + 1 : end])
            self._place = end + 1

    def _limit(self, condition: Sequence[QueryToken]) -> None:
        """Take in which values a variable may have: `?type IN (type:a, type:b) && ?x > 3`."""
        if len(list(parted(condition, "||"))) > 1:
            return
        for part in parted(condition, "&&"):
            if not _lists_values(part):
                continue
            variable, _, *listed = part
            terms = [token for token in listed if token.text not in _MARKS_OF_LISTS]
            values = list(map(self._iri, terms))
            if None not in values:
                self._only[variable.text[1:]] = frozenset(filter(None, values))

    def _iri(self, token: QueryToken) -> str | None:
        """Give an IRI as a term; None for any other token."""
        if token.kind == "iri":
            return token.text
        if token.kind == "word" and token.text == "a":
            return TYPE
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self._prefixes or "\\" in local:
            return None
        return f"<{self._prefixes[prefix]}{local}>"

    def _statement(self) -> None:
        """Read what is said of a subject: `?row bg:table ?table ; bg:item ?item .`"""
        start = self._place
        while self._place < len(self._tokens) and not self._ends():
            self._place += 1
        subject, *said = self._tokens[start : self._place]
        if subject.kind not in ("variable", "iri", "name"):
            raise _Unclear
        for part in parted(said, ";"):
            if part:
                self._triples += self._of_property(subject, part)

    def _ends(self) -> bool:
        token = self._tokens[self._place]
        return token.text in (".", "{", "}") or token.is_word(*_OTHERS)

    def _of_property(
        self, subject: QueryToken, part: Sequence[QueryToken]
    ) -> Iterator[tuple[str, Need]]:
        """Give each value of a property: the name of its variable, and the need."""
        if any(token.text in _PATH for token in part):
            return
        property_ = self._iri(part[0])
        for value in parted(part[1:], ","):
            if not value or not _is_one_term(value):
                raise _Unclear
            if property_ is not None:
                only = frozenset(filter(None, [self._iri(value[0])]))
                need = Need(property_, subject.is_variable("this"), only)
                yield value[0].text[1:] if value[0].kind == "variable" else "", need


def _lists_values(condition: Sequence[QueryToken]) -> bool:
    """Tell whether a condition says which values a variable may have: `?x = a`, `?x IN (a, b)`."""
    if len(condition) <= 2 or condition[0].kind != "variable":
        return False
    return condition[1].text == "=" or condition[1].is_word("IN")


def _is_one_term(tokens: Sequence[QueryToken]) -> bool:
    """Tell whether tokens are one term: `?x`, `"5"^^xsd:decimal`, `"字"@zh`."""
    behind = [token.text for token in tokens[1:]]
    is_dressed = bool(behind) and (tokens[1].kind == "tag" or behind[0] == "^^")
    return not behind or is_dressed
