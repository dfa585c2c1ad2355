"""The W3C's SPARQL 1.1 suites through HTTP: every test's data in a store that the real application
serves with its real workers.

`cases/sparql11.toml` lists what is not as the suite has it, each with its reason; a listed test
that passes is a fault too.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest
import w3c
from places import TESTS
from rdflib import RDF, Graph, Namespace, URIRef
from starlette.testclient import TestClient

from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.site import Settings

KNOWN: dict[str, str] = tomllib.loads(
    (TESTS / "cases" / "sparql11.toml").read_text(encoding="utf-8")
)["known"]
# fmt: off
SIZES = {
    "aggregates": 47, "bind": 10, "bindings": 11, "cast": 6, "construct": 7, "csv-tsv-res": 6,
    "exists": 6, "functions": 75, "grouping": 6, "json-res": 4, "negation": 12,
    "project-expression": 7, "property-path": 33, "subquery": 14, "syntax-query": 94,
}
# fmt: on


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not w3c.SUITE.is_dir(),
        reason="the W3C suites are not here: they stand in ../shared/suites beside the repository",
    ),
]


@contextmanager
def served(folder: Path, dataset: w3c.Dataset) -> Iterator[TestClient]:
    """The application over a store of this dataset."""
    folder.mkdir()
    w3c.load(folder / "store", dataset)
    (folder / "report.json").write_text(json.dumps({"base": w3c.BASE}), encoding="utf-8")
    (folder / "SHA256SUMS").write_text("", encoding="utf-8")
    with TestClient(
        create_app(folder, Settings(workers=1)), headers={"Accept-Encoding": "identity"}
    ) as client:
        yield client


def faults(client: TestClient, case: w3c.Case) -> Iterator[str]:
    """What is wrong with the answers to a test's query; nothing, if the test passes."""
    if case.kind == "NegativeSyntaxTest11":
        status = client.post("/sparql", data={"query": case.query}).status_code
        if status != 400:
            yield f"{status} instead of 400"
        return
    if case.expected is None:
        status, content = _ask(client, case, "*/*")
        if status != 200:
            yield f"{status} instead of 200: {content.decode()}"
        return
    if case.expected.suffix == ".csv":
        yield from _csv_faults(client, case, case.expected.read_text(encoding="utf-8"))
        return
    expected = w3c.expected_answer(case)
    if isinstance(expected, Graph):
        yield from _graph_faults(client, case, expected)
    else:
        yield from _result_faults(client, case, expected)


def _ask(client: TestClient, case: w3c.Case, accept: str) -> tuple[int, bytes]:
    query = f"BASE <{case.address}>\n{case.query}"
    answer = client.post(
        "/sparql",
        content=query,
        headers={"Accept": accept, "Content-Type": "application/sparql-query"},
    )
    return answer.status_code, answer.content


def _result_faults(client: TestClient, case: w3c.Case, expected: w3c.Table | bool) -> Iterator[str]:
    """JSON, XML and TSV against what is expected, CSV against what JSON said."""
    for form in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.TSV):
        status, content = _ask(client, case, form.media_type)
        if status != 200:
            yield f"{form.name}: {status} {content.decode()[:200]}"
            return
        found = w3c.read_answer(content, form)
        if not w3c.same(
            found, expected, ordered="order by" in case.query.lower().rpartition("}")[2]
        ):
            yield f"{form.name}: {found} instead of {expected}"
            return
    status, content = _ask(client, case, "text/csv")
    if isinstance(expected, bool):
        if content.decode().strip() != str(expected).lower():
            yield f"CSV: {content!r}"
        return
    found = w3c.read_answer(
        _ask(client, case, "application/sparql-results+json")[1], ox.QueryResultsFormat.JSON
    )
    assert isinstance(found, w3c.Table)
    if w3c.csv_rows(content.decode()) != w3c.as_csv_rows(found):
        yield f"CSV: {content.decode()} instead of {found}"


def _csv_faults(client: TestClient, case: w3c.Case, expected: str) -> Iterator[str]:
    status, content = _ask(client, case, "text/csv")
    if status != 200 or w3c.csv_rows(content.decode()) != w3c.csv_rows(expected):
        yield f"{status} {content.decode()} instead of {expected}"


def _graph_faults(client: TestClient, case: w3c.Case, expected: Graph) -> Iterator[str]:
    for media_type in (
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
    ):
        status, content = _ask(client, case, media_type)
        if status != 200 or not w3c.same(Graph().parse(data=content, format=media_type), expected):
            yield f"{media_type}: {status} {content.decode()}"


#: Folders with many small sets of data, for each of which a server is started: what they ask is the
#: engine's matter more than ours.
MANY_SERVERS = {
    "aggregates",
    "bindings",
    "functions",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
}


def folders() -> Iterator[object]:
    """The folders of the suite; those that take long are asked where there is time."""
    for folder in SIZES:
        marks = [pytest.mark.long] if folder in MANY_SERVERS else []
        yield pytest.param(folder, marks=marks)


@pytest.mark.parametrize("folder", list(folders()))
def test_queries_through_http(folder: str, tmp_path: Path) -> None:
    cases = sorted(w3c.cases(folder), key=lambda case: str(case.dataset))
    wrong: dict[str, list[str]] = {}
    for number, (dataset, group) in enumerate(groupby(cases, key=lambda case: case.dataset)):
        with served(tmp_path / str(number), dataset) as client:
            wrong |= {case.name: found for case in group if (found := list(faults(client, case)))}
    assert len(cases) == SIZES[folder]
    assert {name: found for name, found in wrong.items() if name not in KNOWN} == {}
    assert {name for name in KNOWN if name.startswith(f"{folder}/")} - set(wrong) == set(), (
        "listed as failing, but it passes"
    )


def test_how_many() -> None:
    assert sum(SIZES.values()) == 338
    assert {name.partition("/")[0] for name in KNOWN} < set(SIZES)


@pytest.mark.parametrize("name", KNOWN)
def test_what_the_engine_fails_without_us(name: str, tmp_path: Path) -> None:
    """The reasons of the list are the engine's: asked directly, it gives no other answer."""
    case = next(case for case in w3c.cases(name.partition("/")[0]) if case.name == name)
    w3c.load(tmp_path / "store", case.dataset)
    store = ox.Store.read_only(str(tmp_path / "store"))
    if case.expected is None:
        with pytest.raises(RuntimeError, match="not supported"):
            store.query(case.query, base_iri=case.address)
        return
    answer = store.query(case.query, base_iri=case.address)
    if case.expected.suffix == ".csv":
        written = answer.serialize(format=ox.QueryResultsFormat.CSV)
        assert w3c.csv_rows(written.decode()) != w3c.csv_rows(
            case.expected.read_text(encoding="utf-8")
        )
    else:
        written = answer.serialize(format=ox.QueryResultsFormat.JSON)
        assert not w3c.same(
            w3c.read_answer(written, ox.QueryResultsFormat.JSON), w3c.expected_answer(case)
        )


# --- the protocol's own suite ---------------------------------------------------------------------

UPDATES = "update", "bad_update", "bad_multiple_updates"


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The three graphs of the protocol suite, and the one that it names and leaves empty."""
    folder = w3c.SUITE / "protocol"
    place = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
    named = tuple(
        (place.format(number), folder / f"data{number}.nt" if number else None)
        for number in range(4)
    )
    with served(tmp_path_factory.mktemp("protocol") / "dir", w3c.Dataset((), named)) as client:
        yield client


@pytest.mark.skipif(not w3c.SUITE.is_dir(), reason="the W3C suites are not here")
def test_how_many_requests() -> None:
    names = [name for name, _ in w3c.exchanges()]
    assert (len(names), len([name for name in names if not name.startswith(UPDATES)])) == (34, 20)


@pytest.mark.parametrize(("name", "requests"), w3c.exchanges() if w3c.SUITE.is_dir() else [])
def test_protocol(protocol: TestClient, name: str, requests: list[w3c.Exchange]) -> None:
    """Queries as the suite wants them; whatever updates is refused."""
    asked = [one for one in requests if one.updates or not name.startswith("update")]
    assert asked
    for one in asked:
        answer = protocol.request(one.method, one.path, content=one.body, headers=one.headers)
        if one.updates:
            assert 400 <= answer.status_code < 500
            continue
        assert answer.status_code // 100 in one.statuses, answer.text
        if one.boolean is not None:
            assert answer.json()["boolean"] is one.boolean
        if one.format:
            assert answer.headers["content-type"].partition(";")[0] in MEDIA_TYPES[one.format]


RESULT_TYPES = {"application/sparql-results+json", "application/sparql-results+xml"}
MEDIA_TYPES = {
    "boolean": RESULT_TYPES,
    "tabular": RESULT_TYPES | {"text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}


def test_service_description(protocol: TestClient) -> None:
    """The three tests of the suite: RDF is returned, it names the endpoint, and it keeps to the
    vocabulary's domains.
    """
    answer = protocol.get("/sparql")
    graph = Graph().parse(data=answer.text, format=answer.headers["content-type"].partition(";")[0])
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    endpoint = URIRef(str(protocol.base_url).rstrip("/") + "/sparql")
    assert list(graph.subjects(sd.endpoint, endpoint)) == list(graph.subjects(RDF.type, sd.Service))
    domains = {
        sd.Service: [
            sd.endpoint,
            sd.feature,
            sd.defaultDataset,
            sd.supportedLanguage,
            sd.resultFormat,
        ],
        sd.Dataset: [sd.defaultGraph, sd.namedGraph],
        sd.NamedGraph: [sd.name, sd.graph],
    }
    for kind, properties in domains.items():
        subjects = {subject for name in properties for subject in graph.subjects(name)}
        assert subjects <= set(graph.subjects(RDF.type, kind)), kind
    used = {name for name in graph.predicates() if str(name).startswith(str(sd))}
    assert used <= {name for properties in domains.values() for name in properties}, (
        "a term that the vocabulary does not have"
    )
