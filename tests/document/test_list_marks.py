"""The marks that begin an entry of a list are told in one place."""

from __future__ import annotations

import pytest

from budgetgraph.document.list_marks import (
    ListMark,
    MarkStyle,
    behind_bullet,
    behind_item_mark,
    behind_list_mark,
    is_entry,
    list_mark,
    next_mark,
    opens_paragraph,
    without_mark,
)

MARKED = [
    "一、",
    "十二．",
    "（二）",
    "(三)",
    "3.",
    "3．",
    "4、",
    "（1）",
    "(12)",
    "5)",
    "①",
    "⑴",
    "⒈",
    "㈠",
]


@pytest.mark.parametrize("mark", MARKED)
def test_every_mark_begins_an_entry(mark: str) -> None:
    assert is_entry(f"{mark}车辆购置")
    assert opens_paragraph(f"  {mark} 车辆购置")
    assert without_mark(f"{mark} 车辆购置") == "车辆购置"


@pytest.mark.parametrize(
    "text", ["1.5万元", "2024年", "车辆购置", "一般公共预算", "123、", "（收入）", "10", ""]
)
def test_what_is_no_list_mark(text: str) -> None:
    assert not is_entry(text)
    assert without_mark(text) == text


@pytest.mark.parametrize("text", ["第二部分 部门预算", "注：单位为万元", "• 车辆", "-其他"])
def test_parts_and_notes_open_a_paragraph_and_are_no_entries(text: str) -> None:
    assert opens_paragraph(text)
    assert not is_entry(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("第二部分 部门预算", ListMark(MarkStyle.part, 2, 5)),
        ("第3章总则", ListMark(MarkStyle.part, 3, 3)),
        ("十二、名词解释", ListMark(MarkStyle.numeral, 12, 3)),
        ("（二）公务接待费", ListMark(MarkStyle.bracketed_numeral, 2, 3)),
        ("（二）、公务接待费", ListMark(MarkStyle.bracketed_numeral, 2, 4)),
        ("2.2025年支出", ListMark(MarkStyle.number, 2, 2)),
        ("4.2050202（小学教育）支出", ListMark(MarkStyle.number, 4, 2)),
        ("11.2101103 公务员医疗补助", ListMark(MarkStyle.number, 11, 3)),
        ("4.2050202万元", None),
        ("4.2050202", None),
        ("(12)车辆", ListMark(MarkStyle.bracketed_number, 12, 4)),
        ("③车辆", ListMark(MarkStyle.symbol, 3, 1)),
        ("一百、", ListMark(MarkStyle.numeral, 0, 3)),
        ("2.20万元", None),
        ("车辆", None),
    ],
)
def test_a_mark_tells_its_style_and_its_number(text: str, mark: ListMark | None) -> None:
    assert list_mark(text) == mark


@pytest.mark.parametrize(
    ("mark", "following"),
    [("1.", "2."), ("（二）", "（三）"), ("十、", "十一、"), ("(9)", "(10)"), ("①", None)],
)
def test_the_mark_that_follows_another(mark: str, following: str | None) -> None:
    assert next_mark(mark) == following


@pytest.mark.parametrize(
    ("text", "offset"),
    [("1.道路养护", 2), ("一是加强管理", 2), ("（三）绿化", 3), ("一般支出", 0), ("第一部分", 0)],
)
def test_the_mark_of_an_item_within_a_sentence(text: str, offset: int) -> None:
    assert behind_item_mark(text) == offset


@pytest.mark.parametrize(("text", "offset"), [("（一）收入", 3), ("第三部分 收入", 5), ("收入", 0)])
def test_the_place_behind_the_mark_of_a_text(text: str, offset: int) -> None:
    assert behind_list_mark(text) == offset


@pytest.mark.parametrize(
    ("text", "behind"),
    [("•收入9万元", 1), ("- 收入9万元", 2), ("-2025年收入9万元", 1), ("-5.00", 0), ("注：收入", 0)],
)
def test_a_bullet_is_no_minus(text: str, behind: int) -> None:
    assert behind_bullet(text) == behind
