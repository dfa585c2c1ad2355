"""Every name below the base that the catalogue, its metrics or the vocabulary gives is answered,
and what search engines read says what the catalogue says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from folder import make_folder
from rdflib import Graph, URIRef
from starlette.testclient import TestClient

from budgetgraph.publish.app import create_app
from budgetgraph.rdf.iris import BASE

JSON_RESULTS = "application/sparql-results+json"
DISCLOSURE = "/page/disclosure/130532/平乡县医疗保障局/2025"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = make_folder(tmp_path_factory.mktemp("names") / "dir")
    with TestClient(create_app(folder)) as found:
        yield found


def names(client: TestClient, path: str) -> set[str]:
    """The names below the base that a graph of the server has, without their fragments."""
    graph = Graph().parse(data=client.get(path, headers={"Accept": "text/turtle"}).text)
    found = set[str]()
    for triple in graph:
        found |= {str(term) for term in triple if isinstance(term, URIRef)}
    return {iri.partition("#")[0] for iri in found if iri.startswith(BASE)}


@pytest.mark.parametrize(("path", "least"), [("/catalog", 150), ("/ontology", 5)])
def test_every_name_is_answered(client: TestClient, path: str, least: int) -> None:
    given = names(client, path)
    assert len(given) > least
    unanswered = []
    for iri in sorted(given):
        address = "/" + iri.removeprefix(BASE)
        answer = client.get(address, headers={"Accept": "text/turtle, */*;q=0.1"})
        if answer.status_code != 200 and address != "/":
            unanswered.append((address, answer.status_code))
    assert unanswered == []


def test_a_name_that_the_catalogue_does_not_give_is_not_answered(client: TestClient) -> None:
    assert client.get("/dataset/metric/no-such").status_code == 404
    assert client.get("/distribution/no-such").status_code == 404


def test_a_selector_is_described_as_itself_and_shown_in_its_source(client: TestClient) -> None:
    asked = """PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?selector ?quote { ?selector oa:exact ?quote } ORDER BY ?selector LIMIT 1"""
    answer = client.get("/sparql", params={"query": asked}, headers={"Accept": JSON_RESULTS})
    (row,) = answer.json()["results"]["bindings"]
    iri, quote = row["selector"]["value"], row["quote"]["value"]
    path = "/" + iri.removeprefix(BASE)
    told = Graph().parse(data=client.get(path, headers={"Accept": "text/turtle"}).text)
    exact = URIRef("http://www.w3.org/ns/oa#exact")
    assert str(told.value(URIRef(iri), exact)) == quote
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 200
    source, _, _ = path.partition("/selector/")
    nowhere = client.get(f"{source}/selector/0-99999", headers={"Accept": "text/turtle"})
    assert nowhere.status_code == 404


def test_a_former_name_of_a_document_leads_on(tmp_path: Path) -> None:
    """One document has taken the place of the first name, two that of the second."""
    one, two = f"{BASE}id/document/130535/临政办字", f"{BASE}id/document/130522/临政办字"
    former = f"{BASE}id/document/临政办字"
    replaced = "<http://purl.org/dc/terms/isReplacedBy>"
    graph = f"<{BASE}graph/across>"
    lines = [
        f"<{former}/2019/37> {replaced} <{one}/2019/37> {graph} .",
        f"<{former}/2019/38> {replaced} <{one}/2019/38> {graph} .",
        f"<{former}/2019/38> {replaced} <{two}/2019/38> {graph} .",
    ]
    folder = make_folder(tmp_path / "dir", "".join(f"{line}\n" for line in lines).encode())
    with TestClient(create_app(folder), follow_redirects=False) as client:
        for kind in ("id", "page"):
            moved = client.get(f"/{kind}/document/临政办字/2019/37")
            assert moved.status_code == 301
            assert unquote(moved.headers["location"]) == f"/{kind}/document/130535/临政办字/2019/37"
        several = client.get("/page/document/临政办字/2019/38")
        assert several.status_code == 200
        assert "130535/临政办字/2019/38" in unquote(several.text)
        assert "130522/临政办字/2019/38" in unquote(several.text)
        data = client.get("/data/document/临政办字/2019/37.nt")
        assert f"<{one}/2019/37>" in data.text


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf", "trig", "nq"])
def test_a_metric_is_described_in_every_format(client: TestClient, form: str) -> None:
    answer = client.get("/dataset/metric/violations", params={"format": form})
    assert answer.status_code == 200
    assert "Violations found" in answer.text


@pytest.mark.parametrize(
    ("media_type", "begins"), [("application/trig", "@prefix"), ("application/n-quads", "<")]
)
def test_quads_are_negotiated(client: TestClient, media_type: str, begins: str) -> None:
    for path in (
        "/catalog",
        "/graph/130532/平乡县医疗保障局/2025",
        "/data/document/冀财社/2023/208",
    ):
        answer = client.get(path, headers={"Accept": media_type})
        assert answer.headers["content-type"].startswith(media_type), path
        assert answer.text.startswith(begins), path


#: The names of graphs and of the report, and the pages that a person is led to.
LED_TO = {
    "/graph/130532/平乡县医疗保障局/2025": "/page/disclosure/130532/平乡县医疗保障局/2025",
    "/graph/codes": "/codes",
    "/graph/findings": "/findings",
    "/graph/ontology": "/ontology",
    "/graph/across": "/download/",
    "/validation": "/findings",
}


@pytest.mark.parametrize("name", LED_TO)
def test_a_person_is_led_to_the_page_of_what_a_graph_is_about(
    client: TestClient, name: str
) -> None:
    answer = client.get(name, headers={"Accept": "text/html"}, follow_redirects=False)
    assert answer.status_code == 303
    assert unquote(answer.headers["location"]) == LED_TO[name]
    assert client.get(name, headers={"Accept": "text/html"}).status_code == 200


def test_the_report_answers_by_its_name(client: TestClient) -> None:
    answer = client.get("/validation", headers={"Accept": "text/turtle"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/download/validation.ttl")


def test_the_data_of_a_thing_names_its_graphs(client: TestClient) -> None:
    answer = client.get("/data/document/冀财社/2023/208.nq")
    graphs = set(re.findall(r"<([^<>]+)> \.$", answer.text, re.MULTILINE))
    assert f"{BASE}graph/130532/平乡县医疗保障局/2025" in graphs
    assert f"{BASE}graph/130324/卢龙县医疗保障局/2024" in graphs


def test_the_page_of_the_catalogue_does_not_grow_with_the_disclosures(client: TestClient) -> None:
    """It counts them, and cuts long lists; the page of one thing shows that thing alone."""
    page = client.get("/catalog?lang=en", headers={"Accept": "text/html"}).text
    assert "The catalogue has 2 disclosures beside" in page
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert len(headings) > 20
    assert not any("/page/disclosure/" in one or "/graph/" in one for one in headings)
    assert re.search(r"\d+ more, in the files above", page)
    one = client.get("/dataset/metric/violations?lang=en", headers={"Accept": "text/html"})
    assert one.status_code == 200
    assert len(re.findall("<h2>", one.text)) == 1
    assert "disclosures beside" not in one.text


def structured(client: TestClient, path: str) -> dict[str, object]:
    text = client.get(path, headers={"Accept": "text/html"}).text
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert len(blocks) == 1
    found: dict[str, object] = json.loads(blocks[0])
    return found


def test_pages_of_datasets_describe_them_for_search_engines(client: TestClient) -> None:
    whole = structured(client, "/")
    assert whole["@type"] == "Dataset"
    assert whole["name"] == "部门预算公开知识图谱"
    assert whole["temporalCoverage"] == "2024/2025"
    files = whole["distribution"]
    assert isinstance(files, list)
    offered = {row["name"]: row for row in client.get("/download/?format=json").json()}
    for file in files:
        row = offered[str(file["contentUrl"]).removeprefix(f"{BASE}download/")]
        assert (file["contentSize"], file["sha256"].lower()) == (str(row["size"]), row["sha256"])
    one = structured(client, DISCLOSURE)
    assert one["name"] == "平乡县医疗保障局2025年部门预算"
    assert one["temporalCoverage"] == "2025"
    assert one["creator"] == {"@type": "Organization", "name": "平乡县医疗保障局"}
    project = client.get("/page/document/冀财社/2023/208", headers={"Accept": "text/html"})
    assert "application/ld+json" not in re.findall(r"<script[^>]*>", project.text)[0]
    assert '"@type": "Dataset"' not in project.text


@pytest.mark.parametrize("path", ["department/130532/平乡县医疗保障局", "division/130532"])
def test_what_the_catalogue_only_names_is_no_dataset(client: TestClient, path: str) -> None:
    assert f"{BASE}id/{path}" in names(client, "/catalog")
    page = client.get(f"/page/{path}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "https://schema.org/" not in page.text


def test_a_page_has_one_canonical_address(client: TestClient) -> None:
    page = client.get(DISCLOSURE, headers={"Accept": "text/html"}).text
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert len(canonical) == 1
    assert canonical[0].startswith(f"{BASE}page/disclosure/130532/%E5%B9%B3")
    english = client.get(DISCLOSURE, params={"lang": "en"}).text
    assert f'<link rel="canonical" href="{canonical[0]}?lang=en"' in english
    filtered = client.get("/findings", params={"severity": "warning"}).text
    assert 'rel="canonical"' not in filtered


def test_the_sitemap_lists_pages_that_are_there(client: TestClient) -> None:
    robots = client.get("/robots.txt").text
    assert f"Sitemap: {BASE}sitemap.xml" in robots
    parts = re.findall("<loc>([^<]+)</loc>", client.get("/sitemap.xml").text)
    assert parts == [f"{BASE}sitemap/1.xml", f"{BASE}sitemap/2.xml"]
    pages = [address for part in parts for address in re.findall(
        "<loc>([^<]+)</loc>", client.get("/" + part.removeprefix(BASE)).text
    )]  # fmt: skip
    assert len(set(pages)) == len(pages) > 50
    for address in pages:
        answer = client.get("/" + address.removeprefix(BASE), headers={"Accept": "text/html"})
        assert answer.status_code == 200, address
    assert client.get("/sitemap/3.xml").status_code == 404
    assert client.get("/sitemap/x.xml").status_code == 404
