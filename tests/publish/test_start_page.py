"""The start page for many: what can be chosen, what is added up, and what is new."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from budgetgraph.publish.machines.news import BuildNews, build_news
from budgetgraph.publish.pages.start_page.listed_disclosures import (
    AddedUp,
    LinesRead,
    Selection,
    added_up,
    level_choices,
    lines_read,
    listed,
    place_choices,
    usual_year,
    year_choices,
)
from budgetgraph.publish.pages.start_page.page import CitedMost, _cited


def row(
    body: str, code: str, year: int, expenditure: int | None, **other: str
) -> dict[str, object]:
    return {
        "disclosure": f"https://example.org/id/disclosure/{code}/{body}/{year}{other.get('key', '')}",
        "disclosure_label": f"{body}{year}",
        "department": f"https://example.org/id/department/{code}/{body}",
        "department_label": body,
        "division": None,
        "division_label": "某县",
        "code": code,
        "year": year,
        "executed": other.get("executed"),
        "behind": other.get("behind"),
        "projects": None,
        "expenditure": expenditure,
        "scope": other.get("scope"),
        "mapped": expenditure,
        "ignored": 3 if expenditure else None,
        "unparsed": 1 if expenditure else None,
    }


ROWS = [
    row("甲局", "130532", 2024, 100),
    row("甲局", "130532", 2024, 70, key="/2", behind="https://example.org/better"),
    row("甲局", "130532", 2024, 95, key="/final-accounts", executed="executed"),
    row("乙局", "130324", 2024, 200),
    row("丙局", "130324", 2024, 400, scope="fiscal"),
    row("丁厅", "130000", 2024, None),
    row("甲局", "130532", 2025, 120),
]


def test_only_budgets_that_count_and_mean_the_same_money_are_added_up() -> None:
    everything = listed(ROWS)
    of_year = [one for one in everything if Selection(2024, "", "").takes(one)]
    assert added_up(of_year) == AddedUp(departments=4, budgets=4, stating=2, money=Decimal(300))
    assert [one.is_final_accounts for one in everything].count(True) == 1


def test_what_became_of_the_lines_is_counted_where_a_ledger_was_kept() -> None:
    of_county = [one for one in listed(ROWS) if "130324" in one.lineage]
    assert lines_read(of_county) == LinesRead(mapped=600, ignored=6, unparsed=2)
    assert lines_read(of_county).total == 608
    assert lines_read(listed([row("丁厅", "130000", 2024, None)])).total == 0


def test_a_place_takes_all_below_it_and_a_level_only_its_own() -> None:
    everything = listed(ROWS)
    province = [one for one in everything if Selection(2024, "130000", "").takes(one)]
    assert len(province) == 6
    city = [one for one in everything if Selection(2024, "130500", "").takes(one)]
    assert {one.department_label for one in city} == {"甲局"}
    own = [one for one in everything if Selection(2024, "130000", "province").takes(one)]
    assert [one.department_label for one in own] == ["丁厅"]


def test_choices_count_what_remains_under_the_other_choices() -> None:
    everything = listed(ROWS)
    assert usual_year(everything) == 2024
    selection = Selection(2024, "130532", "")
    assert year_choices(everything, selection) == [(2025, 1), (2024, 3)]
    assert level_choices(everything, selection) == [("county", 3)]
    places = [(one.value, one.count, one.depth) for one in place_choices(everything, selection)]
    assert places == [
        ("130000", 6, 0),
        ("130300", 2, 1),
        ("130324", 2, 2),
        ("130500", 3, 1),
        ("130532", 3, 2),
    ]


#: Disclosures of each year, and the year that a newcomer sees.
BEGUN_WITH = [
    ({2020: 1, 2021: 2, 2024: 1, 2025: 1}, 2025),
    ({2023: 40, 2024: 10, 2025: 9}, 2024),
    ({2023: 40, 2024: 9, 2025: 9}, 2023),
    ({}, None),
]


@pytest.mark.parametrize(("counts", "year"), BEGUN_WITH)
def test_the_latest_year_is_begun_with_that_is_not_nearly_empty(
    counts: dict[int, int], year: int | None
) -> None:
    rows = [row(f"第{n}局", "130532", of, 1) for of, count in counts.items() for n in range(count)]
    assert usual_year(listed(rows)) == year


@pytest.mark.parametrize(
    ("path", "place"),
    [("130535/临政办字/2019/37", "临西县"), ("冀财社/2023/208", ""), ("990000/某发/2020/1", "")],
)
def test_documents_of_one_number_are_told_apart_by_their_place(path: str, place: str) -> None:
    document = f"https://example.org/id/document/{path}"
    told = listed([row("甲局", "130532", 2024, 1)])[0]
    rows = [{"document": document, "number": "n", "disclosure": told.disclosure, "projects": 2}]
    assert _cited(rows, {told.disclosure: told}) == [CitedMost(document, "n", place, 1, 2)]


def generation(folder: Path, name: str, age: int, **files: str) -> Path:
    here = folder / "generations" / name
    here.mkdir(parents=True)
    sources = [{"disclosure": key, "sha256": digest} for key, digest in files.items()]
    report = here / "report.json"
    report.write_text(json.dumps({"sources": sources}), encoding="utf-8")
    os.utime(report, (age, age))
    return here


def test_news_are_what_came_changed_and_went_since_the_build_before(tmp_path: Path) -> None:
    oldest = generation(tmp_path, "a", 100, same="1")
    generation(tmp_path, "b", 200, same="1", other="2", gone="3")
    newest = generation(tmp_path, "c", 300, same="1", other="5", fresh="4")
    assert build_news(newest) == BuildNews(("fresh",), ("other",), ("gone",))
    assert not build_news(oldest)
    assert not build_news(tmp_path)
