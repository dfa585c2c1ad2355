"""Basic expenditure of one fund, and what persons and running cost below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of


@pytest.mark.parametrize(
    ("whole", "persons", "running", "count"),
    [
        (
            "1010.00",
            "人员经费890.00万元，主要包括基本工资。",
            "公用经费120.00万元，主要包括办公费。",
            0,
        ),
        (
            "1010.00",
            "人员经费890.00万元，主要包括基本工资。",
            "公用经费102.00万元，主要包括办公费。",
            1,
        ),
        ("1010.00", "人员经费890.00万元。", "日常公用经费102.00万元。", 1),
        # Rounding.
        ("1010.01", "人员经费890.00万元。", "公用经费120.00万元。", 0),
        # Entries with numbers are one finding, too.
        ("1010.00", "（一）人员经费890.00万元。", "（二）公用经费102.00万元。", 1),
        # Another paragraph between them may tell more.
        ("1010.00", "人员经费890.00万元。", "对个人和家庭的补助18.00万元。", 0),
    ],
)
def test_persons_and_running_costs_below_the_expenditure_of_a_fund(
    tmp_path: Path, whole: str, persons: str, running: str, count: int
) -> None:
    head = f"2026年度一般公共预算财政拨款基本支出{whole}万元，其中："
    body = f"{head}\n\n{persons}\n\n{running}"
    messages = of("statement-parts", found(tmp_path, body))
    assert len(messages) == count
