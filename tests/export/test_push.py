"""Push: every named graph arrives whole under its own name, and a refusal is quoted."""

from __future__ import annotations

import base64
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
from sample import sample_nquads
from served import free_port, served

from budgetgraph.cli import run
from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.export.push import PushFailed, push

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent))


@dataclass
class Shop:
    """A graph store of one process: what was put where, and how it answers."""

    graphs: dict[str, bytes] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    status: int = 204
    reason: str = ""
    said: bytes = b""


class Handler(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        shop = cast("Server", self.server).shop
        body = self.rfile.read(int(self.headers["Content-Length"]))
        shop.requests.append((self.command, self.path, dict(self.headers)))
        if shop.status == 0:
            self.close_connection = True
            return
        if shop.status < 300:
            shop.graphs[parse_qs(urlsplit(self.path).query)["graph"][0]] = body
        self.send_response(shop.status, shop.reason or None)
        self.send_header("Content-Length", str(len(shop.said)))
        self.end_headers()
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


def expected() -> dict[str, set[ox.Triple]]:
    found: dict[str, set[ox.Triple]] = {}
    for quad in cast("Iterator[ox.Quad]", ox.parse(sample_nquads(), format=ox.RdfFormat.N_QUADS)):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


def test_every_graph_arrives_under_its_name(built: Path, server: Server) -> None:
    graphs, triples = push(built, address(server))
    wanted = expected()
    assert (graphs, triples) == (len(wanted), sum(map(len, wanted.values())))
    assert graphs == 3
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
    assert "3 graphs, " in capfd.readouterr().err
    server.shop.status = 403
    assert (
        run(["push", str(built), "--endpoint", address(server).replace("//", "//me:secret@")]) == 3
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
def test_a_real_store(built: Path) -> None:
    with served(
        lambda port: [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}"], ready="/"
    ) as address:
        graphs, triples = push(built, f"{address}/store")
        assert push(built, f"{address}/store") == (graphs, triples)
        query = (
            b"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?graphs) "
            b"WHERE { GRAPH ?g { ?s ?p ?o } }"
        )
        headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
        request = urllib.request.Request(f"{address}/query", data=query, headers=headers)
        with urllib.request.urlopen(request, timeout=300) as answer:
            assert answer.read().decode().split() == ["n,graphs", f"{triples},{graphs}"]
