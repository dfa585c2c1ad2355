"""Push: every named graph arrives whole under its own name, and a refusal is quoted."""

from __future__ import annotations

import base64
import json
import shutil
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from folder import make_folder
from served import free_port, served

from budgetgraph.cli import run
from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.export.graph_files import read_graph
from budgetgraph.export.push import PASSWORD, USER, PushFailed, PushResult, push

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent))


@dataclass
class Shop:
    """A graph store of one process: what was put where, and how it answers."""

    graphs: dict[str, bytes] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    status: int = 204
    reason: str = ""
    said: bytes = b""

    challenge: str = ""
    broken_after: int | None = None
    knows_head: bool = True


class Handler(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        shop = cast("Server", self.server).shop
        body = self.rfile.read(int(self.headers["Content-Length"]))
        shop.requests.append((self.command, self.path, dict(self.headers)))
        if shop.status == 0 or len(shop.graphs) == shop.broken_after:
            self.close_connection = True
            return
        is_digest = self.headers.get("Authorization", "").startswith("Digest ")
        if shop.challenge and not is_digest:
            self._answer(401, {"WWW-Authenticate": shop.challenge})
            return
        if shop.status < 300:
            shop.graphs[self._graph()] = body
        self._answer(shop.status, {})

    def do_HEAD(self) -> None:
        shop = cast("Server", self.server).shop
        if not shop.knows_head:
            self._answer(501, {})
            return
        self.do_GET()

    def do_GET(self) -> None:
        shop = cast("Server", self.server).shop
        self._answer(200 if self._graph() in shop.graphs else 404, {})

    def do_DELETE(self) -> None:
        shop = cast("Server", self.server).shop
        self._answer(204 if shop.graphs.pop(self._graph(), None) is not None else 404, {})

    def _graph(self) -> str:
        return parse_qs(urlsplit(self.path).query)["graph"][0]

    def _answer(self, status: int, headers: dict[str, str]) -> None:
        shop = cast("Server", self.server).shop
        self.send_response(status, shop.reason or None)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(shop.said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(shop.said)

    def log_message(self, format: str, *args: object) -> None:
        return


class Server(ThreadingHTTPServer):
    shop: Shop


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("push") / "graph")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as found:
        found.shop = Shop()
        thread = threading.Thread(target=found.serve_forever, args=(0.01,))
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def address(server: Server, path: str = "/store") -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def expected(built: Path) -> dict[str, set[ox.Triple]]:
    found: dict[str, set[ox.Triple]] = {}
    for quad in cast("Iterator[ox.Quad]", ox.parse(read_graph(built), format=ox.RdfFormat.N_QUADS)):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


def test_every_graph_arrives_under_its_name(built: Path, server: Server) -> None:
    result = push(built, address(server))
    wanted = expected(built)
    triples = sum(map(len, wanted.values()))
    assert result == PushResult(graphs=4, triples=triples, put=4, removed=0)
    arrived = {
        name: {
            cast("ox.Quad", quad).triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        }
        for name, body in server.shop.graphs.items()
    }
    assert arrived == wanted
    for method, path, headers in server.shop.requests:
        assert (method, headers["Content-Type"]) == ("PUT", "application/n-triples")
        assert path.isascii()
        assert path.startswith("/store?graph=https%3A%2F%2Fw3id.org%2Fbudgetgraph%2Fgraph%2F")
        assert "Authorization" not in headers


def test_pushing_twice_is_pushing_once(built: Path, server: Server) -> None:
    assert push(built, address(server)) == push(built, address(server))
    assert len(server.shop.requests) == 2 * len(server.shop.graphs)


@pytest.mark.parametrize("knows_head", [True, False])
def test_only_what_changed_is_put_again(
    built: Path, server: Server, tmp_path: Path, knows_head: bool
) -> None:
    server.shop.knows_head = knows_head
    first = push(built, address(server), memory=tmp_path)
    again = push(built, address(server), memory=tmp_path)
    assert (first.put, again.put) == (4, 0)
    # Somebody took one out of the store, and one is remembered that the folder no longer has.
    taken = sorted(server.shop.graphs)[1]
    del server.shop.graphs[taken]
    (memory,) = tmp_path.iterdir()
    digests = json.loads(memory.read_text("utf-8"))
    memory.write_text(json.dumps({**digests, "http://example.org/gone": "0"}), "utf-8")
    server.shop.graphs |= {"http://example.org/gone": b"", "http://example.org/foreign": b""}
    third = push(built, address(server), memory=tmp_path)
    assert (third.put, third.removed) == (1, 1)
    assert set(server.shop.graphs) == {*expected(built), "http://example.org/foreign"}
    assert push(built, address(server), memory=tmp_path, every=True).put == 4


def test_a_push_that_broke_goes_on_where_it_stopped(
    built: Path, server: Server, tmp_path: Path
) -> None:
    server.shop.broken_after = 3
    with pytest.raises(PushFailed, match="connection broke at the graph"):
        push(built, address(server), memory=tmp_path)
    server.shop.broken_after = None
    assert push(built, address(server), memory=tmp_path).put == 1


def test_stores_have_memories_of_their_own(built: Path, server: Server, tmp_path: Path) -> None:
    push(built, address(server), memory=tmp_path)
    assert push(built, address(server, "/other"), memory=tmp_path).put == 4
    assert len(list(tmp_path.iterdir())) == 2


def test_a_memory_that_cannot_be_read_or_written_costs_only_itself(
    built: Path, server: Server, tmp_path: Path
) -> None:
    push(built, address(server), memory=tmp_path)
    (memory,) = tmp_path.iterdir()
    memory.write_text("{", "utf-8")
    assert push(built, address(server), memory=tmp_path).put == 4
    occupied = tmp_path / "a file"
    occupied.write_text("", "utf-8")
    assert push(built, address(server), memory=occupied).put == 4


def test_a_store_that_wants_a_digest_gets_one(
    built: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.shop.challenge = 'Digest realm="store", nonce="1", algorithm=MD5, qop="auth"'
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    assert push(built, address(server)).put == 4
    asked = [headers.get("Authorization", "") for _, _, headers in server.shop.requests]
    schemes = [text.partition(" ")[0] for text in asked]
    # As basic, then without a name for a challenge, then as digest from there on.
    assert schemes == ["Basic", "", "Digest", "Digest", "Digest", "Digest"]


def test_a_user_may_stand_in_netrc(
    built: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(USER, raising=False)
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login me password secret\n", "utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    push(built, address(server))
    _, _, headers = server.shop.requests[0]
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")) == b"me:secret"


def test_an_endpoint_with_a_query_and_a_user(built: Path, server: Server) -> None:
    push(built, f"http://me:s%40cret@127.0.0.1:{server.server_port}/rdf?repository=one#top")
    _, path, headers = server.shop.requests[0]
    assert path.startswith("/rdf?repository=one&graph=https%3A")
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")) == b"me:s@cret"


REFUSALS = [
    (401, "Unauthorized", b"", "401 Unauthorized"),
    (403, "Forbidden", b"read only\n  dataset", "403 Forbidden to the graph .*: read only dataset"),
    (405, "Method Not Allowed", b"<html>no</html>", "405 Method Not Allowed"),
    (500, "Internal Server Error", "磁盘已满".encode(), "500 Internal Server Error .*磁盘已满"),
    (307, "Temporary Redirect", b"", "307 Temporary Redirect"),
    (0, "", b"", "connection broke at the graph"),
]


@pytest.mark.parametrize(("status", "reason", "said", "message"), REFUSALS)
def test_a_refusal_is_quoted(
    built: Path, server: Server, status: int, reason: str, said: bytes, message: str
) -> None:
    server.shop.status, server.shop.reason, server.shop.said = status, reason, said
    with pytest.raises(PushFailed, match=message):
        push(built, address(server))
    assert len(server.shop.requests) == 1, "the first refusal ends it"


def test_the_command_says_what_went_wrong(
    built: Path, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["push", str(built), "--endpoint", address(server)]) == 0
    assert "4 graphs, " in capfd.readouterr().err
    server.shop.status = 403
    assert (
        run(
            [
                "push",
                str(built),
                "--all",
                "--endpoint",
                address(server).replace("//", "//me:secret@"),
            ]
        )
        == 3
    )
    said = capfd.readouterr().err
    assert "403 Forbidden" in said
    assert "secret" not in said
    assert "Traceback" not in said


def test_nobody_is_there(built: Path) -> None:
    port = free_port()
    with pytest.raises(PushFailed, match=f"http://127.0.0.1:{port}/store cannot be reached"):
        push(built, f"http://127.0.0.1:{port}/store")


@pytest.mark.parametrize(
    "endpoint", ["localhost:7878/store", "ftp://example.org/", "http://", "file:///etc/passwd", ""]
)
def test_what_is_no_endpoint(built: Path, endpoint: str) -> None:
    with pytest.raises(UsageError, match="no http or https URL"):
        push(built, endpoint)


def test_what_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no built folder"):
        push(tmp_path, "http://127.0.0.1:9/store")


@pytest.mark.skipif(OXIGRAPH is None, reason="the Oxigraph server is not installed")
def test_a_real_store(built: Path, tmp_path: Path) -> None:
    with served(
        lambda port: [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}"], ready="/"
    ) as address:
        memory = tmp_path / "pushed"
        result = push(built, f"{address}/store", memory=memory)
        assert result.put == result.graphs
        assert push(built, f"{address}/store", memory=memory).put == 0
        query = (
            b"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) "
            b"WHERE { GRAPH ?g { ?s ?p ?o } }"
        )
        headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
        request = urllib.request.Request(f"{address}/query", data=query, headers=headers)
        with urllib.request.urlopen(request, timeout=300) as answer:
            assert answer.read().decode().split() == [
                "n,graphs",
                f"{result.triples},{result.graphs}",
            ]
