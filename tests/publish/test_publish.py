"""The real server over a small built folder, asked by the clients that people use and by some that
mean harm.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import lxml.html
import pyoxigraph
import pytest
from folder import make_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import served
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, TSV, TURTLE, XML, SPARQLWrapper
from starlette.testclient import TestClient

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.publish.app import create_app
from budgetgraph.publish.pages.grid import grid
from budgetgraph.publish.sparql.lanes import ClientQuery, Lanes
from budgetgraph.publish.sparql.query_guard import Refused, inspect
from budgetgraph.publish.web.rendering import words
from budgetgraph.publish.web.site import Settings
from budgetgraph.rdf.iris import BASE
from budgetgraph.store import Store
from budgetgraph.store.answer import Value

DOCUMENT = "id/document/冀财社/2023/208"
TABLE = "id/disclosure/130532/平乡县医疗保障局/2025/table/revenue_expenditure_summary"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SECONDS = 3.0
SERVER = """
import sys
from pathlib import Path
import uvicorn
from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.site import Settings
if __name__ == "__main__":
    settings = Settings(timeout=float(sys.argv[3]), workers=2, rows=500, body=20000)
    app = create_app(Path(sys.argv[1]), settings)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("built") / "dir")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of a server of its own process, with short limits."""
    script = folder.parent / "server.py"
    script.write_text(SERVER, encoding="utf-8")
    start = [sys.executable, str(script), str(folder)]
    with served(lambda port: [*start, str(port), str(SECONDS)]) as address:
        yield address


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=server, timeout=120, headers={"Accept-Encoding": "identity"}
    ) as found:
        yield found


# --- the protocol ---------------------------------------------------------------------------------


def test_every_form_of_asking(client: httpx.Client) -> None:
    accept = {"Accept": "application/sparql-results+json"}
    asked = [
        client.get("/sparql", params={"query": COUNT}, headers=accept),
        client.post("/sparql", data={"query": COUNT}, headers=accept),
        client.post(
            "/sparql", content=COUNT, headers={**accept, "Content-Type": "application/sparql-query"}
        ),
        client.post(
            "/sparql",
            content=COUNT,
            headers={**accept, "Content-Type": "application/sparql-query; charset=UTF-8"},
        ),
        client.get("/sparql", params={"query": COUNT, "format": "json"}),
    ]
    assert [answer.status_code for answer in asked] == [200] * 5
    counts = {answer.json()["results"]["bindings"][0]["n"]["value"] for answer in asked}
    assert len(counts) == 1
    assert int(counts.pop()) > 1800


RESULT_ACCEPTS = {
    "application/sparql-results+json": b'"vars":["number"]',
    "application/json": b'"vars":["number"]',
    "application/sparql-results+xml": b'<variable name="number"/>',
    "text/csv": b"number\r\n",
    "text/tab-separated-values": b"?number\n",
    "text/html": b'<th scope="col">number</th>',
}
GRAPH_ACCEPTS = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/n-quads": "application/n-quads",
    "application/trig": "application/trig",
}


@pytest.mark.parametrize("accept", RESULT_ACCEPTS)
def test_result_formats(client: httpx.Client, accept: str) -> None:
    query = f"SELECT ?number WHERE {{ <{BASE}{DOCUMENT}> <{BASE}ontology#documentNumber> ?number }}"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert accept == "application/json" or answer.headers["content-type"].startswith(accept)
    assert RESULT_ACCEPTS[accept] in answer.content
    assert "冀财社〔2023〕208号" in answer.text


@pytest.mark.parametrize("accept", GRAPH_ACCEPTS)
def test_graph_formats(client: httpx.Client, accept: str) -> None:
    answer = client.get(
        "/sparql", params={"query": f"DESCRIBE <{BASE}{DOCUMENT}>"}, headers={"Accept": accept}
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(GRAPH_ACCEPTS[accept])
    form = pyoxigraph.RdfFormat.from_media_type(GRAPH_ACCEPTS[accept])
    assert len(list(pyoxigraph.parse(answer.content, format=form))) > 5


def test_form_bodies_are_decoded_once(client: httpx.Client) -> None:
    text = "a%2Fb你+ &c"
    query = f'SELECT ("{text}" AS ?text) WHERE {{ }}'
    for answer in (
        client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"}),
        client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}),
        client.post(
            "/sparql",
            content=query,
            headers={"Accept": "text/csv", "Content-Type": "application/sparql-query"},
        ),
    ):
        assert answer.text == f"text\r\n{text}\r\n"


def test_datasets_of_the_protocol(client: httpx.Client) -> None:
    graphs = [
        f"{BASE}graph/130532/平乡县医疗保障局/2025",
        f"{BASE}graph/130324/卢龙县医疗保障局/2024",
    ]

    def count(query: str, **dataset: list[str]) -> int:
        given = {name.replace("_", "-"): value for name, value in dataset.items()}
        answer = client.get("/sparql", params={"query": query, "format": "csv", **given})
        assert answer.status_code == 200, answer.text
        return int(answer.text.split()[1])

    first, second = (count(COUNT, default_graph_uri=[graph]) for graph in graphs)
    assert 0 < second < first
    own = f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> FROM <{graphs[1]}> WHERE {{ ?s ?p ?o }}"
    assert count(COUNT, default_graph_uri=graphs) == count(own)
    assert (
        count(
            "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }",
            named_graph_uri=graphs[:1],
        )
        == 1
    )
    assert count("SELECT (COUNT(*) AS ?n) FROM <graph/codes> WHERE { ?s ?p ?o }") > 0, (
        "relative to the base"
    )


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REFUSED = [
    ("update as a form", "POST", {"data": {"update": "DROP ALL"}}, 403),
    (
        "update as itself",
        "POST",
        {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}},
        403,
    ),
    (
        "update as a query",
        "GET",
        {"params": {"query": "INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }"}},
        403,
    ),
    ("LOAD", "POST", {"data": {"query": "LOAD <http://127.0.0.1:9/x>"}}, 403),
    (
        "FROM elsewhere",
        "GET",
        {"params": {"query": "SELECT * FROM <http://elsewhere/> WHERE { ?s ?p ?o }"}},
        400,
    ),
    (
        "FROM NAMED elsewhere",
        "GET",
        {"params": {"query": "ASK FROM NAMED <http://elsewhere/> { GRAPH ?g { ?s ?p ?o } }"}},
        400,
    ),
    (
        "default-graph-uri elsewhere",
        "GET",
        {"params": {"query": COUNT, "default-graph-uri": "http://elsewhere/"}},
        400,
    ),
    ("malformed", "GET", {"params": {"query": "SELECT * WHERE {"}}, 400),
    ("two queries", "GET", {"params": {"query": ["ASK {}", "ASK {}"]}}, 400),
    ("a form without a query", "POST", {"data": {"other": "x"}}, 400),
    ("no media type", "POST", {"content": "ASK {}"}, 415),
    (
        "a wrong media type",
        "POST",
        {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}},
        415,
    ),
    (
        "no UTF-8",
        "POST",
        {
            "content": b"ASK { ?s ?p '\xff' }",
            "headers": {"Content-Type": "application/sparql-query"},
        },
        400,
    ),
    ("no UTF-8 in a form", "POST", {"content": b"query=ASK%20%7B%FF%7D", "headers": FORM}, 400),
    (
        "too long",
        "POST",
        {"content": "#" * 30000, "headers": {"Content-Type": "application/sparql-query"}},
        413,
    ),
    ("PUT", "PUT", {"content": "ASK {}"}, 405),
    (
        "no such format",
        "GET",
        {"params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}},
        406,
    ),
    (
        "a graph as CSV",
        "GET",
        {"params": {"query": "CONSTRUCT WHERE { ?s ?p ?o }"}, "headers": {"Accept": "text/csv"}},
        406,
    ),
]


@pytest.mark.parametrize(
    ("what", "method", "request_", "status"), REFUSED, ids=[case[0] for case in REFUSED]
)
def test_refusals(
    client: httpx.Client, what: str, method: str, request_: dict[str, object], status: int
) -> None:
    answer = client.request(method, "/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status, f"{what}: {answer.text}"
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text) > 10, "it says why"


def test_the_parser_says_where(client: httpx.Client) -> None:
    assert "line 1, column 17" in client.get("/sparql", params={"query": "SELECT * WHERE {"}).text


SERVICES = [
    "PREFIX x: <{0}> SELECT * {{ SERVICE x:a、{{ ?s ?p ?o }} }}",
    "PREFIX x: <http://a:> SELECT * {{ {{ ?s ?p x:SERVICE SILENT <{0}> {{ }} }} }}",
    "PREFIX x: <http://a/> SELECT * {{ {{ ?s ?p x:a.b.SERVICE <{0}> {{ }} }} }}",
    "SELECT * WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ service silent<{0}>{{ ?s ?p ?o }} }}",
    "PREFIX e: <{0}> ASK {{ SERVICE e: {{ ?s ?p ?o }} }}",
    "ASK {{ VALUES ?where {{ <{0}> }} SERVICE ?where {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE # a comment\n <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT * WHERE {{ {{ SELECT * WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ FILTER(true)SERVICE<{0}>{{ ?s ?p ?o }} }}",
    "ASK {{ VALUES (?a ?b ?c) {{ (1 2 '') }} FILTER(?a<?b&&?c!='>') "
    "SERVICE <{0}> {{ ?s ?p ?o }} FILTER('x'='x') }}",
]


@pytest.mark.parametrize("query", SERVICES)
def test_service_is_refused_and_calls_nobody(client: httpx.Client, query: str) -> None:
    calls: list[bytes] = []

    class Canary(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            calls.append(self.request.recv(100))

    with socketserver.TCPServer(("127.0.0.1", 0), Canary) as canary:
        thread = threading.Thread(
            target=canary.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        thread.start()
        answer = client.post(
            "/sparql", data={"query": query.format(f"http://127.0.0.1:{canary.server_address[1]}/")}
        )
        canary.shutdown()
        thread.join(5)
    assert answer.status_code == 403
    assert "SERVICE" in answer.text
    assert not calls


HARMLESS = [
    'SELECT ("SERVICE <http://x/> {" AS ?a) WHERE { }',
    "ASK { # SERVICE <http://x/> { ?s ?p ?o }\n }",
    "ASK { GRAPH <http://example.org/service> { ?service ?p <http://x/SERVICE#y> } }",
    "PREFIX service: <http://x/> ASK { GRAPH service:a { ?s service:b ?o } }",
    "PREFIX s: <http://x/> SELECT ?service { ?service s:service ?o . FILTER(?o < 3 && ?o > 1) }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_no_fault(client: httpx.Client, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 200


@settings(deadline=None, max_examples=200)
@given(
    st.text(alphabet="SERVICE<>{}?ab \n\"'#\\:()=1,.u0", max_size=40),
    st.sampled_from(["SERVICE ?x {", "service<http://x/>{", "SERVICE SILENT a:b {"]),
)
def test_no_prefix_hides_a_call(before: str, call: str) -> None:
    """Whatever stands before it: where an engine could read a SERVICE clause, we do.

    Strings and comments may hold it.
    """
    hidden = (
        before.count('"')
        or before.count("'")
        or "#" in before
        or "\\" in before
        or re.search(r"[\w:.?]$", before)
    )
    if not hidden:
        with pytest.raises(Refused) as refusal:
            inspect(f"ASK {{ {before} {call} ?s ?p ?o }} }}", BASE)
        assert refusal.value.status == 403


# --- time and size --------------------------------------------------------------------------------


def test_a_query_that_is_too_deep_is_a_400_with_the_reason(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": f"ASK {{ FILTER({'!' * 2000}true) }}"})
    assert answer.status_code == 400
    assert "more than 1000 operators and brackets" in answer.text


def killed_workers(client: httpx.Client) -> float:
    """How many workers were killed; on a slow machine a lane before the last one may stop a query."""
    lines = client.get("/-/metrics").text.splitlines()
    counts = [line for line in lines if line.startswith("budgetgraph_workers_killed_total{")]
    return sum(float(line.rpartition(" ")[2]) for line in counts)


def ask_hostile(server: str) -> httpx.Response:
    return httpx.get(f"{server}/sparql", params={"query": HOSTILE}, timeout=600)


def test_a_hostile_query_is_stopped_and_nobody_else_waits(
    client: httpx.Client, server: str
) -> None:
    outcome: list[httpx.Response] = []

    def attack() -> None:
        """Ask until a worker takes the query: on a busy machine none is free at first."""
        answer = ask_hostile(server)
        while "no worker was free" in answer.text:
            answer = ask_hostile(server)
        outcome.append(answer)

    client.get("/sparql", params={"query": "ASK {}"})
    killed = killed_workers(client)
    thread = threading.Thread(target=attack)
    thread.start()
    answered = 0
    while thread.is_alive():
        assert (
            client.get("/sparql", params={"query": "ASK {}", "format": "json"}).json()["boolean"]
            is True
        )
        answered += thread.is_alive()
        time.sleep(0.02)
    thread.join()
    assert outcome[0].status_code == 503
    assert "time limit" in outcome[0].text
    assert "retry-after" in outcome[0].headers
    assert answered > 1, "others are answered meanwhile"
    assert killed_workers(client) > killed


def test_pages_stay_up_under_attack(client: httpx.Client, server: str) -> None:
    """More hostile queries than workers: pages have workers of their own."""
    attack = {"params": {"query": HOSTILE}, "timeout": 60}
    threads = [
        threading.Thread(target=httpx.get, args=(f"{server}/sparql",), kwargs=attack)
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    assert client.get("/page/" + quote(DOCUMENT.removeprefix("id/"))).status_code == 200
    assert any(thread.is_alive() for thread in threads), "while the attack goes on"
    for thread in threads:
        thread.join()
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200, (
        "the killed workers have been replaced"
    )


def test_a_query_that_takes_too_much_memory_costs_its_own_worker(folder: Path) -> None:
    greedy = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    limits = Settings(workers=1, memory=1 << 30, timeout=120)
    with TestClient(create_app(folder, limits)) as inside:
        answer = inside.get("/sparql", params={"query": greedy})
        assert answer.status_code == 503
        assert "memory" in answer.text
        assert (
            inside.get("/sparql", params={"query": "ASK {}", "format": "json"}).json()["boolean"]
            is True
        )


def test_caps_are_announced(client: httpx.Client) -> None:
    query = "SELECT * WHERE { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": query, "format": "json"})
    assert len(answer.json()["results"]["bindings"]) == 500
    assert "500 rows" in answer.headers["budgetgraph-truncated"]
    page = client.get("/sparql", params={"query": query + " LIMIT 2000", "format": "html"})
    assert "only the first" in page.text
    assert (
        "budgetgraph-truncated"
        not in client.get("/sparql", params={"query": query + " LIMIT 500"}).headers
    )


# --- clients --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["GET", POST, POSTDIRECTLY])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper(server: str, how: str, form: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql", returnFormat=form)
    if how == POSTDIRECTLY:
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
    else:
        wrapper.setMethod(how)
    wrapper.setQuery(
        f"SELECT ?document WHERE {{ ?document <{BASE}ontology#documentNumber> "
        '"冀财社〔2023〕208号" }'
    )
    answer = wrapper.queryAndConvert()
    if form == JSON:
        assert answer["results"]["bindings"][0]["document"]["value"] == BASE + DOCUMENT
    else:
        text = answer.toxml() if form == XML else answer.decode()
        assert BASE + DOCUMENT in text


@pytest.mark.parametrize("form", [TURTLE, N3])
def test_sparqlwrapper_graphs(server: str, form: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql", returnFormat=form)
    wrapper.setQuery(f"DESCRIBE <{BASE}{DOCUMENT}>")
    assert len(Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) > 5


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(server: str, method: str) -> None:
    graph = Graph(store=SPARQLStore(f"{server}/sparql", method=method))
    document, cites = URIRef(BASE + DOCUMENT), URIRef(BASE + "ontology#cites")
    assert len(list(graph.subjects(cites, document))) == 2
    rows = list(
        graph.query(
            f"SELECT ?number WHERE {{ <{document}> <{BASE}ontology#documentNumber> ?number }}"
        )
    )
    assert [str(row[0]) for row in rows] == ["冀财社〔2023〕208号"]


def test_service_description(client: httpx.Client, server: str) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = URIRef(f"{server}/sparql")
    assert (endpoint, URIRef(sd + "endpoint"), endpoint) in graph
    assert "textarea" in client.get("/sparql", headers={"Accept": "text/html"}).text


# --- names, pages, data ---------------------------------------------------------------------------


def test_names_lead_to_pages_or_data(client: httpx.Client) -> None:
    path = "/" + quote(DOCUMENT)
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"] == quote("/page/document/冀财社/2023/208")
    assert page.headers["vary"] == "Accept"
    data = client.get(path, headers={"Accept": "text/turtle"})
    assert (data.status_code, data.headers["location"]) == (
        303,
        quote("/data/document/冀财社/2023/208.ttl"),
    )
    assert client.get(path + ".jsonld").headers["location"].endswith("208.jsonld")
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
    followed = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert (URIRef(BASE + DOCUMENT), None, None) in Graph().parse(
        data=followed.text, format="turtle"
    )


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf"])
def test_data(client: httpx.Client, form: str) -> None:
    answer = client.get("/data/" + quote("document/冀财社/2023/208") + "." + form)
    assert answer.status_code == 200
    media_type = answer.headers["content-type"].partition(";")[0]
    triples = list(
        pyoxigraph.parse(answer.content, format=pyoxigraph.RdfFormat.from_media_type(media_type))
    )
    assert any(
        str(quad.object.value) == "冀财社〔2023〕208号"
        for quad in triples
        if isinstance(quad.object, pyoxigraph.Literal)
    )


@pytest.mark.parametrize("form", ["ttl", "trig", "nq", "jsonld"])
def test_graph(client: httpx.Client, form: str) -> None:
    answer = client.get("/graph/" + quote("130532/平乡县医疗保障局/2025") + "." + form)
    assert answer.status_code == 200
    media_type = answer.headers["content-type"].partition(";")[0]
    assert (
        len(
            list(
                pyoxigraph.parse(
                    answer.content, format=pyoxigraph.RdfFormat.from_media_type(media_type)
                )
            )
        )
        > 1000
    )
    assert client.get("/graph/nobody.ttl").status_code == 404


def test_data_as_json_reads_well(client: httpx.Client) -> None:
    document = client.get("/data/project/13053225P00T216100029/2025.jsonld").json()
    project = document["@graph"][0]
    assert project["id"] == BASE + "id/project/13053225P00T216100029/2025"
    assert project["label"] == "长期护理保险县级配套资金"
    assert project["budgetAmount"] == "2490000"
    assert "@value" not in json.dumps(document)
    assert (
        client.get("/graph/" + quote("130532/平乡县医疗保障局/2025.jsonld")).json()["@context"][
            "Project"
        ]
        == "bg:Project"
    )


def test_a_thing_with_names_in_two_languages_has_the_chinese_one_first(
    client: httpx.Client,
) -> None:
    for path, name in (
        ("measure/total_revenue", "收入总计"),
        ("scheme/economic", "支出经济分类"),
        ("measurement-unit/percent", "%"),
    ):
        page = client.get("/page/" + path)
        assert page.status_code == 200
        assert re.search(rf"<h1[^>]*>\s*{re.escape(name)}", page.text), path


def test_data_as_turtle_declares_what_it_uses(client: httpx.Client) -> None:
    turtle = client.get("/data/" + quote("document/冀财社/2023/208") + ".ttl").text
    declared = re.findall(r"^@prefix ([\w-]+):", turtle, re.MULTILINE)
    assert declared == sorted(declared)
    assert "vann" not in declared


def test_a_slash_inside_a_key_is_not_a_slash(client: httpx.Client) -> None:
    figure = quote(TABLE.removeprefix("id/")) + "/1/" + quote("收入%2F预算数", safe="%")
    page = client.get("/page/" + figure)
    assert page.status_code == 200
    assert "收入/预算数" in page.text
    assert client.get("/page/" + figure.replace("%2F", "/")).status_code == 404
    # One client encodes more than another: both mean the same thing.
    assert (
        client.get("/page/document/" + quote("冀财社").lower() + "/%32023/208").status_code == 200
    )


PAGES = {
    "department/130000/河北省财政厅": ["河北省财政厅", "冀财社〔2023〕208号"],
    "document/冀财社/2023/208": [
        *(
            "河北省财政厅",
            "卢龙县医疗保障局",
            "平乡县医疗保障局",
            "4,202.40",
            "冀财社【2023】208号",
            "≤670元/人",
            "第 47 行",
        ),
    ],
    "project/13053225P00T216100029/2025": [
        *(
            "提高长期护理保险参保率",
            "249.00",
            "≥5万人",
            "二级指标",
            "邢政发〔2016〕7号",
            "提高困难群众医疗水平",
            "第 39 行",
        ),
    ],
    "department/130532/平乡县医疗保障局": [
        "长期护理保险县级配套资金",
        "部门预算支出总表",
        "正科级",
    ],
    "disclosure/130532/平乡县医疗保障局/2025": [
        "部门预算收支总表",
        "平乡县医疗保障局2025.txt",
        "4981.72 万元",
    ],
    "disclosure/130532/平乡县医疗保障局/2025/table/expenditure_summary": [
        "2080505",
        "4401.40",
        "单位：万元",
    ],
    "disclosure/130532/平乡县医疗保障局/2025/table/government_fund_expenditure": ["此表为空"],
    "disclosure/130532/平乡县医疗保障局/2025/table/fixed_assets": ["-----", "120"],
    "project/13053225P00T216100029/2025/indicator/1": ["参保人数", "≥5万人", "50,000"],
    "project/13053225P00T216100029": ["13053225P00T216100029"],
    "division/130000": ["卢龙县医疗保障局", "平乡县"],
    "function/2080505": ["机关事业单位基本养老保险缴费支出", "59.00"],
    "unit/130532/平乡县医疗保障局本级": ["行政"],
}


@pytest.mark.parametrize("key", PAGES)
def test_pages_show_what_matters(client: httpx.Client, key: str) -> None:
    page = client.get("/page/" + quote(key))
    assert page.status_code == 200
    assert [text for text in PAGES[key] if text not in page.text] == []
    assert 'lang="zh-CN"' in page.text
    english = client.get("/page/" + quote(key), params={"lang": "en"})
    assert 'lang="en"' in english.text
    assert english.text != page.text


def test_how_many_pages() -> None:
    assert len(PAGES) == 13
    assert len(REFUSED) == 18


def links(text: str) -> set[str]:
    return {link.partition("#")[0] for link in re.findall(r'href="([^"]*)"', text)}


def test_no_dead_link_and_no_outside_request(client: httpx.Client) -> None:
    """From the start page, three steps: every link of ours is answered, and a page loads nothing
    from elsewhere.
    """
    seen, waiting, pages = set[str](), ["/"], 0
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path.replace("&amp;", "&"), headers={"Accept": "text/html,*/*;q=0.1"})
        assert answer.status_code in (200, 303), f"{path}: {answer.status_code} {answer.text[:200]}"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        pages += 1
        assert not re.search(
            r'(?:src|action)="https?:|style="'
            r'|<script(?! type="application/ld\+json"| [^>]*\bsrc="/static/)'
            r'|<link(?! rel="canonical")[^>]+href="https?:',
            answer.text,
        ), path
        if pages < 60:
            ours = {
                link
                for link in links(answer.text)
                if link.startswith("/") and not link.startswith("/sparql?")
            }
            new = sorted(ours - seen)
            seen.update(new)
            waiting.extend(new[:25])
    assert pages > 40


def test_source_lines(client: httpx.Client, folder: Path) -> None:
    files = sorted((folder / "sources").glob("*.txt"))
    assert len(files) == 2
    for file in files:
        page = client.get(f"/source/{file.stem}", headers={"Accept": "text/html"})
        lines = file.read_text(encoding="utf-8").splitlines()
        assert page.text.count('<tr id="L') == len(lines)
        assert f'id="L{len(lines)}"' in page.text
        assert client.get(f"/source/{file.stem}.txt").text == file.read_text(encoding="utf-8")
        assert (
            len(Graph().parse(data=client.get(f"/source/{file.stem}.ttl").text, format="turtle"))
            > 3
        )
    assert client.get("/source/" + "0" * 64).status_code == 404
    assert client.get("/source/..%2F..%2Freport.json").status_code == 404


def test_two_sided_tables_stand_side_by_side() -> None:
    def cell(
        row: str, item: str, column: str | None, printed: str | None, span: str
    ) -> dict[str, Value]:
        return {
            "row": row,
            "item": item,
            "column": column,
            "printed": printed,
            "place": None,
            "row_span": span,
            "code": None,
        }

    found = grid(
        [
            cell("1", "一般公共预算", "收入/预算数", "10.00", "line 1"),
            cell("2", "教育支出", "支出/预算数", "4.00", "line 1"),
            cell("3", "国防支出", None, None, "line 2"),
            cell("4", "卫生健康支出", "支出/预算数", "-----", "line 3"),
            cell("5", "收入总计", "收入/预算数", "10.00", "line 4"),
        ]
    )
    assert (found.columns, found.right) == (("收入/预算数",), ("支出/预算数",))
    sides = [tuple(row.record["row"] if row else None for row in line) for line in found.lines]
    assert sides == [("1", "2"), (None, "3"), (None, "4"), ("5", None)]
    assert [row.cells[0]["numeric"] for _, row in found.lines if row and row.cells[0]] == [
        True,
        False,
    ]
    plain = grid(
        [cell("1", "合计", "合计", "10.00", "line 1"), cell("2", "教育", None, None, "line 2")]
    )
    assert (plain.right, [right for _, right in plain.lines]) == ((), [None, None])


def test_columns_stand_as_they_are_printed() -> None:
    def cell(row: str, column: str, place: int | None) -> dict[str, Value]:
        return {
            "row": row,
            "item": row,
            "column": column,
            "printed": "1",
            "place": place,
            "row_span": row,
            "code": None,
        }

    found = grid(
        [
            cell("1", "项目支出", 3),
            cell("1", "合计", 1),
            cell("2", "基本支出", 2),
            cell("2", "无次序", None),
        ]
    )
    assert found.columns == ("合计", "基本支出", "项目支出", "无次序")


# --- questions, search, the rest ------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling",
    ["冀财社〔2023〕208号", "冀财社[2023]208号", "冀财社﹝2023﹞208 号", BASE + DOCUMENT],
)
def test_questions_take_every_spelling(client: httpx.Client, spelling: str) -> None:
    answer = client.get("/questions/projects-citing-document.json", params={"document": spelling})
    rows = answer.json()
    assert {row["department"] for row in rows} == {"卢龙县医疗保障局", "平乡县医疗保障局"}
    found = client.get("/search", params={"q": spelling, "format": "json"}).json()["results"]
    assert spelling.startswith("http") or found[0]["iri"] == BASE + DOCUMENT


def test_a_number_that_nothing_cites_is_said_on_the_page(client: httpx.Client) -> None:
    asked = {"document": "冀财社[2099]1号"}
    page = client.get("/questions/projects-citing-document", params=asked).text
    assert "没有任何公开的项目引用 冀财社〔2099〕1号" in page
    page = client.get("/questions/projects-citing-document", params=asked | {"lang": "en"}).text
    assert "no project of a disclosure here cites 冀财社〔2099〕1号" in page


def test_questions_in_every_format(client: httpx.Client) -> None:
    index = client.get("/questions").text
    names = set(re.findall(r'href="/questions/([a-z-]+)"', index))
    assert len(names) >= 4
    for name in ("documents", "projects", "indicators"):
        assert (
            client.get(f"/questions/{name}.csv").headers["content-type"]
            == "text/csv; charset=utf-8"
        )
        assert client.get(f"/questions/{name}.csv?bom=1").content.startswith(b"\xef\xbb\xbf")
        assert client.get(f"/questions/{name}.tsv").text.count("\t") > 3
        assert json.loads(client.get(f"/questions/{name}.json").text)
        assert client.get(f"/questions/{name}.xlsx").content.startswith(b"PK")
        assert "<tbody>" in client.get(f"/questions/{name}").text
    assert client.get("/questions/projects-citing-document.csv").status_code == 400
    assert client.get("/questions/projects-citing-document").status_code == 200, (
        "without its parameter a page is a form"
    )
    assert client.get("/questions/projects.csv?nobody=1").status_code == 400
    assert client.get("/questions/nothing").status_code == 404


WRONG = [
    (
        "/questions/findings",
        {"severity": "critical"},
        400,
        "没有",
        "is none of its values: violation, warning, info",
    ),
    (
        "/questions/projects",
        {"year": "abc"},
        400,
        "不是年度，年度如 2025",
        "is not a year; one looks like 2025",
    ),
    ("/questions/projects", {"colour": "red"}, 400, "没有参数", "has no parameter"),
    ("/questions/document-mentions.csv", {}, 400, "需要参数 document", "needs the parameter"),
    ("/questions/project", {}, 404, "是否指 projects", "did you mean projects"),
]


@pytest.mark.parametrize(("path", "values", "status", "zh", "en"), WRONG)
def test_a_wrong_question_is_explained_in_the_language_of_the_page(
    client: httpx.Client, path: str, values: dict[str, str], status: int, zh: str, en: str
) -> None:
    for lang, said, unsaid in (("zh", zh, en), ("en", en, zh)):
        page = client.get(path, params={**values, "lang": lang}, headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["content-type"]) == (
            status,
            "text/html; charset=utf-8",
        )
        assert "etag" not in page.headers
        fault = re.search('<p class="fault" role="alert">(.*?)</p>', page.text)
        assert fault is not None
        assert said in fault[1]
        assert unsaid not in fault[1]
    plain = client.get(
        path,
        params={**values, "format": "csv"} if status == 400 else values,
        headers={"Accept": "*/*"},
    )
    assert plain.status_code == status
    assert zh in plain.text
    assert en in plain.text


def test_search(client: httpx.Client) -> None:
    def found(text: str) -> list[str]:
        return [
            entry["iri"]
            for entry in client.get("/search", params={"q": text, "format": "json"}).json()[
                "results"
            ]
        ]

    assert found("13053225P00T216100029") == [BASE + "id/project/13053225P00T216100029/2025"]
    assert found("平乡县医疗保障局")[0] == BASE + "id/department/130532/平乡县医疗保障局"
    assert BASE + "id/division/130532" in found("130532")
    assert found('"} ?s ?p ?o . FILTER("') == []
    assert found("") == []
    assert "平乡县医疗保障局" in client.get("/search", params={"q": "平乡"}).text


def test_vocabulary_shapes_catalogue(client: httpx.Client) -> None:
    for path in ("/ontology", "/shapes"):
        assert (
            len(
                Graph().parse(
                    data=client.get(path, headers={"Accept": "text/turtle"}).text, format="turtle"
                )
            )
            > 20
        )
        assert "<table>" in client.get(path, headers={"Accept": "text/html"}).text
        assert client.get(path, headers={"Accept": "application/ld+json"}).json()
    version = client.get("/ontology/0.1.0", headers={"Accept": "text/turtle"})
    assert version.text == client.get("/ontology", headers={"Accept": "text/turtle"}).text
    assert client.get("/ontology/0.0.9").status_code == 404
    for path in ("/catalog", "/.well-known/void"):
        assert len(Graph().parse(data=client.get(path).text, format="turtle")) > 100
        assert "<table>" in client.get(path, headers={"Accept": "text/html"}).text


def test_downloads(client: httpx.Client, folder: Path) -> None:
    files = {
        entry["name"]: entry
        for entry in client.get("/download/", headers={"Accept": "application/json"}).json()
    }
    built = {"graph.nq.gz", "metadata.ttl", "report.json", "validation.ttl", "SHA256SUMS"}
    tables = {
        f"{form}/{name}.{form}"
        for form in ("csv", "parquet")
        for name in ("projects", "indicators", "figures", "documents")
    }
    assert (
        set(files)
        >= built
        | {"graph.ttl.gz", "graph.trig.gz", "graph.jsonld.gz", "csv/csv-metadata.json"}
        | tables
    )
    for name, entry in files.items():
        answer = client.get(f"/download/{name}")
        assert len(answer.content) == entry["size"], name
        assert (
            name == "SHA256SUMS" or hashlib.sha256(answer.content).hexdigest() == entry["sha256"]
        ), name
    sums = client.get("/download/SHA256SUMS").text.splitlines()
    told = [line.split("  ") for line in sums]
    assert told == [[entry["sha256"], name] for name, entry in files.items() if entry["sha256"]]
    assert client.get("/download/csv/projects.csv").headers["content-type"].startswith("text/csv")
    graph = client.get("/download/graph.nq.gz")
    assert gzip.decompress(graph.content).count(b"\n") > 1800
    quads = {
        form: pyoxigraph.parse(
            gzip.decompress(client.get(f"/download/graph.{form}.gz").content), format=syntax
        )
        for form, syntax in DUMPS
    }
    assert len({len(list(found)) for found in quads.values()}) == 1, (
        "every dump holds the same statements"
    )
    assert client.get("/download/graph.nq.gz", headers={"Range": "bytes=0-1"}).status_code == 206
    assert (
        client.get(
            "/download/graph.nq.gz", headers={"If-None-Match": graph.headers["etag"]}
        ).status_code
        == 304
    )
    for name in (
        "store/CURRENT",
        "../server.py",
        "..%2Fserver.py",
        "sources/x.txt",
        "csv/../../server.py",
    ):
        assert client.get(f"/download/{name}").status_code == 404


DUMPS = [
    ("nq", pyoxigraph.RdfFormat.N_QUADS),
    ("trig", pyoxigraph.RdfFormat.TRIG),
    ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
]


def test_health(client: httpx.Client) -> None:
    assert client.get("/-/health").text == "ok\n"
    assert client.get("/-/ready").text == "ready\n"
    assert 'budgetgraph_responses_total{status="200"}' in client.get("/-/metrics").text


# --- HTTP -----------------------------------------------------------------------------------------

ADDRESSES = [
    "/",
    "/sparql?" + urlencode({"query": COUNT}),
    "/sparql",
    "/page/" + quote("document/冀财社/2023/208"),
    "/data/" + quote("document/冀财社/2023/208.ttl"),
    "/graph/" + quote("130532/平乡县医疗保障局/2025.nq"),
    "/questions/documents.csv",
    "/search?q=" + quote("平乡"),
    "/ontology",
    "/download/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_caching_and_head(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    tag = answer.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag), "strong"
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    unchanged = client.get(address, headers={"If-None-Match": f'"other", {tag}'})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.head(address)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
    assert head.headers["content-length"] == str(len(answer.content))
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.headers["etag"] != tag, "other bytes, another strong tag"
    assert zipped.content == answer.content
    assert client.get(address).content == answer.content


def test_an_answer_is_computed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second client gets what the first one got, and no worker is asked again."""
    asked: list[str] = []

    async def counted(self: Lanes[Store], question: ClientQuery, *rest: Any, **more: Any) -> Any:
        asked.append(question.query)
        return await run(self, question, *rest, **more)

    run = Lanes.run
    monkeypatch.setattr(Lanes, "run", counted)
    address = "/sparql?" + urlencode({"query": COUNT, "format": "json"})
    with TestClient(create_app(folder)) as client:
        first, second = client.get(address), client.get(address)
        other_host = client.get(address, headers={"Host": "other.example"})
        posted = client.post("/sparql", data={"query": COUNT}, headers={"Accept": "text/csv"})
    # Each request has an id of its own, and nothing else tells the answers apart.
    assert first.headers.pop("x-request-id") != second.headers.pop("x-request-id")
    assert (second.content, dict(second.headers)) == (first.content, dict(first.headers))
    assert other_host.content == first.content
    assert posted.status_code == 200
    assert len(asked) == 3, "one for each host, and one for what is posted"


def test_tags_differ_between_formats(client: httpx.Client) -> None:
    forms = ("json", "xml", "csv", "tsv", "html")
    tags = {
        client.get("/sparql", params={"query": COUNT, "format": form}).headers["etag"]
        for form in forms
    }
    assert len(tags) == 5


def test_preflight_and_errors(client: httpx.Client) -> None:
    preflight = client.options(
        "/sparql", headers={"Origin": "http://x", "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    missing = client.get("/page/document/x/1/1", headers={"Accept": "text/html"})
    assert missing.status_code == 404
    assert "没有找到" in missing.text
    assert missing.headers["access-control-allow-origin"] == "*"
    assert client.get("/nowhere").text.startswith("Not Found")
    assert client.get("/page/document").status_code == 404
    assert client.get("/page/").status_code == 404
    script = client.get("/search", params={"q": "<script>alert(1)</script>"})
    assert "<script>" not in script.text


def test_what_is_no_built_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is no built folder"):
        create_app(tmp_path)


def test_both_languages_have_every_word() -> None:
    assert len(words()) > 100
    assert [
        key for key, both in words().items() if set(both) != {"zh", "en"} or not all(both.values())
    ] == []


@pytest.mark.parametrize(
    ("heading", "command"),
    [
        ("curl", ["bash", "-e", "-c"]),
        ("Python: pandas", [sys.executable, "-c"]),
        ("Python: SPARQLWrapper", [sys.executable, "-c"]),
        ("R", ["Rscript", "-e"]),
    ],
)
def test_the_code_on_a_question_runs(
    client: httpx.Client, tmp_path: Path, heading: str, command: list[str]
) -> None:
    """What the page offers to copy runs as it stands, and gives the answer that the page shows."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} on this machine")
    asked = {"document": "邢政发[2016]7号"}
    tree = lxml.html.document_fromstring(
        client.get("/questions/projects-citing-document", params=asked).text
    )
    (code,) = tree.xpath(f"//h2[text()='{heading}']/following-sibling::pre[1]")
    done = subprocess.run(
        [*command, code.text_content()], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    whole = client.get("/questions/projects-citing-document.csv", params=asked).text
    said = (
        done.stdout
        if heading != "curl"
        else (tmp_path / "projects-citing-document.csv").read_bytes().decode("utf-8")
    )
    projects = re.findall(r"id/project/(\w+)/", whole)
    rows = whole.splitlines()[1:]
    assert len(rows) >= 2
    assert projects
    if heading == "curl":
        assert said == whole
    elif "SPARQLWrapper" in heading:
        assert [project for project in projects if project not in said] == []
    else:
        assert re.search(rf"\b{len(rows) - 1}\b", said), "as many rows as the page shows"


def test_a_mistaken_query_stays_in_its_form(server: str) -> None:
    """A person gets the query back with the reason; a program gets the reason alone."""
    mistaken = "SELECT ?who WHERE { ?who a nowhere:Thing }"
    page = httpx.get(
        f"{server}/sparql", params={"query": mistaken}, headers={"Accept": "text/html"}
    )
    assert page.status_code == 400
    assert mistaken in page.text
    assert 'role="alert"' in page.text
    update = httpx.get(
        f"{server}/sparql",
        params={"query": "DELETE WHERE { ?s ?p ?o }"},
        headers={"Accept": "text/html"},
    )
    assert update.status_code == 403
    assert "DELETE WHERE" in update.text
    plain = httpx.get(f"{server}/sparql", params={"query": mistaken})
    assert plain.status_code == 400
    assert plain.headers["content-type"].startswith("text/plain")
