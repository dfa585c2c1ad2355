"""`/search?q=`: things by label, number or code. A document number is found in every spelling."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph import docnumber
from budgetgraph.assets import asset
from budgetgraph.bindings import literal, rebase
from budgetgraph.publish.render import Renderer
from budgetgraph.publish.site import HTML, JSON, Site, wanted
from budgetgraph.publish.worker import Workers
from budgetgraph.results import Answer
from budgetgraph.store import Store

_LONGEST = 200


class Search:
    """The route /search."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer
        self._text = rebase(asset("queries/describe/search.rq").read_text(encoding="utf-8"), site.iris.base)

    async def search(self, request: Request) -> Response:
        offer = wanted(request, (HTML, JSON))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        text = " ".join(request.query_params.get("q", "").split())[:_LONGEST]
        answer = await self.workers.run(Store.select, self.query(text)) if text else Answer((), ())
        found = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        if offer is JSON:
            entries = [{"iri": row["thing"], "type": row["kind"], "label": row["label"], "matched": row["matched"]} for row in found]
            return self.site.reply(request, json.dumps({"query": text, "results": entries}, ensure_ascii=False, indent=1), JSON)
        return self.site.reply(request, self.renderer.page(request, "search.html", q=text, found=found), HTML)

    def query(self, text: str) -> str:
        """The query for what a person typed; a document number in any spelling is looked for as the graph writes it."""
        number = docnumber.parse(text)
        return self._text.replace("$words", literal(str(number) if number else text))
