"""The command `serve` as an operator and the open web meet it: what it says when it cannot start,
and how it takes what arrives.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from folder import make_folder
from starlette.types import Message

from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.publish.app import create_app
from budgetgraph.publish.serving import listener
from budgetgraph.publish.web.site import Settings, Site

pytestmark = pytest.mark.slow

HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("serving") / "dir")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The command itself on a free port."""
    command = [
        sys.executable,
        "-m",
        "budgetgraph",
        "serve",
        str(folder),
        "--port",
        "0",
        "--timeout",
        "8",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline() for _ in range(4)]
        found = re.search(r"http://127\.0\.0\.1:[1-9]\d*", "".join(lines))
        assert found, lines
        yield found[0]
        process.terminate()
        process.communicate(timeout=120)


def exchange(address: str, sent: bytes) -> bytes:
    """What comes back on a bare connection until the server closes it."""
    with socket.create_connection(
        ("127.0.0.1", int(address.rpartition(":")[2])), timeout=120
    ) as connection:
        connection.sendall(sent)
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


RAW = [
    ("/search?q=平乡&format=json", "平乡县医疗保障局"),
    ('/sparql?query=SELECT%20("医疗"%20AS%20?a)%7B%7D&format=csv', "a\r\n医疗"),
    ("/page/document/冀财社/2023/208", "冀财社〔2023〕208号"),
]


@pytest.mark.parametrize(("path", "text"), RAW)
@pytest.mark.parametrize("split", [None, 13, 28])
def test_chinese_as_it_is_typed(address: str, path: str, text: str, split: int | None) -> None:
    """No client is told to percent-encode first, in however many pieces its request arrives."""
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    if split is None:
        answer = exchange(address, request)
    else:
        with socket.create_connection(
            ("127.0.0.1", int(address.rpartition(":")[2])), timeout=120
        ) as connection:
            connection.sendall(request[:split])
            time.sleep(0.05)
            connection.sendall(request[split:])
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert text in answer.decode()


def test_what_is_no_request_is_told_why(address: str) -> None:
    answer = exchange(address, b"GET /sparql?query=ASK { } HTTP/1.1\r\nHost: x\r\n\r\n").decode()
    assert answer.startswith("HTTP/1.1 400")
    assert "--data-urlencode" in answer


ATTACKS = [
    ("a long address", "GET", "/page/" + "a" * 60_000, None, {404}),
    ("a nul", "GET", "/page/document/%00/1/1", None, {400, 404}),
    ("a nul in a search", "GET", "/search?q=%00&format=json", None, {200, 400}),
    ("up and out", "GET", "/download/..%2f..%2fetc/passwd", None, {404}),
    ("up and out of the source", "GET", "/source/..%2F..%2F..%2Fetc%2Fpasswd", None, {404}),
    ("up and out of the static files", "GET", "/static/..%2f..%2fapp.py", None, {404}),
    ("a large body", "POST", "/sparql", b"query=" + b"a" * 2_000_000, {413}),
    (
        "deep nesting",
        "POST",
        "/sparql",
        b"query=ASK" + b"%7B" * 100_000 + b"%7D" * 100_000,
        {400, 503},
    ),
    (
        "many parentheses",
        "POST",
        "/sparql",
        b"query=ASK%7BFILTER" + b"(" * 200_000 + b"1" + b")" * 200_000 + b"%7D",
        {400, 503},
    ),
    (
        "many unions",
        "POST",
        "/sparql",
        b"query=ASK%7B%7B%7D" + b"UNION%7B%7D" * 60_000 + b"%7D",
        {200, 400, 503},
    ),
    ("many fields", "POST", "/sparql", b"a=1&" * 50_000, {400}),
    ("half of a character", "GET", "/search?q=%F0%9F", None, {200, 400}),
    ("a lone surrogate", "GET", "/search?q=%ED%A0%80&format=json", None, {200, 400}),
    (
        "a pattern that backtracks",
        "POST",
        "/sparql",
        b"query=ASK%7BFILTER(REGEX('" + b"a" * 5000 + b"!','^(a%2B)%2B$'))%7D",
        {200, 400, 503},
    ),
]


@pytest.mark.parametrize(
    ("what", "method", "path", "body", "statuses"), ATTACKS, ids=[attack[0] for attack in ATTACKS]
)
def test_what_is_meant_to_harm(
    address: str, what: str, method: str, path: str, body: bytes | None, statuses: set[int]
) -> None:
    """Refused or answered, with a reason, and the next client is served."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    answer = httpx.request(method, address + path, content=body, headers=headers, timeout=60)
    assert answer.status_code in statuses, answer.text[:300]
    assert answer.text.strip()
    assert b"root:" not in answer.content
    assert (
        httpx.get(
            f"{address}/sparql", params={"query": "ASK {}", "format": "json"}, timeout=60
        ).json()["boolean"]
        is True
    )


def test_connections_that_do_nothing_shut_nobody_out(address: str) -> None:
    """More than the server has; the one that asks is answered all the same."""
    port = int(address.rpartition(":")[2])
    with contextlib.ExitStack() as stack:
        for _ in range(600):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=120))
        request = b"GET /-/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        assert exchange(address, request).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("length", [b"0", b"30"])
def test_a_request_of_two_lengths_is_refused(address: str, length: bytes) -> None:
    """A proxy in front might take the other length, and see other requests than we do."""
    body = b"0\r\n\r\nGET /-/health HTTP/1.1\r\nHost: x\r\n\r\n"
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: "
    answer = exchange(address, head + length + b"\r\n\r\n" + body)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"never both" in answer
    assert answer.count(b"HTTP/1.1") == 1, "what follows is no second request"


def test_a_client_that_leaves_in_its_request_is_one_line(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(folder, Settings(workers=1))
    scope = {
        "type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql",
        "query_string": b"", "headers": [(b"content-type", b"application/sparql-query")],
        "server": ("x", 80), "client": ("x", 1), "scheme": "http", "http_version": "1.1",
    }  # fmt: skip

    async def leaves() -> Message:
        return {"type": "http.disconnect"}

    async def sent(message: Message) -> None:
        assert message["type"].startswith("http.response")

    asyncio.run(app(scope, leaves, sent))
    app.state.close()
    assert [record.getMessage() for record in caplog.records] == [
        "POST /sparql: the client left before its request was whole"
    ]


def test_a_client_that_leaves_takes_its_query_along(address: str) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(
            f"{address}/sparql", params={"query": HOSTILE}, timeout=httpx.Timeout(10, read=0.5)
        )
    deadline = time.monotonic() + 6
    in_hand = None
    while in_hand != "0" and time.monotonic() < deadline:
        found = re.search(
            r'queries_in_hand\{pool="sparql-long"\} (\d+)',
            httpx.get(f"{address}/-/metrics", timeout=120).text,
        )
        in_hand = found[1] if found else None
    assert in_hand == "0", "stopped before its time was up"


# --- what cannot be served ------------------------------------------------------------------------


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "budgetgraph", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_port_in_use(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(str(folder), "--port", port)
    assert done.returncode == 2
    assert (
        done.stderr == f"budgetgraph: port {port} is in use already; "
        "choose another with --port (0 takes a free one)\n"
    )


def test_hosts_that_are_not_ours() -> None:
    for host in ("192.0.2.1", "no-such-host.invalid"):
        with pytest.raises(UsageError, match="no such address"):
            listener(host, 0)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    done = run(str(tmp_path / "nowhere"))
    assert done.returncode == 3
    assert "there is no such folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_another_version(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    report = json.loads((old / "report.json").read_text(encoding="utf-8"))
    (old / "report.json").write_text(
        json.dumps({**report, "budgetgraph": "0.0.9"}), encoding="utf-8"
    )
    with pytest.raises(UnreadableInput, match=r"was built by budgetgraph 0\.0\.9.*build it again"):
        Site(old, Settings())


@pytest.mark.parametrize("what", ["CURRENT", "MANIFEST-*", "report.json"])
def test_a_damaged_folder(folder: Path, tmp_path: Path, what: str) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(folder, damaged)
    for path in [*damaged.glob(what), *(damaged / "store").glob(what)]:
        path.write_bytes(b"\x00\x01 no such thing")
    done = run(str(damaged))
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
