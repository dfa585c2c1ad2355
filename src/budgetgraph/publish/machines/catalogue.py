"""Answer `/catalog` and `/.well-known/void`, and every name that the catalogue gives: `/dataset/…`,
`/distribution/…`.
"""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from rdflib import Graph
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
from budgetgraph.store import Store

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
        held = await asyncio.to_thread(metadata_store, self.site)
        body = held.construct(_ABOUT.format(iri=iri))
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
        held = await asyncio.to_thread(metadata_store, self.site)
        rows = held.select(_TRIPLES.format(values=values)).rows
        triples = [tuple(map(str, row)) for row in rows]
        page = self.renderer.page(request, "catalog.html", triples=triples)
        return self.site.reply(request, page, HTML)

    def _written(self, request: Request, triples: bytes, offer: Offer) -> Response:
        body = serialise(triples, cast(Form, offer.name), base=self.site.iris.base)
        return self.site.reply(request, body, offer)


def metadata(site: Site) -> Graph:
    """Read the metadata of a build, DCAT and VoID; empty where it has none."""
    path = site.folder / "metadata.ttl"
    return _parsed(str(path), site.digest) if path.is_file() else Graph()


def metadata_store(site: Site) -> Store:
    """Read the metadata of a build so that it can be queried; empty where it has none."""
    return _stored(str(site.folder / "metadata.ttl"), site.digest)


@cache
def _parsed(path: str, digest: str) -> Graph:
    """Parse a file of the build with this digest; the digest only serves the cache."""
    return Graph().parse(path, format="turtle")


@cache
def _stored(path: str, digest: str) -> Store:
    """Load a file of the build with this digest; the digest only serves the cache."""
    found = Path(path)
    if not found.is_file():
        return Store.memory([])
    return Store.memory([read_rdf(found)])
