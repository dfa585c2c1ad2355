"""Where money comes from, on which way, under which document and how it changed: recounted with
pandas from the extraction, and on the examples beside rows that were read by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from recount import ASKED, Counted, amount, counted

#: What the name of a project says of the level that pays.
LEVELS = {
    "central": "中央",
    "province": "省级|省财政(?!厅)",
    "city": "市级|州级",
    "county": "县级|区级",
}
#: The grants that are passed on under another number, read by hand: upper and lower number, and
#: the project.
PASSED_ON = ("临州财社〔2020〕105号", "临社财发〔2020〕92号")
PASSED_PROJECT = "2021年中央财政医疗服务与保障能力提升补助资金"
#: The examples' money by year and level, added up by hand from their forms and their prose.
BY_HAND = {
    (2020, "central"): (1, 2_280_000),
    (2020, "province"): (1, 2_840_000),
    (2020, ""): (2, 400_000),
    (2021, "central"): (1, 180_000),
    (2021, "province"): (1, None),
    (2021, ""): (4, 2_800_000),
    (2024, "central"): (1, 160_000),
    (2024, ""): (2, 43_000_000),
    (2025, "central"): (1, 230_000),
    (2025, "county"): (2, 41_140_000),
}
#: The measures of `year-on-year`, each with the statement of its change.
CHANGES = {
    "total_expenditure": "total_change",
    "basic_expenditure": "basic_change",
    "project_expenditure": "project_change",
}


@pytest.fixture(params=ASKED)
def both(request: pytest.FixtureRequest) -> Counted:
    return counted(str(request.param))


def plain(value: Any) -> Any:
    """Nothing for what is unknown, a number as a Decimal."""
    if value is None or pd.isna(value):
        return ""
    return value if isinstance(value, str) else Decimal(str(value))


def rows(frame: pd.DataFrame, *columns: str) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(map(plain, row)) for row in frame[list(columns)].itertuples(index=False))


def levels_of(name: str) -> str:
    found = [level for level, words in LEVELS.items() if re.search(words, name)]
    return "、".join(found)


def test_the_level_of_money_is_what_the_name_of_its_project_says(both: Counted) -> None:
    shown = both.ask("where-money-comes-from")
    said = both.projects.assign(level=both.projects.name.map(levels_of))
    assert set(said.level) > {"", "central", "province"}
    expected = Counter(zip(said.year, said.level, strict=True))
    assert expected == {
        (int(row.fiscal_year), plain(row.money_from)): int(row.projects)
        for row in shown.itertuples()
    }


def test_the_money_of_each_level_is_that_of_its_projects(both: Counted) -> None:
    projects = both.ask("projects")
    sums: Counter[tuple[int, str]] = Counter()
    for row in projects[projects.amount.notna()].itertuples():
        sums[int(row.fiscal_year), levels_of(row.project_name)] += row.amount
    shown = both.ask("where-money-comes-from")
    known = shown[shown.amount.notna()]
    assert sums == {
        (int(row.fiscal_year), plain(row.money_from)): row.amount for row in known.itertuples()
    }


def test_the_money_of_the_examples_is_that_which_was_added_up_by_hand() -> None:
    shown = counted("examples").ask("where-money-comes-from")
    found = {
        (int(row.fiscal_year), plain(row.money_from)): (int(row.projects), plain(row.amount))
        for row in shown.itertuples()
    }
    assert found == {key: (count, plain(sum_)) for key, (count, sum_) in BY_HAND.items()}


def test_each_way_of_money_has_one_row_and_its_amount_once(both: Counted) -> None:
    shown = both.ask("funding-chain")
    expected: Counter[tuple[str, ...]] = Counter()
    for project in both.projects.itertuples():
        for number in project.funding:
            passed = "" if number != PASSED_ON[0] else PASSED_ON[1]
            expected[project.department, project.name, number, passed] += 1
    upper = (*PASSED_ON,)
    expected["临夏市医疗保障局", PASSED_PROJECT, *upper] = 1
    same = ("department", "project_name", "number", "passed_on_number")
    assert rows(shown, *same) == expected
    paid = both.ask("projects").set_index("project").amount
    for project, ways in shown.groupby("project"):
        amounts = [one for one in ways.amount if plain(one) != ""]
        assert amounts == [one for one in [paid[project]] if plain(one) != ""]
    for number in sorted({*shown.number, *filter(plain, shown.passed_on_number)}):
        asked = both.ask("funding-chain", document=number)
        told = shown[(shown.number == number) | (shown.passed_on_number == number)]
        assert rows(asked, *same, "amount") == rows(told, *same, "amount")


def under(both: Counted, number: str) -> Counter[tuple[Any, ...]]:
    """The rows of `document-across-counties` for a number, from the extraction."""
    expected: Counter[tuple[Any, ...]] = Counter()
    for project in both.projects.itertuples():
        funds, rests = number in project.funding, number in project.basis
        if not funds and not rests:
            continue
        mine = both.indicators[
            (both.indicators.department == project.department)
            & (both.indicators.number == project.number)
        ]
        if not funds:
            mine = mine[[number in every for every in mine.basis]]
        for one in mine.itertuples():
            expected[project.department, project.year, project.name, one.name, one.target] += 1
        if mine.empty:
            expected[project.department, project.year, project.name, "", ""] += 1
    return Counter({tuple(map(plain, key)): count for key, count in expected.items()})


def test_what_counties_do_under_a_document(both: Counted) -> None:
    numbers = {one for every in (*both.projects.funding, *both.projects.basis) for one in every}
    assert len(numbers) >= 5
    same = ("department", "fiscal_year", "project_name", "level3", "target")
    projects = both.ask("projects")
    for number in sorted(numbers):
        shown = both.ask("document-across-counties", document=number)
        assert rows(shown, *same) == under(both, number)
        assert set(shown.number) == {number}
        money = [one for one in shown.funded_amount if plain(one) != ""]
        owned = zip(projects.funding_documents, projects.amount, strict=True)
        paid = [one for numbers, one in owned if number in str(numbers) and plain(one) != ""]
        assert sorted(money) == sorted(paid)


def test_the_amounts_of_two_years_and_the_stated_change(both: Counted) -> None:
    """No body has papers of two years here: the prose tells its own year and the one before."""
    shown = both.ask("year-on-year")
    totals = both.ask("budget-totals").set_index("department")
    said = both.statements
    expected: Counter[tuple[Any, ...]] = Counter()
    for department, own in said.groupby("department"):
        year = own.own.iloc[0]
        for measure, change in CHANGES.items():
            stated = own[(own.measure == change) & (own.year == year)]
            if stated.empty:
                continue
            column = measure.removesuffix("_expenditure").replace("total", "expenditure")
            changed = max(map(amount, stated.value, stated.unit))
            key = (department, measure, year, totals[column][department], "", changed, "")
            expected[tuple(map(plain, key))] += 1
    columns = ("department", "measure", "fiscal_year", "amount", "previous")
    both_years = shown[shown.previous.notna()]
    one_year = shown[shown.previous.isna()]
    assert rows(one_year, *columns, "stated_change", "computed_change") == expected
    for row in both_years.itertuples():
        mine = said[(said.department == row.department) & (said.measure == row.measure)]
        before = mine[mine.year == row.fiscal_year - 1]
        assert row.previous in set(map(amount, before.value, before.unit))
        assert row.computed_change == row.amount - row.previous
    recalled = said[(said.year == said.own - 1) & said.measure.isin({*CHANGES, "reception"})]
    assert set(zip(recalled.department, recalled.measure, strict=True)) <= set(
        zip(both_years.department, both_years.measure, strict=True)
    )
