"""Describe the things that can be matched, as the API has them: identifier, name, type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from budgetgraph.publish.reconcile.facts import Said, description, said_of
from budgetgraph.publish.reconcile.kinds import MatchedKind, kind_of, kinds
from budgetgraph.publish.web.site import Site
from budgetgraph.publish.web.workers import Workers
from budgetgraph.store import Store


class MatchedThings:
    """The things of one built folder that can be matched."""

    def __init__(self, site: Site, workers: Workers[Store]) -> None:
        self.site, self.workers = site, workers
        self.kinds = kinds(site.iris)

    def key_of(self, iri: str) -> str:
        """Give the key of a thing's kind, which may be one that cannot be matched."""
        return kind_of(self.site.iris, iri)

    def kind_of(self, iri: str) -> MatchedKind:
        """Give the kind of a thing that can be matched."""
        return self.kinds[self.key_of(iri)]

    def holds(self, iri: str) -> bool:
        """Tell whether an IRI is a name below the base, of a kind that can be matched."""
        iris = self.site.iris
        if not iri.startswith(iris.base) or self.key_of(iri) not in self.kinds:
            return False
        return iris.iri_of(iris.path_of(iri)) == iri

    def wanted(self, types: Sequence[str]) -> frozenset[str]:
        """Choose the kinds of these types, named by their IRIs or their keys; all without any."""
        if not types:
            return frozenset(self.kinds)
        chosen: set[str] = set()
        for key, kind in self.kinds.items():
            if {key, kind.type} & set(types):
                chosen.add(key)
        return frozenset(chosen)

    async def said(self, things: Iterable[str]) -> Said:
        """Ask for the facts of things, all at once."""
        ordered = sorted(set(things))
        return await self.workers.run(said_of, ordered, self.site.iris.ontology)

    async def known(self, iri: str) -> tuple[str, Mapping[str, list[str]]] | None:
        """Give the name of a thing and what is said of it; None where the graph has none such."""
        if not self.holds(iri):
            return None
        said = await self.said([iri])
        label = await self.workers.run(_label, iri)
        if iri not in said and label is None:
            return None
        facts = said.get(iri, {})
        return _name(facts, label or iri), facts

    def described(self, iri: str, name: str, said: Said) -> dict[str, Any]:
        """Describe a thing; a document is called by its number."""
        facts = said.get(iri, {})
        return {
            "id": iri,
            "name": _name(facts, name),
            "description": description(facts),
            "type": [self.kind_of(iri).as_json()],
        }


def _name(facts: Mapping[str, Sequence[str]], label: str) -> str:
    """Call a thing by its number where it has one, else by its label."""
    numbers = facts.get("number")
    return numbers[0] if numbers else label


def _label(store: Store, iri: str) -> str | None:
    """Ask for the Chinese label of a thing; runs in a worker."""
    asked = (
        f"SELECT ?label {{ <{iri}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?label "
        'FILTER(LANG(?label) = "zh") } ORDER BY ?label LIMIT 1'
    )
    rows = store.select(asked).rows
    return str(rows[0][0]) if rows else None
