"""Show things as pages and data: `/id`, `/page`, `/data`, `/graph`."""

from __future__ import annotations

import asyncio
from typing import cast
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from budgetgraph.publish.machines import schema_org
from budgetgraph.publish.pages.answers.citation import Cited, citation
from budgetgraph.publish.pages.answers.document_answer import DocumentAnswer, document_answer
from budgetgraph.publish.pages.descriptions import Thing
from budgetgraph.publish.pages.grid import grid
from budgetgraph.publish.pages.money.overview import Accounts, gathered
from budgetgraph.publish.pages.money.year_panels import HEIGHT, WIDTH, year_panels
from budgetgraph.publish.pages.source.page_pictures import Clipping, clipping
from budgetgraph.publish.web.negotiation import Offer, asked_language, in_language, split_suffix
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import (
    GRAPH_OFFERS,
    HTML,
    NQUADS,
    QUAD_OFFERS,
    TRIG,
    Site,
    key_of,
    wanted,
)
from budgetgraph.publish.web.workers import Workers
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.rdf.serialise import Form, serialise, serialise_dataset
from budgetgraph.store import Store
from budgetgraph.store.generations import written_at
from budgetgraph.store.refusals import UnknownGraph

#: How many `/` the path of a document has whose place is no part of its name.
_FORMER_DOCUMENT = 4
#: Beside the formats of triples, those that name the graphs of each triple.
_DATA_OFFERS = (*GRAPH_OFFERS, TRIG, NQUADS)
_SENT_AS_IT_IS = "/%:@!$&'()*+,;=~"
EMBEDDED = frozenset({"department", "disclosure", "document"})
"""The kinds of things whose picture or table can be shown on other sites."""


#: The pages of what the graphs are about that are of no single disclosure.
_ABOUT = {
    "across": "/download/",
    "codes": "/codes",
    "findings": "/findings",
    "ontology": "/ontology",
}


class Pages:
    """The routes of things; the workers answer all that needs the store."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer

    async def identifier(self, request: Request) -> Response:
        """Redirect (303) from a thing's name to its page or its data."""
        key, suffix = split_suffix(key_of(request, "/id/"), GRAPH_OFFERS)
        offer = wanted(request, (HTML, *GRAPH_OFFERS), suffix)
        target = f"/page/{key}" if offer is HTML else f"/data/{key}.{offer.name}"
        if (moved := await self._moved("id/" + key)) is not None:
            return RedirectResponse(_address(request, f"/{moved}"), 301)
        if offer is HTML:
            location = _address(request, target)
        else:
            location = quote(target, safe=_SENT_AS_IT_IS)
        return RedirectResponse(location, 303, headers={"Vary": "Accept"})

    async def page(self, request: Request) -> Response:
        """Show a thing's page."""
        key = key_of(request, "/page/")
        if (same := self.site.unchanged(request, HTML.name)) is not None:
            return same
        if (moved := await self._moved("id/" + key)) is not None:
            location = _address(request, "/page/" + moved.removeprefix("id/"))
            return RedirectResponse(location, 301)
        thing, money = await self.thing("id/" + key)
        table = grid(thing.sections["cells"].rows) if thing.kind == "table" else None
        data = self.renderer.href(thing.iri).replace("/page/", "/data/", 1)
        path = data.replace("/data/", "page/", 1)
        structured = await asyncio.to_thread(schema_org.described, self.site, thing.iri, path)
        page = self.renderer.page(
            request,
            f"{thing.kind}.html",
            thing=thing,
            key=unquote(key.partition("/")[2]),
            money=money,
            grid=table,
            answer=self.answer(thing),
            panels=year_panels(thing.sections.get("disclosures"), money),
            panel_width=WIDTH,
            panel_height=HEIGHT,
            embed=self.renderer.href(thing.iri).replace("/page/", "/embed/", 1),
            is_embedded=thing.kind in EMBEDDED,
            origin=str(request.base_url).rstrip("/"),
            cited=self._cited(request, thing),
            clipping=self._clipping(thing),
            data=data,
            offers=GRAPH_OFFERS,
            structured=structured,
        )
        return self.site.reply(request, page, HTML, headers={"Link": _data_links(data)})

    def _clipping(self, thing: Thing) -> Clipping | None:
        """Give the part of the page around what was recognised on its picture; None for others."""
        facts, quotes = thing.sections["facts"].rows, thing.sections["quotes"].rows
        boxes = [row["value"] for row in facts if str(row["property"]).endswith("#pictureBox")]
        if not boxes or not quotes:
            return None
        path = self.site.iris.path_of(str(quotes[0]["span"]))
        key = path.removeprefix("source/").partition("#")[0]
        return clipping(self.site.folder, key, quotes[0]["page"], str(boxes[0]))

    def _cited(self, request: Request, thing: Thing) -> Cited:
        language = self.renderer.language(request)
        day = written_at(self.site.folder).date().isoformat()
        return citation(thing, self.renderer, language, day)

    async def data(self, request: Request) -> Response:
        """Send a thing's description as RDF."""
        key, suffix = split_suffix(key_of(request, "/data/"), _DATA_OFFERS)
        return await self.description(request, "id/" + key, suffix)

    async def graph(self, request: Request) -> Response:
        """Send one whole named graph; a person is led to the page of what it is about."""
        key, suffix = split_suffix(key_of(request, "/graph/"), QUAD_OFFERS)
        offer = wanted(request, (*QUAD_OFFERS, HTML), suffix)
        if offer is HTML:
            about = _ABOUT.get(key, f"/page/disclosure/{key}")
            location = quote(about, safe="/%:@!$&'()*+,;=~")
            return RedirectResponse(location, 303, headers={"Vary": "Accept"})
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        iri = self.iri("graph/" + key)
        try:
            body = await self.workers.run(whole, iri, cast(Form, offer.name), self.site.iris.base)
        except UnknownGraph as error:
            raise HTTPException(404, str(error)) from error
        return self.site.reply(request, body, offer)

    async def thing(self, path: str) -> tuple[Thing, Accounts]:
        """Ask for the thing of a path and its money; 404 where there is none."""
        iri = self.iri(path)
        thing_and_money = await self.workers.run(gathered, iri, self.site.iris.base)
        if thing_and_money is None:
            raise HTTPException(404, f"nothing in this graph is called {iri}")
        return thing_and_money

    @staticmethod
    def answer(thing: Thing) -> DocumentAnswer | None:
        """Sum up what was done under a document; None for any other thing."""
        projects = thing.sections.get("projects") if thing.kind == "document" else None
        return document_answer(projects) if projects else None

    async def _moved(self, path: str) -> str | None:
        """Give the path of the one document that has taken the place of a former name; else None.

        Only a name without a place in it can be a former one: `id/document/冀财社/2023/208`.
        """
        if path.count("/") != _FORMER_DOCUMENT or not path.startswith("id/document/"):
            return None
        iri = self.iri(path)
        documents = await self.workers.run(replacements, iri)
        return self.site.iris.path_of(documents[0]) if len(documents) == 1 else None

    async def description(self, request: Request, path: str, suffix: Offer | None) -> Response:
        """Send the description of the thing of a path as RDF; 404 where there is none."""
        offer = wanted(request, _DATA_OFFERS, suffix)
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        iri = self.iri(path)
        body = await self.workers.run(described, iri, cast(Form, offer.name), self.site.iris.base)
        if body is None:
            raise HTTPException(404, f"nothing in this graph is called {iri}")
        link = f'<{self.renderer.href(iri)}>; rel="describedby"; type="text/html"'
        return self.site.reply(request, body, offer, headers={"Link": link})

    def iri(self, path: str) -> str:
        """Give the IRI of a path as it was sent; 404 where no thing can have that name."""
        if not path.rstrip("/").partition("/")[2]:
            raise HTTPException(
                404, "a thing's address has a kind and a key: /id/document/冀财社/2023/208"
            )
        return self.site.iris.iri_of(path)


def _address(request: Request, path: str) -> str:
    """Write where a reader is led on to, in the language that was chosen."""
    return in_language(quote(path, safe=_SENT_AS_IT_IS), asked_language(request))


def replacements(store: Store, iri: str) -> list[str]:
    """List what a former name is replaced by; runs in a worker."""
    asked = f"SELECT ?new {{ <{iri}> <{PREFIXES['dcterms']}isReplacedBy> ?new }} ORDER BY ?new"
    return [str(row[0]) for row in store.select(asked).rows]


def described(store: Store, iri: str, form: Form, base: str) -> bytes | None:
    """Write the description of a thing, the same bytes each time; runs in a worker.

    JSON-LD begins with the thing and has short names. None where the store does not know it.
    """
    asked = "nq" if form in ("nq", "trig") else "nt"
    description = store.describe(iri, asked)
    if description is None:
        return None
    return serialise(description, form, base=base, focus=iri)


def whole(store: Store, graph: str, form: Form, base: str) -> bytes:
    """Write a named graph, the same bytes each time; runs in a worker."""
    quads = store.graph(graph, "nq")
    if form == "ttl":
        return serialise(quads, form, base=base)
    return serialise_dataset(quads, form, base=base)


def _data_links(data: str) -> str:
    """Write the `Link` header of a page: its data in every format."""
    links = []
    for offer in GRAPH_OFFERS:
        links.append(f'<{data}.{offer.name}>; rel="alternate"; type="{offer.types[0]}"')
    return ", ".join(links)
