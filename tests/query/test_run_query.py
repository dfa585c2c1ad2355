"""Asking: every query form from a graph and from an endpoint, in the formats that fit it, and a
word for each that does not.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs

import openpyxl
import pyoxigraph as ox
import pytest
import rdflib

from budgetgraph.cli import run
from budgetgraph.document.problems import QuestionError, UnreadableInput, UsageError
from budgetgraph.query import endpoint as endpoint_module
from budgetgraph.query.endpoint import read_json
from budgetgraph.query.questions import find, load
from budgetgraph.query.run_query import GRAPH_FORMATS, ask
from budgetgraph.store import Store
from budgetgraph.store.answer_table import FORMATS
from budgetgraph.store.refusals import MalformedQuery, OutsideCall

DATA = b"""<urn:a> <urn:p> "\xe5\x86\x80\xe8\xb4\xa2\xe7\xa4\xbe" <urn:g> .
<urn:b> <urn:p> "2.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .
"""
SELECT = "SELECT ?s ?o WHERE { ?s <urn:p> ?o } ORDER BY ?s"
GRAPHS = [
    "CONSTRUCT WHERE { ?s <urn:p> ?o }",
    "DESCRIBE <urn:a> <urn:b>",
    "# a comment\nPREFIX x: <urn:>\nCONSTRUCT WHERE { ?s x:p ?o }",
]


class Handler(BaseHTTPRequestHandler):
    """A SPARQL endpoint of a few lines, with Oxigraph behind it."""

    def do_POST(self) -> None:
        query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        form = "ttl" if "turtle" in self.headers["Accept"] else "json"
        answer = Store.memory([DATA]).answer(query, form)
        self.send_response(200)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()


class Apart(BaseHTTPRequestHandler):
    """An endpoint whose default graph holds nothing of the named graphs, as in Oxigraph's server
    and many others.
    """

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = parse_qs(body)
        store = ox.Store()
        store.load(DATA + b"<urn:a> <urn:q> <urn:b> <urn:h> .\n", format=ox.RdfFormat.N_QUADS)
        found = store.query(
            form["query"][0],
            default_graph=[ox.NamedNode(name) for name in form.get("default-graph-uri", [])]
            or ox.DefaultGraph(),
        )
        written = cast("bytes", found.serialize(format=ox.QueryResultsFormat.JSON))
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, format: str, *args: object) -> None:
        return


class Garbling(Handler):
    """An endpoint that spoils the marks between grouped texts and answers an ASK with a row, as
    Virtuoso 7.2.5 does.
    """

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        answer = Store.memory([DATA]).answer(parse_qs(body)["query"][0], "json").body
        written = answer.replace("、".encode(), b"?")
        self.send_response(200)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


def test_an_endpoint_that_groups_wrongly_is_refused() -> None:
    """Its answers would be wrong without a sign of it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Garbling) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/sparql"
        try:
            with pytest.raises(UnreadableInput, match=r"does not answer as SPARQL 1\.1 says"):
                ask(SELECT, graph=None, endpoint=address)
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(("value", "is_true"), [("1", True), ("0", False)])
def test_a_row_of_truth_is_a_truth(value: str, is_true: bool) -> None:
    """So Virtuoso 7 answers an ASK."""
    row = {"__ASK_RETVAL": {"type": "typed-literal", "value": value}}
    content = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [row]}}
    assert read_json(json.dumps(content).encode()) is is_true


@pytest.fixture
def apart() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Apart) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()


def test_an_endpoint_without_a_union_is_asked_over_its_graphs(apart: str, graph: Path) -> None:
    """Its default graph is empty: without naming the graphs every answer would be without rows."""
    there = ask(SELECT, graph=None, endpoint=apart, form="csv")
    assert there == ask(SELECT, graph=graph, endpoint=None, form="csv")
    assert len(there.splitlines()) == 3


@pytest.mark.parametrize(("most", "is_refused"), [(2, False), (1, True)])
def test_so_many_graphs_can_be_named(
    apart: str, monkeypatch: pytest.MonkeyPatch, most: int, is_refused: bool
) -> None:
    monkeypatch.setattr(endpoint_module, "MOST_GRAPHS", most)
    if is_refused:
        with pytest.raises(UnreadableInput, match="not the union of its graphs"):
            ask(SELECT, graph=None, endpoint=apart)
    else:
        assert ask(SELECT, graph=None, endpoint=apart)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "data.nq"
    path.write_bytes(DATA)
    return path


@pytest.fixture(params=["graph", "endpoint"])
def place(
    request: pytest.FixtureRequest, graph: Path, endpoint: str
) -> dict[str, Path | str | None]:
    return (
        {"graph": graph, "endpoint": None}
        if request.param == "graph"
        else {"graph": None, "endpoint": endpoint}
    )


def asked(place: dict[str, Path | str | None], query: str, form: str | None = None) -> bytes:
    return ask(
        query,
        graph=cast("Path | None", place["graph"]),
        endpoint=cast("str | None", place["endpoint"]),
        form=form,
    )


def test_a_select_is_a_table_unless_said(place: dict[str, Path | str | None]) -> None:
    assert asked(place, SELECT).decode().splitlines()[2].split() == ["urn:a", "冀财社"]
    assert asked(place, SELECT, "csv").decode() == "s,o\r\nurn:a,冀财社\r\nurn:b,2.5\r\n"
    assert json.loads(asked(place, SELECT, "json")) == [
        {"s": "urn:a", "o": "冀财社"},
        {"s": "urn:b", "o": 2.5},
    ]


def test_an_iri_of_either_is_a_link_in_a_spreadsheet(
    place: dict[str, Path | str | None], tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(asked(place, SELECT, "xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [None if cell.hyperlink is None else cell.hyperlink.target for cell in sheet[2]] == [
        "urn:a",
        None,
    ]


@pytest.mark.parametrize("form", [None, *FORMATS])
@pytest.mark.parametrize(
    ("query", "word"), [("ASK { <urn:a> ?p ?o }", "true"), ("ASK { <urn:z> ?p ?o }", "false")]
)
def test_an_ask_is_a_word(
    place: dict[str, Path | str | None], query: str, word: str, form: str | None
) -> None:
    answer = asked(place, query, form)
    assert answer.startswith(b"PK") if form == "xlsx" else answer == f"{word}\n".encode()


@pytest.mark.parametrize("form", [None, *GRAPH_FORMATS])
@pytest.mark.parametrize("query", GRAPHS)
def test_a_graph_is_turtle_unless_said(
    place: dict[str, Path | str | None], query: str, form: str | None
) -> None:
    parser = {None: "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}.get(
        form, form
    )
    assert len(rdflib.Graph().parse(data=asked(place, query, form), format=parser)) == 2


@pytest.mark.parametrize(
    ("query", "form", "words"),
    [
        (
            GRAPHS[0],
            "csv",
            "a CONSTRUCT or DESCRIBE gives a graph, not csv: turtle, ntriples, jsonld, rdfxml",
        ),
        (GRAPHS[1], "table", "gives a graph, not table"),
        (
            SELECT,
            "turtle",
            "turtle is for CONSTRUCT and DESCRIBE; a SELECT or ASK takes table, csv",
        ),
        ("ASK { ?s ?p ?o }", "jsonld", "jsonld is for CONSTRUCT and DESCRIBE"),
        (SELECT, "yaml", "there is no format 'yaml'; there are table, csv"),
    ],
)
def test_a_format_that_does_not_fit_is_explained(
    place: dict[str, Path | str | None], query: str, form: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        asked(place, query, form)


def test_a_terminal_without_room_gets_row_by_row(graph: Path) -> None:
    rows = ask(SELECT, graph=graph, endpoint=None, places=3)
    assert rows.startswith("── 1/".encode())
    assert ask(SELECT, graph=graph, endpoint=None, places=300) == ask(
        SELECT, graph=graph, endpoint=None
    )
    assert ask(SELECT, graph=graph, endpoint=None, form="csv", places=3).startswith(b"s,o\r\n")


def test_an_endpoint_that_does_not_answer_is_named() -> None:
    with pytest.raises(UnreadableInput, match=r"http://127\.0\.0\.1:9/sparql: did not answer"):
        ask(SELECT, graph=None, endpoint="http://127.0.0.1:9/sparql")


def test_the_command_takes_a_file_of_any_form(
    graph: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "own.rq"
    for query, options, status in [
        (SELECT, [], 0),
        (GRAPHS[0], [], 0),
        (GRAPHS[0], ["--format", "csv"], 2),
        ("ASK {}", ["--format", "csv"], 0),
        ("SELEKT", [], 2),
    ]:
        file.write_text(query, "utf-8")
        assert run(["query", str(file), "--graph", str(graph), *options]) == status, query
        assert b"Traceback" not in capfdbinary.readouterr().err


def test_a_wrong_parameter_is_said_in_both_languages(
    graph: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert run(["query", "findings", "--graph", str(graph), "--severity", "critical"]) == 2
    said = capfd.readouterr().err
    assert "没有 'critical' 这个值，可用的有 violation、warning、info" in said
    assert "'critical' is none of its values: violation, warning, info" in said
    with pytest.raises(QuestionError) as caught:
        find("project", load())
    assert caught.value.zh.startswith("没有 'project' 这个问题；是否指 projects")
    assert caught.value.en.startswith("there is no question 'project'; did you mean projects")


def test_a_query_file_passes_the_guard_too(tmp_path: Path) -> None:
    """`budgetgraph query FILE.rq --graph` calls nobody, as the server does not."""
    graph = tmp_path / "one.ttl"
    graph.write_text("<http://x/a> <http://x/b> <http://x/c> .")
    with pytest.raises(OutsideCall, match="SERVICE is refused"):
        ask(
            "PREFIX x: <http://127.0.0.1:9/> ASK { SERVICE x:a、{ ?s ?p ?o } }",
            graph=graph,
            endpoint=None,
        )
    with pytest.raises(MalformedQuery, match="write it in a simpler way"):
        ask("ASK { FILTER(" + "!" * 9000 + "true) }", graph=graph, endpoint=None)
