"""Find things by any part of a label, number or code, best first (`/search?q=`).

A document number is found in every spelling.
"""

from __future__ import annotations

import asyncio
import json

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, JSON, Site, wanted
from budgetgraph.query.search_index import Index, SearchHit

SHOWN = 200
_LONGEST = 200


class Search:
    """The route /search."""

    def __init__(self, site: Site, index: Index, renderer: Renderer) -> None:
        self.site, self.index, self.renderer = site, index, renderer

    async def search(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        text = " ".join(request.query_params.get("q", "").split())[:_LONGEST]
        # One more than is shown, so that the page can say that there are more.
        hits = await asyncio.to_thread(self.index.find, text, SHOWN + 1)
        if offer is JSON:
            content = {
                "query": text,
                "more": len(hits) > SHOWN,
                "results": [_as_json(hit) for hit in hits[:SHOWN]],
            }
            return self.site.reply(request, json.dumps(content, ensure_ascii=False, indent=1), JSON)
        page = self.renderer.page(request, "search.html", q=text, found=hits)
        return self.site.reply(request, page, HTML)


def _as_json(hit: SearchHit) -> dict[str, str | None]:
    """Describe a hit for a program."""
    return {"iri": hit.thing, "type": hit.kind, "label": hit.label, "matched": hit.matched}
