"""Answer what a person is shown while matching: suggestions, previews and flyouts."""

from __future__ import annotations

import asyncio
from html import escape
from operator import attrgetter
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.reconcile.answering import json_answer
from budgetgraph.publish.reconcile.facts import description
from budgetgraph.publish.reconcile.kinds import PROPERTIES, begins
from budgetgraph.publish.reconcile.things import MatchedThings
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import FRAMED, HTML
from budgetgraph.query.search_index import Index

_SUGGESTED = 20
_FOUND = 200


class Suggestions:
    """The routes for a person who types a name or points at one."""

    def __init__(self, things: MatchedThings, index: Index, renderer: Renderer) -> None:
        self.things, self.index, self.renderer = things, index, renderer

    async def suggest_entity(self, request: Request) -> Response:
        """Suggest things whose name holds what was typed."""
        typed = _typed(request)
        hits = await asyncio.to_thread(self.index.find, typed, _FOUND)
        ours = [hit for hit in hits if self.things.key_of(hit.thing) in self.things.kinds]
        ours = ours[:_SUGGESTED]
        said = await self.things.said(map(attrgetter("thing"), ours))
        results: list[dict[str, Any]] = []
        for hit in ours:
            described = self.things.described(hit.thing, hit.label or hit.matched, said)
            results.append({**described, "notable": described.pop("type")})
        return self._json(request, {"result": results})

    async def suggest_type(self, request: Request) -> Response:
        """Suggest types by a part of their names."""
        typed = _typed(request)
        listed: list[dict[str, str]] = []
        for kind in self.things.kinds.values():
            if begins(typed, (kind.zh, kind.en)):
                listed.append(kind.as_json())
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
        name, facts = await self._known(iri)
        kind = self.things.kind_of(iri)
        page = self.renderer.page(
            request, "preview.html", iri=iri, name=name, kind=kind, facts=facts
        )
        return self.things.site.reply(request, page, HTML, headers=FRAMED)

    async def flyout_entity(self, request: Request) -> Response:
        """Tell in a line or two which thing a suggestion means."""
        iri = request.query_params.get("id", "")
        name, facts = await self._known(iri)
        return self._flyout(request, iri, name, description(dict(facts)))

    async def flyout_type(self, request: Request) -> Response:
        """Tell what a type is called in both languages."""
        asked = request.query_params.get("id", "")
        for kind in self.things.kinds.values():
            if asked == kind.type:
                return self._flyout(request, asked, kind.zh, kind.en)
        raise HTTPException(404, "?id= wants the IRI of a type that can be matched")

    async def flyout_property(self, request: Request) -> Response:
        """Tell what a property is called in both languages."""
        asked = request.query_params.get("id", "")
        if asked not in PROPERTIES:
            raise HTTPException(404, f"?id= wants one of {', '.join(PROPERTIES)}")
        zh, _, en = PROPERTIES[asked].partition(" / ")
        return self._flyout(request, asked, zh, en)

    async def _known(self, iri: str) -> tuple[str, dict[str, list[str]]]:
        """Give the name and the facts of a thing; 404 for one that is not here."""
        known = await self.things.known(iri)
        if known is None:
            raise HTTPException(404, "?id= wants the IRI of a thing here that can be matched")
        name, facts = known
        return name, dict(facts)

    def _flyout(self, request: Request, asked: str, name: str, more: str) -> Response:
        words = [f"<p><strong>{escape(name)}</strong></p>"]
        if more:
            words.append(f"<p>{escape(more)}</p>")
        return self._json(request, {"id": asked, "html": "".join(words)})

    def _json(self, request: Request, content: object) -> Response:
        return json_answer(self.things.site, request, content)


def _typed(request: Request) -> str:
    """Give what was typed so far."""
    return " ".join(request.query_params.get("prefix", "").split())[:200]
