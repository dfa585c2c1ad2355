"""A server that is told to end answers what is quick, and waits for no slow query."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest
from folder import make_folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal"),
]

HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
#: Far more than the test waits: a server that let its queries end would be noticed.
_SECONDS_OF_QUERIES = "3600"
_HANGS = 120


@pytest.mark.parametrize(
    "told", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)]
)
def test_slow_queries_are_told_so_and_hold_up_no_end(tmp_path: Path, told: signal.Signals) -> None:
    command = [sys.executable, "-m", "budgetgraph", "serve", str(make_folder(tmp_path / "dir"))]
    options = ["--port", "0", "--timeout", _SECONDS_OF_QUERIES]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = "".join(process.stderr.readline() for _ in range(4))
        found = re.search(r"http://127\.0\.0\.1:[1-9]\d*", said)
        assert found, said
        answers: list[httpx.Response] = []
        asking = threading.Thread(target=_ask, args=(found[0], answers))
        asking.start()
        _wait_for_slow_query(found[0])
        process.send_signal(told)
        process.communicate(timeout=_HANGS)
        asking.join(_HANGS)
    assert [answer.status_code for answer in answers] == [503]
    assert "being stopped" in answers[0].text
    assert answers[0].headers["retry-after"] == "10"


def _ask(address: str, answers: list[httpx.Response]) -> None:
    answers.append(httpx.get(f"{address}/sparql", params={"query": HOSTILE}, timeout=4 * _HANGS))


def _wait_for_slow_query(address: str) -> None:
    """Wait until the long lane has the query."""
    end = time.monotonic() + _HANGS
    while time.monotonic() < end:
        told = httpx.get(f"{address}/-/metrics", timeout=_HANGS).text
        if 'queries_in_hand{pool="sparql-long"} 1' in told:
            return
        time.sleep(0.1)
    raise AssertionError("the long lane never had the query")
