"""How the union of all graphs differs between a store and the earlier one that it was made from:
told by looking up what was taken out and loaded, so that the rest need not be counted again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.store.loading.changing import Difference, quads_of

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_UNION = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class UnionChange:
    """By how much the numbers differ: of subjects and values, of the things of each class, of the
    triples of each property. `things` are the IRIs of which another thing is said than before.
    """

    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    things: frozenset[str]


def union_change(earlier: Path, folder: Path, different: Difference) -> UnionChange:
    """Compare the unions of two stores whose graphs differ by these lines.

    A triple that another graph says as well neither comes nor goes with one graph.
    """
    old, new = ox.Store.read_only(str(earlier)), ox.Store.read_only(str(folder))
    gone = _only_in(old, new, different.removed)
    come = _only_in(new, old, different.added)
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for triples, step in ((gone, -1), (come, 1)):
        for _, predicate, value in triples:
            properties[predicate.value] += step
            if predicate == _TYPE and isinstance(value, ox.NamedNode):
                classes[value.value] += step
    both = gone | come
    subjects = {triple.subject for triple in both}
    values = {triple.object for triple in both}
    return UnionChange(
        sum(_says(new, subject) - _says(old, subject) for subject in subjects),
        sum(_names(new, value) - _names(old, value) for value in values),
        classes,
        properties,
        frozenset(subject.value for subject in subjects if isinstance(subject, ox.NamedNode)),
    )


def _only_in(one: ox.Store, other: ox.Store, lines: Iterable[bytes]) -> set[ox.Triple]:
    """Give the triples of some lines that one union holds and the other does not, as the engine
    keeps them: numbers of one value are one.
    """
    only: set[ox.Triple] = set()
    for quad in quads_of(b"".join(lines)):
        for held in one.quads_for_pattern(quad.subject, quad.predicate, quad.object, _UNION):
            if held not in other:
                only.add(held.triple)
    return only


def _says(store: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> bool:
    """Tell whether a union says anything of a thing."""
    return any(True for _ in store.quads_for_pattern(subject, None, None, _UNION))


def _names(store: ox.Store, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    """Tell whether something has this value in a union."""
    return any(True for _ in store.quads_for_pattern(None, None, value, _UNION))
