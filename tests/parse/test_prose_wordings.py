"""Wordings of published papers: what is read of each, and what stays unread beside it."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import parse_statements

YEAR = 2025


def _statements(*lines: str, kind: str = "budget") -> list[tuple[str, str, str | None, str | None]]:
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    found = parse_statements(passages, YEAR, kind)
    return [(one.measure, one.value, one.subject, one.phase) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2025年石桥县城管局下属一家机关和一家行政执法机构财政拨款的机关运行经费预算为5.25万元。",
            [("operating_expenses", "5.25")],
        ),
        ("2025年下属行政执法机构的机关运行经费预算为5.25万元。", []),
        (
            "“三公”经费预算9.80万元，其中：公务接待1.80万元，公务用车运行费用8万元。",
            [("three_public_total", "9.80"), ("reception", "1.80"), ("vehicle_running", "8")],
        ),
        ("公务接待12批次、80人次，餐费1.80万元。", []),
        ("2025年收入预算人民币壹佰捌拾万元（1,800,000元）。", [("total_revenue", "1,800,000")]),
        ("2025年收入预算贰万元整，支出预算3.00万元。", [("total_expenditure", "3.00")]),
        ("2025年“三公”经费合计支出9.80万元。", [("three_public_total", "9.80")]),
        ("2025年会议费共支出1.20万元。", [("conference", "1.20")]),
        ("2025年会议费共1.20万元。", [("conference", "1.20")]),
        (
            "全年预计收入9.00万元，其中：财政拨款收入8.00万元；全年预计支出9.00万元。",
            [
                ("total_revenue", "9.00"),
                ("fiscal_appropriation_revenue", "8.00"),
                ("total_expenditure", "9.00"),
            ],
        ),
        ("2024年末本单位体现固定资产原值5.09万元。", [("fixed_assets_total", "5.09")]),
        ("- 2025年会议费1.20万元。", [("conference", "1.20")]),
        ("•“三公”经费预算9.80万元。", [("three_public_total", "9.80")]),
        ("公务接待费下降0.60万元，预算为1.40万元。", [("reception", "1.40")]),
        ("公务接待费下降0.60万元，用于培训1.40万元。", []),
    ],
)
def test_wordings_of_expenses(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(measure, value) for measure, value, *_ in _statements(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般公共预算财政拨款支出45.00万元，完成预算50.00万元的90.00%。", [("45.00", "executed"), ("50.00", "budgeted")]),
        ("一般公共预算财政拨款支出45.00万元，完成年初预算50.00万元的90.00%。", [("45.00", "executed"), ("50.00", "budgeted")]),
        ("一般公共预算财政拨款支出完成45.00万元。", [("45.00", "executed")]),
    ],
)  # fmt: skip
def test_the_budget_that_a_rate_is_of_was_planned(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = _statements(text, kind="final_accounts")
    assert [(value, phase) for _, value, _, phase in found] == expected


def test_classes_without_marks_below_a_heading_on_them() -> None:
    found = _statements(
        "（一）一般公共预算支出按支出功能分类科目划分。",
        "初中教育支出20.50万元，其中：基本支出20.50万元，项目支出0万元。主要用于教师工资。",
        "机关事业单位基本养老保险缴费支出3.10万元，全部是基本支出。",
        "机构运行4.20万元。",
    )

    assert found == [
        ("class_expenditure", "20.50", "初中教育支出", None),
        ("class_expenditure", "3.10", "机关事业单位基本养老保险缴费支出", None),
        ("class_expenditure", "4.20", "机构运行", None),
    ]


@pytest.mark.parametrize(
    "heading", ["（一）一般公共预算支出按资金来源划分。", "（一）一般公共预算支出情况。"]
)
def test_no_classes_below_another_heading(heading: str) -> None:
    assert _statements(heading, "初中教育支出20.50万元。", "机构运行4.20万元。") == []


_LONG = (
    "2、城乡社区支出（类）国有土地使用权出让收入对应专项债务收入安排的支出（款）"
    "其他国有土地使用权出让收入对应专项债务收入安排的支出（项）"
)


def test_plan_and_accounts_below_a_head_that_is_one_long_class() -> None:
    found = _statements(
        f"{_LONG}。主要用于：剧院装修。年初预算为1万元，支出决算为3万元。", kind="final_accounts"
    )

    name = _LONG.removeprefix("2、")
    assert found == [
        ("class_expenditure", "1", name, "budgeted"),
        ("class_expenditure", "3", name, "executed"),
    ]


def test_accounts_of_an_item_below_an_amount_that_is_unclear() -> None:
    """What `支出收入` is nobody knows; the item below names its class itself."""
    found = _statements(
        "政府性基金预算财政拨款收入3万元，支出收入3万元，具体情况如下：",
        "1、文化旅游体育与传媒支出（类）旅游发展基金支出（款）。年初预算为0万元，支出决算为3万元。",
        kind="final_accounts",
    )

    name = "文化旅游体育与传媒支出（类）旅游发展基金支出（款）"
    assert found[1:] == [
        ("class_expenditure", "0", name, "budgeted"),
        ("class_expenditure", "3", name, "executed"),
    ]


def test_the_year_goes_on_behind_a_comparison_with_the_year_before() -> None:
    found = parse_statements(
        [
            passage(
                "2025年“三公”经费支出43万元，比上年累计支出45万元减少2万元。其中，公务接待费3万元，公务用车购置费40万元。",
                Where(1, 1),
            )
        ],
        YEAR,
    )
    assert [(one.measure, one.value, one.year) for one in found] == [
        ("three_public_total", "43", 2025),
        ("three_public_total", "45", 2024),
        ("reception", "3", 2025),
        ("vehicle_purchase", "40", 2025),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2025年示例局财政预算拨款“三公”经费支出合计35万元，其中：公务用车保有量2辆，购置及运行维护费5万元，公务接待费30万元。",
            [("three_public_total", "35"), ("vehicle_total", "5"), ("reception", "30")],
        ),
        ("购置及运行维护费5万元。", []),
        (
            "部门支出预算9万元，其中：教育7万元，医疗卫生1.50万元，道路0.50万元。",
            [("total_expenditure", "9"), ("class_expenditure", "7"), ("class_expenditure", "1.50")],
        ),
        ("教育7万元，医疗卫生1.50万元。", []),
        ("对个人和家庭补助支出预算4.80万元。", [("class_expenditure", "4.80")]),
    ],
)
def test_short_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(measure, value) for measure, value, *_ in _statements(text)] == expected


def test_classes_of_project_expenditure_in_paragraphs_of_their_own_are_parts_of_it() -> None:
    found = _statements(
        "1.基本支出预算7万元。其中：",
        "商品和服务支出预算4万元，占基本支出预算57%。",
        "2.项目支出5万元。其中：",
        "工资福利支出1万元，占项目支出预算20%。",
        "商品和服务支出3万元，占项目支出预算60%。",
        "资本性支出1万元，占项目支出预算20%。",
    )
    assert found == [
        ("basic_expenditure", "7", None, None),
        ("class_expenditure", "4", "商品和服务支出", None),
        ("project_expenditure", "5", None, None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2024年12月31日，固定资产账面价值8万元。", [("fixed_assets_total", "8")]),
        ("截至2024年12月31日，固定资产净值8万元。", []),
        ("截至上年末，占有国有资产总额9万元，其中固定资产8万元。", [("fixed_assets_total", "8")]),
        ("截至2024年12月31日，固定资产原值9万元，净值8万元。", [("fixed_assets_total", "9")]),
    ],
)
def test_what_is_written_off_is_no_total_of_the_assets(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(measure, value) for measure, value, *_ in _statements(text)] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "2025年财政拨款收支总预算9万元。收入包括：一般公共预算拨款8万元、政府性基金预算拨款1万元。"
            ],
            [
                ("fiscal_appropriation_revenue", "9"),
                ("fiscal_appropriation_expenditure", "9"),
                ("general_public_revenue", "8"),
                ("government_fund_revenue", "1"),
            ],
        ),
        (
            [
                "2025年收支总预算9万元，收入包括：财政拨款9万元；支出包括：财政拨款8万元、其他资金1万元。"
            ],
            [
                ("total_revenue", "9"),
                ("total_expenditure", "9"),
                ("fiscal_appropriation_revenue", "9"),
                ("fiscal_appropriation_expenditure", "8"),
            ],
        ),
        (["收入包括：一般公共预算拨款8万元。"], []),
        (
            ["2025年支出总计9万元。", "本年支出中：基本支出6万元；项目支出3万元。"],
            [
                ("total_expenditure", "9"),
                ("basic_expenditure", "6"),
                ("project_expenditure", "3"),
            ],
        ),
    ],
    ids=["of a fund", "of the whole", "of nothing told", "a side as a head"],
)
def test_a_side_that_is_divided(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(measure, value) for measure, value, *_ in _statements(*lines)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年项目支出预算较上年（减）6万元。", [("project_change", "-6")]),
        ("2025年基本支出预算较上年（增加）7万元。", [("basic_change", "7")]),
        ("2025年基本支出预算较上年增加（减少）7万元。", []),
        (
            "因公出国费、公务接待费,公车运行费（“三公”经费）预算总额27万元。",
            [("three_public_total", "27")],
        ),
        ("公务接待费（“三公”经费之一）预算总额27万元。", [("reception", "27")]),
        (
            "2025年我局部门预算汇总“三公”经费公共预算财政拨款支出7万元。",
            [("three_public_total", "7")],
        ),
        (
            "2025年支出预算9万元，其中：基本支出6万元，项目支出2万元，其他支出1万元。",
            [("total_expenditure", "9"), ("basic_expenditure", "6"), ("project_expenditure", "2")],
        ),
        (
            "2025年支出预算9万元。按支出项目类别:1、基本支出6万元，2、项目支出3万元。",
            [("total_expenditure", "9"), ("basic_expenditure", "6"), ("project_expenditure", "3")],
        ),
        (
            "2025年支出预算9万元，按功能分类：教育支出8万元，其他支出1万元。",
            [("total_expenditure", "9"), ("class_expenditure", "8"), ("class_expenditure", "1")],
        ),
        (
            "2025年项目支出9万元，其中：道路养护补助8万元，其他支出类项目1万元。",
            [("project_expenditure", "9"), ("project_amount", "8")],
        ),
        (
            "2025年支出预算9万元，其中：1.基本支出6万元，包括人员经费5万元。2.项目支出3万元。",
            [
                *[("total_expenditure", "9"), ("basic_expenditure", "6")],
                *[("personnel_expenditure", "5"), ("project_expenditure", "3")],
            ],
        ),
        (
            "“三公”经费与上年持平。1.公务接待费2万元。2.5万元用于其他。",
            [("reception", "2")],
        ),
        (
            "“三公”经费预算9万元。其中：1.公务接待费。2025年预算1万元。"
            "2.公务用车运行维护费。2025年预算8万元。",
            [("three_public_total", "9"), ("reception", "1"), ("vehicle_running", "8")],
        ),
        (
            "会议费1万元。农村公路（款）：2025年支出合计8万元。培训费2万元。",
            [("conference", "1"), ("class_expenditure", "8"), ("training", "2")],
        ),
        (
            "农村公路（款）：2025年支出合计8万元。部门支出合计9万元。",
            [("class_expenditure", "8"), ("total_expenditure", "9")],
        ),
        (
            "“三公”经费分项情况。1.因公出国（境）费0万元，与上年持平。2.公务接待费。预算1万元。",
            [("overseas_travel", "0"), ("reception", "1")],
        ),
        (
            "会议费1万元。县水利局：2025年支出合计8万元。",
            [("conference", "1"), ("total_expenditure", "8")],
        ),
        (
            "项目支出9万元，具体如下：机构运行6万元，其中：基本支出2万元，项目支出4万元。",
            [("project_expenditure", "9"), ("project_amount", "6")],
        ),
        (
            "“三公”经费预算9万元。其中：1.公务接待费1万元。2.公务用车运行维护费8万元。",
            [("three_public_total", "9"), ("reception", "1"), ("vehicle_running", "8")],
        ),
    ],
)
def test_wordings_that_were_read_amiss(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(measure, value) for measure, value, *_ in _statements(text)] == expected


def test_what_the_first_amount_is_of_is_spoken_of_again_only_with_a_year() -> None:
    found = _statements(
        "一、2025年“三公”经费预算7万元。国内接待67批次，660人次，共3万元。2024年预算8万元。"
    )
    assert [(measure, value) for measure, value, *_ in found] == [
        ("three_public_total", "7"),
        ("three_public_total", "8"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年基本支出6万元（比上年减少1万元）。", [("basic_change", "-1")]),
        (
            "2025年基本支出6万元（其中人员经费5万元、公用经费1万元），比上年减少1万元。",
            [("basic_change", "-1")],
        ),
        (
            "2025年支出预算9万元（其中：基本支出6万元，比上年减少1万元），比上年增加2万元。",
            [("basic_change", "-1"), ("total_change", "2")],
        ),
        ("2025年基本支出6万元、项目支出3万元（其中培训费1万元），比上年减少1万元。", []),
        ("2025年基本支出6万元，比2024年增加1万元。", [("basic_change", "1")]),
        ("2025年基本支出6万元，比2023年增加1万元。", []),
    ],
)
def test_changes_at_brackets_and_over_several_years(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(measure, value) for measure, value, *_ in _statements(text)]
    assert [told for told in found if told[0].endswith("_change")] == expected


@pytest.mark.parametrize(
    ("label", "measure"),
    [
        ("财政拨款（一般公共预算）", "general_public_revenue"),
        ("财政拨款收入（一般公共预算）", "general_public_revenue"),
        ("一般公共预算（财政拨款）", "general_public_revenue"),
        ("财政拨款（政府性基金预算）", "government_fund_revenue"),
        ("财政拨款（含上年结转）", "fiscal_appropriation_revenue"),
    ],
)
def test_a_bracket_says_which_appropriation_it_is(label: str, measure: str) -> None:
    found = _statements(f"收入预算9万元，其中：{label}8万元，其他收入1万元。")
    assert [(name, value) for name, value, *_ in found][1] == (measure, "8")


def test_a_change_of_the_plan_against_what_was_spent_is_of_the_plan() -> None:
    assert _statements("2025年收入预算9万元，比上年执行数增加1万元。") == [
        ("total_revenue", "9", None, None),
        ("total_change", "1", None, None),
    ]
    spent = _statements("2025年支出决算9万元，比上年决算增加1万元。", kind="final_accounts")
    assert [phase for *_, phase in spent] == ["executed", "executed"]
