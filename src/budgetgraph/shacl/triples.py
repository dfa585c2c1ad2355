"""One graph held as text: subject → property → values, as canonical N-Triples terms, with what is
asked of it backwards made on demand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rdflib import RDF, RDFS
from rdflib.term import Node

from budgetgraph.shacl.terms import read

TYPE = f"<{RDF.type}>"
_SUBCLASS = f"<{RDFS.subClassOf}>"
#: Subject, property and value as canonical N-Triples terms.
Triple = tuple[str, str, str]

_NONE: Mapping[str, Sequence[str]] = {}


class Triples:
    """A graph that is only read. Values come in the order of the triples, each once."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._subjects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._backwards: dict[str, dict[str, list[str]]] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._terms: dict[str, Node] = {}
        for subject, predicate, value in dict.fromkeys(triples):
            self._subjects[subject][predicate].append(value)

    def __contains__(self, node: str) -> bool:
        return node in self._subjects

    def mentions(self, value: str) -> bool:
        """Say whether a term is a value in this graph."""
        for said in self._subjects.values():
            if any(value in values for values in said.values()):
                return True
        return False

    @cached_property
    def properties(self) -> frozenset[str]:
        """Every property that something has."""
        return frozenset().union(*self._subjects.values())

    def about(self, subject: str) -> Mapping[str, Sequence[str]]:
        """Return the properties of a node with their values."""
        return self._subjects.get(subject, _NONE)

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the values that a node has of a property."""
        return self.about(subject).get(predicate, ())

    def value(self, subject: str, predicate: str) -> str | None:
        """Return the first value, None where there is none."""
        return next(iter(self.objects(subject, predicate)), None)

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return the nodes that have this value of a property."""
        return self.backwards(predicate).get(value, ())

    def backwards(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Return each value of a property with its subjects."""
        if predicate not in self._backwards:
            by_value: dict[str, list[str]] = defaultdict(list)
            for subject, said in self._subjects.items():
                for value in said.get(predicate, ()):
                    by_value[value].append(subject)
            self._backwards[predicate] = by_value
        return self._backwards[predicate]

    def subjects_of(self, predicate: str) -> Iterable[str]:
        """Return every node that has the property, each once."""
        reached: dict[str, None] = {}
        for subjects in self.backwards(predicate).values():
            reached.update(dict.fromkeys(subjects))
        return reached

    def classes(self, above: str) -> frozenset[str]:
        """Return a class and its subclasses in this graph, at any depth."""
        if above not in self._classes:
            seen = {above}
            todo = [above]
            while todo:
                below = self.subjects(_SUBCLASS, todo.pop())
                new = [subclass for subclass in below if subclass not in seen]
                seen.update(new)
                todo += new
            self._classes[above] = frozenset(seen)
        return self._classes[above]

    def instances(self, above: str) -> Iterable[str]:
        """Return the SHACL instances of a class (SHACL §1.1), each once."""
        instances: dict[str, None] = {}
        for name in sorted(self.classes(above)):
            instances.update(dict.fromkeys(self.subjects(TYPE, name)))
        return instances

    def is_a(self, node: str, above: str) -> bool:
        """Say whether a node is a SHACL instance of a class."""
        return not self.classes(above).isdisjoint(self.objects(node, TYPE))

    def term(self, text: str) -> Node:
        """Return the rdflib term of one of the graph's terms."""
        if text not in self._terms:
            self._terms[text] = read(text)
        return self._terms[text]
