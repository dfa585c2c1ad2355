"""Answer `/reconcile`: the manifest, batches of queries, and values for what was matched.

It is the W3C Reconciliation Service API 0.2. Identifiers are the IRIs of the graph.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from itertools import chain
from operator import attrgetter
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph import __version__
from budgetgraph.publish.reconcile.answering import json_answer
from budgetgraph.publish.reconcile.batch import MatchQuery, read_batch
from budgetgraph.publish.reconcile.candidates import MatchCandidate, found, ranked, worth_asking
from budgetgraph.publish.reconcile.extension import extended, proposed, read_extension, values_of
from budgetgraph.publish.reconcile.facts import Said, reduced
from budgetgraph.publish.reconcile.kinds import MatchedKind
from budgetgraph.publish.reconcile.things import MatchedThings
from budgetgraph.publish.sparql.asked import body_of, form_fields
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.query.search_index import Index, SearchHit

_WIDTH, _HEIGHT = 420, 220
#: What a request may hold: names to match, or things to fetch values of.
_ASKED = ("queries", "extend")


class Reconciliation:
    """The service over one built folder."""

    def __init__(self, things: MatchedThings, index: Index) -> None:
        self.things, self.index = things, index

    async def reconcile(self, request: Request) -> Response:
        """Answer a batch of queries or fetch values; without either, say what is offered."""
        name, text = await self._asked(request)
        if name == "queries":
            return await self._matched(request, text)
        if name == "extend":
            return await self._extended(request, text)
        return self._json(request, self._manifest(str(request.base_url)))

    async def propose(self, request: Request) -> Response:
        """Propose the properties that things of a type have."""
        asked = request.query_params.get("type", "")
        types = [asked] if asked else []
        keys = self.things.wanted(types)
        answer: dict[str, Any] = {"type": asked} if asked else {}
        limit = request.query_params.get("limit", "")
        if limit.isdecimal() and len(limit) < 4:
            answer["limit"] = int(limit)
        answer["properties"] = proposed(keys, answer.get("limit"))
        return self._json(request, answer)

    async def _matched(self, request: Request, text: str) -> Response:
        """Answer a batch: what has the names, then all facts that are needed at once."""
        batch = read_batch(text)
        hits = await asyncio.to_thread(self._found, batch)
        said = await self.things.said(map(attrgetter("thing"), chain.from_iterable(hits.values())))
        ranking = await asyncio.to_thread(_ranked, batch, hits, said)
        answers: dict[str, Any] = {}
        for key, candidates in ranking.items():
            answers[key] = {
                "result": [self._candidate(candidate, said) for candidate in candidates]
            }
        return self._json(request, answers)

    async def _extended(self, request: Request, text: str) -> Response:
        """Fetch values of the things that are here."""
        query = read_extension(text)
        ours = list(filter(self.things.holds, query.things))
        keys = list(map(attrgetter("key"), query.properties))
        ontology = self.things.site.iris.ontology
        values = await self.things.workers.run(values_of, ours, keys, ontology)
        return self._json(request, extended(query, values, self.things.kinds))

    async def _asked(self, request: Request) -> tuple[str, str]:
        """Give what a request holds, from its address or its form: `("queries", "{…}")`; two empty
        texts where it holds neither.
        """
        if request.method == "POST":
            settings = self.things.site.settings
            fields = form_fields(await body_of(request, settings.body, settings.patience))
        else:
            fields = request.query_params.multi_items()
        asked = list(filter(_is_asked, fields))
        if len(asked) > 1 or (request.method == "POST" and not asked):
            raise Refused(400, "a request has one field, `queries` or `extend`")
        return asked[0] if asked else ("", "")

    def _found(self, batch: Mapping[str, MatchQuery]) -> dict[str, list[SearchHit]]:
        """Look for the candidates of every query, of the kinds that it asks for; those that may be
        answered.
        """
        hits: dict[str, list[SearchHit]] = {}
        for key, query in batch.items():
            wanted = self.things.wanted(query.types)
            every = found(self.index, query)
            fitting = [hit for hit in every if self.things.key_of(hit.thing) in wanted]
            hits[key] = worth_asking(query, fitting)
        return hits

    def _candidate(self, candidate: MatchCandidate, said: Said) -> dict[str, Any]:
        described = self.things.described(candidate.iri, candidate.name, said)
        return {**described, "score": candidate.score, "match": candidate.is_match}

    def _manifest(self, here: str) -> dict[str, Any]:
        """Say what the service offers; `here` is the address that it was asked under."""
        root = f"{here}reconcile"
        suggest: dict[str, Any] = {}
        for name in ("entity", "type", "property"):
            suggest[name] = {
                "service_url": root,
                "service_path": f"/suggest/{name}",
                "flyout_service_url": root,
                "flyout_service_path": f"/flyout/{name}?id=${{id}}",
            }
        iris = self.things.site.iris
        propose = {"service_url": root, "service_path": "/extend/propose"}
        preview = {"url": f"{root}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT}
        return {
            "versions": ["0.2"],
            "name": "部门预算公开 / Department budget disclosures",
            "identifierSpace": f"{iris.base}id/",
            "schemaSpace": iris.ontology,
            "serviceVersion": __version__,
            "documentation": f"{here}openapi.json",
            "defaultTypes": list(map(MatchedKind.as_json, self.things.kinds.values())),
            "view": {"url": "{{id}}"},
            "preview": preview,
            "suggest": suggest,
            "extend": {"propose_properties": propose, "property_settings": []},
        }

    def _json(self, request: Request, content: object) -> Response:
        return json_answer(self.things.site, request, content)


def _is_asked(field: tuple[str, str]) -> bool:
    """Tell whether a field of a request is one that the service answers."""
    return field[0] in _ASKED


def _ranked(
    batch: Mapping[str, MatchQuery], hits: Mapping[str, list[SearchHit]], said: Said
) -> dict[str, list[MatchCandidate]]:
    """Order the candidates of every query."""
    facts = reduced(said)
    ranking: dict[str, list[MatchCandidate]] = {}
    for key, query in batch.items():
        ranking[key] = ranked(query, hits[key], facts)
    return ranking
