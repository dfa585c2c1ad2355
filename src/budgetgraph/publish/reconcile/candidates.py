"""Find the candidates of a name, and say how well each fits.

The score is 100 where a name of the candidate is the wanted one (blanks, brackets and width of
characters aside; 医保局 is 医疗保障局), else the share of pairs of neighbouring characters that the
two have in common (Dice's coefficient), from 0 to 99, and at least 40 where the one name stands in
the other. What is known beside the name lowers it where the graph says otherwise. A match is
certain where just one candidate has the name and nothing speaks against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from budgetgraph.publish.reconcile.batch import MatchQuery
from budgetgraph.publish.reconcile.short_names import spelled_out
from budgetgraph.query.search_entries import normal
from budgetgraph.query.search_index import Index, SearchHit
from budgetgraph.values import document_number

EXACT, _ALMOST, _INSIDE = 100.0, 99.0, 40.0
#: What a score is multiplied by where the graph says otherwise, and where it says nothing.
_AGAINST, _SILENT = 0.5, 0.9
#: Names that are looked at for each query, before kinds are chosen.
_LOOKED_AT = 400
#: Candidates whose facts are asked, where something is known beside the name.
_WEIGHED = 100
#: Candidates that share less of the name are none.
_LEAST = 20.0

Facts = Mapping[str, Mapping[str, frozenset[str]]]
"""What the graph says of things, by IRI and property, as texts reduced by `normal`."""


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """A thing that may be meant, the name that fits best, and how well it fits."""

    iri: str
    name: str
    score: float
    is_match: bool = False


def found(index: Index, query: MatchQuery) -> list[SearchHit]:
    """Look for everything that has the name, a part of it, or much in common with it."""
    if not query.text:
        return []
    full = spelled_out(query.text)
    found_as_written = index.find(query.text, _LOOKED_AT)
    in_full = [] if full == query.text else index.find(full, _LOOKED_AT)
    return [*found_as_written, *in_full, *index.similar(full, _LOOKED_AT)]


def worth_asking(query: MatchQuery, hits: Sequence[SearchHit]) -> list[SearchHit]:
    """Choose the hits whose facts are needed: those that will be answered and the next one, which
    may have the name as well; where something is known beside the name, all that have the name and
    the ones that come closest to it.
    """
    every = _best(_reduced(query.text), hits)
    count = query.limit + 1
    if query.known:
        having = sum(candidate.score == EXACT for candidate in every)
        count = max(_WEIGHED, having)
    things = frozenset(map(_iri, every[:count]))
    return [hit for hit in hits if hit.thing in things]


def _best(wanted: str, hits: Iterable[SearchHit]) -> list[MatchCandidate]:
    """Order the things by their names alone, the best first; each thing stands once."""
    best: dict[str, MatchCandidate] = {}
    for hit in hits:
        score = round(_likeness(wanted, normal(hit.matched)), 1)
        if score >= _LEAST and score > best.get(hit.thing, _NOBODY).score:
            best[hit.thing] = MatchCandidate(hit.thing, hit.label or hit.matched, score)
    return sorted(best.values(), key=lambda candidate: (-candidate.score, candidate.iri))


def ranked(query: MatchQuery, hits: Iterable[SearchHit], facts: Facts) -> list[MatchCandidate]:
    """Order the candidates of a query, the best first; each thing stands once."""
    every = _best(_reduced(query.text), hits)
    exact = {candidate.iri for candidate in every if candidate.score == EXACT}
    weighed: list[MatchCandidate] = []
    for candidate in every:
        score = round(candidate.score * _agreement(query, facts.get(candidate.iri, {})), 1)
        if score >= _LEAST:
            weighed.append(replace(candidate, score=score))
    weighed.sort(key=lambda candidate: (-candidate.score, candidate.iri))
    return _judged(weighed, exact)[: query.limit]


_iri = attrgetter("iri")
_NOBODY = MatchCandidate("", "", 0.0)


def _judged(order: Sequence[MatchCandidate], exact: set[str]) -> list[MatchCandidate]:
    """Say of the first candidate that it is the one, where no other has the name as well."""
    certain = [
        candidate for candidate in order if candidate.iri in exact and candidate.score == EXACT
    ]
    if len(certain) != 1:
        return list(order)
    first = certain[0]
    others = [candidate for candidate in order if candidate is not first]
    return [MatchCandidate(first.iri, first.name, first.score, True), *others]


def _reduced(text: str) -> str:
    """Reduce a name as the index does; a document number is brought to its usual spelling, a short
    name of a body is written out.
    """
    number = document_number.parse(text)
    return spelled_out(normal(text)) if number is None else normal(str(number))


def _likeness(wanted: str, name: str) -> float:
    """Compare two reduced names: `平乡县医保处` and `平乡县医疗保障局` → 50.0."""
    if wanted == spelled_out(name):
        return EXACT
    ours, theirs = Counter(_pairs(wanted)), Counter(_pairs(name))
    pairs = ours.total() + theirs.total()
    shared = 200 * (ours & theirs).total() / max(pairs, 1)
    if wanted and wanted in name:
        shared = max(shared, _INSIDE)
    return min(_ALMOST, shared)


def _pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]


def _agreement(query: MatchQuery, facts: Mapping[str, frozenset[str]]) -> float:
    """Weigh what is known of the name against what the graph says of a candidate."""
    weight = 1.0
    for name, values in query.known:
        said = facts.get(name, frozenset())
        if not said:
            weight *= _SILENT
        elif said.isdisjoint(map(normal, values)):
            weight *= _AGAINST
    return weight
