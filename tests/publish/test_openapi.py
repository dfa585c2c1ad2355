"""`/openapi.json`: valid by the standard's own schema, and no route is missing from it or described
otherwise than it answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from folder import make_folder
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route
from starlette.testclient import TestClient

from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.openapi import document
from budgetgraph.query.questions import load

EXAMPLES = {
    "key": {
        "/page/{key}": "document/冀财社/2023/208",
        "/embed/{key}": "document/冀财社/2023/208",
        "/id/{key}": "document/冀财社/2023/208",
        "/data/{key}": "document/冀财社/2023/208.ttl",
        "/graph/{key}": "130532/平乡县医疗保障局/2025.trig",
    },
    "name": {"/download/{name}": "report.json"},
    "document": "冀财社〔2023〕208号",
    "id": "https://w3id.org/budgetgraph/id/division/130532",
    "/reconcile/flyout/type?id": "https://w3id.org/budgetgraph/ontology#Project",
    "/reconcile/flyout/property?id": "year",
    "q": "平乡",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = make_folder(tmp_path_factory.mktemp("openapi") / "dir")
    with TestClient(create_app(folder), follow_redirects=False) as found:
        yield found


def test_it_is_valid(client: TestClient) -> None:
    served = client.get("/openapi.json").json()
    assert served == document()
    assert list(OpenAPIV31SpecValidator(served).iter_errors()) == []
    ids = [
        operation["operationId"] for path in served["paths"].values() for operation in path.values()
    ]
    assert len(set(ids)) == len(ids) > 90


def test_every_route_is_in_it(client: TestClient) -> None:
    routes = {
        route.path.replace(":path}", "}") for route in client.app.routes if isinstance(route, Route)
    }  # type: ignore[attr-defined]
    described = set(document()["paths"])
    questions = {path for path in described if path.startswith("/questions/")}
    assert routes - {"/questions/{name}"} == described - questions
    assert questions == {
        f"/questions/{name}{suffix}"
        for name in load()
        for suffix in ("", ".csv", ".tsv", ".json", ".xlsx")
    }


def asked(path: str, operation: dict[str, Any]) -> tuple[str, dict[str, str]] | None:
    """The address and the required parameters of an example; None where the sample has none."""
    values = {}
    for parameter in operation["parameters"]:
        example = EXAMPLES.get(f"{path}?{parameter['name']}", EXAMPLES.get(parameter["name"]))
        if isinstance(example, dict):
            if path not in example:
                return None
            path = path.replace("{" + parameter["name"] + "}", example[path])
        elif parameter["in"] == "path":
            return None
        elif parameter["required"]:
            if example is None:
                return None
            values[parameter["name"]] = example
    return path, values


def test_routes_answer_as_described(client: TestClient) -> None:
    """Without an Accept header: the status and a media type that the description has, for all that
    can be asked of the sample.
    """
    done = 0
    for path, operations in document()["paths"].items():
        request = asked(path, operations["get"])
        if request is None or path == "/download/{name}":
            continue
        answer = client.get(request[0], params=request[1])
        described = operations["get"]["responses"][str(answer.status_code)]
        if answer.status_code == 200:
            assert answer.headers["content-type"].partition(";")[0] in described["content"], path
        assert answer.status_code in (200, 303), path
        done += 1
    assert done > 70
