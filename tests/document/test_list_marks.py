"""The marks that begin an entry of a list are told in one place."""

from __future__ import annotations

import pytest

from budgetgraph.document.list_marks import is_entry, opens_paragraph, without_mark

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
