"""Put the server together: the routes over one built folder, the error pages, and the headers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from budgetgraph.publish.check.checker import CheckLimits
from budgetgraph.publish.check.page import Check
from budgetgraph.publish.machines.routes import machine_routes
from budgetgraph.publish.operating.health import Health
from budgetgraph.publish.operating.observed import ID_HEADER, Observed, Observer
from budgetgraph.publish.pages.answers.codes import Codes
from budgetgraph.publish.pages.comparison import Compare
from budgetgraph.publish.pages.downloads import Downloads
from budgetgraph.publish.pages.embedding import Embedding
from budgetgraph.publish.pages.findings.counts import FindingCounts
from budgetgraph.publish.pages.findings.page import Findings
from budgetgraph.publish.pages.graph_lists import GraphLists
from budgetgraph.publish.pages.licences import Licences
from budgetgraph.publish.pages.llms import Llms
from budgetgraph.publish.pages.questions import Questions
from budgetgraph.publish.pages.search import Search
from budgetgraph.publish.pages.source.page_pictures import PagePictures
from budgetgraph.publish.pages.source.view import SourceView
from budgetgraph.publish.pages.start_page.page import Start
from budgetgraph.publish.pages.terms import Terms, labels, papers
from budgetgraph.publish.pages.things import Pages
from budgetgraph.publish.pages.vocabulary import Vocabulary
from budgetgraph.publish.reconcile.routes import reconcile_routes
from budgetgraph.publish.refusals import handlers
from budgetgraph.publish.sparql.completion import Completion
from budgetgraph.publish.sparql.endpoint import Endpoint
from budgetgraph.publish.sparql.form.page import QueryForm
from budgetgraph.publish.sparql.lanes import Lanes
from budgetgraph.publish.sparql.lookups import Lookups
from budgetgraph.publish.web.openapi import OpenApi
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import TEXT, TRUNCATED, Settings, Site
from budgetgraph.publish.web.workers import Limits, Workers
from budgetgraph.query import search_entries, search_index
from budgetgraph.query.search_index import Index
from budgetgraph.store import Store
from budgetgraph.store.generations import generation_of

#: A page loads nothing from other servers, holds no script itself, and cannot be framed.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, Link, Location, {TRUNCATED}, {ID_HEADER}",
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


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the routes share: the folder, its index of names, the templates, and the workers.

    `queries` run the queries of `/sparql`, `readers` those of the pages.
    """

    site: Site
    index: Index
    renderer: Renderer
    queries: Lanes[Store]
    lookups: Lookups
    readers: Workers[Store]
    downloads: Downloads
    lists: GraphLists
    finding_counts: FindingCounts

    @property
    def workers(self) -> tuple[Workers[Store], ...]:
        return *self.queries.pools.values(), self.readers

    def close(self) -> None:
        """Stop the workers, close the index, and let go of the store."""
        for workers in self.workers:
            workers.close()
        self.index.close()
        self.lookups.close()


def create_app(
    folder: Path, settings: Settings = _DEFAULTS, observer: Observer | None = None
) -> Starlette:
    """Make the application over a built folder: over the generation that is current now.

    `observer` counts and logs the answers, over several applications where they share it.
    UnreadableInput where `folder` is no built folder, before anything is started.
    """
    parts = _open(folder, settings)
    observing = observer or Observer()
    pools = {**parts.queries.pools, "pages": parts.readers}
    state = Health(pools, (parts.queries.quick, parts.readers), observing.metrics)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        parts.close()

    app = Starlette(
        routes=[*_thing_routes(parts), *_list_routes(parts), *_service_routes(parts, state)],
        exception_handlers=handlers(parts.renderer, parts.index),
        lifespan=lifespan,
    )
    app.state.workers = parts.workers
    app.state.close = parts.close
    app.state.prepare = parts.renderer.prepare
    app.add_middleware(_Everywhere)
    # The last one added is the outermost.
    app.add_middleware(Observed, observer=observing)
    return app


def _open(folder: Path, settings: Settings) -> _Parts:
    """Open a built folder, and start the workers."""
    folder = generation_of(folder)
    site = Site(folder, settings)
    store = Store.open(folder / "store")
    index = Index.open(folder / search_index.NAME)
    if index is None:
        index = Index.memory(search_entries.names(store, site.iris.base))
    limits = Limits(settings.timeout, settings.memory, settings.queue, settings.isolated)
    # Pages have workers of their own, so that they are answered however many slow queries run at
    # /sparql. They give way to nobody: their queries are ours, and beside a build one that did
    # would not be answered in time.
    path, readers = str(folder / "store"), max(1, settings.workers // 2)
    base = site.iris.base
    shown = {"copied": settings.copied, "checks": settings.check}
    renderer = Renderer(site.iris, labels(base), papers(store, base), **shown)
    page_workers = Workers(readers, replace(limits, gives_way=False), Store.open, path)
    lists = GraphLists(site, page_workers)
    return _Parts(
        site=site,
        index=index,
        renderer=renderer,
        queries=Lanes(settings.workers, limits, Store.open, path),
        lookups=Lookups(store, base),
        readers=page_workers,
        downloads=Downloads(site, renderer),
        lists=lists,
        finding_counts=FindingCounts(lists),
    )


def _thing_routes(parts: _Parts) -> list[Route]:
    """List the routes of things and of their data."""
    pages = Pages(parts.site, parts.readers, parts.renderer)
    endpoint = Endpoint(parts.site, parts.queries, parts.lookups, parts.renderer)
    start = Start(parts.site, parts.readers, parts.renderer, parts.lists, parts.finding_counts)
    return [
        Route("/", start.start),
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
        Route("/sparql/form", QueryForm(endpoint).form),
        Route("/sparql/vocabulary.json", Completion(parts.site).vocabulary),
        Route("/id/{key:path}", pages.identifier),
        Route("/page/{key:path}", pages.page),
        Route("/embed/{key:path}", Embedding(pages).embed),
        Route("/data/{key:path}", pages.data),
        Route("/graph/{key:path}", pages.graph),
        Route("/source/{key}/{number}.png", PagePictures(parts.site).picture),
        Route("/source/{key:path}", SourceView(pages).source),
    ]


def _list_routes(parts: _Parts) -> list[Route]:
    """List the routes of questions, lists and downloads."""
    questions = Questions(parts.site, parts.readers, parts.renderer)
    findings = Findings(parts.site, parts.readers, parts.renderer, parts.finding_counts)
    compare = Compare(parts.site, parts.readers, parts.renderer, parts.lists)
    return [
        Route("/questions", questions.index),
        Route("/questions/{name:path}", questions.question),
        Route("/search", Search(parts.site, parts.index, parts.renderer, parts.readers).search),
        Route("/findings", findings.findings),
        Route("/compare", compare.compare),
        Route("/validation", parts.downloads.validation),
        Route("/download/", parts.downloads.index),
        Route("/download/{name:path}", parts.downloads.file),
    ]


def _service_routes(parts: _Parts, state: Health) -> list[Route | Mount]:
    """List the routes that describe the data and the server."""
    terms = Terms(parts.site, parts.renderer)
    vocabulary = Vocabulary(parts.site, parts.renderer)
    return [
        Route("/ontology", vocabulary.ontology),
        Route("/ontology/{version}", vocabulary.ontology),
        Route("/shapes", terms.shapes),
        Route("/codes", Codes(parts.site, parts.readers, parts.renderer).codes),
        *machine_routes(parts.site, parts.readers, parts.renderer),
        Route("/licences", Licences(parts.site, parts.renderer).licences),
        Route("/llms.txt", Llms(parts.site).document),
        Route("/openapi.json", OpenApi(parts.site).document),
        Route("/-/health", state.health),
        Route("/-/ready", state.ready),
        Route("/-/metrics", state.metrics),
        *_check_routes(parts),
        *reconcile_routes(parts.site, parts.index, parts.readers, parts.renderer),
        Mount("/static", StaticFiles(packages=[("budgetgraph.publish", "static")])),
    ]


def _check_routes(parts: _Parts) -> list[Route]:
    """Give the route of checks, where the person who runs the server wants it."""
    if not parts.site.settings.check:
        return []
    check = Check(parts.site, parts.renderer, CheckLimits())
    return [Route("/check", check.check, methods=["GET", "POST"])]


class _Everywhere:
    """What is done for every request: headers, cross-origin preflight."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, text in _HEADERS.items():
                    headers.setdefault(name, text)
            await send(message)

        if _has_two_lengths(scope):
            refusal = Response(_TWO_LENGTHS, 400, {"Connection": "close"}, TEXT.media_type)
            await refusal(scope, receive, sending)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)


_TWO_LENGTHS = "a request has Content-Length or Transfer-Encoding, never both\n"


def _has_two_lengths(scope: Scope) -> bool:
    """Tell whether a request says its length in two ways.

    A proxy in front might take the other one, and see requests where we see a body (RFC 9112 §6.1,
    request smuggling).
    """
    names = {name for name, _ in scope["headers"]}
    return {b"content-length", b"transfer-encoding"} <= names
