"""List the routes of the service that matches names to things."""

from __future__ import annotations

from starlette.routing import Route

from budgetgraph.publish.reconcile.service import Reconciliation
from budgetgraph.publish.reconcile.suggestions import Suggestions
from budgetgraph.publish.reconcile.things import MatchedThings
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Site
from budgetgraph.publish.web.workers import Workers
from budgetgraph.query.search_index import Index
from budgetgraph.store import Store


def reconcile_routes(
    site: Site, index: Index, readers: Workers[Store], renderer: Renderer
) -> list[Route]:
    """Make the routes over a built folder; the workers answer what needs the store."""
    things = MatchedThings(site, readers)
    service = Reconciliation(things, index)
    shown = Suggestions(things, index, renderer)
    return [
        Route("/reconcile", service.reconcile, methods=["GET", "POST"]),
        Route("/reconcile/extend/propose", service.propose),
        Route("/reconcile/suggest/entity", shown.suggest_entity),
        Route("/reconcile/suggest/type", shown.suggest_type),
        Route("/reconcile/suggest/property", shown.suggest_property),
        Route("/reconcile/flyout/entity", shown.flyout_entity),
        Route("/reconcile/flyout/type", shown.flyout_type),
        Route("/reconcile/flyout/property", shown.flyout_property),
        Route("/reconcile/preview", shown.preview),
    ]
