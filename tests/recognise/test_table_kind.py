"""What a table is, by its title or by what it holds."""

from __future__ import annotations

import pytest
from reading import parsed, recognised, tabbed

from budgetgraph.forms import table_type
from budgetgraph.recognise import TableClaim


def claims(content: str) -> list[TableClaim]:
    return recognised(content).tables


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("《部门收支总表》", "revenue_expenditure_summary"),
        ("（部门收支总表）", "revenue_expenditure_summary"),
        ("[部门收支总表]", "revenue_expenditure_summary"),
        ("（详见部门收支总表）", None),
        ("【一般公共预算财政拨款支出表】", "general_public_expenditure"),
        ("附件1：《部门支出总表》", "expenditure_summary"),
        ("附件5：《部门支出总表》（单位：万元）", "expenditure_summary"),
        ("见《部门支出总表》：", "expenditure_summary"),
        ("《部门支出总表》编制说明", None),
        ("石桥县政府采购中心2025年部门收支总表", "revenue_expenditure_summary"),
        ("石桥县固定资产投资审计中心部门支出总表", "expenditure_summary"),
        ("石桥市国有资产监督管理委员会2025年部门预算部门收支总表", "revenue_expenditure_summary"),
        ("政府采购2025年预算表", "government_procurement"),
        ("收入支出决算总表", "revenue_expenditure_summary"),
        ("财政拨款收入支出决算总表", "fiscal_appropriation_summary"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund_expenditure"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital_expenditure"),
        ("一般公共预算财政拨款支出决算表", "general_public_expenditure"),
        ("一般公共预算基本支出表—人员经费和公用经费", "general_public_basic_expenditure"),
        ("基本支出预算表（按支出经济分类科目）", "economic_classification"),
        ("部门项目支出预算表", "project_expenditure"),
        ("政府购买服务预算表", "service_procurement"),
        ("政府采购（资产配置、购买服务）预算表", "government_procurement"),
        ("部门政府采购预算表", "government_procurement"),
        ("项目支出绩效目标表", None),
        ("根据《部门收支总表》编制", None),
        ("一般公共预算支出情况说明", None),
    ],
)
def test_a_title_names_one_type(title: str, kind: str | None) -> None:
    assert table_type(title) == kind


HEAD = "青禾县水利局2025年部门预算\n单位：万元\n"
SUMMARY = tabbed(
    "收入项目 | 金额 | 支出项目 | 金额",
    "一、一般公共预算拨款收入 | 8.00 | 一、农林水支出 | 8.00",
    "收入总计 | 8.00 | 支出总计 | 8.00",
)


def test_a_summary_without_a_title_is_told_by_its_sides_and_says_so() -> None:
    found = parsed(HEAD + SUMMARY)
    (table,) = found.tables
    assert (table.type, table.title, table.closes) == ("revenue_expenditure_summary", "", True)
    assert "table-without-title" in {note.code for note in found.notes}


def test_a_heading_without_an_amount_below_tells_nothing() -> None:
    assert claims(HEAD + SUMMARY.replace("8.00", "")) == ()


THREE_PUBLIC = tabbed(
    "合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费 | 会议费",
    "9.00 | 1.00 | 4.00 | 2.00 | 2.00",
)


@pytest.mark.parametrize(
    "title",
    [
        "公开08表：一般公共预算“三公”经费、会议费\n支出预算表",
        "十一、一般公共预算“三公”经费、会议费支出预\n算表",
        "支出预算表",
    ],
    ids=["the second line alone names another table", "a word is broken", "a title of many tables"],
)
def test_a_title_over_two_lines_or_one_that_says_little(title: str) -> None:
    (claim,) = claims(f"{title}\n单位：万元\n{THREE_PUBLIC}")
    assert claim.type == "three_public_expenditure"
    assert claim.title.text == "".join(title.split("\n"))


def test_the_line_above_a_title_is_no_part_of_it() -> None:
    (claim,) = claims(f"公开03表\n单位收支情况\n部门支出总表\n单位：万元\n{SUMMARY}")
    assert (claim.type, claim.title.text) == ("expenditure_summary", "部门支出总表")


def test_sources_and_their_amounts_are_no_projects() -> None:
    assert claims("单位：万元\n" + tabbed("项目名称 | 金额", "一般公共预算 | 5.00")) == ()
    listed = tabbed("项目类别 | 项目名称 | 合计", "特定目标类 | 河道清淤 | 5.00")
    assert [claim.type for claim in claims("单位：万元\n" + listed)] == ["project_expenditure"]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [("单位代码", ["revenue_summary"]), ("科目编码", ["economic_classification"])],
)
def test_the_codes_of_units_are_of_no_classification(code: str, kinds: list[str]) -> None:
    """A department may have the number of an economic class."""
    table = tabbed(
        f"{code} | 单位名称（科目） | 合计 | 一般公共预算拨款收入 | 事业收入",
        " | 合计 | 9.00 | 8.00 | 1.00",
        "302 | 青禾县水利局 | 9.00 | 8.00 | 1.00",
        "30201 | 青禾县灌区所 | 9.00 | 8.00 | 1.00",
    )
    assert [claim.type for claim in claims(HEAD + table)] == kinds


@pytest.mark.parametrize(
    ("heading", "rows", "items"),
    [
        ("合计 | 单位（盖章）", ("9.00 | 青禾县水利局", "9.00 | 青禾县灌区所"),
         ["青禾县水利局", "青禾县灌区所"]),
        ("合计 | 单位（盖章） | 备注", ("9.00 | 青禾县水利局 | 甲", "9.00 | 青禾县灌区所 | 乙"), ["", ""]),
    ],
)  # fmt: skip
def test_the_only_words_of_a_table_name_its_rows_wherever_they_stand(
    heading: str, rows: tuple[str, ...], items: list[str]
) -> None:
    (table,) = parsed(f"{HEAD}部门支出总表\n{tabbed(heading, *rows)}\n").tables
    assert [row.item for row in table.rows] == items


SPENT = tabbed(
    "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出",
    "213 | 农林水支出 | 8.00 | 3.00 | 5.00",
    " | 合计 | 8.00 | 3.00 | 5.00",
)
APPROPRIATED = tabbed(
    "收入 | | 支出 | | |",
    "项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算",
    "一、本年收入 | 8.00 | 农林水支出 | 8.00 | 8.00 |",
    "收入总计 | 8.00 | 支出总计 | 8.00 | 8.00 |",
)


def test_of_two_untitled_tables_of_what_is_spent_the_second_is_told_by_their_order() -> None:
    gap = "\n以上为本部门数据。\n单位：万元\n"
    general = "general_public_expenditure"
    expected = ["expenditure_summary", "fiscal_appropriation_summary", general]
    found = claims(HEAD + gap.join((SPENT, APPROPRIATED, SPENT)))
    assert [claim.type for claim in found] == expected
    found = claims(HEAD + gap.join((APPROPRIATED, SPENT)))
    assert [claim.type for claim in found] == [
        "fiscal_appropriation_summary",
        "expenditure_summary",
    ]


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        # sources without the word 收入, of units or of nothing
        (("单位编码 | 单位名称 | 合计 | 一般公共预算 | 政府性基金预算 | 单位资金 | 上年结转",
          "412001 | 青禾县水利局 | 9.00 | 8.00 | | 1.00 |"), ["revenue_summary"]),
        (("项目名称 | 单位名称 | 合计 | 一般公共预算 | 政府性基金预算 | 单位资金 | 上年结转",
          "清淤 | 青禾县水利局 | 9.00 | 8.00 | | 1.00 |"), ["project_expenditure"]),
        # all classes of goods and services, among them those of the three publics
        (("科目名称 | 合计 | 办公费 | 差旅费 | 因公出国（境）费 | 公务接待费 | 公务用车运行维护费",
          "行政运行 | 9.00 | 4.00 | 3.00 | | 1.00 | 1.00"), []),
    ],
)  # fmt: skip
def test_what_a_table_without_a_title_holds(rows: tuple[str, ...], kinds: list[str]) -> None:
    assert [claim.type for claim in claims(HEAD + tabbed(*rows))] == kinds
