"""List the pages for search engines: `/robots.txt`, `/sitemap.xml` and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.publish.web.negotiation import Offer
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import TEXT, Site, wanted
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.questions import load
from budgetgraph.store import Store

XML = Offer("xml", "application/xml", ("text/xml",))
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: Addresses in a part; the protocol allows 50,000, and 50 MB.
PART = 20_000
_PART = re.compile(r"([1-9][0-9]{0,5})\.xml")
#: Pages that are there whatever the graph holds.
_FIXED = ("", "questions", "findings", "compare", "sparql", "download/", "ontology", "shapes")
_KINDS = "bg:Disclosure bg:Department bg:Project bg:OfficialDocument bg:Division"
_COUNT = """PREFIX bg: <{ontology}>
SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ VALUES ?kind {{ {kinds} }} ?thing a ?kind }}"""
_THINGS = """PREFIX bg: <{ontology}>
SELECT DISTINCT ?thing WHERE {{ VALUES ?kind {{ {kinds} }} ?thing a ?kind }}
ORDER BY ?thing OFFSET {offset} LIMIT {limit}"""


class Sitemap:
    """The routes of the listings for search engines; addresses in them are below the base."""

    def __init__(self, site: Site, workers: Workers[Store], renderer: Renderer) -> None:
        self.site, self.workers, self.renderer = site, workers, renderer

    async def robots(self, request: Request) -> Response:
        """Say where the list is, and which pages have endlessly many answers."""
        wanted(request, (TEXT,))
        where = f"{self.site.iris.base}sitemap.xml"
        text = f"User-agent: *\nDisallow: /sparql?\nDisallow: /search?\nSitemap: {where}\n"
        return self.site.reply(request, text, TEXT)

    async def index(self, request: Request) -> Response:
        """List the parts: the pages that are always there, and as many as the things need."""
        wanted(request, (XML,))
        if (same := self.site.unchanged(request, XML.name)) is not None:
            return same
        count = await self.workers.run(_counted, self.site.iris.ontology)
        parts = 1 + -(-count // PART)
        addresses = [f"{self.site.iris.base}sitemap/{part}.xml" for part in range(1, parts + 1)]
        return self.site.reply(request, _listed("sitemapindex", "sitemap", addresses), XML)

    async def part(self, request: Request) -> Response:
        """List the pages of one part."""
        wanted(request, (XML,))
        match = _PART.fullmatch(request.path_params["part"])
        if match is None:
            raise HTTPException(404, "a part of the list is /sitemap/1.xml")
        if (same := self.site.unchanged(request, XML.name)) is not None:
            return same
        addresses = await self._addresses(int(match[1]))
        if not addresses:
            raise HTTPException(404, f"the list has no part {match[1]}; see /sitemap.xml")
        return self.site.reply(request, _listed("urlset", "url", addresses), XML)

    async def _addresses(self, part: int) -> list[str]:
        base = self.site.iris.base
        if part == 1:
            questions = [f"questions/{name}" for name in load()]
            return [base + path for path in (*_FIXED, *questions)]
        things = await self.workers.run(_things, self.site.iris.ontology, (part - 2) * PART)
        return [base + self.renderer.href(thing).lstrip("/") for thing in things]


def _counted(store: Store, ontology: str) -> int:
    """Count the things with pages; runs in a worker."""
    return int(str(store.select(_COUNT.format(ontology=ontology, kinds=_KINDS)).rows[0][0]))


def _things(store: Store, ontology: str, offset: int) -> list[str]:
    """List the things of one part; runs in a worker."""
    query = _THINGS.format(ontology=ontology, kinds=_KINDS, offset=offset, limit=PART)
    return [str(row[0]) for row in store.select(query).rows]


def _listed(root: str, element: str, addresses: Iterable[str]) -> str:
    """Write a list of addresses; Chinese is percent-encoded, as the protocol asks."""
    text = f'{_HEAD}<{root} xmlns="{_NAMESPACE}">\n'
    for address in addresses:
        sent = escape(quote(address, safe="/%:@!$&'()*+,;=~-._"))
        text += f"<{element}><loc>{sent}</loc></{element}>\n"
    return f"{text}</{root}>\n"
