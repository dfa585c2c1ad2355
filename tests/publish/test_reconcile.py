"""The service that matches names to things answers as the Reconciliation API 0.2 says, and finds
what an office would write in its own tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from folder import make_folder
from places import SHARED
from starlette.testclient import TestClient

from budgetgraph.publish.app import create_app
from budgetgraph.publish.reconcile.batch import read_batch
from budgetgraph.publish.reconcile.candidates import ranked, worth_asking
from budgetgraph.publish.reconcile.extension import read_extension
from budgetgraph.publish.reconcile.kinds import FETCHED
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.query.search_entries import Name
from budgetgraph.query.search_index import Index, SearchHit
from budgetgraph.rdf.iris import BASE, PREFIXES

SCHEMAS = SHARED / "suites" / "reconciliation" / "0.2" / "schemas"
DEPARTMENT = f"{BASE}id/department/130532/平乡县医疗保障局"
DOCUMENT = f"{BASE}id/document/冀财社/2023/208"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = make_folder(tmp_path_factory.mktemp("reconcile") / "dir")
    with TestClient(create_app(folder)) as found:
        yield found


def check(schema: str, content: object) -> None:
    """Hold an answer to the schema of the API, where the schemas are at hand."""
    path = SCHEMAS / f"{schema}.json"
    if not path.is_file():
        return
    rules = json.loads(path.read_text("utf-8"))
    types = json.loads((SCHEMAS / "type.json").read_text("utf-8"))
    # Those of others, such as the one for authentication, are not at hand, and not used.
    rules.get("properties", {}).pop("authentication", None)
    text = json.dumps(rules).replace('{"$ref": "type.json"}', json.dumps(_bare(types)))
    jsonschema.Draft7Validator(json.loads(text)).validate(content)


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if not key.startswith("$")}


def ask(client: TestClient, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    content = answer.json()
    check("reconciliation-result-batch", content)
    return {key: one["result"] for key, one in content.items()}


def test_the_manifest(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    check("manifest", manifest)
    assert manifest["versions"] == ["0.2"]
    assert len(manifest["defaultTypes"]) == 7
    for service in manifest["suggest"].values():
        address = service["service_url"] + service["service_path"]
        assert client.get(address, params={"prefix": ""}).status_code == 200
        flyout = service["flyout_service_url"] + service["flyout_service_path"]
        assert client.get(flyout.replace("${id}", "no-such-thing")).status_code == 404
    propose = manifest["extend"]["propose_properties"]
    assert client.get(propose["service_url"] + propose["service_path"]).status_code == 200


#: What somebody writes, with the type that is meant, and the thing that it is.
MATCHED = {
    "a department by its name": ("平乡县医疗保障局", "department", DEPARTMENT),
    "a department by its customary short name": ("平乡县医保局", "department", DEPARTMENT),
    "blanks inside": ("平乡县 医疗保障局", "department", DEPARTMENT),
    "a document in another spelling": ("冀财社[2023]208号", "document", DOCUMENT),
    "a document in full width": ("冀财社【２０２３】２０８号", "document", DOCUMENT),
    "a division by its code": ("130532", "division", f"{BASE}id/division/130532"),
    "a division by its name": ("平乡县", "division", f"{BASE}id/division/130532"),
    "a class by its code": ("30101", "economic", f"{BASE}id/economic/30101"),
    "a class by its name": ("住房保障支出", "function", f"{BASE}id/function/221"),
}


@pytest.mark.parametrize("case", MATCHED)
def test_what_an_office_writes_is_matched(client: TestClient, case: str) -> None:
    text, kind, iri = MATCHED[case]
    (first, *_) = ask(client, q0={"query": text, "type": kind})["q0"]
    assert (first["id"], first["match"], first["score"]) == (iri, True, 100)


def test_how_many_are_matched() -> None:
    assert len(MATCHED) == 9


def test_a_short_form_is_a_candidate_and_no_match(client: TestClient) -> None:
    """One that is not customary may stand for another body, which the graph does not have."""
    (first, *_) = ask(client, q0={"query": "平乡县医障局", "type": "department"})["q0"]
    assert first["id"] == DEPARTMENT
    assert not first["match"]
    assert 20 <= first["score"] < 100


def test_a_short_name_of_a_body_elsewhere_is_no_match(client: TestClient) -> None:
    found = ask(client, q0={"query": "广宗县医保局", "type": "department"})["q0"]
    assert not any(one["match"] for one in found)


def test_a_part_of_several_names_matches_none_of_them(client: TestClient) -> None:
    for part in ("医保局", "县医保局"):
        alike = ask(client, q0={"query": part, "type": "department"})["q0"]
        assert not any(one["match"] for one in alike)
    found = ask(client, q0={"query": "医疗保障局", "type": "department"})["q0"]
    assert len(found) >= 2
    assert not any(one["match"] for one in found)


def test_what_is_known_beside_the_name_decides(client: TestClient) -> None:
    """Two bodies share a part of the name; the division brings the right one to the top."""
    for code, county in (("130532", "平乡县"), ("130324", "卢龙县")):
        known = [{"pid": "division", "v": code}]
        found = ask(client, q0={"query": "医疗保障局", "type": "department", "properties": known})
        assert county in found["q0"][0]["name"]


def test_types_and_limits_are_kept(client: TestClient) -> None:
    every = ask(
        client,
        typed={"query": "医疗", "type": f"{PREFIXES['bg']}Project", "limit": 3},
        other={"query": "医疗", "type": "no-such-type"},
        nothing={"query": "查无此名"},
    )
    assert 0 < len(every["typed"]) <= 3
    assert all("/id/project/" in one["id"] or "/project/" in one["id"] for one in every["typed"])
    assert every["other"] == every["nothing"] == []


def test_a_get_answers_as_a_post(client: TestClient) -> None:
    queries = json.dumps({"q0": {"query": "平乡县医疗保障局"}})
    by_get = client.get("/reconcile", params={"queries": queries}).json()
    assert by_get == client.post("/reconcile", data={"queries": queries}).json()


REFUSED = {
    "no JSON": ("{", 400),
    "a list": ("[]", 400),
    "a field that is none": ('{"q0": {"query": "a", "name": "b"}}', 400),
    "neither name nor properties": ('{"q0": {}}', 400),
    "properties that are none": ('{"q0": {"properties": [{"v": 1}]}}', 400),
    "too many": (json.dumps({f"q{number}": {"query": "a"} for number in range(101)}), 413),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_batch_that_is_none_is_refused(client: TestClient, case: str) -> None:
    text, status = REFUSED[case]
    assert client.post("/reconcile", data={"queries": text}).status_code == status
    with pytest.raises(Refused):
        read_batch(text)


def test_a_hundred_queries_are_a_batch() -> None:
    assert (
        len(read_batch(json.dumps({f"q{number}": {"query": "a"} for number in range(100)}))) == 100
    )


def test_suggestions(client: TestClient) -> None:
    entities = client.get("/reconcile/suggest/entity", params={"prefix": "平乡"}).json()
    check("suggest-entities-response", entities)
    assert DEPARTMENT in {one["id"] for one in entities["result"]}
    types = client.get("/reconcile/suggest/type", params={"prefix": "部"}).json()
    check("suggest-types-response", types)
    assert [one["id"] for one in types["result"]] == [f"{PREFIXES['bg']}Department"]
    properties = client.get("/reconcile/suggest/property", params={"prefix": "div"}).json()
    check("suggest-properties-response", properties)
    assert [one["id"] for one in properties["result"]] == ["division"]


def test_a_preview_may_be_shown_inside_another_page(client: TestClient) -> None:
    answer = client.get("/reconcile/preview", params={"id": DEPARTMENT})
    assert answer.status_code == 200
    assert "平乡县医疗保障局" in answer.text
    assert "130532" in answer.text
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    page = client.get("/page/department/130532/平乡县医疗保障局")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "https://example.org/x",
        f"{BASE}id/department/130532/没有",
        f"{BASE}id/finding/x",
        f'{BASE}id/department/130532/x> ?a ?b . FILTER("',
    ],
)
def test_a_preview_of_nothing_is_not_found(client: TestClient, iri: str) -> None:
    assert client.get("/reconcile/preview", params={"id": iri}).status_code == 404


def test_two_of_one_name_are_both_candidates_and_no_match() -> None:
    """The name alone does not tell them apart, what is known beside it does."""
    hits = [
        SearchHit(f"{BASE}id/project/{key}", "Project", "城乡低保资金", "城乡低保资金")
        for key in "ab"
    ]
    (query,) = read_batch('{"q": {"query": "城乡低保资金"}}').values()
    assert [one.is_match for one in ranked(query, hits, {})] == [False, False]
    known = '{"q": {"query": "城乡低保资金", "properties": [{"pid": "year", "v": 2024}]}}'
    (narrowed,) = read_batch(known).values()
    facts = {
        hits[0].thing: {"year": frozenset({"2023"})},
        hits[1].thing: {"year": frozenset({"2024"})},
    }
    first, second = ranked(narrowed, hits, facts)
    assert (first.iri, first.is_match) == (hits[1].thing, True)
    assert (second.is_match, second.score) == (False, 50)


def test_similar_names_come_by_what_they_share() -> None:
    names = [
        Name(text, "Department", 1, text, text) for text in ("平乡县医疗保障局", "临西县水利局")
    ]
    index = Index.memory(names)
    assert [hit.thing for hit in index.similar("平乡县医保局", 10)] == ["平乡县医疗保障局"]
    assert [hit.thing for hit in index.similar("临西县平乡县", 10)] == [
        "临西县水利局",
        "平乡县医疗保障局",
    ]
    assert index.similar("x", 10) == []


def test_a_name_that_two_have_is_no_match_where_one_candidate_is_wanted() -> None:
    hits = [
        SearchHit(f"{BASE}id/project/{key}", "Project", "城乡低保资金", "城乡低保资金")
        for key in "abc"
    ]
    (query,) = read_batch('{"q": {"query": "城乡低保资金", "limit": 1}}').values()
    asked = worth_asking(query, hits)
    assert len(asked) == 2, "the answer, and the one that speaks against a match"
    (only,) = ranked(query, asked, {})
    assert not only.is_match


def test_all_of_one_name_are_weighed_where_something_is_known_beside_it() -> None:
    """However many there are, only what is known tells them apart."""
    hits = [SearchHit(f"{BASE}id/project/{n}", "Project", "办公费", "办公费") for n in range(150)]
    hits.append(SearchHit(f"{BASE}id/project/x", "Project", "办公经费", "办公经费"))
    known = '{"q": {"query": "办公费", "properties": [{"pid": "year", "v": 2024}]}}'
    (query,) = read_batch(known).values()
    assert len(worth_asking(query, hits)) == 150
    assert len(worth_asking(query, hits[100:])) == 51


def fetch(client: TestClient, ids: list[str], *properties: str) -> dict[str, Any]:
    query = {"ids": ids, "properties": [{"id": one} for one in properties]}
    check("data-extension-query", query)
    answer = client.post("/reconcile", data={"extend": json.dumps(query)})
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    check("data-extension-response", content)
    assert content == client.get("/reconcile", params={"extend": json.dumps(query)}).json()
    return content


def test_values_of_what_was_matched_are_fetched(client: TestClient) -> None:
    content = fetch(client, [DOCUMENT, DEPARTMENT], "year", "number", "division", "department")
    assert [one["id"] for one in content["meta"]] == ["year", "number", "division", "department"]
    assert content["meta"][2]["type"]["id"] == f"{PREFIXES['bg']}Division"
    document, department = content["rows"][DOCUMENT], content["rows"][DEPARTMENT]
    assert document["year"] == [{"int": 2023}]
    assert document["number"] == [{"str": "冀财社〔2023〕208号"}]
    assert document["department"] == [
        {"id": f"{BASE}id/department/130000/河北省财政厅", "name": "河北省财政厅"}
    ]
    assert department["division"] == [{"id": f"{BASE}id/division/130532", "name": "平乡县"}]
    assert department["year"] == []


def test_amounts_of_projects_are_numbers(client: TestClient) -> None:
    found = ask(client, q0={"query": "长期护理保险县级配套资金", "type": "project"})["q0"]
    content = fetch(client, [found[0]["id"]], "amount", "code")
    (amount,) = content["rows"][found[0]["id"]]["amount"]
    assert amount == {"float": 2_490_000.0}


def test_of_what_is_not_here_nothing_is_fetched(client: TestClient) -> None:
    others = ["", "https://example.org/x", f'{BASE}id/department/1/x> ?a ?b . FILTER("']
    content = fetch(client, others, "year")
    assert content["rows"] == {one: {"year": []} for one in others}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"ids": "a", "properties": []}', 400),
        ('{"ids": [], "properties": [{"id": "no-such"}]}', 400),
        ('{"ids": [], "properties": ["year"]}', 400),
        (json.dumps({"ids": [str(n) for n in range(501)], "properties": []}), 413),
    ],
)
def test_a_wrong_request_for_values_is_refused(client: TestClient, text: str, status: int) -> None:
    assert client.post("/reconcile", data={"extend": text}).status_code == status
    with pytest.raises(Refused):
        read_extension(text)


def test_five_hundred_things_are_asked_at_a_time() -> None:
    text = json.dumps({"ids": [str(n) for n in range(500)], "properties": [{"id": "year"}]})
    assert len(read_extension(text).things) == 500


def test_two_fields_at_once_are_refused(client: TestClient) -> None:
    assert client.post("/reconcile", data={"extend": "{}", "queries": "{}"}).status_code == 400


def test_properties_are_proposed_by_type(client: TestClient) -> None:
    path = "/reconcile/extend/propose"
    every = client.get(path).json()
    check("data-extension-property-proposal", every)
    assert len(every["properties"]) == len(FETCHED)
    kind = f"{PREFIXES['bg']}OfficialDocument"
    some = client.get(path, params={"type": kind, "limit": "3"}).json()
    check("data-extension-property-proposal", some)
    assert (some["type"], some["limit"], len(some["properties"])) == (kind, 3, 3)
    of_document = client.get(path, params={"type": kind}).json()["properties"]
    assert {"number", "title"} <= {one["id"] for one in of_document}
    assert "amount" not in {one["id"] for one in of_document}
    assert client.get(path, params={"type": "no-such-type"}).json()["properties"] == []


def test_a_flyout_tells_what_is_meant(client: TestClient) -> None:
    entity = client.get("/reconcile/flyout/entity", params={"id": DEPARTMENT}).json()
    assert entity["id"] == DEPARTMENT
    assert "<strong>平乡县医疗保障局</strong>" in entity["html"]
    assert "平乡县" in entity["html"]
    kind = client.get("/reconcile/flyout/type", params={"id": f"{PREFIXES['bg']}Department"}).json()
    assert "部门" in kind["html"]
    known = client.get("/reconcile/flyout/property", params={"id": "year"}).json()
    assert "年度" in known["html"]
