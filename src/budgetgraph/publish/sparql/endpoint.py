"""Answer queries by the SPARQL 1.1 Protocol, read-only, in the client's format (`/sparql`)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.document.languages import problem_in
from budgetgraph.document.problems import BudgetGraphError, LimitExceeded
from budgetgraph.publish.pages.province_tiles import tiles_of_links
from budgetgraph.publish.sparql.asked import Asked, read
from budgetgraph.publish.sparql.description import description
from budgetgraph.publish.sparql.lanes import ClientQuery, Lanes, Work
from budgetgraph.publish.sparql.lookups import Lookups
from budgetgraph.publish.sparql.query_guard import LEFT, Inspected, Refused, inspect
from budgetgraph.publish.web.client_addresses import client_of
from budgetgraph.publish.web.negotiation import Offer
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import (
    GRAPH_OFFERS,
    HTML,
    NQUADS,
    TRIG,
    TRUNCATED,
    Site,
    headers_of_refusal,
    is_browser,
    wanted,
)
from budgetgraph.query.parameters import rebase
from budgetgraph.query.query_comments import in_language
from budgetgraph.query.questions import load
from budgetgraph.store import Caps, Store
from budgetgraph.store.result_formats import Written

RESULT_OFFERS = (
    Offer("json", "application/sparql-results+json", ("application/json",)),
    Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("csv", "text/csv; charset=utf-8"),
    Offer("tsv", "text/tab-separated-values; charset=utf-8"),
    # Only by its name: who asks for text/csv is a program, and gets the first offer of that type.
    Offer("spreadsheet", "text/csv; charset=utf-8"),
    HTML,
)
CONSTRUCT_OFFERS = (*GRAPH_OFFERS, NQUADS, TRIG, HTML)
DESCRIPTION_OFFERS = (*GRAPH_OFFERS, HTML)

T = TypeVar("T")

_READ_HERE = 1 << 12
"""The longest query, in characters, that the listening process reads itself."""

EXAMPLE = """PREFIX bg: <{bg}>

# The documents that most projects cite, with the money of those that they fund.
SELECT ?number (COUNT(DISTINCT ?project) AS ?projects) (SUM(?funded) AS ?yuan) WHERE {{
  ?project bg:cites ?document .
  ?document bg:documentNumber ?number .
  # Of several editions the one that counts, and no money that was spent beside what is planned.
  FILTER NOT EXISTS {{ ?project bg:standsBehind ?better }}
  FILTER NOT EXISTS {{ ?project bg:disclosure ?accounts . ?accounts a bg:FinalAccounts }}
  OPTIONAL {{ ?project bg:fundedUnder ?document ; bg:hasKeyFigure/bg:amount ?amount }}
  BIND(COALESCE(?amount, 0) AS ?funded)
}} GROUP BY ?number ORDER BY DESC(?projects) ?number LIMIT 20
"""


class Endpoint:
    """The route /sparql."""

    def __init__(
        self, site: Site, lanes: Lanes[Store], lookups: Lookups, renderer: Renderer
    ) -> None:
        self.site, self.lanes, self.lookups, self.renderer = site, lanes, lookups, renderer

    async def sparql(self, request: Request) -> Response:
        asked = await read(request, self.site.settings)
        if asked.query is None:
            return self._without_query(request)
        try:
            return await self._with_query(request, asked, asked.query)
        except (BudgetGraphError, Refused) as error:
            if not _wants_page(request):
                raise
            # The form keeps the query, so that a person can correct it; the reason stands below.
            fault = problem_in(error, self.renderer.language(request))
            page = self._page(request, asked.query, None, None, fault=fault)
            status = _status(error)
            return Response(page, status, headers_of_refusal(status), HTML.media_type)

    async def _with_query(self, request: Request, asked: Asked, query: str) -> Response:
        """Answer a query, as a page or in a data format."""
        question = ClientQuery(client_name(request), query)
        inspected = await self._inspected(question)
        offers = CONSTRUCT_OFFERS if inspected.gives_graph else RESULT_OFFERS
        offer = wanted(request, offers)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        form, rows = self._made_from(inspected, offer)
        written = self._looked_up(asked, query, form, rows)
        if written is None:
            answering = self._answer(question, asked, inspected, form, rows)
            written = await _unless_gone(request, answering)
        headers = {TRUNCATED: written.truncated} if written.truncated else {}
        if offer is HTML:
            page = self._page(request, query, inspected, written)
            return self.site.reply(request, page, HTML, headers=headers)
        return self.site.reply(request, written.body, offer, headers=headers)

    async def _inspected(self, question: ClientQuery) -> Inspected:
        """Tell what the query is.

        A long one is read by a worker, whose time is limited, so that other requests need not wait.
        """
        query, base = question.query, self.site.iris.base
        if len(query) <= _READ_HERE:
            return inspect(query, base)
        # That it is read quickly does not say that it is answered quickly.
        reading = replace(question, work=Work.READ)
        return await self.lanes.run(reading, _inspect_beside, query, base)

    def _made_from(self, inspected: Inspected, offer: Offer) -> tuple[str, int]:
        """Give the format that an answer is made from, and its most rows; a page is made from JSON
        or Turtle, and shows fewer rows.
        """
        if offer is not HTML:
            return offer.name, self.site.settings.rows
        return "ttl" if inspected.gives_graph else "json", self.site.settings.page_rows

    def _looked_up(self, asked: Asked, query: str, form: str, rows: int) -> Written | None:
        """Answer a lookup here, in less time than a worker is asked in; None for other queries."""
        if asked.default_graphs is not None or asked.named_graphs is not None:
            return None
        return self.lookups.answer(query, form, rows)

    async def _answer(
        self, question: ClientQuery, asked: Asked, inspected: Inspected, form: str, rows: int
    ) -> Written:
        """Have a worker compute the answer."""
        return await self.lanes.run(
            question,
            Store.answer,
            question.query,
            form,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            graphs=(*inspected.default_graphs, *inspected.named_graphs),
            base=self.site.iris.base,
            prefixes=self.site.iris.prefixes,
            caps=Caps(rows, self.site.settings.size),
        )

    def _without_query(self, request: Request) -> Response:
        """Answer a request without a query: the empty form, or the service description."""
        offer = wanted(request, DESCRIPTION_OFFERS)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        if offer is HTML:
            example = self._example(request.query_params.get("example"))
            shown = in_language(example, self.renderer.language(request))
            page = self._page(request, shown, None, None)
            return self.site.reply(request, page, HTML)
        address = str(request.url.replace(query="", fragment=""))
        return self.site.reply(request, description(address, offer.name), offer)

    def _example(self, name: str | None) -> str:
        """Choose the query that the empty editor starts with.

        It is the query of the question of that name, or else a small one.
        """
        questions = load()
        if name in questions:
            return rebase(questions[name].text, self.site.iris.base)
        return EXAMPLE.format(bg=self.site.iris.ontology)

    def _page(
        self,
        request: Request,
        query: str,
        inspected: Inspected | None,
        written: Written | None,
        fault: str | None = None,
    ) -> str:
        """Render the form, with the answer below it (a table, a word or Turtle), or the fault."""
        gives_graph = inspected is not None and inspected.gives_graph
        result, turtle = None, None
        if written is not None and gives_graph:
            turtle = written.body.decode()
        elif written is not None and inspected is not None:
            result = json.loads(written.body)
        return self.renderer.page(
            request,
            "sparql.html",
            query=query,
            result=result,
            tiles=tiles_of_links(_links(result or {})),
            turtle=turtle,
            written=written,
            fault=fault,
            graph=gives_graph,
            timeout=self.site.settings.timeout,
            questions=load(),
        )


def _links(result: Mapping[str, Any]) -> list[list[str]]:
    """List the IRIs of each row of an answer; none for an ASK."""
    rows = result.get("results", {}).get("bindings", [])
    return [[term["value"] for term in row.values() if term["type"] == "uri"] for row in rows]


async def _unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Wait for `work` and give its result.

    Where the client leaves before, the work is cancelled, which frees its worker. Refused then.
    """

    async def client_leaves() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(client_leaves())
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Refused(LEFT, "the client left before the answer was ready")
        return working.result()
    finally:
        watching.cancel()
        working.cancel()


def client_name(request: Request) -> str:
    """Name the client of a request."""
    return client_of(request.client.host) if request.client else ""


def _inspect_beside(_: Store, query: str, base: str) -> Inspected:
    """Tell what the query is; runs in a worker."""
    return inspect(query, base)


def _wants_page(request: Request) -> bool:
    """Tell whether the client is a browser that asks for a page."""
    if request.query_params.get("format", "html") != "html":
        return False
    return is_browser(request)


def _status(error: BudgetGraphError | Refused) -> int:
    """Choose the HTTP status of an error."""
    if isinstance(error, Refused):
        return error.status
    return 503 if isinstance(error, LimitExceeded) else 400
