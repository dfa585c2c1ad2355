"""`/sparql/vocabulary.json`: what the query editor completes: prefixes, terms with labels, and how
often the data uses them.
"""

from __future__ import annotations

import json

from rdflib import OWL, VOID, Graph, URIRef
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.terms import entries, metadata, vocabulary
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
        return self.site.reply(
            request, json.dumps({"prefixes": prefixes, "terms": terms}, ensure_ascii=False), JSON
        )


def _terms(ontology: Graph, counts: Graph, prefixes: dict[str, str]) -> list[dict[str, object]]:
    """Our terms from the ontology, and those of others from the counts of the data; by name."""
    kinds: dict[str, str] = {}
    uses: dict[str, int] = {}
    for name, amount, kind in _PARTITIONS:
        for node, iri in counts.subject_objects(name):
            kinds[str(iri)], uses[str(iri)] = kind, _count(counts, node, amount)
    ours = {entry.iri: entry for entry in entries(ontology, _KINDS)}
    found = [
        _term(
            _short(iri, prefixes),
            kinds.get(iri) or ("class" if entry.kind == "Class" else "property"),
            dict(entry.labels),
            dict(entry.definitions),
            uses.get(iri, 0),
        )
        for iri, entry in ours.items()
    ]
    for other in kinds.keys() - ours.keys():
        found.append(
            _term(
                _short(other, prefixes),
                kinds[other],
                words().get(f"names.{other}", {}),
                {},
                uses[other],
            )
        )
    return sorted(found, key=lambda term: str(term["name"]))


def _term(
    name: str, kind: str, label: dict[str, str], definition: dict[str, str], count: int
) -> dict[str, object]:
    return {"name": name, "kind": kind, "label": label, "definition": definition, "count": count}


def _count(counts: Graph, node: object, amount: URIRef) -> int:
    value = counts.value(URIRef(str(node)), amount)
    return int(str(value)) if value is not None else 0


def _short(iri: str, prefixes: dict[str, str]) -> str:
    """`prefix:name` where a prefix fits, else the IRI in angle brackets."""
    fitting = next(
        (
            name
            for name, space in prefixes.items()
            if iri.startswith(space) and "/" not in iri[len(space) :]
        ),
        None,
    )
    return f"{fitting}:{iri[len(prefixes[fitting]) :]}" if fitting is not None else f"<{iri}>"
