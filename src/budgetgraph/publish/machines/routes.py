"""List the routes that other machines ask: portals, search engines, feed readers."""

from __future__ import annotations

from starlette.routing import Route

from budgetgraph.publish.machines.catalogue import CatalogueAnswers
from budgetgraph.publish.machines.feed import Feed
from budgetgraph.publish.machines.sitemap import Sitemap
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Site
from budgetgraph.publish.web.workers import Workers
from budgetgraph.store import Store


def machine_routes(site: Site, readers: Workers[Store], renderer: Renderer) -> list[Route]:
    """Make the routes over a built folder; the workers answer what needs the store."""
    catalogue = CatalogueAnswers(site, renderer)
    feed = Feed(site, renderer)
    sitemap = Sitemap(site, readers, renderer)
    return [
        Route("/catalog", catalogue.catalog),
        Route("/.well-known/void", catalogue.catalog),
        Route("/dataset", catalogue.named),
        Route("/dataset/{key:path}", catalogue.named),
        Route("/distribution/{key:path}", catalogue.named),
        Route("/feed", feed.feed),
        Route("/robots.txt", sitemap.robots),
        Route("/sitemap.xml", sitemap.index),
        Route("/sitemap/{part}", sitemap.part),
    ]
