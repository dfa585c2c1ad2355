"""The questions recounted another way: with pandas, straight from the extracted JSON, without the
graph. What both ways say has to be the same.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from recount import ASKED, TOTAL_COLUMNS, Counted, amount, counted


@pytest.fixture(params=ASKED)
def both(request: pytest.FixtureRequest) -> Counted:
    return counted(str(request.param))


def total_of(
    found: Counted, department: str, kinds: tuple[str, ...], leaves: tuple[str, ...]
) -> Decimal | None:
    """The largest amount of the total rows of the first of these tables that has one."""
    for kind, side in (one.partition(":")[::2] for one in kinds):
        cells = found.cells[(found.cells.department == department) & (found.cells.type == kind)]
        rows = cells[
            cells["item"].str.fullmatch("(本年)?(收入|支出)?(合计|总计)") & (cells.code == "")
        ]
        rows = rows[rows.leaf.isin(leaves) & rows.side.isin(["", side])]
        amounts = [one for one in rows.amount if one is not None]
        if amounts:
            return max(amounts)
    return None


def stated_of(found: Counted, department: str, measure: str) -> Decimal | None:
    own = found.statements
    own = own[(own.department == department) & (own.measure == measure) & (own.year == own.own)]
    return None if own.empty else amount(own.iloc[0].value, own.iloc[0].unit)


def test_budget_totals(both: Counted) -> None:
    answer = both.ask("budget-totals").set_index("department")
    assert len(answer) >= 4
    for department, row in answer.iterrows():
        revenue = total_of(
            both, department, ("revenue_summary", "revenue_expenditure_summary:收入"), TOTAL_COLUMNS
        )
        expected = {"revenue": revenue or stated_of(both, department, "total_revenue")}
        for column, leaves, measure in (
            ("expenditure", TOTAL_COLUMNS, "total_expenditure"),
            ("basic", ("基本支出",), "basic_expenditure"),
            ("project", ("项目支出",), "project_expenditure"),
        ):
            kinds = ("expenditure_summary", "general_public_expenditure")
            expected[column] = total_of(both, department, kinds, leaves) or stated_of(
                both, department, measure
            )
        for column, value in expected.items():
            shown = row[column]
            assert (None if pd.isna(shown) else Decimal(str(shown))) == value, (department, column)


@pytest.mark.parametrize(
    ("name", "tables", "length"),
    [
        ("spending-by-function", ("expenditure_summary", "general_public_expenditure"), 7),
        (
            "spending-by-economic-class",
            (
                "general_public_basic_expenditure",
                "fiscal_appropriation_basic_expenditure",
                "economic_classification",
            ),
            5,
        ),
    ],
)
def test_spending_by_class(both: Counted, name: str, tables: tuple[str, ...], length: int) -> None:
    narrow, wide = both.ask(name), both.ask(name, digits="3")
    assert len(narrow) > len(wide) > 0
    for department in set(narrow.department):
        cells = both.cells[(both.cells.department == department) & (both.cells.code != "")]
        cells = cells[cells.leaf.isin(TOTAL_COLUMNS)]
        kind = next(one for one in tables if one in set(cells.type))
        rows = cells[(cells.type == kind) & (cells.table == cells[cells.type == kind].table.min())]
        codes = set(rows.code)
        leaf = rows[[not any(o != c and o.startswith(c) for o in codes) for c in rows.code]]
        shown = narrow[narrow.department == department]
        assert set(shown.code) == set(leaf.code)
        assert sum(Decimal(str(one)) for one in shown.total) == sum(leaf.amount)
        classes = wide[wide.department == department].set_index("code").total
        for code, value in classes.items():
            printed = rows[rows.code == code]
            inside = leaf[leaf.code.str.startswith(code)]
            expected = sum(printed.amount) if len(printed) else sum(inside.amount)
            assert Decimal(str(value)) == expected, (department, code)


def test_projects(both: Counted) -> None:
    answer = both.ask("projects")
    assert len(answer) == len(both.projects)
    assert sorted(answer.indicators) == sorted(both.projects.indicators)
    for department in set(answer.department):
        shown = answer[answer.department == department]
        mine = both.projects[both.projects.department == department]
        formed = mine[mine.amount.notna()]
        by_name = dict(zip(formed.name, formed.amount, strict=True))
        for _, row in shown[shown.project_name.isin(by_name)].iterrows():
            assert Decimal(str(row.amount)) == by_name[row.project_name]


def test_projects_citing_each_document(both: Counted) -> None:
    numbers = {one for every in both.projects.funding for one in every}
    numbers |= {one for every in both.projects.basis for one in every}
    assert len(numbers) >= 5
    documents = both.ask("documents")
    for number in sorted(numbers):
        answer = both.ask("projects-citing-document", document=number)
        funding = both.projects[[number in every for every in both.projects.funding]]
        based = both.projects[[number in every for every in both.projects.basis]]
        assert not answer.project.duplicated().any(), "one row a project"
        assert set(answer.project_name) >= {*funding.name, *based.name}
        is_funded = answer.relation.str.startswith("funded-under")
        assert sorted(answer[is_funded].project_name) == sorted(funding.name)
        assert answer[~is_funded].funded_amount.isna().all()
        whole = [Decimal(str(one)) for one in answer.funded_amount if not pd.isna(one)]
        own = [one for one in funding.amount if one is not None and not pd.isna(one)]
        assert sum(whole) >= sum(own)
        if len(own) == len(funding):
            assert sum(whole) == sum(own)
        listed = documents[documents.number == number]
        assert listed.projects.sum() == len(answer)
        assert listed.indicators.sum() == answer.indicators.sum()


def test_money_by_its_level_adds_up_to_all_projects(both: Counted) -> None:
    projects, levels = both.ask("projects"), both.ask("where-money-comes-from")
    for year in set(projects.fiscal_year):
        of_year = levels[levels.fiscal_year == year]
        mine = projects[projects.fiscal_year == year]
        assert of_year.projects.sum() == len(mine)
        amounts = [Decimal(str(one)) for one in of_year.amount if not pd.isna(one)]
        assert sum(amounts) == sum(Decimal(str(one)) for one in mine.amount if not pd.isna(one))


def test_money_by_its_documents_adds_up_to_the_projects_that_documents_fund(both: Counted) -> None:
    projects, levels = both.ask("projects"), both.ask("funding-by-level")
    funded = projects[projects.funding_documents.notna()]
    assert levels.projects.sum() == len(funded) > 0
    amounts = [Decimal(str(one)) for one in levels.amount if not pd.isna(one)]
    assert sum(amounts) == sum(Decimal(str(one)) for one in funded.amount if not pd.isna(one))
    chain = both.ask("funding-chain")
    of_chain = chain[chain.project.isin(set(funded.project))]
    whole = [Decimal(str(one)) for one in of_chain.amount if not pd.isna(one)]
    assert sum(whole) == sum(amounts)


def test_every_project_has_one_share(both: Counted) -> None:
    projects, shares = both.ask("projects"), both.ask("share-by-level")
    totals = both.ask("budget-totals").set_index("department").expenditure
    for department in set(projects.department):
        mine = projects[projects.department == department]
        of_body = shares[shares.department == department]
        assert of_body.projects.sum() == len(mine)
        amounts = [Decimal(str(one)) for one in of_body.amount if not pd.isna(one)]
        assert sum(amounts) == sum(Decimal(str(one)) for one in mine.amount if not pd.isna(one))
        for _, row in of_body[of_body.share.notna()].iterrows():
            exact = Decimal(str(row.amount)) * 100 / Decimal(str(totals[department]))
            assert abs(Decimal(str(row.share)) - exact) <= Decimal("0.005")


def test_documents_and_their_mentions(both: Counted) -> None:
    answer = both.ask("documents")
    counts = both.mentions.groupby("number").size()
    assert dict(answer.groupby("number").mentions.sum()) == dict(counts)
    shared = both.ask("shared-documents").set_index("number").departments
    bodies = both.mentions.groupby("number").department.nunique()
    assert set(shared.index) <= set(bodies[bodies > 1].index)
    for number in shared.index:
        assert shared[number] == bodies[number]


#: The amounts of the prose, and the columns of `three-public` that answer them.
_THREE_PUBLIC = {
    "three_public_total": "total",
    "overseas_travel": "overseas_travel",
    "vehicle_purchase": "vehicle_purchase",
    "vehicle_running": "vehicle_running",
    "reception": "reception",
}


def test_three_public_expenses_are_those_of_the_prose(both: Counted) -> None:
    """Where the prose states one amount of this year, the answer is that amount."""
    answer = both.ask("three-public").set_index("department")
    stated = both.statements
    own = stated[(stated.year == stated.own) & stated.measure.isin(_THREE_PUBLIC)]
    compared = 0
    for (department, measure), rows in own.groupby(["department", "measure"]):
        amounts = set(map(amount, rows.value, rows.unit))
        if len(amounts) == 1:
            compared += 1
            assert answer[_THREE_PUBLIC[str(measure)]][department] in amounts
    assert compared >= 3
