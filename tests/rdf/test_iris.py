"""Identity: what is minted, what is encoded, and the way back."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.assets import asset
from budgetgraph.rdf.iris import BASE, PREFIXES, Iris, disclosure_key, segment, split

IRIS = Iris()
KEY = disclosure_key("130532", "平乡县医疗保障局", 2025)
DISCLOSURE = IRIS.disclosure(KEY)
SHA = "ab" * 32

MINTED = {
    IRIS.division("130532"): "id/division/130532",
    IRIS.department("130532", "平乡县医疗保障局"): "id/department/130532/平乡县医疗保障局",
    IRIS.department(None, "某局"): "id/department/000000/某局",
    IRIS.unit("130532", "平乡县医疗保障局本级"): "id/unit/130532/平乡县医疗保障局本级",
    DISCLOSURE: "id/disclosure/130532/平乡县医疗保障局/2025",
    IRIS.graph(KEY): "graph/130532/平乡县医疗保障局/2025",
    IRIS.document("冀财社", 2023, 208): "id/document/冀财社/2023/208",
    IRIS.project("13053225P00T216100029", 2025): "id/project/13053225P00T216100029/2025",
    IRIS.project_line("13053225P00T216100029"): "id/project/13053225P00T216100029",
    IRIS.part(DISCLOSURE, "project", 3): "id/disclosure/130532/平乡县医疗保障局/2025/project/3",
    IRIS.target(
        IRIS.part(IRIS.project("C", 2025), "indicator", 2)
    ): "id/project/C/2025/indicator/2/target",
    IRIS.part(IRIS.project("C", 2025), "amount", "total"): "id/project/C/2025/amount/total",
    IRIS.figure(IRIS.row(IRIS.part(DISCLOSURE, "table", "revenue_summary-2"), 7), "支出/合计"): (
        "id/disclosure/130532/平乡县医疗保障局/2025/table/revenue_summary-2/7/支出%2F合计"
    ),
    IRIS.statement(
        DISCLOSURE, "total_revenue", 2025
    ): "id/disclosure/130532/平乡县医疗保障局/2025/statement/total_revenue/2025",
    IRIS.mention(
        DISCLOSURE, "冀财社", 2023, 208, 1
    ): "id/disclosure/130532/平乡县医疗保障局/2025/mention/冀财社/2023/208/1",
    IRIS.source(SHA): f"source/{SHA}",
    IRIS.line_span(SHA, 577, 577): f"source/{SHA}#line=576,577",
    IRIS.line_selector(SHA, 577, 577): f"source/{SHA}/selector/576-577",
    IRIS.page_span(SHA, 3): f"source/{SHA}#page=3",
    IRIS.concept("function", "2080505"): "id/function/2080505",
    IRIS.concept("economic", "2017/30311"): "id/economic/2017/30311",
    IRIS.concept("indicator-type", "数量指标"): "id/indicator-type/数量指标",
}


def test_every_kind_of_thing_has_its_iri() -> None:
    assert len(MINTED) == 22
    for iri, path in MINTED.items():
        assert iri == BASE + path
        assert IRIS.path_of(iri) == path
        ox.NamedNode(iri)


def test_a_finding_is_named_by_its_content() -> None:
    one = IRIS.finding("row-total", "a", "b", "c", "d")
    assert one == IRIS.finding("row-total", "a", "b", "c", "d")
    assert one != IRIS.finding("row-total", "a", "b", "c", "e")
    assert split(IRIS.path_of(one))[0] == "finding"
    assert len(split(IRIS.path_of(one))[1]) == 16


@pytest.mark.parametrize(
    ("path", "kind", "key"),
    [
        ("id/division/130532", "division", "130532"),
        ("id/document/冀财社/2023/208", "document", "冀财社/2023/208"),
        (f"source/{SHA}#line=576,577", "source", f"{SHA}#line=576,577"),
        ("graph/codes", "graph", "codes"),
    ],
)
def test_paths_are_taken_apart(path: str, kind: str, key: str) -> None:
    assert split(path) == (kind, key)


@pytest.mark.parametrize("path", ["", "id/", "id/division", "division/", "/x"])
def test_a_bare_name_is_no_thing(path: str) -> None:
    with pytest.raises(ValueError, match="not the path"):
        split(path)


def test_other_iris_are_refused() -> None:
    with pytest.raises(ValueError, match="not below"):
        IRIS.path_of("https://example.org/id/division/130532")


def test_what_is_encoded() -> None:
    assert segment("平乡县（本级）") == "平乡县（本级）"
    assert (
        segment('a b/c?d#e%<>"{}|\\^`[]') == "a%20b%2Fc%3Fd%23e%25%3C%3E%22%7B%7D%7C%5C%5E%60%5B%5D"
    )
    assert segment("全　角\u00a0空\u200b格\ue000") == "全%E3%80%80角%C2%A0空%E2%80%8B格%EE%80%80"
    assert segment("") == "_"


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_every_text_makes_an_iri_and_comes_back(text: str) -> None:
    iri = IRIS.department("130532", text)
    ox.NamedNode(iri)
    assert IRIS.iri_of("/" + IRIS.path_of(iri)) == iri


@given(
    st.text(st.characters(codec="utf-8"), min_size=1),
    st.text(st.characters(codec="utf-8"), min_size=1),
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other or {one, other} == {"", "_"})


def test_a_request_path_is_read_however_it_is_encoded() -> None:
    expected = IRIS.department("130532", "平乡县医疗保障局")
    encoded = "/id/department/130532/%E5%B9%B3%E4%B9%A1%E5%8E%BF%E5%8C%BB%E7%96%97%E4%BF%9D%E9%9A%9C%E5%B1%80"
    assert IRIS.iri_of(encoded) == expected
    assert IRIS.iri_of(encoded.lower()) == expected
    assert IRIS.iri_of("id/x/支出%2F合计") == BASE + "id/x/支出%2F合计"


def test_another_base() -> None:
    other = Iris("http://localhost:8000/")
    assert other.ontology == "http://localhost:8000/ontology#"
    assert other.prefixes["bg"] == other.ontology
    assert other.prefixes["skos"] == PREFIXES["skos"]
    assert other.division("130532") == "http://localhost:8000/id/division/130532"


def test_the_context_has_the_same_prefixes() -> None:
    context = json.loads(asset("ontology/context.jsonld").read_text("utf-8"))["@context"]
    declared = {
        key: value
        for key, value in context.items()
        if isinstance(value, str) and value.endswith(("#", "/"))
    }
    assert declared == PREFIXES
