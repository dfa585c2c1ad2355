"""Amounts in the prose: the measure is what stands before the number, the year what the sentence
says.
"""

from __future__ import annotations

import pytest
from reading import parsed

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import parse_statements, unread_amounts

YEAR = 2025


def read(text: str) -> list[tuple[str, str, int]]:
    found = parse_statements([passage(text, Where(1, 1))], YEAR)
    return [(one.measure, one.value, one.year) for one in found]


def measures(text: str) -> list[tuple[str, str]]:
    return [(measure, value) for measure, value, _ in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年，示例局收入预算3,121.42万元，其中：财政拨款收入3,000.00万元。",
         [("total_revenue", "3,121.42"), ("fiscal_appropriation_revenue", "3,000.00")]),
        ("政府性基金拨款支出预算5万元；国有资本经营预算拨款支出预算0万元。",
         [("government_fund_expenditure", "5"), ("state_capital_expenditure", "0")]),
        ("收入、支出预算总计10,150.48万元。", [("total_revenue", "10,150.48"), ("total_expenditure", "10,150.48")]),
        ("因公出国（境）费预算支出106万元，公务接待费支出4万元。", [("overseas_travel", "106"), ("reception", "4")]),
        ("公务用车购置及运行费36.56万元。其中：公务用车购置费15万元；公务用车运行费21.56万元。",
         [("vehicle_total", "36.56"), ("vehicle_purchase", "15"), ("vehicle_running", "21.56")]),
        ("“三公”经费预算数为37.91万元，比2024年预算持平。", [("three_public_total", "37.91")]),
        ("会议费预算支出8.00万元、培训费预算支出9.00万元。", [("conference", "8.00"), ("training", "9.00")]),
        ("政府采购支出预算总额12.00万元，其中：拟采购货物支出3.00万元。", [("procurement_total", "12.00")]),
        ("“三公”经费、会议费、培训费预算共计26.80万元，比上年减少1.20万元。其中：公务接待费1.80万元；会议费2.00万元；培训费3.00万元。",
         [("reception", "1.80"), ("conference", "2.00"), ("training", "3.00")]),
        ("会议费、培训费均为0万元。", [("conference", "0"), ("training", "0")]),
        ("2.2025年支出总预算9.00万元。", [("total_expenditure", "9.00")]),
        ("公务用车购置及运行费6.00万元（购置费1.00万元，运行费5.00万元）。",
         [("vehicle_total", "6.00"), ("vehicle_purchase", "1.00"), ("vehicle_running", "5.00")]),
        ("购置费1.00万元，运行费5.00万元。", []),
        ("基本支出9.00万元，其中：人员类项目支出6.00万元，运转类公用经费3.00万元。",
         [("basic_expenditure", "9.00"), ("personnel_expenditure", "6.00"), ("public_expenditure", "3.00")]),
        ("收入预算9.00万元，其中：财政拨款8.00万元，单位自有资金1.00万元。",
         [("total_revenue", "9.00"), ("fiscal_appropriation_revenue", "8.00"), ("unit_revenue", "1.00")]),
        ("四、政府采购情况：2025年采购预算合计9.00万元，其中集中采购8.00万元。", [("procurement_total", "9.00")]),
        ("2025年采购预算总金额为9.00万元，其中集中采购8.00万元。", [("procurement_total", "9.00")]),
        ("采购预算金额合计9.00万元：集中采购8.00万元。", [("procurement_total", "9.00")]),
        ("货物采购预算合计9.00万元。", []),
        ("财政拨款收入总额9.00万元，其中：年初结转和结余1.00万元，本年收入8.00万元，支出总额9.00万元。",
         [("fiscal_appropriation_revenue", "9.00"), ("carryover_revenue", "1.00")]),
        ("收入总额9.00万元，其中：财政拨款收入8.00万元，支出总额9.00万元。",
         [("total_revenue", "9.00"), ("fiscal_appropriation_revenue", "8.00"), ("total_expenditure", "9.00")]),
        ("收入总预算9.00万元。其中：本年收入8.00万元（一般公共预算拨款收入6.00万元、政府性基金预算拨款收入2.00万元），上年结转1.00万元。",
         [("total_revenue", "9.00"), ("current_year_revenue", "8.00"), ("general_public_revenue", "6.00"),
          ("government_fund_revenue", "2.00"), ("carryover_revenue", "1.00")]),
        ("1.公务接待费3.00万元。2.会议费2.00万元，其中：场地费1.00万元。3.培训费1.00万元。",
         [("reception", "3.00"), ("conference", "2.00"), ("training", "1.00")]),
        ("1.公务接待费3.00万元。3.外事费2.00万元。", [("reception", "3.00")]),
        ("会议费2.00万元、培训费3.00万元。", [("conference", "2.00"), ("training", "3.00")]),
        ("基本支出、项目支出共计9.00万元，比上年增加2.00万元。", []),
        ("财政专户管理资金收入预算总计0万元。上年结转资金预算数为7万元。", [("special_account_revenue", "0"), ("carryover_revenue", "7")]),
        ("政府性基金支出预算支出0万元。", [("government_fund_expenditure", "0")]),
        ("标准为每人200元/人，年度内安排。", []),
        ("单价100万元以上设备0台。", []),
        ("当年收入合计9.00万元，其中一般公共预算拨款8.00万元，政府性基金预算拨款0万元，事业收入0.50万元，单位资金0.50万元。",
         [("total_revenue", "9.00"), ("general_public_revenue", "8.00"), ("government_fund_revenue", "0"), ("business_revenue", "0.50"),
          ("unit_revenue", "0.50")]),
        ("收入总计9.00万元，其中：本年收入8.00万元，上年结转收入1.00万元。",
         [("total_revenue", "9.00"), ("current_year_revenue", "8.00"), ("carryover_revenue", "1.00")]),
        ("本年收入9.00万元，本年支出9.00万元。", [("total_revenue", "9.00"), ("total_expenditure", "9.00")]),
        ("收入预算为9.00万元。按资金来源分：一般公共预算财政拨款7.00万元，其他资金2.00万元。",
         [("total_revenue", "9.00"), ("general_public_revenue", "7.00"), ("other_revenue", "2.00")]),
        ("支出预算9.00万元，其中：一般公共预算拨款9.00万元，国有资本经营预算0万元。",
         [("total_expenditure", "9.00"), ("general_public_expenditure", "9.00"), ("state_capital_expenditure", "0")]),
        ("项目支出5.00万元，其中：一般公共预算3.00万元，政府性基金预算2.00万元。", [("project_expenditure", "5.00")]),
        ("“三公”经费财政拨款预算2.00万元，其中：因公出国（境）经费0元，公车购置及运行费2.00万元。",
         [("three_public_total", "2.00"), ("overseas_travel", "0"), ("vehicle_total", "2.00")]),
        ("机关运行经费财政拨款预算3.00万元，办公楼运行经费1.00万元。", [("operating_expenses", "3.00")]),
        ("政府采购安排4.00万元，其中：货物类采购预算4.00万元；预留政府采购预算1.00万元。", [("procurement_total", "4.00")]),
        ("人员类项目支出7.00万元，离退休人员经费1.00万元，生均公用经费2.00万元。", []),
        ("卫生健康支出预算1.00万元，公共安全（类）支出预算2.00万元，住房保障支出合计3.00万元。",
         [("class_expenditure", "1.00"), ("class_expenditure", "2.00"), ("class_expenditure", "3.00")]),
        ("部门预算收入9.00元，支出9.00元。", [("total_revenue", "9.00"), ("total_expenditure", "9.00")]),
    ],
)  # fmt: skip
def test_measures(text: str, expected: list[tuple[str, str]]) -> None:
    assert measures(text) == expected


def test_a_change_is_signed_and_of_what_was_spoken_of() -> None:
    assert measures("支出预算100.00万元，比2024年预算减少20.00万元。") == [
        ("total_expenditure", "100.00"),
        ("total_change", "-20.00"),
    ]
    assert measures("基本支出60.00万元，较上年增加（减少）0万元。") == [
        ("basic_expenditure", "60.00"),
        ("basic_change", "0"),
    ]


def test_a_reason_is_no_change_of_the_total() -> None:
    said = "收入预算100.00万元，比上年增加5.00万元，主要是工资增加3.00万元。"
    assert measures(said) == [("total_revenue", "100.00"), ("total_change", "5.00")]


def test_the_change_of_a_part_stands_for_the_total_where_that_one_prints_none() -> None:
    part = "财政拨款收入90.00万元，比上年减少2.00万元。"
    assert ("total_change", "-2.00") in measures("收入预算100.00万元，其中：" + part)
    both = measures("收入预算100.00万元，比上年增加5.00万元，其中：" + part)
    assert [value for measure, value in both if measure == "total_change"] == ["5.00"]


def test_a_change_keeps_the_digits_of_the_source() -> None:
    (change,) = parse_statements([passage("项目支出减少2.50万元。", Where(1, 1))], YEAR)
    assert (change.value, change.printed) == ("-2.50", "2.50")


def test_the_next_sentence_may_go_on_about_it() -> None:
    assert measures("项目支出预算数为11.00万元。与上年相比减少2.00万元，减少1.73%。") == [
        ("project_expenditure", "11.00"), ("project_change", "-2.00"),
    ]  # fmt: skip
    assert measures("项目支出预算数为11.00万元。其中大厦减少2.00万元。")[1:] in (
        [],
        [("project_change", "-2.00")],
    )


def test_the_part_s_change_is_not_the_total_s() -> None:
    assert measures("公务接待费4.00万元，比上年预算减少1.00万元。") == [("reception", "4.00")]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年收入预算5.00万元。", 2023),
        ("比2024年增加，收入预算5.00万元。", YEAR),
        ("收入预算5.00万元。", YEAR),
    ],
)
def test_years(text: str, year: int) -> None:
    assert [found[2] for found in read(text)] == [year]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2024年12月31日，固定资产总额8.00万元，拟购置固定资产1.00万元。",
         [("fixed_assets_total", "8.00", 2024), ("asset_purchase_planned", "1.00", YEAR)]),
        ("2024年末固定资产8.00万元，本年度会议费1.00万元。", [("fixed_assets_total", "8.00", 2024), ("conference", "1.00", YEAR)]),
        ("收入预算9.00万元，比2024年年初部门预算数8.00万元增加1.00万元。",
         [("total_revenue", "9.00", YEAR), ("total_revenue", "8.00", 2024), ("total_change", "1.00", YEAR)]),
        ("三公经费预算6.00万元，较2024年7.00万元减少1.00万元。其中：公务接待费4.00万元，较2024年5.00万元减少1.00万元。",
         [("three_public_total", "6.00", YEAR), ("three_public_total", "7.00", 2024), ("reception", "4.00", YEAR),
          ("reception", "5.00", 2024)]),
        ("三公经费2025年预算6.00万元，2024年预算7.00万元。其中：公务接待费4.00万元。",
         [("three_public_total", "6.00", YEAR), ("three_public_total", "7.00", 2024), ("reception", "4.00", YEAR)]),
        ("比2024年公务接待费预算5.00万元减少1.00万元，2025年为4.00万元。", [("reception", "5.00", 2024), ("reception", "4.00", YEAR)]),
        ("2025年公务接待费较2024年预算5.00万元减少1.00万元。", [("reception", "5.00", 2024)]),
        ("与2024年相比，公务接待费4.00万元。", [("reception", "4.00", YEAR)]),
        ("下属水库管理所2025年收入预算9.00万元，支出预算9.00万元。", []),
        ("下属水库管理所2025年收入预算9.00万元，石桥县水务局支出预算8.00万元。", [("total_expenditure", "8.00", YEAR)]),
        ("2024年公务接待费5.00万元，2025年预算4.00万元。", [("reception", "5.00", 2024), ("reception", "4.00", YEAR)]),
    ],
)  # fmt: skip
def test_several_years_in_one_sentence(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("opening", ["主要为", "主要用于：", "占70%，主要包括：", "具体为："])
def test_a_list_of_projects_behind_their_total(opening: str) -> None:
    text = f"项目支出安排5.00万元，{opening}1.道路养护资金3.00万元；2.乡村教师培训费2.00万元。"
    found = parse_statements([passage(text, Where(1, 1))], YEAR)
    assert [(one.subject, one.value) for one in found if one.subject] == [
        ("道路养护资金", "3.00"),
        ("乡村教师培训费", "2.00"),
    ]


def test_a_list_of_projects_in_paragraphs_of_its_own() -> None:
    lines = [
        "项目支出9.00万元，主要为：",
        "（1）道路养护资金6.00万元；",
        "2.桥梁维修费3.00万元。",
        "3.公园管护费1.00万元。",
    ]
    found = parse_statements(
        [passage(text, Where(number, number)) for number, text in enumerate(lines, start=1)], YEAR
    )
    assert [(one.subject, one.value, one.where.first) for one in found if one.subject] == [
        ("道路养护资金", "6.00", 2), ("桥梁维修费", "3.00", 3),
    ]  # fmt: skip


def test_a_list_of_projects() -> None:
    text = "编报绩效目标的项目共2个，涉及项目预算资金12.00万元。其中：信息化维护费10.00万元，援滇干部经费2.00万元。"
    found = parse_statements([passage(text, Where(1, 1))], YEAR)
    assert [(one.measure, one.subject, one.value) for one in found] == [
        ("project_amount", "信息化维护费", "10.00"),
        ("project_amount", "援滇干部经费", "2.00"),
    ]


def in_lines(*lines: str) -> list[tuple[str, str, str | None, str | None]]:
    placed = [passage(line, Where(number, number)) for number, line in enumerate(lines, start=1)]
    return [
        (one.measure, one.value, one.subject, one.code) for one in parse_statements(placed, YEAR)
    ]


@pytest.mark.parametrize(
    ("line", "name", "code"),
    [
        ("社会保障和就业支出类3.00万元，占9%；", "社会保障和就业支出类", None),
        ("[214]交通运输支出类3.00万元；", "交通运输支出类", "214"),
        ("【221】住房保障支出3.00万元。", "住房保障支出", "221"),
        ("（2140106）公路养护3.00万元。", "公路养护", "2140106"),
        ("（一）2140106（公路养护）3.00万元，较上年增加1.00万元。", "公路养护", "2140106"),
        ("2140106-公路养护3.00万元。", "公路养护", "2140106"),
    ],
)
def test_a_class_with_its_code(line: str, name: str, code: str | None) -> None:
    assert in_lines(line) == [("class_expenditure", "3.00", name, code)]


def test_items_below_a_heading_on_the_whole() -> None:
    items = (
        "（一）2025年收入9.00万元，比上年减少1.00万元，具体情况如下：",
        "1.财政拨款收入8.00万元，其中政府性基金收入2.00万元。",
        "（二）2025年支出9.00万元，具体情况如下：",
        "1.基本支出6.00万元。其中，人员支出5.00万元。",
    )
    found = in_lines("一、收入支出总体情况说明", *items)
    assert [(measure, value) for measure, value, _, _ in found] == [
        ("total_revenue", "9.00"), ("total_change", "-1.00"), ("fiscal_appropriation_revenue", "8.00"),
        ("government_fund_revenue", "2.00"), ("total_expenditure", "9.00"), ("basic_expenditure", "6.00"),
        ("personnel_expenditure", "5.00"),
    ]  # fmt: skip
    assert in_lines("一、设备情况说明", "（一）2025年支出9.00万元，具体情况如下：") == []


def test_stated_again_is_one_statement() -> None:
    assert len(measures("收入预算5.00万元。收入预算5.00万元。")) == 1


def test_every_other_amount_is_reported() -> None:
    notes = list(
        unread_amounts(
            [passage("收入预算5.00万元。行政运行3.00万元，主要用于水费。", Where(4, 4))], YEAR
        )
    )
    assert [(note.code, note.where) for note in notes] == [("amount-not-read", Where(4, 4))]
    assert notes[0].message.endswith("行政运行3.00万元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按功能分类科目安排为：社会保障和就业支出630.97万元；卫生健康支出275.67万元。",
         [("社会保障和就业支出", "630.97"), ("卫生健康支出", "275.67")]),
        ("按部门预算经济分类科目安排为：工资福利支出55.64万元，对个人和家庭的补助0万元。",
         [("工资福利支出", "55.64"), ("对个人和家庭的补助", "0")]),
        ("1.“一般公共服务支出（类）财政事务（款）行政运行（项）”1,623.18万元，主要用于人员经费。",
         [("一般公共服务支出（类）财政事务（款）行政运行（项）", "1,623.18")]),
        ("2．社会保障和就业（类）支出1121.39万元，主要用于离退休人员。与上年相比增加52.61万元。", [("社会保障和就业（类）", "1121.39")]),
        ("卫生健康支出275.67万元。", [("卫生健康支出", "275.67")]),
        ("办公设备支出275.67万元。", []),
    ],
)  # fmt: skip
def test_spending_by_class(text: str, expected: list[tuple[str, str]]) -> None:
    """A class is one by its 类, 款 or 项, in a sentence that breaks spending down by class, or by a
    name of the first level (卫生健康支出) that the classification has.
    """
    found = parse_statements([passage(text, Where(1, 1))], YEAR)
    assert [
        (one.subject, one.value) for one in found if one.measure == "class_expenditure"
    ] == expected


PROJECT_PAPERS = "石桥县商务局2025年部门预算\n\n项目经费情况说明\n\n{}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年，石桥县商务局收入预算100.00万元。项目总预算1720.00万元，其中技术中心认定1720.00万元。",
         [("total_revenue", "100.00")]),
        ("石桥县商务局2025年收入总计9万元，其中：财政拨款收入8万元。项目支出总计3万元。",
         [("total_revenue", "9"), ("fiscal_appropriation_revenue", "8")]),
        ("商务局收入预算9万元，比上年增加1万元。", [("total_revenue", "9"), ("total_change", "1")]),
        ("本部门支出总计9万元。", [("total_expenditure", "9")]),
        ("石桥县财政局收入预算9万元。", []),
        ("石桥县商务局所属商贸中心收入预算9万元。", []),
        ("项目单位石桥县商务局收入预算9万元。", []),
        ("石桥县商务局支出预算9万元。", []),
        ("收入预算9万元，其中：财政拨款收入8万元。", []),
        ("项目支出总计3万元，比上年增加1万元。", []),
    ],
)  # fmt: skip
def test_the_department_s_own_amounts_below_a_heading_of_project_papers(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """What is called by the department's name is its own, everything else is a project's."""
    found = parsed(PROJECT_PAPERS.format(text))
    assert [(one.measure, one.value) for one in found.statements] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("局机关收入预算3万元，下属水库管理所收入预算2万元。", []),
        ("下属单位石桥县水库管理所收入预算2万元。", []),
        ("石桥县水务局所属水库管理所收入总计2万元。", []),
        ("石桥县水务局及所属单位收入总计2万元。", [("total_revenue", "2")]),
        ("石桥县水务局下属1家机关和1家事业单位机关运行经费预算为2万元。", [("operating_expenses", "2")]),
        ("全县三公经费预算8万元，全市政府采购预算9万元。", []),
        ("全县一般公共预算收入8万元。", []),
        ("全局三公经费预算8万元。", [("three_public_total", "8")]),
    ],
)  # fmt: skip
def test_amounts_of_other_bodies_and_of_whole_places_are_not_the_department_s(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政拨款收入预算5万元，支出预算4万元。", [("fiscal_appropriation_revenue", "5")]),
        ("收入预算5万元，支出预算4万元。", [("total_revenue", "5"), ("total_expenditure", "4")]),
        ("收入预算9万元，其中：财政拨款收入8万元；支出预算9万元。",
         [("total_revenue", "9"), ("fiscal_appropriation_revenue", "8"), ("total_expenditure", "9")]),
    ],
)  # fmt: skip
def test_expenditure_beside_the_revenue_of_a_fund_may_be_the_fund_s(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert measures(text) == expected


OF_ONE_SENTENCE = [
    # The numbers of items inside of a sentence begin a label and end what was divided before them.
    ("三公经费9万元，其中：1.公务接待费3万元；2.公务用车购置费6万元。",
     [("three_public_total", "9"), ("reception", "3"), ("vehicle_purchase", "6")]),
    ("三公经费9万元：①公务接待费3万元，②公务用车购置费6万元。",
     [("three_public_total", "9"), ("reception", "3"), ("vehicle_purchase", "6")]),
    ("三公经费9万元，其中：一是公务接待费3万元；二是公务用车购置费6万元。",
     [("three_public_total", "9"), ("reception", "3"), ("vehicle_purchase", "6")]),
    ("支出预算：1.人员支出7万元，其中工资6万元；2.公用支出1万元。",
     [("personnel_expenditure", "7"), ("public_expenditure", "1")]),
    # A fund that is not the department's whole keeps the parts behind it.
    ("政府性基金预算基本支出0万元，项目支出2万元。", []),
    ("一般公共预算基本支出8万元，项目支出2万元。",
     [("basic_expenditure", "8"), ("project_expenditure", "2")]),
    ("一般公共预算项目支出2万元，政府性基金项目支出1万元。", []),
    ("一般公共预算项目支出2万元，政府性基金项目支出0万元。", [("project_expenditure", "2")]),
    # 支出 behind a part may be the part's or the department's.
    ("基本支出8万元，支出比上年增加1万元。", [("basic_expenditure", "8")]),
    # In the bracket of a fund only its own parts are told.
    ("财政拨款支出9万元（含上年结转1万元）。", [("fiscal_appropriation_expenditure", "9")]),
    ("财政拨款收入9万元（一般公共预算9万元）。",
     [("fiscal_appropriation_revenue", "9"), ("general_public_revenue", "9")]),
    # Behind the parts of an amount and a semicolon the last part or the whole may be meant.
    ("三公经费8万元，其中：公务接待费1万元；2024年9万元。",
     [("three_public_total", "8"), ("reception", "1")]),
    ("三公经费8万元，其中：公务接待费1万元，2024年2万元。",
     [("three_public_total", "8"), ("reception", "1"), ("reception", "2")]),
    ("支出预算9万元，其中：项目支出9万元；比上年增加1万元。",
     [("total_expenditure", "9"), ("project_expenditure", "9")]),
    # The total's change is told, though not its sign: the appropriation's stands for nothing.
    ("收支总预算9万元，比上年增加（减少）2万元。财政拨款收支总预算8万元，比上年增加1万元。",
     [("total_revenue", "9"), ("total_expenditure", "9"),
      ("fiscal_appropriation_revenue", "8"), ("fiscal_appropriation_expenditure", "8")]),
    ("财政拨款支出9万元，包括上年结转1万元。", [("fiscal_appropriation_expenditure", "9")]),
    # The other side of a fund may be the fund's.
    ("财政拨款收入总计5万元，支出总计5万元，比上年增加1万元。", [("fiscal_appropriation_revenue", "5")]),
    ("部门收入9万元：财政拨款8万元。", [("total_revenue", "9"), ("fiscal_appropriation_revenue", "8")]),
    ("批复你单位收入预算9万元。", [("total_revenue", "9")]),
    ("总支出9万元，其中：人员类支出7万元，运转类公用经费2万元。",
     [("total_expenditure", "9"), ("personnel_expenditure", "7"), ("public_expenditure", "2")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OF_ONE_SENTENCE)
def test_whose_an_amount_of_a_sentence_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公务接待费比上年下降20%，为6万元。", [("reception", "6", 2025)]),
        ("公务接待费6万元，比上年8万元减少2万元。",
         [("reception", "6", 2025), ("reception", "8", 2024)]),
        ("公务接待费6万元，比往年8万元减少2万元。", [("reception", "6", 2025)]),
        ("公务接待费6万元，比年初预算8万元减少2万元。", [("reception", "6", 2025)]),
    ],
)  # fmt: skip
def test_the_year_of_what_an_amount_is_compared_with(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    """A comparison that names no year is of none, but of the paper's own in final accounts."""
    assert read(text) == expected


SPENT = [
    ("公务接待费支出6万元，比年初预算8万元减少2万元。", [("reception", "6"), ("reception", "8")]),
    ("机关运行经费年初预算12万元，调整预算13万元，支出决算11万元。",
     [("operating_expenses", "12"), ("operating_expenses", "11")]),
    ("办公楼维修年初预算12万元，支出决算11万元。", []),
    ("财政拨款支出决算9万元，其中：教育支出（205）年初预算5万元，支出决算4万元，用于培训，比2024年决算增加1万元；"
     "农林水支出（213）年初预算4万元，支出决算5万元。",
     [("fiscal_appropriation_expenditure", "9"), *[("class_expenditure", one) for one in "5445"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPENT)
def test_what_was_planned_and_what_was_spent(text: str, expected: list[tuple[str, str]]) -> None:
    found = parsed(f"石桥县水务局2025年度部门决算\n\n{text}\n")
    stated = sorted(found.statements, key=lambda one: (one.phase != "executed", one.where))
    assert sorted((one.measure, one.value) for one in stated) == sorted(expected)
    assert all(one.year == YEAR for one in found.statements)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年收入预算9万元，2024年收入预算8万元，增加1万元，其中基本支出增加1万元。", [2025, 2025]),
        ("2024年收入预算8万元，比2023年增加1万元；2025年收入预算9万元，增加1万元。", [2024, 2025]),
        ("2025年收入预算9万元；2024年收入预算8万元，比2023年增加1万元。", [2024]),
    ],
)  # fmt: skip
def test_the_year_that_a_change_leads_to(text: str, expected: list[int]) -> None:
    assert [year for measure, _, year in read(text) if measure.endswith("_change")] == expected


BELOW = [
    # An amount without a label right below a heading is the heading's, a later one is not.
    (["七、三公经费", "预算9万元，其中：", "（一）公务接待费预算3万元"],
     [("three_public_total", "9"), ("reception", "3")]),
    (["九、机关运行经费", "14万元，比上年减少3万元。"], [("operating_expenses", "14")]),
    (["九、机关运行经费", "本部门有车辆2辆。", "预算14万元。"], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), BELOW)
def test_an_amount_without_a_label_below_a_heading(
    lines: list[str], expected: list[tuple[str, str]]
) -> None:
    assert [(measure, value) for measure, value, _, _ in in_lines(*lines)] == expected


def test_what_was_spent_is_of_what_was_planned_before_it() -> None:
    """Not of the heading: 实际支出5万元 is what 公务用车运行维护费 took of its 6万元."""
    text = (
        "五、“三公”经费\n\n全年预算9万元，实际支出7万元。公务接待费全年预算6万元，实际支出5万元。"
    )
    found = parsed(f"石桥县水务局2025年度部门决算\n\n{text}\n")
    spent = [(one.measure, one.value) for one in found.statements if one.phase == "executed"]
    assert spent == [("three_public_total", "7"), ("reception", "5")]


@pytest.mark.parametrize(
    ("text", "funds"),
    [
        (
            "支出预算9万元，其中：基本支出6万元，项目支出3万元。",
            {"total_expenditure": None, "basic_expenditure": None, "project_expenditure": None},
        ),
        (
            "一般公共预算支出9万元，其中：基本支出6万元（人员经费5万元，公用经费1万元），项目支出3万元。",
            {
                "general_public_expenditure": None,
                "basic_expenditure": "general_public",
                "personnel_expenditure": "general_public",
                "public_expenditure": "general_public",
                "project_expenditure": "general_public",
            },
        ),
        (
            "财政拨款基本支出6万元，其中：人员经费5万元；公用经费1万元。",
            {
                "basic_expenditure": "fiscal_appropriation",
                "personnel_expenditure": "fiscal_appropriation",
                "public_expenditure": "fiscal_appropriation",
            },
        ),
        # all that is spent, beside what one fund gives of it
        ("财政拨款基本支出6万元。基本支出6万元。", {"basic_expenditure": None}),
        ("基本支出6万元。财政拨款基本支出6万元。", {"basic_expenditure": None}),
    ],
)
def test_the_fund_that_gives_a_part_of_the_expenditure_is_told(
    text: str, funds: dict[str, str | None]
) -> None:
    found = parse_statements([passage(text, Where(1, 1))], YEAR)
    assert {one.measure: one.fund for one in found} == funds


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "2025年度收入总计9.55万元，其中：年初结转和结余0.55万元。",
                "四、财政拨款收入支出决算总体情况说明",
                "财政拨款收入总计9.00万元，其中：年初财政拨款结转和结余0.10万元。",
            ],
            ["0.55"],
        ),
        (
            [
                "四、财政拨款收入支出决算总体情况说明",
                "财政拨款收入总计9.00万元，其中：年初财政拨款结转和结余0.10万元。",
            ],
            ["0.10"],
        ),
    ],
)
def test_what_a_fund_left_stands_for_all_where_nothing_else_is_told(
    lines: list[str], expected: list[str]
) -> None:
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    stated = parse_statements(passages, 2025, "final_accounts")
    assert [one.value for one in stated if one.measure == "carryover_revenue"] == expected
