"""Wordings of papers that were read for the first time: funds before a label, years of headings,
items on a class that go on in the next line, titles of two papers in one.
"""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.forms.title_lines import read_title
from budgetgraph.parse.statements import parse_statements

YEAR = 2025
CLASS = "行政单位离退休（项）"


def _statements(*lines: str, kind: str = "budget") -> list[tuple[str, str, int | None, str | None]]:
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    stated = parse_statements(passages, YEAR, kind)
    return [(state.measure, state.value, state.year, state.phase) for state in stated]


@pytest.mark.parametrize(
    "origin",
    [
        "财政拨款开支的",
        "一般公共预算支出安排的",
        "使用当年一般公共预算拨款（包括经费拨款和非税收入）安排的",
        "财政资金列支的",
        "使用财政拨款安排",
        "公共财政预算拨款负担的",
    ],
)
def test_a_fund_before_an_expense_is_where_the_money_comes_from(origin: str) -> None:
    assert _statements(f"2025年石桥县商务局{origin}“三公”经费预算为3.28万元。") == [
        ("three_public_total", "3.28", 2025, None)
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["4.公务接待", "4.00万元，预计接待60批次。"], [("reception", "4.00")]),
        (["（四）公务接待：4.00万元"], [("reception", "4.00")]),
        (
            ["2025年石桥县商务局收入年初预算为9.00万元，支出年初预算为9.00万元。"],
            [("total_revenue", "9.00"), ("total_expenditure", "9.00")],
        ),
        (["四是公务接待60批次，用餐补助4.00万元。"], []),
        (
            ["2025年初预算安排收入9.00万元、支出9.00万元。"],
            [("total_revenue", "9.00"), ("total_expenditure", "9.00")],
        ),
        (
            [
                "一般公共预算拨款支出9.00万元。",
                "按支出结构分，基本支出5.00万元，项目支出4.00万元。",
            ],
            [
                ("general_public_expenditure", "9.00"),
                ("basic_expenditure", "5.00"),
                ("project_expenditure", "4.00"),
            ],
        ),
    ],
)
def test_short_labels_and_plans(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(measure, value) for measure, value, *_ in _statements(*lines)] == expected


def test_another_fund_before_an_expense_makes_it_a_part() -> None:
    assert _statements("2025年石桥县商务局政府性基金安排的“三公”经费预算为3.28万元。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年“三公”经费总支出3.28万元。", ("three_public_total", "3.28")),
        ("该部门2025年基本支出预算11.72万元。", ("basic_expenditure", "11.72")),
        ("2025年安排出国（境）费预算0万元。", ("overseas_travel", "0")),
        ("2025年因公临时出国（境）经费1.5万元。", ("overseas_travel", "1.5")),
        ("2025年公务用车运行费维护费4.9万元。", ("vehicle_running", "4.9")),
        ("2025年会议费实际发生额为1.2万元。", ("conference", "1.2")),
    ],
)
def test_wordings_of_one_amount(text: str, expected: tuple[str, str]) -> None:
    assert [(measure, value) for measure, value, *_ in _statements(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年初预算收入88万元。", [("total_revenue", "88", 2025)]),
        ("收入预算合计￥96.80万元，支出预算合计RMB96.80万元。",
         [("total_revenue", "96.80", 2025), ("total_expenditure", "96.80", 2025)]),
        ("残疾人康复（项）和最低生活保障金支出（项）2025年预算数为9万元。",
         [("class_expenditure", "9", 2025)]),
        # neither end of a range is the amount
        ("收入预算80万元至85万元，支出预算82.60万元。", [("total_expenditure", "82.60", 2025)]),
        ("收入预算80-85万元，支出预算82.60万元。", [("total_expenditure", "82.60", 2025)]),
    ],
)  # fmt: skip
def test_wordings_around_an_amount(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [told[:3] for told in _statements(text)] == expected


@pytest.mark.parametrize(
    ("sign", "year"),
    [
        # 截至 dates what stands before the next semicolon
        ("；", 2025),
        ("，", 2024),
    ],
)
def test_a_date_holds_up_to_the_next_semicolon(sign: str, year: int) -> None:
    text = f"截至2024年12月31日，共有公务用车2辆{sign}公务用车运行维护费支出5.36万元。"
    assert _statements(text, kind="final_accounts") == [
        ("vehicle_running", "5.36", year, "executed")
    ]


@pytest.mark.parametrize(
    ("carried", "measures"),
    [
        (
            "政府性基金预算财政拨款年初结转和结余0万元，",
            ["government_fund_revenue", "government_fund_expenditure"],
        ),
        ("年初结转和结余0万元，", ["carryover_revenue", "total_revenue", "total_expenditure"]),
        ("", ["total_revenue", "total_expenditure"]),
    ],
)
def test_what_a_fund_carried_over_is_followed_by_the_fund_s_own(
    carried: str, measures: list[str]
) -> None:
    text = f"{carried}本年收入12万元，本年支出12万元。"
    told = _statements(text, kind="final_accounts")
    assert [measure for measure, *_ in told] == measures


@pytest.mark.parametrize("both", ["收入支出总体", "收、支总体情况", "收支整体"])
def test_both_sides_as_a_whole_change(both: str) -> None:
    told = _statements(
        "2025年度收入总计434.72万元，支出总计434.72万元。",
        f"{both}与上年相比，增加58.21万元，增长15.46%。",
        kind="final_accounts",
    )

    assert told[-1] == ("total_change", "58.21", 2025, "executed")


def test_the_year_of_a_numbered_heading_holds_for_the_items_below_it() -> None:
    told = _statements(
        "二、2023年“三公”经费支出决算情况",
        "（一）公务接待费支出1.60万元。",
        "三、2025年“三公”经费预算情况",
        "（一）公务接待费预算1.50万元。",
    )

    assert told == [("reception", "1.60", 2023, "executed"), ("reception", "1.50", 2025, None)]


def test_the_year_of_a_heading_without_number_does_not() -> None:
    told = _statements("2023年工作总结情况", "一、“三公”经费情况说明", "公务接待费1.50万元。")

    assert told == [("reception", "1.50", 2025, None)]


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("2024年决算数为57.43万元，2025年支出决算为56.12万元。", [2025, 2024]),
        ("2024年支出决算57.43万元，2025年决算数56.12万元，比上年减少。", [2025, 2024]),
        ("年初预算为57.43万元，支出决算为56.12万元。", [2025, 2025]),
    ],
)
def test_an_item_on_a_class_goes_on_in_the_next_line(line: str, years: list[int]) -> None:
    told = _statements(
        "五、一般公共预算财政拨款支出决算情况说明",
        f"1、{CLASS}56.12万元。",
        line,
        kind="final_accounts",
    )

    assert {measure for measure, *_ in told} == {"class_expenditure"}
    assert [year for _, _, year, _ in told] == years


def test_a_line_that_does_not_tell_the_amount_again_is_left() -> None:
    item = f"1、{CLASS}56.12万元。"
    told = _statements(item, "2024年决算数为57.43万元。", kind="final_accounts")

    assert [measure for measure, *_ in told] == ["class_expenditure"]


@pytest.mark.parametrize(
    ("line", "name", "year", "kind"),
    [
        ("石桥县商务局2024年“三公”经费决算和2025年预算情况", "石桥县商务局", 2025, "budget"),
        (
            "石桥县商务局2024年财政拨款开支的“三公”经费支出决算及2025年预算",
            "石桥县商务局",
            2025,
            "budget",
        ),
        ("石桥县商务局2024年部门决算", "石桥县商务局", 2024, "final_accounts"),
        ("2025年省级部门“三公”经费预算公开", None, 2025, "budget"),
        ("2025年市本级财政拨款“三公”经费情况说明", None, 2025, "budget"),
        ("石桥州数据中心2025年度项目支出绩效单位自评报告", "石桥州数据中心", 2025, "performance"),
        ("全国石桥协会2025年部门预算", "全国石桥协会", 2025, "budget"),
    ],
)
def test_titles(line: str, name: str | None, year: int, kind: str) -> None:
    title = read_title(line)

    assert title is not None
    assert (title.name, title.year, title.kind) == (name, year, kind)


def test_all_departments_are_no_body() -> None:
    title = read_title("全国各部门2025年部门预算")

    assert title is None or title.name is None


@pytest.mark.parametrize(
    "body", ["石桥研究会", "石桥县基金会", "石桥县工商业联合会", "石桥县促进会"]
)
def test_a_body_of_any_kind_of_association_has_a_budget(body: str) -> None:
    assert _statements(f"{body}2025年收入预算80.00万元。") == [
        ("total_revenue", "80.00", 2025, None)
    ]


def test_society_is_no_body() -> None:
    assert _statements("全社会2025年收入预算80.00万元。") == []


@pytest.mark.parametrize(
    ("behind", "others"),
    [
        # what the year itself had planned is no year before: the difference is no change
        ("比年初预算增加2万元", []),
        ("比年初预算7万元增加2万元", [("total_expenditure", "7", 2025, "budgeted")]),
        ("比预算7万元增加2万元", [("total_expenditure", "7", 2025, "budgeted")]),
        ("较全年预算数7万元超支", [("total_expenditure", "7", 2025, "budgeted")]),
        ("完成年初预算7万元的128%", [("total_expenditure", "7", 2025, "budgeted")]),
        # the parts are of what was spent
        ("年初预算7万元，完成128%", [("total_expenditure", "7", 2025, "budgeted")]),
        ("决算数大于年初预算数2万元", []),
        ("比上年增加2万元", [("total_change", "2", 2025, "executed")]),
        ("大于上年决算数2万元", [("total_change", "2", 2025, "executed")]),
    ],
)
def test_what_differs_from_the_plan_of_the_year_is_no_change(
    behind: str, others: list[tuple[str, str, int, str]]
) -> None:
    text = f"支出总计9万元，{behind}。其中：基本支出6万元。"
    told = _statements(text, kind="final_accounts")
    whole, part = ("total_expenditure", "9"), ("basic_expenditure", "6")
    assert sorted(told, key=str) == sorted(
        [(*whole, 2025, "executed"), (*part, 2025, "executed"), *others], key=str
    )


def test_what_money_is_for_names_basic_and_project_expenditure() -> None:
    told = _statements(
        "（一）基本支出情况",
        "2025年度用于保障石桥县林业局机关、下属事业单位等机构正常运转的日常支出9万元。"
        "其中：基本工资、津贴补贴等人员经费支出7万元；办公费、水电费等公用经费2万元。",
        "（二）项目支出情况",
        "2025年度用于保障石桥县林业局机构为完成特定的行政工作任务或事业发展目标，用于专项业务工作的经费支出3万元。",
        kind="final_accounts",
    )
    assert [(measure, value) for measure, value, *_ in told] == [
        ("basic_expenditure", "9"),
        ("personnel_expenditure", "7"),
        ("public_expenditure", "2"),
        ("project_expenditure", "3"),
    ]


@pytest.mark.parametrize(
    ("whose", "measures"),
    [
        ("部门所属各单位", ["procurement_total"]),
        ("本部门及所属各单位", ["procurement_total"]),
        ("所属单位", []),
    ],
)
def test_all_units_of_the_department_are_the_department(whose: str, measures: list[str]) -> None:
    told = _statements(f"2025年{whose}政府采购总额9万元，其中：政府采购货物预算3万元。")
    assert [measure for measure, *_ in told] == measures


def test_what_the_year_adds_to_a_total_has_a_measure_of_its_own() -> None:
    total = "2025年度收入总计12.60万元，支出总计12.60万元。"
    of_the_year = (
        "2025年度本年收入合计12.00万元，其中：财政拨款收入11.80万元。本年支出合计12.30万元。"
    )
    assert _statements(total, of_the_year, kind="final_accounts") == [
        ("total_revenue", "12.60", 2025, "executed"),
        ("total_expenditure", "12.60", 2025, "executed"),
        ("current_year_revenue", "12.00", 2025, "executed"),
        ("fiscal_appropriation_revenue", "11.80", 2025, "executed"),
        ("current_year_expenditure", "12.30", 2025, "executed"),
    ]
    assert _statements("2025年收入预算9万元，其中：本年收入8万元，上年结转1万元。") == [
        ("total_revenue", "9", 2025, None),
        ("current_year_revenue", "8", 2025, None),
        ("carryover_revenue", "1", 2025, None),
    ]


def test_where_no_other_total_is_told_it_is_the_total() -> None:
    assert _statements("2025年度本年收入合计12.00万元。") == [
        ("total_revenue", "12.00", 2025, None)
    ]


def test_the_running_of_cars_behind_their_number_among_three_public_expenses() -> None:
    parts = "公务接待费3万元；公务用车保有量2辆，运行维护费7万元"
    assert _statements(f"2025年“三公”经费预算10万元，其中：{parts}。") == [
        ("three_public_total", "10", 2025, None),
        ("reception", "3", 2025, None),
        ("vehicle_running", "7", 2025, None),
    ]
    assert _statements("2025年办公楼2栋，运行维护费7万元。") == []


@pytest.mark.parametrize(
    ("printed", "name", "code"),
    [
        ("【20805】行政事业单位养老支出", "行政事业单位养老支出", "20805"),
        ("〔2101102〕事业单位医疗", "事业单位医疗", "2101102"),
        ("一般公共服务支出【201】档案事务【26】档案馆【04】",
         "一般公共服务支出【201】档案事务【26】档案馆", "2012604"),
    ],
)  # fmt: skip
def test_codes_of_classes_in_any_bracket(printed: str, name: str, code: str | None) -> None:
    text = f"2025年支出预算9万元，其中：{printed}3万元。"
    *_, state = parse_statements([passage(text, Where(1, 1))], YEAR, "budget")
    assert (state.measure, state.subject, state.code) == ("class_expenditure", name, code)


def test_two_digits_in_brackets_are_no_code_where_no_class_stands_before_them() -> None:
    assert _statements("2025年公务接待批次（26）费用支出3万元。") == []


@pytest.mark.parametrize("leading", ["为", "全部为", "来自"])
def test_a_fund_that_a_total_is_wholly_of_is_a_part_of_it(leading: str) -> None:
    text = f"2025年收入预算计9万元，{leading}一般公共预算拨款9万元；支出预算计8万元。"
    assert _statements(text) == [
        ("total_revenue", "9", 2025, None),
        ("general_public_revenue", "9", 2025, None),
        ("total_expenditure", "8", 2025, None),
    ]


@pytest.mark.parametrize(
    "heading", ["二、部门预算单位构成", "二、机构设置", "二、部门预算编制范围", "二、收支总体情况"]
)
def test_a_heading_on_the_make_up_of_a_paper_takes_no_amount_for_itself(heading: str) -> None:
    found = _statements(heading, "2025年本部门预算收入9万元。")
    assert found == [("total_revenue", "9", 2025, None)]
    assert _statements("二、办公楼维修", "2025年本部门预算收入9万元。") == []


def test_a_comprehensive_budget_is_that_of_the_department() -> None:
    text = "2025年本部门综合预算收入9万元；本部门综合预算支出8万元。"
    assert [(name, value) for name, value, *_ in _statements(text)] == [
        ("total_revenue", "9"),
        ("total_expenditure", "8"),
    ]


def test_what_a_total_is_made_of_are_its_parts() -> None:
    revenue = "收入预算合计9万元，由一般公共预算财政拨款8万元和其他收入1万元构成"
    text = f"2025年{revenue}；支出预算合计9万元，由基本支出6万元和项目支出3万元构成。"
    assert [(name, value) for name, value, *_ in _statements(text)] == [
        ("total_revenue", "9"),
        ("general_public_revenue", "8"),
        ("other_revenue", "1"),
        ("total_expenditure", "9"),
        ("basic_expenditure", "6"),
        ("project_expenditure", "3"),
    ]


def test_years_in_words_are_years() -> None:
    text = "二〇二五年收入预算总额9万元，二○二五年“三公”经费预算1万元。"
    assert _statements(text) == [
        ("total_revenue", "9", 2025, None),
        ("three_public_total", "1", 2025, None),
    ]


def test_what_comes_in_is_of_no_expense_nor_is_the_total_behind_it() -> None:
    heading = "“三公”经费预算公开"
    assert _statements(heading, "2025年收入预算9万元，支出预算9万元。") == []
    assert _statements(heading, "2025年支出预算9万元。") == [
        ("three_public_total", "9", 2025, None)
    ]


# --- amounts in brackets, lists with dashes -------------------------------------------------------


def test_an_amount_in_brackets_is_that_of_the_label_before_it() -> None:
    text = "支出预算（9.50万元），其中：基本支出（6.50万元），占68%；项目支出（3.00万元，占32%）。"
    assert [stated[:2] for stated in _statements(text)] == [
        ("total_expenditure", "9.50"),
        ("basic_expenditure", "6.50"),
        ("project_expenditure", "3.00"),
    ]


def test_parts_in_brackets_stay_parts() -> None:
    text = "“三公”经费8.30万元（公务接待费（1.30万元）、公务用车运行维护费（7.00万元））。"
    assert [stated[:2] for stated in _statements(text)] == [
        ("three_public_total", "8.30"),
        ("reception", "1.30"),
        ("vehicle_running", "7.00"),
    ]


def test_a_bracket_behind_an_unknown_name_is_of_no_measure() -> None:
    assert _statements("用于办公楼维修（6.50万元）、会议室改造（3.00万元）。") == []


def test_an_amount_in_brackets_behind_a_comparison_is_of_last_year() -> None:
    text = "2025年公务接待费5.30万元，与上年（5.50万元）相比减少0.20万元。"
    assert _statements(text) == [("reception", "5.30", 2025, None)]


@pytest.mark.parametrize("end", ["；", "。"])
def test_short_names_in_a_list_with_dashes_are_parts_of_the_item_above(end: str) -> None:
    assert [
        stated[:2]
        for stated in _statements(
            "二、“三公”经费预算",
            "- 公务用车购置及运行维护费：3.00万元，与上年持平。其中：",
            f"- 购置费：0万元{end}",
            f"- 运行维护费：3.00万元{end}",
            "- 公务接待费：0.30万元。",
        )
    ] == [
        ("vehicle_total", "3.00"),
        ("vehicle_purchase", "0"),
        ("vehicle_running", "3.00"),
        ("reception", "0.30"),
    ]


def test_a_short_name_below_another_item_is_of_nothing() -> None:
    lines = ("- 公务接待费：3.00万元。其中：", "- 购置费：1.00万元。")
    assert _statements(*lines) == [("reception", "3.00", 2025, None)]
