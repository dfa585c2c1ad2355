"""Lists of what comes in and what is spent against the one amount of both sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

COVER = "石桥县水务局2026年部门预算\n\n"
LISTS = (
    "收入包括：一般公共预算拨款收入{granted}万元、上年结转65.30万元。支出包括：农林水支出{spent}万元、"
    "住房保障支出150.00万元。"
)


@pytest.mark.parametrize(
    ("granted", "spent", "whole", "expected"),
    [
        ("2,150.00", "2,065.30", "2,215.30", []),
        # Rounding.
        ("2,150.00", "2,065.31", "2,215.30", []),
        ("2,130.00", "2,065.30", "2,215.30", ["收入"]),
        ("2,150.00", "2,065.80", "2,215.30", ["支出"]),
        ("2,150.00", "2,065.30", "2,212.30", ["支出"]),
        # Both lists are cut short, or more than one amount is wrong.
        ("2,100.00", "2,000.00", "2,215.30", []),
    ],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_both_lists_make_the_whole(
    tmp_path: Path, granted: str, spent: str, whole: str, expected: list[str], is_before: bool
) -> None:
    lists = LISTS.format(granted=granted, spent=spent)
    told = f"2026年收支总预算{whole}万元。"
    body = told + lists if is_before else lists + told
    messages = of("statement-parts", found(tmp_path, body, COVER))
    listed = [message for message in messages if "收支总数" in message]
    assert [name for message in listed for name in expected if f"所列{name}" in message] == expected
    assert len(listed) == len(expected)


def test_a_list_with_parts_of_its_parts_is_left_alone(tmp_path: Path) -> None:
    lists = LISTS.format(granted="2,150.00", spent="1,000.00").replace(
        "、住房", "，其中：水利9.00万元、住房"
    )
    body = f"{lists}2026年收支总预算2,215.30万元。"
    assert of("statement-parts", found(tmp_path, body, COVER)) == []
