"""What a search found, narrowed; what an address that leads nowhere may have meant; citations."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from starlette.requests import Request

from budgetgraph.publish.pages.answers.citation import citation
from budgetgraph.publish.pages.comparison import _proposals
from budgetgraph.publish.pages.descriptions import Section, Thing
from budgetgraph.publish.pages.found import contexts, found_listing
from budgetgraph.publish.refusals import nearest_things
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.query.search_entries import Name
from budgetgraph.query.search_index import Index, SearchHit
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.store.answer import Answer

HITS = [SearchHit(f"{BASE}id/{n}", kind, "医疗救助", "医疗救助") for n, kind in enumerate("RRP")]


def told(number: int, department: str, year: int) -> dict[str, object]:
    row: dict[str, object] = {"thing": f"{BASE}id/{number}", "department_label": department}
    return {**row, "place": "某县", "year": year, "inside": f"表{number}", "amount": None}


ROWS = [told(0, "甲局", 2024), told(1, "乙局", 2024), told(2, "甲局", 2025)]
TOLD = {str(row["thing"]): row for row in ROWS}


def test_equal_names_are_told_apart_and_facets_count_under_the_other_choices() -> None:
    listing = found_listing("医疗", HITS, TOLD, {"department": "甲局"})
    assert [(one.inside, one.year) for one in listing.things] == [("表0", "2024"), ("表2", "2025")]
    counts = {name: {one.value: one.count for one in of} for name, of in listing.facets.items()}
    assert counts["department"] == {"甲局": 2, "乙局": 1}
    assert counts["kind"] == {"R": 1, "P": 1}
    assert counts["year"] == {"2024": 1, "2025": 1}
    assert listing.link(department="") == "/search?q=%E5%8C%BB%E7%96%97"


def test_a_thing_without_a_department_is_found_and_passes_no_choice_of_one() -> None:
    assert len(found_listing("医疗", HITS, {}, {}).things) == 3
    assert found_listing("医疗", HITS, {}, {"year": "2024"}).things == ()


#: An amount in 元, and the range of 万元 that it is chosen by.
RANGED = [
    (-1, "<1"),
    (Decimal("9999.99"), "<1"),
    (10_000, "1–10"),
    (99_999, "1–10"),
    (160_000, "10–100"),
    (9_999_999, "100–1000"),
    (10_000_000, "≥1000"),
    (None, ""),
]


def test_an_amount_is_chosen_by_its_range_and_ranges_come_from_the_smallest_on() -> None:
    hits, told = [], {}
    for number, (amount, _) in enumerate(RANGED):
        hits.append(SearchHit(f"{BASE}id/{number}", "P", "医疗救助", "医疗救助"))
        told[f"{BASE}id/{number}"] = {"thing": f"{BASE}id/{number}", "amount": amount}
    listing = found_listing("医疗", hits, told, {})
    assert [one.value("amount") for one in listing.things] == [name for _, name in RANGED]
    counted = [(one.value, one.count) for one in listing.facets["amount"]]
    assert counted == [("<1", 2), ("1–10", 2), ("10–100", 1), ("100–1000", 1), ("≥1000", 1)]
    chosen = found_listing("医疗", hits, told, {"amount": "≥1000"}).things
    assert [one.amount for one in chosen] == [10_000_000]


class SaysTheSame:
    """A store whose every answer is the same."""

    def select(self, sparql: str) -> Answer:
        assert f"<{BASE}id/1>" in sparql
        columns = ("thing", "amount", "year", "department_label")
        amounts = (("a", 5), ("a", 5), ("b", 5), ("b", 6))
        return Answer(columns, tuple((*row, 2025, "甲局") for row in amounts))


def test_a_thing_with_two_amounts_has_none_in_a_list() -> None:
    told = contexts(SaysTheSame(), [f"{BASE}id/1"], BASE)
    assert {thing: row["amount"] for thing, row in told.items()} == {"a": 5, "b": None}


def request(path: str) -> Request:
    return Request({"type": "http", "method": "GET", "path": path, "headers": []})


def test_the_nearest_thing_has_the_longest_beginning_in_common() -> None:
    named = [
        Name(f"{BASE}id/department/1", "Department", 1, None, "平乡县医疗保障局"),
        Name(f"{BASE}id/department/2", "Department", 1, None, "临西县医疗保障局"),
    ]
    index = Index.memory(named)
    found = nearest_things(index, request("/page/department/130532/平乡县医保局"))
    assert [hit.matched for hit in found] == ["平乡县医疗保障局"]
    assert nearest_things(index, request("/page/x/平安保险有限公司")) == ()
    index.close()


def test_the_nearest_things_of_the_asked_kind_come_first() -> None:
    named = [
        Name(f"{BASE}id/code/208", "Concept", 1, None, "208"),
        Name(f"{BASE}id/document/冀财社/2023/208", "PolicyDocument", 2, None, "208号"),
    ]
    index = Index.memory(named)
    for kind, things in [("document", ["208号", "208"]), ("code", ["208", "208号"])]:
        hits = nearest_things(index, request(f"/page/{kind}/冀财社/1999/208"))
        assert [hit.matched for hit in hits] == things
    index.close()


def disclosure(place: str, code: str, office: str, year: int) -> dict[str, object]:
    return {
        "disclosure_label": f"{place}{office}{year}",
        "department": f"{BASE}id/department/{code}/{place}{office}",
        "department_label": f"{place}{office}",
        "division_label": place,
        "year": year,
    }


def test_partners_are_the_years_before_and_the_same_office_nearby() -> None:
    choices = {
        "a": disclosure("平乡县", "130532", "医疗保障局", 2025),
        "b": disclosure("平乡县", "130532", "医疗保障局", 2023),
        "c": disclosure("平乡县", "130532", "医疗保障局", 2024),
        "d": disclosure("临夏市", "622901", "医疗保障局", 2025),
        "e": disclosure("临西县", "130535", "医疗保障局", 2025),
        "f": disclosure("临西县", "130535", "财政局", 2025),
        "g": disclosure("临西县", "130535", "医疗保障局", 2024),
    }
    chosen = {"a": choices["a"]}
    proposed = _proposals(cast("dict[str, dict[str, str]]", chosen), choices)
    assert [row["disclosure_label"] for _, row in proposed] == [
        "平乡县医疗保障局2024",
        "平乡县医疗保障局2023",
        "临西县医疗保障局2025",
        "临夏市医疗保障局2025",
    ]
    assert proposed[0][0] == "/compare?disclosure=a&disclosure=c"


def test_without_a_partner_of_the_year_the_nearest_years_are_proposed() -> None:
    choices = {
        "a": disclosure("平乡县", "130532", "医疗保障局", 2025),
        "b": disclosure("临夏市", "622901", "医疗保障局", 2021),
        "c": disclosure("临西县", "130535", "医疗保障局", 2021),
        "d": disclosure("卢龙县", "130324", "医疗保障局", 2024),
        "e": disclosure("卢龙县", "130324", "财政局", 2025),
    }
    chosen = {"a": choices["a"]}
    proposed = _proposals(cast("dict[str, dict[str, str]]", chosen), choices)
    labels = [row["disclosure_label"] for _, row in proposed]
    assert labels == ["卢龙县医疗保障局2024", "临西县医疗保障局2021", "临夏市医疗保障局2021"]


def test_a_document_is_cited_with_the_places_that_mention_it() -> None:
    digest = "cd" * 32
    renderer = Renderer(Iris(BASE), {}, {digest: "甲局.txt"})
    rows = tuple({"span": f"{BASE}source/{digest}#line={n},{n + 1}"} for n in (19, 26))
    sections = {"quotes": Section((), False, ""), "mentions": Section(rows, False, "")}
    thing = Thing(BASE + "id/document/冀财社/2023/208", "document", "冀财社", (), sections)
    assert (
        f"甲局.txt（SHA-256 {digest}）第 20 行" in citation(thing, renderer, "zh", "2025-03-01").ris
    )


def test_a_disclosure_is_cited_with_its_papers_and_a_part_of_it_with_its_year() -> None:
    digest = "ef" * 32
    renderer = Renderer(Iris(BASE), {}, {digest: "甲局.txt"})
    files = Section(({"file": f"{BASE}source/{digest}"},), False, "")
    disclosure = f"{BASE}id/disclosure/130532/甲局/2024"
    thing = Thing(disclosure, "disclosure", "甲局2024", (), {"files": files})
    cited = citation(thing, renderer, "zh", "2026-03-01")
    assert cited.text.endswith(f"{disclosure}. 由甲局.txt（SHA-256 {digest}）读出.")
    table = Thing(f"{disclosure}/table/revenue_summary", "table", "收入总表", (), {})
    assert "PY  - 2024" in citation(table, renderer, "zh", "2026-03-01").ris


def test_a_citation_names_the_line_the_paper_and_its_hash() -> None:
    digest = "ab" * 32
    renderer = Renderer(Iris(BASE), {}, {digest: "甲_局.txt"})
    span = f"{BASE}source/{digest}#line=4,6"
    quotes = Section(({"span": span, "quote": "", "file": ""},), False, "")
    head = Section(({"department_label": "甲局", "year": 2024},), False, "")
    thing = Thing(
        BASE + "id/project/1", "project", "护理保险", (), {"quotes": quotes, "head": head}
    )
    cited = citation(thing, renderer, "zh", "2025-03-01")
    place = f"由甲_局.txt（SHA-256 {digest}）第 5–6 行读出"
    assert cited.text.endswith(f"部门预算图谱 (2025-03-01). {BASE}id/project/1. {place}.")
    assert "甲\\_局.txt" in cited.bibtex
    assert cited.ris.splitlines()[0] == "TY  - DATA"
    assert f"N1  - {place}" in cited.ris
