"""The one amount of each measure: from which place, for which money, and how certain."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from sample import sample_disclosure

from budgetgraph.disclosure import (
    FINAL_ACCOUNTS,
    Amount,
    Cell,
    Disclosure,
    Row,
    Statement,
    Table,
)
from budgetgraph.document.where import PictureBox, Where
from budgetgraph.mapping import key_of, nquads
from budgetgraph.rdf.iris import PREFIXES, Iris

HERE = Where(1, 1)
IRIS = Iris()


def row(code: str | None, item: str, **cells: str) -> Row:
    """A row; `支出__合计` is the column 支出/合计."""
    return Row(
        code,
        item,
        tuple(Cell(name.replace("__", "/"), value, HERE) for name, value in cells.items()),
        HERE,
    )


def table(kind: str, *rows: Row, title: str = "", closes: bool | None = None) -> Table:
    return Table(kind, title, "万元", False, rows, HERE, closes)


def stated(measure: str, value: str, year: int = 2025, phase: str | None = None) -> Statement:
    return Statement(measure, value, "万元", year, None, HERE, phase=phase)


def of(*tables: Table, statements: tuple[Statement, ...] = ()) -> Disclosure:
    return replace(sample_disclosure(), tables=tables, statements=statements, projects=())


def figures(disclosure: Disclosure, link: str = "hasKeyFigure") -> dict[str, dict[str, str]]:
    """The key figures by what stands behind `key-figure/` in their IRIs."""
    owner = IRIS.disclosure(key_of(disclosure))
    found: dict[str, dict[str, str]] = {}
    of_owner = set()
    bg = PREFIXES["bg"]
    for quad in ox.parse(nquads(disclosure), format=ox.RdfFormat.N_QUADS):  # type: ignore[call-overload]
        subject, name = quad.subject.value, quad.predicate.value.removeprefix(bg)
        if subject == owner and name == link:
            of_owner.add(quad.object.value)
        elif "/key-figure/" in subject:
            found.setdefault(subject, {})[name] = quad.object.value
    return {iri.partition("/key-figure/")[2]: found[iri] for iri in of_owner}


SUMMARY = table(
    "expenditure_summary", row(None, "合计", 合计="3.00", 基本支出="1.00", 项目支出="2.00")
)
GENERAL = table(
    "general_public_expenditure", row(None, "合计", 合计="2.50", 基本支出="1.00", 项目支出="1.50")
)


def test_the_expenditure_summary_comes_first_then_the_general_public_budget_then_the_prose() -> (
    None
):
    prose = (stated("total_expenditure", "4.00"), stated("total_revenue", "4.00"))
    found = figures(of(GENERAL, SUMMARY, statements=prose))
    assert (found["total_expenditure"]["amount"], found["total_expenditure"]["scope"]) == (
        "30000",
        "all",
    )
    assert found["total_expenditure"]["takenFrom"].endswith("expenditure_summary/1/合计")
    found = figures(of(GENERAL, statements=prose))
    assert found["total_expenditure"]["amount"] == "25000"
    assert found["total_expenditure"]["scope"] == "general-public"
    assert found["total_revenue"]["amount"] == "40000"
    found = figures(of(statements=prose))
    assert found["total_expenditure"]["amount"] == "40000"
    assert found["total_expenditure"]["takenFrom"].endswith("/statement/total_expenditure/2025")


def test_a_total_row_without_a_name_is_the_total() -> None:
    only = table("expenditure_summary", row(None, "", 合计="10150.48", 基本支出="5678.17"))
    assert figures(of(only, GENERAL))["total_expenditure"]["amount"] == "101504800"


def test_a_table_that_does_not_close_gives_a_doubtful_figure() -> None:
    assert figures(of(SUMMARY))["total_expenditure"]["certainty"] == "sure"
    found = figures(of(replace(SUMMARY, closes=False)))
    assert found["total_expenditure"]["certainty"] == "doubtful"


def test_two_amounts_of_the_prose_are_doubtful_and_the_first_is_quoted() -> None:
    found = figures(of(statements=(stated("reception", "2.00"), stated("reception", "3.00"))))
    assert (found["reception"]["amount"], found["reception"]["certainty"]) == ("20000", "doubtful")
    found = figures(of(statements=(stated("reception", "2.00"), stated("reception", "2.00"))))
    assert found["reception"]["certainty"] == "sure"


def test_what_one_fund_gives_is_of_another_scope_than_what_all_give() -> None:
    whole = stated("basic_expenditure", "8.00")
    of_fund = replace(stated("basic_expenditure", "7.20"), fund="general_public")
    quoted = figures(of(statements=(of_fund, whole)))["basic_expenditure"]
    assert (quoted["amount"], quoted["scope"], quoted["certainty"]) == ("80000", "all", "sure")
    quoted = figures(of(statements=(of_fund,)))["basic_expenditure"]
    assert (quoted["amount"], quoted["scope"]) == ("72000", "general-public")
    others = replace(of_fund, fund="fiscal_appropriation")
    assert figures(of(statements=(others,)))["basic_expenditure"]["scope"] == "fiscal"


def test_money_of_earlier_years_is_said() -> None:
    column = table("revenue_summary", row(None, "合计", 合计="5.00", 上年结转="1.00"))
    spending = table("expenditure_summary", row(None, "合计", 合计="5.00"))
    found = figures(of(column, spending))
    assert found["total_revenue"]["scope"] == "all+carry-over"
    assert found["total_expenditure"]["scope"] == "all+carry-over", "the same money"
    nothing = table("revenue_summary", row(None, "合计", 合计="5.00", 上年结转="0.00"))
    assert figures(of(nothing, spending))["total_revenue"]["scope"] == "all"


def test_a_grand_total_holds_what_was_carried_over_and_a_total_of_the_year_does_not() -> None:
    sides = (
        row(None, "本年收入合计", 收入__预算数="4.00"),
        row(None, "上年结转", 收入__预算数="1.00"),
        row(None, "收入总计", 收入__预算数="5.00"),
    )
    whole = figures(of(table("revenue_expenditure_summary", *sides)))["total_revenue"]
    assert (whole["amount"], whole["scope"]) == ("50000", "all+carry-over")
    year = figures(of(table("revenue_expenditure_summary", *sides[:2])))["total_revenue"]
    assert (year["amount"], year["scope"]) == ("40000", "all")


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("“三公”经费支出表", "fiscal"),
        ("财政拨款“三公”经费支出表", "fiscal"),
        ("一般公共预算“三公”经费支出表", "general-public"),
    ],
)
def test_a_title_may_say_what_a_table_covers(title: str, scope: str) -> None:
    one = table("three_public_expenditure", row(None, "公务接待费", 合计="1.00"), title=title)
    assert figures(of(one))["reception"]["scope"] == scope


def test_what_the_prose_recalls_of_another_year_stands_under_that_year() -> None:
    prose = (stated("reception", "2.00"), stated("reception", "3.00", 2024))
    found = figures(of(statements=prose))
    assert found["reception"]["amount"] == "20000"
    assert found["reception/2"]["amount"] == "30000"
    assert found["reception/2"]["forYear"] == "2024"


def test_changes_classes_and_projects_are_no_key_figures() -> None:
    prose = tuple(
        stated(name, "1.00") for name in ("total_change", "class_expenditure", "project_amount")
    )
    assert figures(of(statements=prose)) == {}


def test_classes_are_printed_or_summed_and_only_the_narrowest_are_leaves() -> None:
    rows = (
        row(None, "合计", 合计="9.00"),
        row("20805", "行政事业单位养老支出", 合计="5.00", 基本支出="5.00"),
        row("2080505", "养老保险缴费", 合计="3.00", 基本支出="3.00"),
        row("2080506", "职业年金缴费", 合计="2.00", 基本支出="2.00"),
        row("2101501", "行政运行", 合计="4.00"),
    )
    found = figures(of(table("expenditure_summary", *rows)), "hasClassFigure")
    amounts = {key.split("/")[1]: one["amount"] for key, one in found.items() if "total" in key}
    assert amounts == {
        "208": "50000",
        "20805": "50000",
        "2080505": "30000",
        "2080506": "20000",
        "210": "40000",
        "21015": "40000",
        "2101501": "40000",
    }
    leaves = {key.split("/")[1] for key, one in found.items() if one["isLeaf"] == "true"}
    assert leaves == {"2080505", "2080506", "2101501"}
    assert "item" not in found["function/208/total"], "nobody prints a name"
    assert found["function/2080505/total"]["item"] == "养老保险缴费"
    assert found["function/2080505/total"]["function"] == IRIS.concept("function", "2080505")


def test_classes_come_from_the_next_table_where_the_first_prints_none() -> None:
    classes = table("general_public_expenditure", row("2101501", "行政运行", 合计="4.00"))
    found = figures(of(SUMMARY, classes), "hasClassFigure")
    assert found["function/2101501/total"]["scope"] == "general-public"


def test_final_accounts_keep_what_was_planned_beside_what_was_spent() -> None:
    spent = table("three_public_expenditure", row(None, "公务接待费", 预算数="2.85", 决算数="0.39"))
    totals = table("expenditure_summary", row(None, "合计", 预算数="5.00", 决算数="4.00"))
    accounts = replace(of(spent, totals), kind=FINAL_ACCOUNTS)
    found = figures(accounts)
    assert found["total_expenditure"]["amount"] == "40000"
    assert found["total_expenditure"]["phase"] == IRIS.concept("phase", "executed")
    assert found["total_expenditure/approved"]["amount"] == "50000"
    assert found["total_expenditure/approved"]["phase"] == IRIS.concept("phase", "approved")


def test_a_budget_shows_no_column_of_what_was_spent() -> None:
    both = table("expenditure_summary", row(None, "合计", 预算数="5.00", 决算数="4.00"))
    found = figures(of(both))
    assert found["total_expenditure"]["amount"] == "50000"
    assert set(found) == {"total_expenditure"}


def test_a_project_is_quoted_from_its_form_else_from_the_prose() -> None:
    sample = sample_disclosure()
    named = replace(sample.projects[0], code=None, name="长期护理保险配套资金", total=None)
    formed = replace(named, total=Amount("2.00", HERE))
    prose = replace(stated("project_amount", "3.00", sample.year), subject="长期护理保险配套资金")

    def amount(disclosure: Disclosure) -> list[str]:
        owner = IRIS.disclosure(key_of(disclosure))
        key = f"<{owner}/project/1/key-figure> <{PREFIXES['bg']}amount> "
        lines = nquads(disclosure).decode().splitlines()
        return [line.split('"')[1] for line in lines if line.startswith(key)]

    only = replace(sample, tables=(), statements=(prose,))
    assert amount(replace(only, projects=(formed,))) == ["20000"]
    assert amount(replace(only, projects=(named,))) == ["30000"]
    assert amount(replace(only, projects=(named,), statements=())) == []


@pytest.mark.parametrize(("kind", "quoted"), [("budget", "600000"), ("final_accounts", "570000")])
def test_final_accounts_quote_what_was_spent_of_a_project_and_a_budget_what_is_planned(
    kind: str, quoted: str
) -> None:
    sample = sample_disclosure()
    form = replace(
        sample.projects[0], code=None, total=Amount("60.00", HERE), spent=Amount("57.00", HERE)
    )
    disclosure = replace(sample, kind=kind, tables=(), statements=(), projects=(form,))
    owner = IRIS.disclosure(key_of(disclosure))
    lines = nquads(disclosure).decode().splitlines()
    project = f"<{owner}/project/1"

    def value(subject: str, name: str) -> list[str]:
        start = f"{project}{subject}> <{PREFIXES['bg']}{name}> "
        return [line.split('"')[1] for line in lines if line.startswith(start)]

    assert value("/key-figure", "amount") == [quoted]
    assert value("", "budgetAmount") == ["600000"]
    assert value("", "spentAmount") == (["570000"] if kind == "final_accounts" else [])


def test_the_amount_of_a_project_that_was_recognised_on_a_picture_is_doubtful() -> None:
    recognised = replace(HERE, picture=PictureBox(1.0, 1.0, 2.0, 2.0, 0.9))
    sample = sample_disclosure()

    def certainty(where: Where) -> list[str]:
        form = replace(sample.projects[0], code=None, total=Amount("2.00", where))
        disclosure = replace(sample, tables=(), statements=(), projects=(form,))
        lines = nquads(disclosure).decode().splitlines()
        return [line.split('"')[1] for line in lines if f"<{PREFIXES['bg']}certainty>" in line]

    assert certainty(HERE) == ["sure"]
    assert certainty(recognised) == ["doubtful"]


def test_tables_and_amounts_of_the_whole_body_say_what_they_cover() -> None:
    paper = of(
        table("three_public_expenditure", row(None, "合计", 金额="1.00")),
        statements=(
            stated("general_public_revenue", "3.00"),
            stated("total_change", "1.00"),
            stated("class_expenditure", "2.00"),
        ),
    )
    owner = IRIS.disclosure(key_of(paper))
    said = f" <{PREFIXES['bg']}scope> "
    lines = [line for line in nquads(paper).decode().splitlines() if said in line]
    scopes = {
        line.split("> ")[0].removeprefix(f"<{owner}/"): line.split('"')[1]
        for line in lines
        if "key-figure" not in line
    }
    assert scopes == {
        "table/three_public_expenditure": "fiscal",
        "statement/general_public_revenue/2025": "general-public",
    }
