"""`/findings`: what the filters leave and offer next, and the same findings as JSON and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from folder import make_folder
from sample import sample_disclosures, sample_nquads
from starlette.testclient import TestClient

from budgetgraph.document.problems import Severity
from budgetgraph.publish.app import create_app
from budgetgraph.publish.pages.findings.listing import OFFERED, PAGE, Choice, FindingsListing
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.store import build
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.validate.findings_graph import finding_quads

IRIS = Iris(BASE)
PINGXIANG, LULONG = "130532/平乡县医疗保障局/2025", "130324/卢龙县医疗保障局/2024"
REPEATED = 130


def finding(rule: str, severity: Severity, key: str | None, number: int = 0) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        focus=IRIS.disclosure(key or "none") + f"/{number}",
        path=None,
        value=None,
        gap=Decimal("60100") if severity is Severity.VIOLATION else None,
        message_zh=f"相差 {number}",
        message_en=f"a gap of {number}",
        component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        shape=f"{BASE}shapes#{rule}",
        disclosure=IRIS.disclosure(key) if key else None,
        passages=tuple(
            QuotedPassage(f"{source()}#line={line},{line + 1}", None, None, None, None, None)
            for line in (46, 38)
        )
        if key
        else (),
    )


def source() -> str:
    return f"{BASE}source/{sample_disclosures()[0].source.sha256}"


FINDINGS = [
    finding("column-total", Severity.VIOLATION, PINGXIANG),
    finding("column-total", Severity.VIOLATION, LULONG),
    finding("statement-year", Severity.WARNING, LULONG),
    finding("title-with-two-documents", Severity.WARNING, None),
    *(
        finding("indicator-repeated", Severity.INFO, PINGXIANG, number)
        for number in range(REPEATED)
    ),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = make_folder(tmp_path_factory.mktemp("findings") / "dir")
    build(folder / "store", [sample_nquads(), finding_quads(FINDINGS)])
    with TestClient(create_app(folder)) as found:
        yield found


DEPARTMENT = IRIS.department("130324", "卢龙县医疗保障局")
FILTERED = [
    ({}, len(FINDINGS)),
    ({"rule": "column-total"}, 2),
    ({"severity": "violation"}, 2),
    ({"severity": "WARNING"}, 2),
    ({"department": DEPARTMENT}, 2),
    ({"year": "2025"}, REPEATED + 1),
    ({"year": "2024年", "severity": "warning"}, 1),
    ({"rule": "column-total", "department": DEPARTMENT}, 1),
    ({"rule": "statement-year", "year": "2025"}, 0),
    ({"rule": '" } DROP'}, 0),
]


@pytest.mark.parametrize(("filters", "count"), FILTERED)
def test_filters(client: TestClient, filters: dict[str, str], count: int) -> None:
    found = client.get("/findings", params={**filters, "format": "json"}).json()
    assert found["total"] == count
    assert len(found["results"]) == min(count, PAGE)
    table = list(
        csv.DictReader(
            io.StringIO(client.get("/findings", params={**filters, "format": "csv"}).text)
        )
    )
    assert len(table) == count, "CSV is whole"
    assert {row["finding"] for row in table} >= {row["iri"] for row in found["results"]}


def test_the_choices_that_a_filter_leaves(client: TestClient) -> None:
    choices = client.get("/findings", params={"format": "json", "year": "2024"}).json()["choices"]
    assert [(one["value"], one["count"]) for one in choices["severity"]] == [
        ("violation", 1),
        ("warning", 1),
    ]
    assert [one["value"] for one in choices["rule"]] == ["column-total", "statement-year"]
    assert [one["label"] for one in choices["department"]] == ["卢龙县医疗保障局"]
    assert [one["value"] for one in choices["year"]] == ["2024", "2025"], (
        "a filter does not narrow its own choices"
    )


def test_pages_follow_one_another(client: TestClient) -> None:
    first = client.get("/findings", params={"format": "json"}).json()
    assert (first["pages"], first["results"][0]["severity"]) == (2, "violation")
    second = client.get(first["next"]).json()
    assert second["next"] is None
    iris = [row["iri"] for page in (first, second) for row in page["results"]]
    assert len(set(iris)) == len(iris) == len(FINDINGS)


def test_a_finding_says_where_to_look(client: TestClient) -> None:
    found = client.get(
        "/findings", params={"format": "json", "rule": "column-total", "year": "2025"}
    ).json()["results"][0]
    assert found["gap"] == "60100"
    assert found["department_name"] == "平乡县医疗保障局"
    assert found["message"] == {"zh": "相差 0", "en": "a gap of 0"}
    assert {one["iri"] for one in found["passages"]} == {
        f"{source()}#line=46,47",
        f"{source()}#line=38,39",
    }


def test_the_page_for_a_person(client: TestClient) -> None:
    page = client.get(
        "/findings", params={"severity": "violation"}, headers={"Accept": "text/html"}
    ).text
    assert "column-total" in page
    assert len(re.findall(r'href="/page/finding/', page)) == 2
    assert "相差 0" in page
    assert "a gap of 0" in client.get("/findings?lang=en", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    "wrong", ["year=x", "severity=grave", "page=0", "page=two", "department=%00"]
)
def test_wrong_filters_are_refused(client: TestClient, wrong: str) -> None:
    answer = client.get(f"/findings?{wrong}")
    assert answer.status_code == 400
    assert answer.text.strip()


def listing_of(departments: int, chosen: int | None = None) -> FindingsListing:
    """A list whose departments have the more findings the later they come."""
    choices = tuple(
        Choice(f"id/{number}", f"第{number}局", number, number == chosen)
        for number in range(departments)
    )
    return FindingsListing((), 0, 1, {}, {"department": choices})


def test_all_departments_are_offered_where_they_are_few() -> None:
    listing = listing_of(OFFERED)
    assert listing.offered("department") == listing.choices["department"]


def test_of_many_departments_those_with_most_findings_are_offered_in_their_order() -> None:
    offered = listing_of(OFFERED + 2).offered("department")
    assert [choice.count for choice in offered] == list(range(2, OFFERED + 2))


def test_the_chosen_department_is_offered_whatever_it_has() -> None:
    offered = listing_of(OFFERED + 2, chosen=0).offered("department")
    assert [choice.count for choice in offered] == [0, *range(2, OFFERED + 2)]
