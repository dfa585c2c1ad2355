"""Names of classes that hold a pause, and amounts that several classes share."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import parse_statements

_YEAR = 2025
_LONG = "社会保障和就业支出（类）抚恤（款）在乡复员、退伍军人生活补助（项）"


def _classes(text: str) -> list[tuple[str | None, str]]:
    found = parse_statements([passage(text, Where(1, 1))], _YEAR, "budget")
    return [(one.subject, one.value) for one in found if one.measure == "class_expenditure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{_LONG}83.78万元。", [(_LONG, "83.78")]),
        (f"（二）{_LONG}。2025年预算为83.78万元。", [(_LONG, "83.78")]),
        ("在乡复员、退伍军人生活补助（项）83.78万元。", [("在乡复员、退伍军人生活补助（项）", "83.78")]),
        ("抚恤（款）优抚、褒扬、纪念（项）3.00万元。", [("抚恤（款）优抚、褒扬、纪念（项）", "3.00")]),
    ],
    ids=["in a chain", "as a heading", "at the beginning", "two pauses"],
)  # fmt: skip
def test_a_pause_may_stand_in_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert _classes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("卫生健康支出-公共卫生-卫生监督机构：2025年预算数为6.30万元。",
         [("卫生健康支出-公共卫生-卫生监督机构", "6.30")]),
        ("农林水支出——水利——防汛支出6.40万元。", [("农林水支出——水利——防汛", "6.40")]),
        ("教育支出-其他教育支出-其他教育支出9万元。", [("教育支出-其他教育支出-其他教育支出", "9")]),
        ("农林水支出—水利—防汛（项）6.40万元。", [("农林水支出—水利—防汛（项）", "6.40")]),
        # two names are no whole path, and what is spent by its nature is no class
        ("农林水支出—水利支出6.40万元。", []),
        ("农林水支出—水利—基本支出6.40万元。", []),
    ],
)  # fmt: skip
def test_dashes_join_the_names_of_three_levels(text: str, expected: list[tuple[str, str]]) -> None:
    assert _classes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "教育支出（类）、卫生健康支出（类）共2.00万元。",
        "行政运行（项）、机关服务（项）、培训支出（项）2.00万元。",
        "支出9.00万元，其中：教育支出、卫生健康支出2.00万元。",
    ],
)
def test_an_amount_of_several_classes_is_of_none_of_them(text: str) -> None:
    assert _classes(text) == []


def test_classes_with_amounts_of_their_own_stay_apart() -> None:
    text = (
        "教育支出（类）普通教育（款）2.00万元、职业教育（款）3.00万元、住房保障支出（类）4.00万元。"
    )
    assert [value for _, value in _classes(text)] == ["2.00", "3.00", "4.00"]
    text = "教育支出（类）、卫生健康支出（类）分别为1.00万元、2.00万元。"
    assert _classes(text) == [("教育支出（类）", "1.00"), ("卫生健康支出（类）", "2.00")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.2050202（小学教育）支出67.36万元。", [("小学教育", "2050202", "67.36")]),
        (
            "1.2050202（小学教育）6.00万元。2.2050203（初中教育）支出3.00万元。",
            [("小学教育", "2050202", "6.00"), ("初中教育", "2050203", "3.00")],
        ),
        ("11.2101103公务员医疗补助12.50万元。", [("公务员医疗补助", "2101103", "12.50")]),
        (
            "（9）30202印刷费1.00万元；（10）30203咨询费2.00万元。",
            [("印刷费", "30202", "1.00"), ("咨询费", "30203", "2.00")],
        ),
        ("支出4.2050202万元。", []),
    ],
)
def test_a_code_may_stand_behind_the_number_of_an_item(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = parse_statements([passage(text, Where(1, 1))], _YEAR, "budget")
    classes = [one for one in found if one.measure == "class_expenditure"]
    assert [(one.subject, one.code, one.value) for one in classes] == expected


def test_a_class_is_no_whole_that_is_divided_in_another_way() -> None:
    parts = "教育支出3.00万元，卫生健康支出1.00万元；按支出性质分类：基本支出2.50万元，项目支出1.50万元。"
    for whole in ("", "2025年支出预算4.00万元，"):
        text = f"{whole}按支出功能分类：{parts}"
        found = parse_statements([passage(text, Where(1, 1))], _YEAR, "budget")
        told = {one.measure: one.value for one in found}
        assert (told["basic_expenditure"], told["project_expenditure"]) == ("2.50", "1.50")
