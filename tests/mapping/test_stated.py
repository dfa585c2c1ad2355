"""Which figures are the whole amount of what, and which project the prose gives an amount: tables
of cases a reader learns from.
"""

from __future__ import annotations

import pytest
from reading import parsed

from budgetgraph.disclosure import Cell, Project, Row, Statement, Table
from budgetgraph.document.where import Where
from budgetgraph.mapping.amounts import Amounts
from budgetgraph.mapping.partly_read import partly_read
from budgetgraph.mapping.stated import stated_amounts

HERE = Where(1, 1, None)

# --- amounts of tables ----------------------------------------------------------------------------


def table(*rows: tuple[str, dict[str, str]], kind: str = "three_public_expenditure") -> Table:
    made = tuple(
        Row(None, item, tuple(Cell(column, value, HERE) for column, value in cells.items()), HERE)
        for item, cells in rows
    )
    return Table(kind, "“三公”经费支出表", "万元", False, made, HERE)


def measures(of: Table) -> dict[tuple[str, str], str]:
    """Row and column of every figure that is the whole amount of something."""
    amounts = Amounts(of)
    found = {
        (row.item, cell.column): amounts.of(row, cell) for row in of.rows for cell in row.cells
    }
    return {place: measure for place, measure in found.items() if measure}


def test_a_row_an_item() -> None:
    total = {"合计": "8.06", "一般公共预算财政拨款": "8.06"}
    names = ["合计", "“三公”经费小计", "一、因公出国（境）费", "其中：教学科研人员因公出国（境）费", "二、公务用车购置及运维费",
             "公务用车购置费", "公务用车运行维护费", "三、公务接待费", "其中：外宾接待"]  # fmt: skip
    assert measures(table(*((name, total) for name in names))) == {
        ("合计", "合计"): "three_public_total",
        ("“三公”经费小计", "合计"): "three_public_total",
        ("一、因公出国（境）费", "合计"): "overseas_travel",
        ("二、公务用车购置及运维费", "合计"): "vehicle_total",
        ("公务用车购置费", "合计"): "vehicle_purchase",
        ("公务用车运行维护费", "合计"): "vehicle_running",
        ("三、公务接待费", "合计"): "reception",
    }


def test_a_column_an_item() -> None:
    cells = {
        "合计": "37.91",
        "因公出国(境)费": "0",
        "小计": "36.56",
        "购置费": "15",
        "运行费": "21.56",
        "公务接待费": "1.35",
        "机关运行经费预算数": "464.64",
    }
    assert measures(table(("", cells))) == {
        ("", "合计"): "three_public_total",
        ("", "因公出国(境)费"): "overseas_travel",
        ("", "购置费"): "vehicle_purchase",
        ("", "运行费"): "vehicle_running",
        ("", "公务接待费"): "reception",
        ("", "机关运行经费预算数"): "operating_expenses",
    }, "小计 without a heading above may be of the vehicles or of everything"


def test_a_total_that_holds_more_is_not_that_of_the_three() -> None:
    cells = {
        "合计": "1,656.86",
        "“三公”经费/小计": "675.10",
        "公务用车购置及运行维护费/小计": "156.60",
        "会议费": "884.16",
        "培训费": "97.60",
    }
    assert measures(table(("", cells))) == {
        ("", "“三公”经费/小计"): "three_public_total",
        ("", "公务用车购置及运行维护费/小计"): "vehicle_total",
        ("", "会议费"): "conference",
        ("", "培训费"): "training",
    }


def test_of_several_units_only_the_row_of_all_counts() -> None:
    units = table(
        ("合计", {"公务接待费": "3"}), ("本级", {"公务接待费": "2"}), ("中心", {"公务接待费": "1"})
    )
    assert measures(units) == {("合计", "公务接待费"): "reception"}


def test_another_table_has_none() -> None:
    assert (
        measures(table(("公务接待费", {"合计": "1"}), kind="general_public_basic_expenditure"))
        == {}
    )


# --- amounts of projects --------------------------------------------------------------------------


def project(name: str) -> Project:
    return Project(None, name, None, None, None, None, None, None, (), (), (), (), (), HERE, HERE)


def statement(
    subject: str | None, value: str = "34", year: int = 2020, measure: str = "project_amount"
) -> Statement:
    return Statement(measure, value, "万元", year, subject, HERE)


CASES = [
    (["城乡医疗救助经费"], [statement("城乡医疗救助经费")], {0: 0}, "equal names"),
    (["城乡医疗救助 经费"], [statement("城乡医疗救助经费")], {0: 0}, "white space aside"),
    (["省级补助资金（冀财社[2019]101号）"], [statement("省级补助资金")], {0: 0}, "a number in brackets aside"),
    (["冀财社﹝2020﹞195 号提前下达省级补助资金"], [statement("提前下达省级补助资金")], {0: 0}, "a number before the name aside"),
    (["城乡居民医疗保险补助"], [statement("城乡居民医疗保险")], {0: 0}, "one name inside the other"),
    (["医疗救助", "医疗救助补助"], [statement("医疗救助")], {0: 0}, "an equal name before a longer one"),
    (["医疗救助甲", "医疗救助乙"], [statement("医疗救助")], {}, "two projects fit"),
    (["中央补助(冀财社[2019]116号)", "中央补助(冀财社[2019]116号基金)"], [statement("中央补助")], {}, "two of one name"),
    (["医疗救助"], [statement("医疗救助", "91"), statement("医疗救助", "137")], {}, "two amounts for one project"),
    (["医疗救助"], [statement("医疗救助", "91"), statement("医疗救助补助", "137")], {0: 0}, "the amount under the equal name"),
    (["办公费"], [statement("办公费")], {}, "too short a name"),
    (["医疗救助"], [statement("医疗救助", year=2019)], {}, "last year's amount"),
    (["医疗救助"], [statement("医疗救助", measure="project_expenditure")], {}, "an amount of something else"),
    (["医疗救助"], [statement(None)], {}, "no subject"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "statements", "expected", "why"), CASES, ids=[case[3] for case in CASES]
)
def test_the_amount_that_the_prose_gives(
    names: list[str], statements: list[Statement], expected: dict[int, int], why: str
) -> None:
    assert stated_amounts([project(name) for name in names], statements, 2020) == expected, why


def test_how_many_cases_there_are() -> None:
    assert len(CASES) == 14


# --- statements whose parts may not be complete ---------------------------------------------------


@pytest.mark.parametrize(("paragraphs", "expected"), [(8, True), (9, False)])
def test_an_unread_amount_shortly_below_a_total(paragraphs: int, expected: bool) -> None:
    lines = ["青禾县水利局2025年部门预算", "2025年收入预算120.00万元。"]
    lines += ["（一）主要工作。"] * (paragraphs - 1) + ["捐赠款8.00万元。"]
    paper = parsed("\n".join(lines) + "\n")
    assert bool(partly_read(paper)) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["捐赠款8.00万元。"], True),
        (["捐赠款比上年减少8.00万元。"], False),
        (["三、政府采购情况", "货物类8.00万元。"], False),
    ],
)
def test_no_part_of_a_total(lines: list[str], expected: bool) -> None:
    """What it changed by is none, nor what the next section tells."""
    head = ["青禾县水利局2025年部门预算", "二、收入情况", "2025年收入预算120.00万元。"]
    paper = parsed("\n".join([*head, *lines]) + "\n")
    assert any(note.code == "amount-not-read" for note in paper.notes)
    assert bool(partly_read(paper)) is expected
