"""SPARQL clients that people use, each asking the real server in its own way: what they send and
what they can read.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pandas as pd
import pyoxigraph
import pytest
from folder import make_folder
from rdflib import Dataset, Graph, Literal, URIRef
from served import budgetgraph_serve, served

from budgetgraph.rdf.iris import BASE

pytestmark = pytest.mark.slow

DOCUMENT = BASE + "id/document/冀财社/2023/208"
NUMBER = "冀财社〔2023〕208号"
PROJECTS = (
    f"SELECT ?project ?amount WHERE {{ ?project <{BASE}ontology#cites> <{DOCUMENT}> ; "
    f"<{BASE}ontology#budgetAmount> ?amount }}"
)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = make_folder(tmp_path_factory.mktemp("clients") / "dir")
    with served(budgetgraph_serve(folder)) as address:
        yield f"{address}/sparql"


def test_rdflib_federates_with_us(endpoint: str) -> None:
    """A query elsewhere that takes a part of its answer from here: SERVICE, as rdflib sends it."""
    elsewhere = Graph()
    elsewhere.add(
        (URIRef("http://example.org/mine"), URIRef("http://example.org/number"), Literal(NUMBER))
    )
    rows = elsewhere.query(
        f"""SELECT ?mine ?document WHERE {{
          ?mine <http://example.org/number> ?number .
          SERVICE <{endpoint}> {{ ?document <{BASE}ontology#documentNumber> ?number }}
        }}"""
    )
    assert [(str(mine), str(document)) for mine, document in rows] == [
        ("http://example.org/mine", DOCUMENT)
    ]  # type: ignore[misc]


def test_oxigraph_federates_with_us(endpoint: str) -> None:
    """The engine as a client: its HTTP client, its Accept header, its reading of our JSON."""
    store = pyoxigraph.Store()
    rows = list(
        store.query(f"SELECT ?project ?amount WHERE {{ SERVICE <{endpoint}> {{ {PROJECTS} }} }}")
    )
    assert len(rows) == 2
    assert all(row["project"].value.startswith(BASE + "id/") for row in rows)
    with pytest.raises(OSError, match=r"4\d\d|Bad Request|Forbidden"):
        list(
            store.query(
                f"SELECT * WHERE {{ SERVICE <{endpoint}> "
                "{ SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }"
            )
        )


def test_pandas_reads_our_csv(endpoint: str) -> None:
    frame = pd.read_csv(f"{endpoint}?format=csv&query={quote(PROJECTS)}")
    assert list(frame.columns) == ["project", "amount"]
    assert len(frame) == 2
    assert frame["amount"].sum() > 0
    question = pd.read_csv(endpoint.replace("/sparql", "/questions/documents.csv"))
    assert NUMBER in set(question["number"])


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize(
    "arguments",
    [
        ["-H", "Accept: text/csv", "--data-urlencode", f"query={PROJECTS}"],
        ["-G", "-H", "Accept: text/csv", "--data-urlencode", f"query={PROJECTS}"],
        [
            "-H",
            "Accept: text/csv",
            "-H",
            "Content-Type: application/sparql-query",
            "--data-binary",
            PROJECTS,
        ],
        ["-G", "--compressed", "-d", "format=csv", "--data-urlencode", f"query={PROJECTS}"],
    ],
)
def test_curl(endpoint: str, arguments: list[str]) -> None:
    done = subprocess.run(
        ["curl", "-sf", *arguments, endpoint], capture_output=True, check=True, timeout=60
    )
    assert len(pd.read_csv(io.BytesIO(done.stdout))) == 2


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_with_chinese_as_typed(endpoint: str) -> None:
    address = endpoint.replace(
        "/sparql", f"/questions/projects-citing-document.csv?document={NUMBER}"
    )
    done = subprocess.run(["curl", "-sfg", address], capture_output=True, check=True, timeout=60)
    assert set(pd.read_csv(io.BytesIO(done.stdout))["document"]) == {DOCUMENT}


YASGUI = [
    ("application/sparql-results+json,*/*;q=0.9", PROJECTS, "application/sparql-results+json"),
    (
        "application/sparql-results+json,*/*;q=0.9",
        "ASK { ?s ?p ?o }",
        "application/sparql-results+json",
    ),
    ("text/turtle,*/*;q=0.9", f"DESCRIBE <{DOCUMENT}>", "text/turtle; charset=utf-8"),
]


@pytest.mark.parametrize(("accept", "query", "media_type"), YASGUI)
def test_yasgui(endpoint: str, accept: str, query: str, media_type: str) -> None:
    """What its editor sends from another origin: a preflight, then a form."""
    origin = {"Origin": "https://yasgui.example.org"}
    preflight = httpx.options(
        endpoint,
        headers={
            **origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "accept",
        },
    )
    assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (204, "*")
    assert "accept" in preflight.headers["access-control-allow-headers"].lower()
    answer = httpx.post(endpoint, data={"query": query}, headers={**origin, "Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_every_dump_loads_into_rdflib(endpoint: str) -> None:
    graphs = {
        form: Dataset().parse(
            data=httpx.get(f"{endpoint.removesuffix('/sparql')}/graph/codes.{form}").text,
            format=syntax,
        )
        for form, syntax in (("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld"))
    }
    assert len({len(graph) for graph in graphs.values()}) == 1
