"""Whose an amount is: the department's, a unit's, a heading's, or nobody's that is told."""

from __future__ import annotations

import pytest
from reading import document

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse import parse
from budgetgraph.parse.statements import read_amounts
from budgetgraph.recognise import recognise

_TEXT = "{}收入预算120万元，支出预算110万元。"


def _totals(bearer: str, names: tuple[str, ...]) -> list[str]:
    line = passage(_TEXT.format(bearer), Where(1, 1))
    return [one.value for one in read_amounts([line], 2025, "budget", names).statements]


@pytest.mark.parametrize(
    "bearer", ["石桥县灌区所", "灌区所", "水利工程质量监督站", "石桥县人民医院"]
)
def test_a_unit_named_without_its_rank_is_another_body(bearer: str) -> None:
    assert _totals(bearer, ("石桥县水利局",)) == []


@pytest.mark.parametrize(
    "bearer", ["石桥县水利局", "水利局", "县水利局机关及灌区所", "石桥县水务局", "本部门", "2025年"]
)
def test_the_department_under_another_name_is_itself(bearer: str) -> None:
    assert _totals(bearer, ("石桥县水利局",)) == ["120", "110"]


def test_the_paper_of_a_unit_is_its_own() -> None:
    assert _totals("石桥县灌区所", ("石桥县灌区管理所",)) == ["120", "110"]
    assert _totals("石桥县灌区所", ()) == ["120", "110"]


@pytest.mark.parametrize(
    "bearer",
    [
        *("石桥县水利局本级", "石桥县水利局（本级）", "局本级", "机关本级", "本级", "我局本级"),
        *("石桥县水利局本级（机关）", "石桥县水利局机关", "机关", "2025年本级", "石桥县本级"),
        *("二级单位", "二级预算单位", "基层单位", "直属事业单位", "所属单位"),
    ],
)
def test_a_part_of_the_department_is_not_the_department(bearer: str) -> None:
    text = f"{bearer}收入预算800.00万元，支出预算800.00万元。支出预算中基本支出500.00万元。"
    read = read_amounts([passage(text, Where(1, 1))], 2025, "budget", ("石桥县水利局",))
    assert read.statements == ()
    assert len(read.notes) == 3


@pytest.mark.parametrize(
    "bearer",
    [
        *(
            "局本级及所属3家单位",
            "本级和下属单位",
            "我局（含本级及所属单位）",
            "县水利局机关及灌区所",
        ),
        *("石桥县直机关工委", "全局", "本机关", "本部门"),
    ],
)
def test_a_part_and_the_rest_are_the_department(bearer: str) -> None:
    assert _totals(bearer, ("石桥县水利局",)) == ["120", "110"]


def test_in_its_own_paper_the_own_level_is_the_whole() -> None:
    assert _totals("石桥县水利局本级", ("石桥县水利局（本级）",)) == ["120", "110"]
    assert _totals("局本级", ("石桥县水利局", "石桥县水利局本级")) == ["120", "110"]


@pytest.mark.parametrize(
    ("bearer", "count"),
    [("我部门", 1), ("石桥县水利局", 1), ("局本级", 0), ("石桥县水利局本级", 0)],
)
def test_the_office_in_the_name_of_an_expense_is_no_part(bearer: str, count: int) -> None:
    line = passage(f"2025年，{bearer}机关运行经费预算23.92万元。", Where(1, 1))
    assert len(read_amounts([line], 2025, "budget", ("石桥县水利局",)).statements) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("局本级收入预算80.00万元。部门收入预算120.00万元。", ["120.00"]),
        (
            "收入预算120.00万元，其中：局本级收入80.00万元。支出预算120.00万元。",
            ["120.00", "120.00"],
        ),
        ("局本级收入预算80.00万元。支出预算80.00万元。", []),
    ],
    ids=["the whole is named again", "the part is told inside the whole", "the part goes on"],
)
def test_a_part_is_spoken_of_until_the_whole_is(text: str, expected: list[str]) -> None:
    line = passage(text, Where(1, 1))
    read = read_amounts([line], 2025, "budget", ("石桥县水利局",))
    assert [one.value for one in read.statements] == expected


_HEADING = "一般公共预算拨款支出预算表的说明"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("部门预算总收入172.00万元，总支出172.00万元。", []),
        ("支出总计172.00万元。", ["general_public_expenditure"]),
    ],
    ids=["both sides, of which the heading tells one", "the side of the heading"],
)
def test_a_total_beside_one_of_the_other_side_is_not_the_headings(
    line: str, expected: list[str]
) -> None:
    lines = [passage(text, Where(number, number)) for number, text in enumerate((_HEADING, line))]
    assert [one.measure for one in read_amounts(lines, 2025, "budget").statements] == expected


def test_an_amount_in_brackets_has_no_clear_sign() -> None:
    """减少（3.20）万元 may be a template that was filled in, or a negative amount: a note."""
    line = passage("支出预算500.00万元，比上年减少（3.20）万元。", Where(1, 1))
    read = read_amounts([line], 2025, "budget")
    assert [one.measure for one in read.statements] == ["total_expenditure"]
    (note,) = read.notes
    assert note.message.endswith("比上年减少（3.20）万元")


@pytest.mark.parametrize(
    ("compared", "expected"),
    [
        ("相比2024年度1200.00万元", [("total_revenue", "1200.00", 2024)]),
        ("相比于2024年预算1200.00万元", [("total_revenue", "1200.00", 2024)]),
        ("相比上年1200.00万元", [("total_revenue", "1200.00", 2024)]),
        ("与2024年相比", []),
        ("相比2024年度", []),
    ],
)
def test_what_is_compared_with_may_stand_behind_the_verb(
    compared: str, expected: list[tuple[str, str, int]]
) -> None:
    line = passage(f"2025年收入预算1250.00万元，{compared}增加50.00万元。", Where(1, 1))
    told = read_amounts([line], 2025, "budget").statements
    assert [(one.measure, one.value, one.year) for one in told] == [
        ("total_revenue", "1250.00", 2025),
        *expected,
        ("total_change", "50.00", 2025),
    ]


def test_a_listed_unit_is_no_heading_of_the_amounts_below() -> None:
    text = """石桥县水利局2025年部门预算
        列入石桥县水利局2025年部门预算编报范围的单位共2个，包括：
        1.石桥县水利局（本级）
        2.石桥县灌区服务中心
        2025年收入预算120.00万元，支出预算110.00万元。"""
    found = parse(recognise(document(text)))
    assert [unit.name for unit in found.units] == ["石桥县水利局（本级）", "石桥县灌区服务中心"]
    assert [one.value for one in found.statements] == ["120.00", "110.00"]


def test_the_amount_of_a_listed_unit_is_said() -> None:
    text = """石桥县水利局2025年部门预算
        石桥县水利局2025年部门预算编报范围的单位包括：
        1.石桥县水利局（本级）
        2.石桥县灌区服务中心，维修费80.00万元。"""
    found = parse(recognise(document(text)))
    assert any("80.00" in note.message for note in found.notes)


@pytest.mark.parametrize(
    ("revenue", "taken", "notes"), [("100.00", 2, 1), ("120.00", 2, 0)], ids=["another", "the same"]
)
def test_both_sides_of_the_treasury_beside_another_revenue(
    revenue: str, taken: int, notes: int
) -> None:
    text = f"财政拨款收、支总计均为120.00万元。财政拨款收入{revenue}万元。"
    read = read_amounts([passage(text, Where(1, 1))], 2025)
    assert (len(read.statements), len(read.notes)) == (taken, notes)


def test_below_the_heading_of_projects_nothing_is_of_the_department() -> None:
    lines = ("三、项目情况", "项目概况：清淤五公里。", "2025年收入预算60.00万元，全部为财政拨款。")
    read = read_amounts([passage(line, Where(1, 1)) for line in lines], 2025)
    assert (len(read.statements), len(read.notes)) == (0, 1)


_ITEM = "“{}”257.10万元，主要用于：缴纳职业年金。年初预算为274.80万元，支出决算为{}万元。"
_LEVELS = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）"


def _of_classes(text: str) -> list[tuple[str | None, str, str | None]]:
    """What a paragraph below a heading on the general budget tells, with names and phases."""
    heading = passage("五、一般公共预算财政拨款支出决算情况说明", Where(1, 1))
    lines = [heading, passage(text, Where(2, 2))]
    told = read_amounts(lines, 2025, "final_accounts", ("石桥县水务局",))
    return [(one.measure, one.value, one.phase) for one in told.statements]


def test_an_item_without_number_goes_on_to_tell_of_its_class() -> None:
    assert _of_classes(_ITEM.format(_LEVELS, "245.50")) == [
        ("class_expenditure", "257.10", "executed"),
        ("class_expenditure", "274.80", "budgeted"),
        ("class_expenditure", "245.50", "executed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # A class that is named without its levels may be one of several things.
        _ITEM.format("社会保障和就业支出", "245.50"),
        # Of which class the rest is nobody can tell.
        f"{_LEVELS}257.10万元，住房保障支出（类）住房改革支出（款）购房补贴（项）3.00万元。"
        "年初预算为274.80万元，支出决算为245.50万元。",
    ],
)
def test_a_paragraph_that_is_no_item_on_one_class(text: str) -> None:
    budgeted = [one for one in _of_classes(text) if one[1] == "274.80"]
    assert ("class_expenditure", "274.80", "budgeted") not in budgeted


@pytest.mark.parametrize(
    ("reason", "year"),
    [
        ("主要原因是2025年无购置计划；", 2026),
        ("主要原因是2025年减少3.00万元；", 2025),
    ],
)
def test_a_year_in_a_reason_ends_with_it(reason: str, year: int) -> None:
    text = f"2026年公务用车购置费0万元，与上年持平，{reason}公务用车运行费9.30万元。"
    told = read_amounts([passage(text, Where(1, 1))], 2026, "budget", ("石桥县水务局",))
    running = [one.year for one in told.statements if one.value == "9.30"]
    assert running in ([year], [])


@pytest.mark.parametrize(
    "mark", ["，主要用于支付职业年金", "。主要用于：支付职业年金", "，主要用于：年金"]
)
def test_a_class_at_the_head_of_its_item(mark: str) -> None:
    text = f"4.{_LEVELS}{mark}。年初预算为128.40万元，支出决算为116.50万元。"
    assert _of_classes(text) == [
        ("class_expenditure", "128.40", "budgeted"),
        ("class_expenditure", "116.50", "executed"),
    ]


def test_a_class_that_a_head_only_speaks_of() -> None:
    text = f"4.其他支出，与{_LEVELS}无关。年初预算为128.40万元，支出决算为116.50万元。"
    told = [measure for measure, _, _ in _of_classes(text)]
    assert "class_expenditure" not in told
