"""The SPARQL 1.1 Protocol's query part, read-only: what a request asks, what it may ask, and the
answer in the client's format.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.document.problems import BudgetGraphError, LimitExceeded
from budgetgraph.publish.sparql.query_guard import Inspected, Refused, inspect
from budgetgraph.publish.web.negotiation import Offer, choose
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import (
    GRAPH_OFFERS,
    HTML,
    NQUADS,
    TEXT,
    TRIG,
    TRUNCATED,
    Settings,
    Site,
    wanted,
)
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.parameters import rebase
from budgetgraph.query.questions import load
from budgetgraph.store import Caps, Store
from budgetgraph.store.result_formats import Written

RESULT_OFFERS = (
    Offer("json", "application/sparql-results+json", ("application/json",)),
    Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("csv", "text/csv; charset=utf-8"),
    Offer("tsv", "text/tab-separated-values; charset=utf-8"),
    HTML,
)
CONSTRUCT_OFFERS = (*GRAPH_OFFERS, NQUADS, TRIG, HTML)
DESCRIPTION_OFFERS = (*GRAPH_OFFERS, HTML)

T = TypeVar("T")

_READ_HERE = 1 << 12
"""The longest query, in characters, that the listening process reads itself."""

EXAMPLE = """PREFIX bg: <{bg}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?number (COUNT(DISTINCT ?project) AS ?projects) (SUM(?amount) AS ?yuan) WHERE {{
  ?project bg:cites ?document ; bg:budgetAmount ?amount .
  ?document bg:documentNumber ?number .
}} GROUP BY ?number ORDER BY DESC(?projects) ?number LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the protocol carries it; graphs are None where the request names none."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


class Endpoint:
    """The route /sparql."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer

    async def sparql(self, request: Request) -> Response:
        asked = await read(request, self.site.settings)
        if asked.query is None:
            return self._without_query(request)
        try:
            return await self._with_query(request, asked, asked.query)
        except (BudgetGraphError, Refused) as error:
            form = request.query_params.get("format", "html")
            if form != "html" or choose(request.headers.get("accept"), (TEXT, HTML)) is not HTML:
                raise
            # A person's query is not taken away for its mistake: it stays in the form, with the
            # reason below.
            status = (
                error.status
                if isinstance(error, Refused)
                else 503
                if isinstance(error, LimitExceeded)
                else 400
            )
            page = self._page(request, asked.query, None, None, fault=str(error))
            return Response(
                page, status, {"Vary": "Accept", "Cache-Control": "no-store"}, HTML.media_type
            )

    async def _with_query(self, request: Request, asked: Asked, query: str) -> Response:
        inspected = await self._inspected(query)
        offer = wanted(request, CONSTRUCT_OFFERS if inspected.gives_graph else RESULT_OFFERS)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        written = await _unless_gone(request, self.answer(asked, inspected, offer))
        headers = {TRUNCATED: written.truncated} if written.truncated else {}
        if offer is HTML:
            page = self._page(request, query, inspected, written)
            return self.site.reply(request, page, HTML, headers=headers)
        return self.site.reply(request, written.body, offer, headers=headers)

    async def _inspected(self, query: str) -> Inspected:
        """What the query is.

        A long one is read by a worker, whose time is limited: nobody waits while it is.
        """
        if len(query) <= _READ_HERE:
            return inspect(query, self.site.iris.base)
        return await self.workers.run(_inspect_beside, query, self.site.iris.base)

    async def answer(self, asked: Asked, inspected: Inspected, offer: Offer) -> Written:
        """The answer, computed by a worker.

        HTML is made from JSON or Turtle, of which a page shows less.
        """
        settings = self.site.settings
        form, rows = offer.name, settings.rows
        if offer is HTML:
            form, rows = ("ttl" if inspected.gives_graph else "json"), settings.page_rows
        return await self.workers.run(
            Store.answer,
            asked.query or "",
            form,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            graphs=(*inspected.default_graphs, *inspected.named_graphs),
            base=self.site.iris.base,
            prefixes=self.site.iris.prefixes,
            caps=Caps(rows, settings.size),
        )

    def _without_query(self, request: Request) -> Response:
        offer = wanted(request, DESCRIPTION_OFFERS)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        if offer is HTML:
            page = self._page(
                request, self._example(request.query_params.get("example")), None, None
            )
            return self.site.reply(request, page, HTML)
        address = str(request.url.replace(query="", fragment=""))
        return self.site.reply(request, description(address, offer.name), offer)

    def _example(self, name: str | None) -> str:
        """What the empty editor starts with: the query of a canned question that was asked for by
        name, else a small one.
        """
        questions = load()
        base = self.site.iris.base
        return (
            rebase(questions[name].text, base)
            if name in questions
            else EXAMPLE.format(bg=self.site.iris.ontology)
        )

    def _page(
        self,
        request: Request,
        query: str,
        inspected: Inspected | None,
        written: Written | None,
        fault: str | None = None,
    ) -> str:
        """The form, and below it the answer: a table, a word or Turtle; or why there is none."""
        result = (
            json.loads(written.body)
            if written and inspected and not inspected.gives_graph
            else None
        )
        turtle = written.body.decode() if written and inspected and inspected.gives_graph else None
        return self.renderer.page(
            request,
            "sparql.html",
            query=query,
            result=result,
            turtle=turtle,
            written=written,
            fault=fault,
            graph=bool(inspected and inspected.gives_graph),
            timeout=self.site.settings.timeout,
            questions=load(),
        )


async def read(request: Request, settings: Settings) -> Asked:
    """What a request asks (SPARQL 1.1 Protocol §2.1); Refused for a wrong media type, two queries,
    an update, or text that is no UTF-8.
    """
    query_string = request.scope.get("query_string", b"")
    if request.method != "POST":
        return _asked(_pairs(query_string))
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _body(request, settings.body, settings.patience)
    if media_type == "application/x-www-form-urlencoded":
        # The dataset and the format may stand in the address, the query only in the form (§2.1.2).
        return _asked(
            [
                *((name, text) for name, text in _pairs(query_string) if name != "query"),
                *_pairs(body),
            ],
            must=True,
        )
    if media_type == "application/sparql-query":
        return _asked([*_pairs(query_string), ("query", _text(body))], must=True)
    if media_type == "application/sparql-update":
        raise Refused(403, "updates are refused: this endpoint is read-only")
    raise Refused(
        415, "POST a form (application/x-www-form-urlencoded) or a query (application/sparql-query)"
    )


def description(address: str, form: str) -> bytes:
    """The service description (SPARQL 1.1 Service Description) of the endpoint at `address`, in one
    of the graph formats.
    """
    sd, formats = (
        "http://www.w3.org/ns/sparql-service-description#",
        "http://www.w3.org/ns/formats/",
    )
    service, dataset, graph = address, f"{address}#dataset", f"{address}#default-graph"
    a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    links = [
        (service, a, f"{sd}Service"),
        (service, f"{sd}endpoint", address),
        (service, f"{sd}supportedLanguage", f"{sd}SPARQL11Query"),
        (service, f"{sd}feature", f"{sd}UnionDefaultGraph"),
        (service, f"{sd}defaultDataset", dataset),
        (dataset, a, f"{sd}Dataset"),
        (dataset, f"{sd}defaultGraph", graph),
        (graph, a, f"{sd}Graph"),
    ]
    names = "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples JSON-LD RDF_XML N-Quads TriG"
    links += [(service, f"{sd}resultFormat", formats + name) for name in names.split()]
    triples = "".join(f"<{subject}> <{name}> <{thing}> .\n" for subject, name, thing in links)
    prefixes = {"sd": sd, "formats": formats}
    return Store.memory([triples.encode()]).construct(
        "CONSTRUCT WHERE { ?s ?p ?o }", form, prefixes=prefixes
    )


async def _unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`.

    A client that leaves ends it, and the worker that would compute on for nobody.
    """

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    working, watching = asyncio.ensure_future(work), asyncio.ensure_future(gone())
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Refused(499, "the client left before the answer was ready")
        return working.result()
    finally:
        watching.cancel()
        working.cancel()


def _inspect_beside(_: Store, query: str, base: str) -> Inspected:
    return inspect(query, base)


def _asked(pairs: list[tuple[str, str]], *, must: bool = False) -> Asked:
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    if "update" in given or any(name.startswith("using-") for name in given):
        raise Refused(403, "updates are refused: this endpoint is read-only")
    queries = given.get("query", [])
    if len(queries) > 1:
        raise Refused(400, f"one query at a time, not {len(queries)}")
    if must and not queries:
        raise Refused(400, "no query: the form needs the field `query`")
    default, named = given.get("default-graph-uri"), given.get("named-graph-uri")
    query = queries[0] if queries and (must or queries[0].strip()) else None
    return Asked(query, tuple(default) if default else None, tuple(named) if named else None)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Names and values of a form or a query string, percent-decoded once."""
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=1000,
        )
    except UnicodeDecodeError:
        pass
    except ValueError as error:
        raise Refused(400, f"not a form: {error}") from error
    # Some clients send UTF-8 as it is; percent-encoded parts must be UTF-8 as well.
    try:
        return parse_qsl(
            encoded.decode("utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=1000,
        )
    except ValueError as error:
        raise Refused(400, "the request is not UTF-8") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "the query is not UTF-8") from error


async def _body(request: Request, limit: int, seconds: float) -> bytes:
    pieces, size = [], 0
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                size += len(piece)
                if size > limit:
                    raise Refused(413, f"a request is limited to {limit} bytes")
                pieces.append(piece)
    except TimeoutError as error:
        raise Refused(408, f"the body did not arrive within {seconds:g} seconds") from error
    return b"".join(pieces)
