"""Answer `/catalog` and `/.well-known/void`, and every name that the catalogue gives: `/dataset/…`,
`/distribution/…`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.web.negotiation import Offer
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import (
    GRAPH_OFFERS,
    HTML,
    NQUADS,
    TRIG,
    Site,
    key_of,
    wanted,
)
from budgetgraph.rdf.serialise import Form, read_rdf, serialise

_OFFERS = (*GRAPH_OFFERS, TRIG, NQUADS)
_ABOUT = "CONSTRUCT {{ <{iri}> ?name ?thing }} WHERE {{ <{iri}> ?name ?thing }}"
_TRIPLES = "SELECT ?s ?name ?thing WHERE {{ {values} ?s ?name ?thing }} ORDER BY ?s ?name ?thing"


class CatalogueAnswers:
    """The routes of the catalogue."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    async def catalog(self, request: Request) -> Response:
        """Show the metadata of the build: DCAT and VoID."""
        offer = wanted(request, (*_OFFERS, HTML))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        path = self._path()
        if offer is HTML:
            return await self._page(request, "")
        body = await asyncio.to_thread(read_rdf, path)
        return self._written(request, body, offer)

    async def named(self, request: Request) -> Response:
        """Describe one thing that the catalogue names; 404 where it names no such thing."""
        offer = wanted(request, (*_OFFERS, HTML))
        if (same := self.site.unchanged(request, offer.name)) is not None:
            return same
        iri = self.site.iris.iri_of(key_of(request, "/"))
        body = await asyncio.to_thread(_about, self.site, iri)
        if not body:
            raise HTTPException(404, f"the catalogue names nothing {unquote(iri)}")
        if offer is HTML:
            return await self._page(request, f"VALUES ?s {{ <{iri}> }}")
        return self._written(request, body, offer)

    def _path(self) -> Path:
        path = self.site.folder / "metadata.ttl"
        if not path.is_file():
            raise HTTPException(404, "this build has no metadata.ttl")
        return path

    async def _page(self, request: Request, values: str) -> Response:
        triples = await asyncio.to_thread(_triples, self.site, values)
        page = self.renderer.page(request, "catalog.html", triples=triples)
        return self.site.reply(request, page, HTML)

    def _written(self, request: Request, triples: bytes, offer: Offer) -> Response:
        body = serialise(triples, cast(Form, offer.name), base=self.site.iris.base)
        return self.site.reply(request, body, offer)


def _about(site: Site, iri: str) -> bytes:
    """Read what the metadata says about a thing; runs in a thread."""
    return site.metadata.construct(_ABOUT.format(iri=iri))


def _triples(site: Site, values: str) -> list[tuple[str, ...]]:
    """Read the triples of the metadata, of all things or of those in `values`; in a thread."""
    rows = site.metadata.select(_TRIPLES.format(values=values)).rows
    return [tuple(map(str, row)) for row in rows]
