"""Send the query editor what it completes (`/sparql/vocabulary.json`).

That is the prefixes, and the terms with their labels and how often the data uses them.
"""

from __future__ import annotations

import asyncio
import json

from rdflib import OWL
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.names.called import terms_of_others
from budgetgraph.publish.pages.terms import entries, vocabulary
from budgetgraph.publish.web.site import JSON, Site, wanted
from budgetgraph.store import Store

_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
_USED = """PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?term ?kind (COALESCE(?said, 0) AS ?count) WHERE {
  { ?part void:class ?term BIND("class" AS ?kind) OPTIONAL { ?part void:entities ?said } }
  UNION
  { ?part void:property ?term BIND("property" AS ?kind) OPTIONAL { ?part void:triples ?said } }
} ORDER BY ?kind ?term ?count"""


class Completion:
    """The route of the editor's vocabulary."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def vocabulary(self, request: Request) -> Response:
        wanted(request, (JSON,))
        if (same := self.site.unchanged(request, JSON.name)) is not None:
            return same
        terms = await asyncio.to_thread(_terms, self.site)
        content = {"prefixes": self.site.iris.prefixes, "terms": terms}
        body = json.dumps(content, ensure_ascii=False)
        return self.site.reply(request, body, JSON)


def _terms(site: Site) -> list[dict[str, object]]:
    """List our terms from the ontology and those of others from the counts of the data, by name.

    Runs in a thread.
    """
    prefixes = site.iris.prefixes
    kinds, uses = _used(site.metadata)
    ours = {entry.iri: entry for entry in entries(vocabulary(site.iris.base), _KINDS)}
    terms = []
    for iri, entry in ours.items():
        kind = kinds.get(iri) or ("class" if entry.kind == "Class" else "property")
        label, definition = dict(entry.labels), dict(entry.definitions)
        terms.append(_term(_short(iri, prefixes), kind, label, definition, uses.get(iri, 0)))
    for iri in kinds.keys() - ours.keys():
        label = dict(terms_of_others().get(iri, {}))
        terms.append(_term(_short(iri, prefixes), kinds[iri], label, {}, uses[iri]))
    return sorted(terms, key=lambda term: str(term["name"]))


def _used(metadata: Store) -> tuple[dict[str, str], dict[str, int]]:
    """Read the classes and properties that the data uses: their kind and their count, by IRI."""
    kinds: dict[str, str] = {}
    uses: dict[str, int] = {}
    for term, kind, count in metadata.select(_USED).rows:
        kinds[str(term)] = str(kind)
        uses[str(term)] = int(str(count))
    return kinds, uses


def _term(
    name: str, kind: str, label: dict[str, str], definition: dict[str, str], count: int
) -> dict[str, object]:
    """Describe a term for the editor."""
    return {"name": name, "kind": kind, "label": label, "definition": definition, "count": count}


def _short(iri: str, prefixes: dict[str, str]) -> str:
    """Write `prefix:name` where a prefix fits, or else the IRI in angle brackets."""
    for name, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if iri.startswith(namespace) and "/" not in local:
            return f"{name}:{local}"
    return f"<{iri}>"
