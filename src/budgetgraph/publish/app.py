"""The server put together: every route over one built folder, one way to refuse, one set of
headers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from budgetgraph.document.problems import BudgetGraphError, LimitExceeded, UnreadableInput
from budgetgraph.publish.pages.comparison import Compare
from budgetgraph.publish.pages.downloads import Downloads
from budgetgraph.publish.pages.findings_list import Findings
from budgetgraph.publish.pages.licences import Licences
from budgetgraph.publish.pages.questions import Questions
from budgetgraph.publish.pages.search import Search
from budgetgraph.publish.pages.terms import Terms, labels
from budgetgraph.publish.pages.things import Pages
from budgetgraph.publish.pages.vocabulary import Vocabulary
from budgetgraph.publish.sparql.completion import Completion
from budgetgraph.publish.sparql.endpoint import Endpoint
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.publish.web.health import Health
from budgetgraph.publish.web.negotiation import choose
from budgetgraph.publish.web.openapi import OpenApi
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, TEXT, TRUNCATED, Settings, Site
from budgetgraph.publish.web.workers import Limits, Workers
from budgetgraph.query import search_index
from budgetgraph.query.search_index import Index
from budgetgraph.store import Store
from budgetgraph.store.refusals import MalformedQuery, UnknownGraph

#: Nothing is fetched from elsewhere, no script stands in a page, nobody frames one.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Link, Location, {TRUNCATED}",
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range, User-Agent",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, POST, OPTIONS",
}
_DEFAULTS = Settings()
#: Seconds that making one format of the downloads may take.
_MAKING = 1800.0


def create_app(folder: Path, settings: Settings = _DEFAULTS) -> Starlette:
    """The application over a built folder; UnreadableInput where `folder` is none, before anything
    is started.
    """
    site = Site(folder, settings)
    store = Store.open(folder / "store")
    index = Index.open(folder / search_index.NAME) or Index.memory(
        search_index.names(store, site.iris.base)
    )
    limits = Limits(settings.timeout, settings.memory, settings.queue, settings.isolated)
    # Pages have workers of their own: however many hostile queries run at /sparql, a reader is
    # answered.
    queries = Workers(settings.workers, limits, Store.open, str(folder / "store"))
    readers = Workers(max(1, settings.workers // 2), limits, Store.open, str(folder / "store"))
    makers = Workers(1, replace(limits, seconds=_MAKING), Store.open, str(folder / "store"))
    renderer = Renderer(site.iris, labels(site.iris.base))
    counters: Counter[str] = Counter()
    downloads = Downloads(site, makers, renderer)
    state = Health({"sparql": queries, "pages": readers}, counters)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        for workers in (queries, readers, makers):
            workers.close()
        downloads.close()
        index.close()

    app = Starlette(
        routes=_routes(site, queries, readers, index, downloads, renderer, state),
        exception_handlers=_handlers(renderer),
        lifespan=lifespan,
    )
    app.state.workers = (queries, readers, makers)
    app.add_middleware(_Everywhere, counters=counters)
    return app


def _routes(
    site: Site,
    queries: Workers[Store],
    readers: Workers[Store],
    index: Index,
    downloads: Downloads,
    renderer: Renderer,
    state: Health,
) -> list[Route | Mount]:
    pages, terms, vocabulary = (
        Pages(site, readers, renderer),
        Terms(site, renderer),
        Vocabulary(site, renderer),
    )
    questions, findings = Questions(site, readers, renderer), Findings(site, readers, renderer)
    endpoint, search = Endpoint(site, queries, renderer), Search(site, index, renderer)
    return [
        Route("/", pages.start),
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
        Route("/sparql/vocabulary.json", Completion(site).vocabulary),
        Route("/id/{key:path}", pages.identifier),
        Route("/page/{key:path}", pages.page),
        Route("/data/{key:path}", pages.data),
        Route("/graph/{key:path}", pages.graph),
        Route("/source/{key:path}", pages.source),
        Route("/questions", questions.index),
        Route("/questions/{name:path}", questions.one),
        Route("/search", search.search),
        Route("/findings", findings.findings),
        Route("/compare", Compare(site, readers, renderer).compare),
        Route("/download/", downloads.index),
        Route("/download/{name:path}", downloads.file),
        Route("/ontology", vocabulary.ontology),
        Route("/ontology/{version}", vocabulary.ontology),
        Route("/shapes", terms.shapes),
        Route("/catalog", terms.catalog),
        Route("/.well-known/void", terms.catalog),
        Route("/licences", Licences(site, renderer).licences),
        Route("/openapi.json", OpenApi(site).document),
        Route("/-/health", state.health),
        Route("/-/ready", state.ready),
        Route("/-/metrics", state.metrics),
        Mount(
            "/static",
            StaticFiles(directory=str(resources.files("budgetgraph.publish").joinpath("static"))),
        ),
    ]


def _handlers(renderer: Renderer) -> dict[Any, Callable[[Request, Any], Awaitable[Response]]]:
    """Every refusal says why, as a page to a browser and as plain text to everybody else."""

    def refuse(
        request: Request, status: int, reason: str, headers: dict[str, str] | None = None
    ) -> Response:
        sent = {"Vary": "Accept", "Cache-Control": "no-store", **(headers or {})}
        if choose(request.headers.get("accept"), (TEXT, HTML)) is HTML:
            page = renderer.page(request, "error.html", status=status, reason=reason)
            return Response(page, status, sent, HTML.media_type)
        return Response(f"{reason}\n", status, sent, TEXT.media_type)

    async def http(request: Request, error: HTTPException) -> Response:
        return refuse(request, error.status_code, error.detail, dict(error.headers or {}))

    async def refused(request: Request, error: Refused) -> Response:
        return refuse(request, error.status, error.reason)

    async def late(request: Request, error: LimitExceeded) -> Response:
        return refuse(request, 503, str(error), {"Retry-After": "10"})

    async def wrong(request: Request, error: BudgetGraphError) -> Response:
        return refuse(request, 400, str(error))

    async def damaged(request: Request, error: UnreadableInput) -> Response:
        return refuse(
            request,
            500,
            f"what is served cannot be read, and has to be built again: {error.reason}",
        )

    async def fault(request: Request, error: Exception) -> Response:
        return refuse(request, 500, "a fault of this server; its log says more")

    return {
        HTTPException: http,
        Refused: refused,
        LimitExceeded: late,
        MalformedQuery: wrong,
        UnknownGraph: wrong,
        UnreadableInput: damaged,
        BudgetGraphError: wrong,
        Exception: fault,
    }


class _Everywhere:
    """The headers of every answer, the preflight of cross-origin requests, and the count of answers
    by status.
    """

    def __init__(self, app: ASGIApp, counters: Counter[str]) -> None:
        self.app, self.counters = app, counters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.counters[str(message["status"])] += 1
                headers = MutableHeaders(scope=message)
                for name, text in _HEADERS.items():
                    headers[name] = text
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)
