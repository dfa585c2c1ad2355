"""Find things by any part of a label, number or code, best first (`/search?q=`).

A document number is found in every spelling.
"""

from __future__ import annotations

import asyncio
import json

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.pages.found import FACETS, contexts, found_listing
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, JSON, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.search_index import Index, SearchHit
from budgetgraph.store import Store

SHOWN = 200
NARROWED = 1000
"""The most hits that facets narrow."""
_LONGEST = 200


class Search:
    """The route /search."""

    def __init__(
        self, site: Site, index: Index, renderer: Renderer, workers: Workers[Store]
    ) -> None:
        self.site, self.index, self.renderer = site, index, renderer
        self.workers = workers

    async def search(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        text = " ".join(request.query_params.get("q", "").split())[:_LONGEST]
        # In JSON one more than is shown, so that the answer can say that there are more.
        limit = SHOWN + 1 if offer is JSON else NARROWED
        hits = await asyncio.to_thread(self.index.find, text, limit)
        if offer is JSON:
            content = {
                "query": text,
                "more": len(hits) > SHOWN,
                "results": [_as_json(hit) for hit in hits[:SHOWN]],
            }
            return self.site.reply(request, json.dumps(content, ensure_ascii=False, indent=1), JSON)
        things = [hit.thing for hit in hits]
        told = await self.workers.run(contexts, things, self.site.iris.base)
        listing = found_listing(text, hits, told, _chosen(request))
        more = len(hits) == NARROWED
        page = self.renderer.page(
            request, "search.html", q=text, listing=listing, shown=SHOWN, more=more
        )
        return self.site.reply(request, page, HTML)


def _chosen(request: Request) -> dict[str, str]:
    """Read the values of facets in the address."""
    chosen = {}
    for name in FACETS:
        if value := request.query_params.get(name, ""):
            chosen[name] = value
    return chosen


def _as_json(hit: SearchHit) -> dict[str, str | None]:
    """Describe a hit for a program."""
    return {"iri": hit.thing, "type": hit.kind, "label": hit.label, "matched": hit.matched}
