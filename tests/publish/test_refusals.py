"""Errors: every 503 says when to come again, to a program and to a browser alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
import pytest
from folder import make_folder
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from budgetgraph.publish.refusals import handlers
from budgetgraph.publish.sparql.endpoint import Endpoint
from budgetgraph.publish.sparql.lanes import Lanes
from budgetgraph.publish.sparql.lookups import Lookups
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Settings, Site
from budgetgraph.publish.web.workers import Overloaded, TimedOut
from budgetgraph.query.search_index import Index
from budgetgraph.store import Store
from budgetgraph.store.refusals import MalformedQuery

BROWSER, PROGRAM = "text/html", "application/sparql-results+json"


class _Refusing:
    """Lanes that run nothing."""

    fault: Exception

    async def run(self, *_: Any, **__: Any) -> None:
        raise self.fault


@pytest.fixture(scope="module")
def lanes() -> _Refusing:
    return _Refusing()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, lanes: _Refusing) -> TestClient:
    folder: Path = make_folder(tmp_path_factory.mktemp("refusals") / "out")
    site = Site(folder, Settings())
    renderer = Renderer(site.iris, {})
    lookups = Lookups(Store(ox.Store()), site.iris.base)
    endpoint = Endpoint(site, cast("Lanes[Store]", lanes), lookups, renderer)
    routes = [Route("/sparql", endpoint.sparql)]
    refusals = handlers(renderer, Index.memory([]))
    return TestClient(Starlette(routes=routes, exception_handlers=refusals))


@pytest.mark.parametrize("accept", [BROWSER, PROGRAM])
@pytest.mark.parametrize(
    ("fault", "status", "later"),
    [
        (Overloaded("8 slow queries of this client are in hand already"), 503, "10"),
        (TimedOut("the query ran past its time limit"), 503, "10"),
        (Refused(503, "the check was stopped after 70 seconds"), 503, "10"),
        (Refused(413, "the body is too long"), 413, None),
        (MalformedQuery("no query"), 400, None),
    ],
)
def test_who_is_told_503_is_told_when_to_come_again(
    client: TestClient,
    lanes: _Refusing,
    accept: str,
    fault: Exception,
    status: int,
    later: str | None,
) -> None:
    lanes.fault = fault
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.headers.get("retry-after") == later
    assert answer.headers["cache-control"] == "no-store"
