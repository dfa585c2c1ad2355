"""Answer `/reconcile`: the manifest, batches of queries, suggestions and previews.

It is what OpenRefine asks (W3C Reconciliation Service API 0.2). Identifiers are the IRIs of the
graph.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph import __version__
from budgetgraph.publish.reconcile.batch import MatchQuery, read_batch
from budgetgraph.publish.reconcile.candidates import MatchCandidate, found, ranked
from budgetgraph.publish.reconcile.facts import Said, description, reduced, said_of
from budgetgraph.publish.reconcile.kinds import PROPERTIES, begins, kind_of, kinds
from budgetgraph.publish.sparql.asked import body_of, form_fields
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, JSON, Site
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.search_index import Index, SearchHit
from budgetgraph.store import Store

#: A preview is shown inside a page of another site; it has no script and sends nothing.
_PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"
)
_WIDTH, _HEIGHT = 420, 220
_SUGGESTED = 20
_FOUND = 200


class Reconciliation:
    """The routes of the service over one built folder."""

    def __init__(
        self, site: Site, index: Index, workers: Workers[Store], renderer: Renderer
    ) -> None:
        self.site, self.index, self.workers, self.renderer = site, index, workers, renderer
        self.kinds = kinds(site.iris)

    async def reconcile(self, request: Request) -> Response:
        """Answer a batch of queries; without one, say what the service offers."""
        text = await self._queries(request)
        if text is None:
            return self._json(request, self._manifest(str(request.base_url)))
        batch = read_batch(text)
        hits = await asyncio.to_thread(self._found, batch)
        said = await self._said(hit.thing for every in hits.values() for hit in every)
        facts = reduced(said)
        answers: dict[str, Any] = {}
        for key, query in batch.items():
            candidates = ranked(query, hits[key], facts)
            answers[key] = {"result": [self._candidate(one, said) for one in candidates]}
        return self._json(request, answers)

    async def suggest_entity(self, request: Request) -> Response:
        """Suggest things whose name holds what was typed."""
        typed = _typed(request)
        hits = await asyncio.to_thread(self.index.find, typed, _FOUND)
        ours = [hit for hit in hits if kind_of(self.site.iris, hit.thing) in self.kinds]
        said = await self._said(hit.thing for hit in ours[:_SUGGESTED])
        results: list[dict[str, Any]] = []
        for hit in ours[:_SUGGESTED]:
            one = self._thing(hit.thing, hit.label or hit.matched, said)
            results.append({**one, "notable": one.pop("type")})
        return self._json(request, {"result": results})

    async def suggest_type(self, request: Request) -> Response:
        """Suggest types by a part of their names."""
        typed = _typed(request)
        listed = [
            kind.as_json() for kind in self.kinds.values() if begins(typed, (kind.zh, kind.en))
        ]
        return self._json(request, {"result": listed})

    async def suggest_property(self, request: Request) -> Response:
        """Suggest properties by a part of their names."""
        typed = _typed(request)
        listed: list[dict[str, str]] = []
        for key, name in PROPERTIES.items():
            if begins(typed, (key, name)):
                listed.append({"id": key, "name": name})
        return self._json(request, {"result": listed})

    async def preview(self, request: Request) -> Response:
        """Show the few words by which a person tells one candidate from another."""
        iri = request.query_params.get("id", "")
        if not self._is_ours(iri):
            raise HTTPException(404, "?id= wants the IRI of a thing that can be matched")
        said = await self._said([iri])
        label = await self.workers.run(_label, iri)
        if iri not in said and label is None:
            raise HTTPException(404, f"nothing in this graph is called {iri}")
        facts = said.get(iri, {})
        kind = self.kinds[kind_of(self.site.iris, iri)]
        name = _name(facts, label or iri)
        page = self.renderer.page(
            request, "preview.html", iri=iri, name=name, kind=kind, facts=facts
        )
        headers = {"Content-Security-Policy": _PREVIEW_POLICY}
        return self.site.reply(request, page, HTML, headers=headers)

    async def _queries(self, request: Request) -> str | None:
        """Give the queries of a request, from its address or its form; None where it has none."""
        if request.method != "POST":
            return request.query_params.get("queries")
        settings = self.site.settings
        fields = form_fields(await body_of(request, settings.body, settings.patience))
        queries = [text for name, text in fields if name == "queries"]
        if len(queries) != 1:
            raise Refused(400, "POST a form with one field `queries`")
        return queries[0]

    def _found(self, batch: Mapping[str, MatchQuery]) -> dict[str, list[SearchHit]]:
        """Look for the candidates of every query, of the kinds that it asks for."""
        hits: dict[str, list[SearchHit]] = {}
        for key, query in batch.items():
            wanted = self._wanted(query.types)
            every = found(self.index, query)
            hits[key] = [hit for hit in every if kind_of(self.site.iris, hit.thing) in wanted]
        return hits

    def _wanted(self, types: Sequence[str]) -> frozenset[str]:
        """Choose the kinds of these types, named by their IRIs or their keys; all without any."""
        if not types:
            return frozenset(self.kinds)
        chosen = [key for key, kind in self.kinds.items() if {key, kind.type} & set(types)]
        return frozenset(chosen)

    async def _said(self, things: Iterable[str]) -> Said:
        ordered = sorted(set(things))
        return await self.workers.run(said_of, ordered, self.site.iris.ontology)

    def _is_ours(self, iri: str) -> bool:
        """Tell whether an IRI is a name below the base, of a kind that can be matched."""
        iris = self.site.iris
        if not iri.startswith(iris.base) or kind_of(iris, iri) not in self.kinds:
            return False
        return iris.iri_of(iris.path_of(iri)) == iri

    def _candidate(self, one: MatchCandidate, said: Said) -> dict[str, Any]:
        return {**self._thing(one.iri, one.name, said), "score": one.score, "match": one.is_match}

    def _thing(self, iri: str, name: str, said: Said) -> dict[str, Any]:
        """Describe a thing; a document is called by its number."""
        facts = said.get(iri, {})
        kind = self.kinds[kind_of(self.site.iris, iri)]
        return {
            "id": iri,
            "name": _name(facts, name),
            "description": description(facts),
            "type": [kind.as_json()],
        }

    def _manifest(self, here: str) -> dict[str, Any]:
        """Say what the service offers; `here` is the address that it was asked under."""
        root = f"{here}reconcile"
        suggest: dict[str, Any] = {}
        for name in ("entity", "type", "property"):
            suggest[name] = {"service_url": root, "service_path": f"/suggest/{name}"}
        preview = {"url": f"{root}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT}
        return {
            "versions": ["0.2"],
            "name": "部门预算公开 / Department budget disclosures",
            "identifierSpace": f"{self.site.iris.base}id/",
            "schemaSpace": self.site.iris.ontology,
            "serviceVersion": __version__,
            "documentation": f"{here}openapi.json",
            "defaultTypes": [kind.as_json() for kind in self.kinds.values()],
            "view": {"url": "{{id}}"},
            "preview": preview,
            "suggest": suggest,
        }

    def _json(self, request: Request, content: object) -> Response:
        body = json.dumps(content, ensure_ascii=False)
        return self.site.reply(request, body, JSON, headers={"Cache-Control": "no-store"})


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


def _typed(request: Request) -> str:
    """Give what was typed so far."""
    return " ".join(request.query_params.get("prefix", "").split())[:200]
