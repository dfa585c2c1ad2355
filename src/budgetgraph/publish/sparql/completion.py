"""Send the query editor what it completes (`/sparql/vocabulary.json`).

That is the prefixes, and the terms with their labels and how often the data uses them.
"""

from __future__ import annotations

import json

from rdflib import OWL, VOID, Graph, URIRef
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.machines.catalogue import metadata
from budgetgraph.publish.pages.terms import entries, vocabulary
from budgetgraph.publish.web.rendering import words
from budgetgraph.publish.web.site import JSON, Site, wanted

_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
_PARTITIONS = ((VOID["class"], VOID.entities, "class"), (VOID.property, VOID.triples, "property"))


class Completion:
    """The route of the editor's vocabulary."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def vocabulary(self, request: Request) -> Response:
        wanted(request, (JSON,))
        if (same := self.site.unchanged(request, JSON.name)) is not None:
            return same
        prefixes = self.site.iris.prefixes
        terms = _terms(vocabulary(self.site.iris.base), metadata(self.site), prefixes)
        body = json.dumps({"prefixes": prefixes, "terms": terms}, ensure_ascii=False)
        return self.site.reply(request, body, JSON)


def _terms(ontology: Graph, counts: Graph, prefixes: dict[str, str]) -> list[dict[str, object]]:
    """List our terms from the ontology and those of others from the counts of the data, by name."""
    kinds, uses = _used(counts)
    ours = {entry.iri: entry for entry in entries(ontology, _KINDS)}
    terms = []
    for iri, entry in ours.items():
        kind = kinds.get(iri) or ("class" if entry.kind == "Class" else "property")
        label, definition = dict(entry.labels), dict(entry.definitions)
        terms.append(_term(_short(iri, prefixes), kind, label, definition, uses.get(iri, 0)))
    for iri in kinds.keys() - ours.keys():
        label = words().get(f"names.{iri}", {})
        terms.append(_term(_short(iri, prefixes), kinds[iri], label, {}, uses[iri]))
    return sorted(terms, key=lambda term: str(term["name"]))


def _used(counts: Graph) -> tuple[dict[str, str], dict[str, int]]:
    """Read the classes and properties that the data uses: their kind and their count, by IRI."""
    kinds: dict[str, str] = {}
    uses: dict[str, int] = {}
    for name, amount, kind in _PARTITIONS:
        for node, iri in counts.subject_objects(name):
            kinds[str(iri)] = kind
            uses[str(iri)] = _count(counts, node, amount)
    return kinds, uses


def _term(
    name: str, kind: str, label: dict[str, str], definition: dict[str, str], count: int
) -> dict[str, object]:
    """Describe a term for the editor."""
    return {"name": name, "kind": kind, "label": label, "definition": definition, "count": count}


def _count(counts: Graph, node: object, amount: URIRef) -> int:
    """Read the count of one partition; 0 where it has none."""
    value = counts.value(URIRef(str(node)), amount)
    return int(str(value)) if value is not None else 0


def _short(iri: str, prefixes: dict[str, str]) -> str:
    """Write `prefix:name` where a prefix fits, or else the IRI in angle brackets."""
    for name, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if iri.startswith(namespace) and "/" not in local:
            return f"{name}:{local}"
    return f"<{iri}>"
