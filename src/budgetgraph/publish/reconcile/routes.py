"""List the routes of the service that matches names to things."""

from __future__ import annotations

from starlette.routing import Route

from budgetgraph.publish.reconcile.service import Reconciliation
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Site
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.search_index import Index
from budgetgraph.store import Store


def reconcile_routes(
    site: Site, index: Index, readers: Workers[Store], renderer: Renderer
) -> list[Route]:
    """Make the routes over a built folder; the workers answer what needs the store."""
    service = Reconciliation(site, index, readers, renderer)
    return [
        Route("/reconcile", service.reconcile, methods=["GET", "POST"]),
        Route("/reconcile/suggest/entity", service.suggest_entity),
        Route("/reconcile/suggest/type", service.suggest_type),
        Route("/reconcile/suggest/property", service.suggest_property),
        Route("/reconcile/preview", service.preview),
    ]
