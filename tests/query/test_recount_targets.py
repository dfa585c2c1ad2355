"""The questions about indicators, targets and persons recounted with pandas from the extraction."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from recount import ASKED, Counted, counted

COUNTED_IN = ("人", "人次", "户", "名")


@pytest.fixture(params=ASKED)
def both(request: pytest.FixtureRequest) -> Counted:
    return counted(str(request.param))


def number(value: object) -> Decimal | None:
    return None if value is None or pd.isna(value) else Decimal(str(value))


def rows(frame: pd.DataFrame, *columns: str) -> Counter[tuple[str, ...]]:
    """How often each row stands there; numbers without idle zeros, nothing for what is unknown."""
    found: Counter[tuple[str, ...]] = Counter()
    for row in frame[list(columns)].itertuples(index=False):
        found[tuple(map(plain, row))] += 1
    return found


def plain(value: object) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    try:
        return format(Decimal(str(value)).normalize(), "f")
    except ArithmeticError:
        return str(value)


def of_numbers(both: Counted) -> pd.DataFrame:
    """The indicators whose target is one number, as a Decimal in `amount_of`."""
    found = both.indicators[both.indicators.value.notna()].copy()
    found["counted"] = [Decimal(str(one)) for one in found.value]
    return found


def test_indicators(both: Counted) -> None:
    answer = both.ask("indicators").rename(columns={"level3": "name", "fiscal_year": "year"})
    same = ("department", "year", "project_name", "name", "target", "value", "unit")
    assert rows(answer, *same) == rows(both.indicators, *same)


def test_targets_in_words(both: Counted) -> None:
    answer = both.ask("targets-in-words")
    words = both.indicators[both.indicators.target.notna() & both.indicators.operator.isna()]
    same = ("department", "project_name", "name", "target")
    assert rows(answer, *same) == rows(words, *same)
    for department, shown in answer.groupby("department"):
        mine = both.indicators[both.indicators.department == department]
        assert set(shown.indicators) == {len(mine)}
        assert set(shown.with_number) == {int(mine.operator.notna().sum())}


def test_satisfaction(both: Counted) -> None:
    answer = both.ask("satisfaction")
    found = of_numbers(both)
    found = found[found.name.str.contains("满意") & (found.unit.isna() | (found.unit == "%"))]
    same = ("department", "project_name", "name", "target", "value")
    assert rows(answer, *same) == rows(found, *same)


def test_targets_that_differ(both: Counted) -> None:
    answer = both.ask("targets-that-differ")
    found = of_numbers(both)
    found = found[found.unit.notna()]
    kept = []
    for _, alike in found.groupby(["name", "unit"]):
        low, high = min(alike.counted), max(alike.counted)
        if low < high:
            alike = alike.assign(lowest=low, highest=high)
            kept.append(alike.assign(departments=alike.department.nunique()))
    same = ("name", "unit", "lowest", "highest", "departments", "department", "target")
    assert rows(answer, *same) == rows(pd.concat(kept), *same)


def test_per_head(both: Counted) -> None:
    answer = both.ask("per-head")
    amounts = project_amounts(both)
    expected: Counter[tuple[str, ...]] = Counter()
    found = of_numbers(both)
    found = found[found.unit.isin(COUNTED_IN) & (found.counted > 0)]
    for (department, place), of_project in found.groupby(["department", "number"]):
        counts = set(zip(of_project.counted, of_project.unit, strict=True))
        amount = amounts.get((department, place))
        if len(counts) != 1 or amount is None:
            continue
        people, unit = counts.pop()
        share = (amount / people).quantize(Decimal("0.01"), ROUND_HALF_UP)
        name = of_project.project_name.iloc[0]
        expected[tuple(map(plain, (name, amount, people, unit, share)))] += 1
    same = ("project_name", "amount", "people", "people_unit", "per_head")
    assert rows(answer, *same) == expected
    assert expected


def project_amounts(both: Counted) -> dict[tuple[str, int], Decimal]:
    """The amount of each project, by its body and its place among the forms.

    Those that have none in their form are taken as the question `projects` gives them: which
    amount of the prose a project has is tested elsewhere.
    """
    known: dict[tuple[str, int], Decimal] = {}
    answer = both.ask("projects")
    for department, mine in both.projects.groupby("department"):
        given = list(answer[answer.department == department].amount)
        for place, amount in zip(mine.number, given, strict=True):
            if amount is not None and not pd.isna(amount):
                known[str(department), int(place)] = Decimal(str(amount))
    return known


def test_cost_per_person(both: Counted) -> None:
    answer = both.ask("cost-per-person")
    amounts = project_amounts(both)
    for row in answer[answer.kind == "computed"].itertuples():
        cost = (Decimal(str(row.amount)) / Decimal(str(row.persons))).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
        assert number(row.per_person) == cost
        assert number(row.amount) in amounts.values()
    found = of_numbers(both)
    stated = found[found.unit.str.fullmatch("元/每?人", na=False)]
    same = ("department", "project_name", "name", "target")
    assert rows(answer[answer.kind == "stated"], *same) == rows(stated, *same)


def test_what_stands_under_each_document(both: Counted) -> None:
    numbers = {one for every in both.indicators.basis for one in every}
    numbers |= {one for every in both.projects.funding for one in every}
    assert len(numbers) >= 5
    for one in sorted(numbers):
        funded = both.indicators[[one in every for every in both.indicators.funding]]
        based = both.indicators[[one in every for every in both.indicators.basis]]
        under = both.ask("targets-under-document", document=one)
        same = ("department", "project_name", "name", "target")
        assert rows(under[under.relation == "funded-under"], *same) == rows(funded, *same)
        assert rows(under[under.relation == "basis"], *same) == rows(based, *same)
        across = both.ask("document-across-counties", document=one)
        citing = both.ask("projects-citing-document", document=one)
        money = [number(value) for value in across.funded_amount if number(value) is not None]
        whole = [number(value) for value in citing.funded_amount if number(value) is not None]
        assert sorted(map(plain, money)) == sorted(map(plain, whole)), "each project's money once"
        shown = across[across.level3.notna()].rename(columns={"level3": "name"})
        both_ways = pd.concat([funded, based]).drop_duplicates(["department", "number", "name"])
        assert rows(shown, "department", "name", "target") <= rows(
            both.indicators, "department", "name", "target"
        )
        assert set(shown.name) == set(both_ways.name)


def test_each_mention_and_its_age(both: Counted) -> None:
    counts = both.mentions.groupby(["number", "department"]).size()
    aged = both.ask("documents-by-age")
    assert dict(aged.groupby(["number", "department"]).mentions.sum()) == dict(counts)
    assert (aged.age == aged.fiscal_year - aged.issued).all()
    for one in sorted(set(both.mentions.number))[:5]:
        shown = both.ask("document-mentions", document=one)
        assert len(shown) == counts[one].sum()


def test_projects_without_documents_cite_none(both: Counted) -> None:
    shown = both.ask("projects-without-documents")
    cited = [
        bool(fund or base)
        for fund, base in zip(both.projects.funding, both.projects.basis, strict=True)
    ]
    silent = both.projects[[not one for one in cited]]
    assert rows(shown, "department", "project_name") == rows(
        silent.rename(columns={"name": "project_name"}), "department", "project_name"
    )
