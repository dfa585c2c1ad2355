"""Pages and data of things: the start page, `/id`, `/page`, `/data`, `/graph` and the source with
its lines.
"""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from budgetgraph.publish.pages.descriptions import Section, Thing, ask, bound, grid, texts
from budgetgraph.publish.pages.money_overview import Accounts, gathered, overview
from budgetgraph.publish.web.negotiation import split_suffix
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import GRAPH_OFFERS, HTML, QUAD_OFFERS, TEXT, Site, key_of, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.questions import load
from budgetgraph.rdf.serialise import Form, serialise, serialise_dataset
from budgetgraph.store import Store
from budgetgraph.store.refusals import UnknownGraph

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Pages:
    """The routes of things; whatever needs the store is asked of the workers."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer

    async def start(self, request: Request) -> Response:
        """What is in here, for a person."""
        wanted(request, (HTML,))
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        sections, money = await self.workers.run(overview, self.site.iris.base)
        page = self.renderer.page(
            request,
            "start.html",
            sections=sections,
            counts=sections["counts"].rows[0],
            money=money,
            questions=load(),
        )
        return self.site.reply(request, page, HTML)

    async def identifier(self, request: Request) -> Response:
        """303 from a thing's name to its page or its data."""
        key, suffix = split_suffix(key_of(request, "/id/"), GRAPH_OFFERS)
        offer = wanted(request, (HTML, *GRAPH_OFFERS), suffix)
        target = f"/page/{key}" if offer is HTML else f"/data/{key}.{offer.name}"
        language = request.query_params.get("lang")
        where = quote(target, safe="/%:@!$&'()*+,;=~") + (
            f"?lang={quote(language)}" if language and offer is HTML else ""
        )
        return RedirectResponse(where, 303, headers={"Vary": "Accept"})

    async def page(self, request: Request) -> Response:
        """A thing's page."""
        key = key_of(request, "/page/")
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        thing, money = await self._thing("id/" + key)
        table = grid(thing.sections["cells"].rows) if thing.kind == "table" else None
        data = self.renderer.href(thing.iri).replace("/page/", "/data/", 1)
        page = self.renderer.page(
            request,
            f"{thing.kind}.html",
            thing=thing,
            key=unquote(key.partition("/")[2]),
            money=money,
            grid=table,
            data=data,
            offers=GRAPH_OFFERS,
        )
        links = ", ".join(
            f'<{data}.{offer.name}>; rel="alternate"; type="{offer.types[0]}"'
            for offer in GRAPH_OFFERS
        )
        return self.site.reply(request, page, HTML, headers={"Link": links})

    async def data(self, request: Request) -> Response:
        """A thing's description as RDF."""
        key, suffix = split_suffix(key_of(request, "/data/"), GRAPH_OFFERS)
        return await self._description(request, "id/" + key, suffix)

    async def graph(self, request: Request) -> Response:
        """One named graph, whole."""
        key, suffix = split_suffix(key_of(request, "/graph/"), QUAD_OFFERS)
        offer = wanted(request, QUAD_OFFERS, suffix)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        iri = self._iri("graph/" + key)
        try:
            body = await self.workers.run(whole, iri, cast(Form, offer.name), self.site.iris.base)
        except UnknownGraph as error:
            raise HTTPException(404, str(error)) from error
        return self.site.reply(request, body, offer)

    async def source(self, request: Request) -> Response:
        """A source: its text with an anchor at every line, the plain text, or what the graph says
        of it.
        """
        key, suffix = split_suffix(key_of(request, "/source/"), (TEXT, *GRAPH_OFFERS))
        key = key.partition("/")[0]
        offer = wanted(request, (HTML, TEXT, *GRAPH_OFFERS), suffix)
        if offer in GRAPH_OFFERS:
            return await self._description(request, "source/" + key, offer)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        text = self._source_text(key)
        if offer is TEXT:
            return self.site.reply(request, text, TEXT)
        iri = self._iri("source/" + key)
        queries = {
            name: bound(query, iri, self.site.iris.base)
            for name, query in texts("source", self.site.iris.base).items()
        }
        sections = await self.workers.run(ask, queries)
        lines = text.split("\n")[: -1 if text.endswith("\n") else None]
        became = _became(sections["lines"])
        page = self.renderer.page(
            request,
            "source.html",
            key=key,
            iri=iri,
            lines=lines,
            sections=sections,
            became=became,
            ledger=self._ledger(key),
        )
        return self.site.reply(request, page, HTML)

    async def _thing(self, path: str) -> tuple[Thing, Accounts]:
        iri = self._iri(path)
        found = await self.workers.run(gathered, iri, self.site.iris.base)
        if found is None:
            raise HTTPException(404, f"nothing in this graph is called {iri}")
        return found

    async def _description(self, request: Request, path: str, suffix: object) -> Response:
        offer = next((one for one in GRAPH_OFFERS if one == suffix), None) or wanted(
            request, GRAPH_OFFERS
        )
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        iri = self._iri(path)
        body = await self.workers.run(described, iri, cast(Form, offer.name), self.site.iris.base)
        if body is None:
            raise HTTPException(404, f"nothing in this graph is called {iri}")
        page = self.renderer.href(iri)
        return self.site.reply(
            request, body, offer, headers={"Link": f'<{page}>; rel="describedby"; type="text/html"'}
        )

    def _iri(self, path: str) -> str:
        """The IRI of a path as it was sent; 404 for what can be no name of a thing."""
        if not path.rstrip("/").partition("/")[2]:
            raise HTTPException(
                404, "a thing's address has a kind and a key: /id/document/冀财社/2023/208"
            )
        return self.site.iris.iri_of(path)

    def _source_text(self, key: str) -> str:
        if _SHA256.fullmatch(key) is None:
            raise HTTPException(404, "a source's address is /source/ and the SHA-256 of the file")
        try:
            # Line ends as they are: the lines are numbered as they were read.
            return (self.site.folder / "sources" / f"{key}.txt").read_bytes().decode("utf-8")
        except OSError as error:
            raise HTTPException(404, f"the text of {key} was not kept in this build") from error

    def _ledger(self, key: str) -> dict[int, tuple[str, str]]:
        """The lines of a source that nothing was taken from: ignored or unparsed, and why; empty
        where the build kept no ledger.
        """
        path = self.site.folder / "sources" / f"{key}.ledger.tsv"
        if not path.is_file():
            return {}
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return {int(number): (status, reason) for number, status, reason in rows}


def described(store: Store, iri: str, form: Form, base: str) -> bytes | None:
    """Run in a worker: the description of a thing, the same bytes each time; JSON-LD begins with
    the thing and has short names.
    """
    triples = store.describe(iri, "nt")
    return None if triples is None else serialise(triples, form, base=base, focus=iri)


def whole(store: Store, graph: str, form: Form, base: str) -> bytes:
    """Run in a worker: a named graph, the same bytes each time."""
    quads = store.graph(graph, "nq")
    return (
        serialise(quads, form, base=base)
        if form == "ttl"
        else serialise_dataset(quads, form, base=base)
    )


def _became(lines: Section) -> dict[int, list[dict[str, object]]]:
    """What each line became, by line number (1-based)."""
    found: dict[int, list[dict[str, object]]] = {}
    for row in lines.rows:
        if isinstance(row["first"], int):
            found.setdefault(row["first"], []).append(dict(row))
    return found
