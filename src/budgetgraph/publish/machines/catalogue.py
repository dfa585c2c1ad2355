"""Answer `/catalog` and `/.well-known/void`, and every name that the catalogue gives: `/dataset/…`,
`/distribution/…`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
_TRIPLES = "SELECT ?s ?name ?thing WHERE {{ {which} ?s ?name ?thing }} ORDER BY ?s ?name ?thing"
#: What is said once, however many disclosures there are: all but the disclosures, their bodies and
#: places, and the files of their graphs.
_OF_THE_WHOLE = 'FILTER(!STRSTARTS(STR(?s), "{base}id/") && !STRSTARTS(STR(?s), "{base}graph/"))'
_DISCLOSURES = (
    "SELECT (COUNT(DISTINCT ?one) AS ?count) WHERE {{ "
    "?catalogue <http://www.w3.org/ns/dcat#dataset> ?one "
    'FILTER(STRSTARTS(STR(?one), "{base}id/")) }}'
)
_SHOWN = 20
"""How many values of one property the page shows; the files have all."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A property of something that the catalogue names, with its first values, and how many more
    there are.
    """

    name: str
    values: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """What the page of the catalogue shows: rows by the IRI of what they describe."""

    things: dict[str, list[CatalogueRow]]
    disclosures: int | None
    """The number of disclosures, which the page of the whole catalogue does not list."""


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
            return await self._page(request, None)
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
            return await self._page(request, iri)
        return self._written(request, body, offer)

    def _path(self) -> Path:
        path = self.site.folder / "metadata.ttl"
        if not path.is_file():
            raise HTTPException(404, "this build has no metadata.ttl")
        return path

    async def _page(self, request: Request, iri: str | None) -> Response:
        shown = await asyncio.to_thread(_shown, self.site, iri)
        page = self.renderer.page(request, "catalog.html", catalogue=shown)
        return self.site.reply(request, page, HTML)

    def _written(self, request: Request, triples: bytes, offer: Offer) -> Response:
        body = serialise(triples, cast(Form, offer.name), base=self.site.iris.base)
        return self.site.reply(request, body, offer)


def _about(site: Site, iri: str) -> bytes:
    """Read what the metadata says about a thing; runs in a thread."""
    return site.metadata.construct(_ABOUT.format(iri=iri))


def _shown(site: Site, iri: str | None) -> CataloguePage:
    """Read what a page shows: of one thing, or without one of the whole; runs in a thread."""
    base = site.iris.base
    which = _OF_THE_WHOLE.format(base=base) if iri is None else f"VALUES ?s {{ <{iri}> }}"
    values: dict[str, dict[str, list[str]]] = {}
    for row in site.metadata.select(_TRIPLES.format(which=which)).rows:
        thing, name, value = map(str, row)
        values.setdefault(thing, {}).setdefault(name, []).append(value)
    things = {thing: _rows(named) for thing, named in values.items()}
    if iri is not None:
        return CataloguePage(things, None)
    counted = site.metadata.select(_DISCLOSURES.format(base=base)).rows
    return CataloguePage(things, int(str(counted[0][0])))


def _rows(named: Mapping[str, Sequence[str]]) -> list[CatalogueRow]:
    """Cut long lists of values short."""
    rows: list[CatalogueRow] = []
    for name, values in named.items():
        more = max(len(values) - _SHOWN, 0)
        rows.append(CatalogueRow(name, tuple(values[:_SHOWN]), more))
    return rows
