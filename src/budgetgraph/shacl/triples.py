"""One graph held as text: subject → property → values, as canonical N-Triples terms, with what is
asked of it backwards made on demand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rdflib import RDF, RDFS
from rdflib.term import Node

from budgetgraph.shacl.terms import read

TYPE = f"<{RDF.type}>"
_SUBCLASS = f"<{RDFS.subClassOf}>"
_NONE: Mapping[str, Sequence[str]] = {}


class Triples:
    """A graph that is only read. Values come in the order of the triples, each once."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self._subjects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._backwards: dict[str, dict[str, list[str]]] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._terms: dict[str, Node] = {}
        for subject, predicate, value in dict.fromkeys(triples):
            self._subjects[subject][predicate].append(value)

    def __contains__(self, node: str) -> bool:
        return node in self._subjects

    def mentions(self, value: str) -> bool:
        """Whether a term is a value in this graph."""
        return any(value in values for said in self._subjects.values() for values in said.values())

    def about(self, subject: str) -> Mapping[str, Sequence[str]]:
        """The properties of a node with their values."""
        return self._subjects.get(subject, _NONE)

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        return self.about(subject).get(predicate, ())

    def value(self, subject: str, predicate: str) -> str | None:
        """The first value, None where there is none."""
        return next(iter(self.objects(subject, predicate)), None)

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        return self.backwards(predicate).get(value, ())

    def backwards(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Each value of a property with its subjects."""
        if predicate not in self._backwards:
            found: dict[str, list[str]] = defaultdict(list)
            for subject, said in self._subjects.items():
                for value in said.get(predicate, ()):
                    found[value].append(subject)
            self._backwards[predicate] = found
        return self._backwards[predicate]

    def subjects_of(self, predicate: str) -> Iterable[str]:
        """Every node that has the property."""
        return dict.fromkeys(
            subject for subjects in self.backwards(predicate).values() for subject in subjects
        )

    def classes(self, above: str) -> frozenset[str]:
        """A class and its subclasses in this graph, at any depth."""
        if above not in self._classes:
            seen = {above}
            todo = [above]
            while todo:
                new = [one for one in self.subjects(_SUBCLASS, todo.pop()) if one not in seen]
                seen.update(new)
                todo += new
            self._classes[above] = frozenset(seen)
        return self._classes[above]

    def instances(self, above: str) -> Iterable[str]:
        """The SHACL instances of a class (SHACL §1.1), each once."""
        return dict.fromkeys(
            node for one in sorted(self.classes(above)) for node in self.subjects(TYPE, one)
        )

    def is_a(self, node: str, above: str) -> bool:
        return not self.classes(above).isdisjoint(self.objects(node, TYPE))

    def term(self, text: str) -> Node:
        """The rdflib term of one of the graph's terms."""
        if text not in self._terms:
            self._terms[text] = read(text)
        return self._terms[text]
