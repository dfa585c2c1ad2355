"""Queries put together by form: what can be chosen, the query that follows, and its answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import lxml.html
import pytest
from folder import make_folder
from starlette.testclient import TestClient

from budgetgraph.document.problems import QuestionError
from budgetgraph.publish.app import create_app
from budgetgraph.publish.sparql.form.compose import CONDITIONS, FormChoice, compose, read_condition
from budgetgraph.publish.sparql.form.kinds import ColumnType, FormColumn, form_kinds
from budgetgraph.rdf.iris import BASE, Iris

PAGE = "/sparql/form"
KINDS = form_kinds(BASE)
COLUMNS = [(kind, column) for kind in KINDS.values() for column in kind.columns]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = make_folder(tmp_path_factory.mktemp("form") / "dir")
    with TestClient(create_app(folder), follow_redirects=False) as opened:
        yield opened


def rows(client: TestClient, **given: str | list[str]) -> list[dict[str, str]]:
    """The rows of the CSV of a filled form."""
    answer = client.get(PAGE, params={**given, "format": "csv"})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def column(kind: str, key: str) -> FormColumn:
    return next(column for column in KINDS[kind].columns if column.key == key)


def asked(test: str, value: str, key: str = "year") -> str:
    """The query for projects of which a column has to be something."""
    of_project = column("project", key)
    condition = read_condition(of_project, test, value)
    assert condition is not None
    choice = FormChoice(KINDS["project"], (of_project,), (condition,))
    return compose(choice, Iris(BASE), "zh")


def test_every_column_is_named_in_both_languages() -> None:
    assert len(KINDS) == 8
    assert len(COLUMNS) > 60
    for kind, of_kind in COLUMNS:
        assert {"zh", "en"} <= of_kind.labels.keys(), (kind.key, of_kind.key)
    for kind in KINDS.values():
        keys = [of_kind.key for of_kind in kind.columns]
        assert len(set(keys)) == len(keys)
        assert kind.key not in keys, "the thing and a column would be one variable"


def test_types_follow_from_the_vocabulary() -> None:
    assert column("project", "name").type is ColumnType.TEXT
    assert column("project", "year").type is ColumnType.YEAR
    assert column("project", "amount").type is ColumnType.NUMBER
    assert column("project", "department").type is ColumnType.THING


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_condition_of_every_column_can_be_asked(client: TestClient, lang: str) -> None:
    """All columns of a kind together, each with a condition that takes no value, or one of 1."""
    for kind in KINDS.values():
        for test in ("least", "contains", "is", "missing"):
            given = {"kind": kind.key, "lang": lang, "format": "csv"}
            for of_kind in kind.columns:
                if test in CONDITIONS[of_kind.type]:
                    given[f"if.{of_kind.key}"] = test
                    given[f"is.{of_kind.key}"] = "1999"
            shown = {"show": [of_kind.key for of_kind in kind.columns]}
            answer = client.get(PAGE, params={**given, **shown})
            assert answer.status_code == 200, (kind.key, test, answer.text)


def test_a_year_an_amount_and_a_number_in_any_spelling(client: TestClient) -> None:
    everything = rows(client, kind="project", show=["name", "year", "amount", "funded_under"])
    assert len(everything) > 1
    number = "冀财社[2023] 208号"
    funded = rows(
        client, kind="project", show=["name", "funded_under"], **{"is.funded_under": number}
    )
    assert {row["资金来源文件"] for row in funded} == {"冀财社〔2023〕208号"}
    amounts = [float(row["金额（元）"]) for row in everything if row["金额（元）"]]
    most = max(amounts)
    wan = f"{most / 10000:.2f}"
    shown = ["name", "amount"]
    least = {"if.amount": "least", "is.amount": wan}
    assert rows(client, kind="project", show=shown, **least)
    above = {"if.amount": "least", "is.amount": f"{most / 10000 + 0.01:.2f}"}
    assert rows(client, kind="project", show=shown, **above) == []


def test_given_and_missing_share_out_all_things(client: TestClient) -> None:
    everything = rows(client, kind="project", show=["name"])
    given = rows(client, kind="project", show=["name"], **{"if.funded_under": "given"})
    missing = rows(client, kind="project", show=["name"], **{"if.funded_under": "missing"})
    iris = [{row["IRI"] for row in answer} for answer in (everything, given, missing)]
    assert iris[1]
    assert iris[2]
    assert iris[1] | iris[2] == iris[0]
    assert iris[1] & iris[2] == set()


def test_rows_are_ordered_by_the_chosen_column(client: TestClient) -> None:
    answer = rows(client, kind="project", show=["name", "amount"], order="amount", desc="1")
    amounts = [float(row["金额（元）"]) for row in answer if row["金额（元）"]]
    assert len(amounts) > 1
    assert amounts == sorted(amounts, reverse=True)


def test_a_value_never_becomes_a_part_of_the_query() -> None:
    hostile = '") } SELECT * { ?s ?p ?o } #'
    query = asked("contains", hostile, "name")
    # Its quotation mark is escaped, so that it stays inside the text.
    assert '\\") } select * { ?s ?p ?o } #"' in query
    with pytest.raises(QuestionError):
        asked("least", "2024) || (1=1", "year")
    with pytest.raises(QuestionError):
        asked("is", "1 || true", "amount")


def test_amounts_are_typed_in_ten_thousands() -> None:
    assert "FILTER(?amount >= 160000.00)" in asked("least", "16.00", "amount")
    assert "FILTER(?amount <= 12345000)" in asked("most", "1,234.5万元", "amount").replace(
        ".0)", ")"
    )


def test_the_page_works_without_a_script(client: TestClient) -> None:
    """What the page's own form sends, empty fields and all, leads to a short address with a table,
    the query and the files.
    """
    page = lxml.html.document_fromstring(client.get(f"{PAGE}?kind=project").text)
    form = page.xpath("//form[@class='built']")[0]
    form.fields["is.year"] = "2025"
    sent = client.get(PAGE, params=form.form_values())
    assert sent.status_code == 303
    short = sent.headers["location"]
    assert "is.name" not in short
    answered = client.get(short)
    assert answered.status_code == 200
    tree = lxml.html.document_fromstring(answered.text)
    assert tree.xpath("//section[@aria-labelledby='answer']//tbody/tr")
    assert "SELECT DISTINCT ?project" in tree.xpath("string(//pre)")
    files = tree.xpath("//section//p/a/@href")
    assert [link.rpartition("=")[2] for link in files] == ["csv", "xlsx", "rq"]
    for link in files:
        assert client.get(link).status_code == 200


def test_the_shown_query_gives_the_same_rows_in_the_editor(client: TestClient) -> None:
    shown = {"kind": "indicator", "show": ["name", "project"]}
    query = client.get(PAGE, params={**shown, "format": "rq"}).text
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    assert len(answer.text.splitlines()) - 1 == len(rows(client, **shown)) > 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "nothing"}, "没有 &#39;nothing&#39; 这一类"),
        ({"show": "nothing"}, "没有选中任何栏目"),
        ({"show": "name", "if.year": "least", "is.year": "甲"}, "不是年度"),
        ({"show": "name", "if.year": "contains", "is.year": "2024"}, "没有 &#39;contains&#39;"),
    ],
)
def test_a_wrong_choice_is_explained(client: TestClient, given: dict[str, str], said: str) -> None:
    answer = client.get(PAGE, params=given, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert said in answer.text
