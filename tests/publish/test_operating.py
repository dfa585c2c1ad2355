"""What operators are told: counters for Prometheus, and a line of JSON for each request."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from budgetgraph.document.problems import UsageError
from budgetgraph.publish.operating.metrics import ServerMetrics
from budgetgraph.publish.operating.observed import Observed, Observer, id_of
from budgetgraph.publish.operating.request_log import RequestLog, request_id


async def says_its_id(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope)
    if request.url.path == "/page/broken":
        raise RuntimeError
    status = 404 if request.url.path == "/page/nothing" else 200
    answer: Response = PlainTextResponse(id_of(request), status)
    await answer(scope, receive, send)


def ask(observer: Observer, path: str, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(Observed(says_its_id, observer), raise_app_exceptions=False)

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://a") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(asked())


def test_every_request_has_an_id_and_a_line_that_tells_nothing_of_who_asked(tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    observer = Observer(log=RequestLog(log))
    made = ask(observer, "/search?q=某人")
    assert made.text == made.headers["x-request-id"]
    given = ask(observer, "/page/nothing/平乡县", **{"X-Request-Id": "of-the-proxy.1"})
    assert given.headers["x-request-id"] == "of-the-proxy.1"
    ask(observer, "/page/broken")
    observer.log.close()
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["status"] for line in lines] == [200, 200, 500]
    assert [line["path"] for line in lines] == ["/search", "/page/nothing/平乡县", "/page/broken"]
    assert [line["id"] for line in lines][:2] == [made.text, "of-the-proxy.1"]
    assert lines[0].keys() == {"time", "id", "method", "path", "status", "ms", "bytes"}
    assert lines[0]["bytes"] == len(made.content)


def test_a_log_that_was_moved_away_is_begun_again(tmp_path: Path) -> None:
    log, moved = tmp_path / "requests.jsonl", tmp_path / "requests.1"
    observer = Observer(log=RequestLog(log))
    ask(observer, "/-/health")
    log.rename(moved)
    ask(observer, "/-/health")
    observer.log.close()
    assert [len(file.read_text("utf-8").splitlines()) for file in (log, moved)] == [1, 1]


def test_a_log_that_cannot_be_written_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--request-log"):
        RequestLog(tmp_path / "nowhere" / "requests.jsonl")


@pytest.mark.parametrize("given", ["", "two words", "a" * 65, "报销", "a\nb"])
def test_an_id_that_could_break_a_log_is_not_repeated(given: str) -> None:
    assert request_id(given) != given
    assert len({request_id(given) for _ in range(5)}) == 5


class Pool:
    killed, waiting = 3, 2


def test_prometheus_reads_the_counters() -> None:
    metrics = ServerMetrics()
    metrics.count("/page/document/冀财社/2023/208", 200, 0.02)
    metrics.count("/page/nothing", 404, 0.02)
    metrics.count("/made-up-by-a-visitor", 404, 0.02)
    text = metrics.text({"sparql-quick": Pool()}).decode()
    read = {family.name: family for family in text_string_to_metric_families(text)}
    assert all(family.documentation for family in read.values())

    def values(name: str, label: str, suffix: str = "") -> dict[str, float]:
        found = {}
        for sample in read[name].samples:
            if sample.name == name + suffix:
                found[sample.labels[label]] = sample.value
        return found

    assert values("budgetgraph_responses", "status", "_total") == {"200": 1, "404": 2}
    assert values("budgetgraph_response_seconds", "kind", "_count") == {"page": 2, "other": 1}
    assert values("budgetgraph_workers_killed", "pool", "_total") == {"sparql-quick": 3}
    assert values("budgetgraph_queries_in_hand", "pool") == {"sparql-quick": 2}
    assert "process_resident_memory_bytes" in read
