"""What the checkers of a finance bureau note in final accounts, and beside each what holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found, of

ACCOUNTS = (
    "石桥县水务局2025年度部门决算\n\n2025年石桥县水务局收入总计900.00万元，支出总计900.00万元。\n\n"
)
THREE = (
    "“三公”经费财政拨款支出决算为9.80万元，其中：公务用车购置及运行维护费支出决算为9.30万元；"
    "公务接待费支出决算为0.50万元。\n\n"
)


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        # 9.30 of 12.60 万元 is a fall of 26.19 %, 9.80 of 13.10 one of 25.19 %.
        ("公务用车购置及运行维护费支出决算减少3.30万元，下降25.19%", ["change-percentage"]),
        ("公务用车购置及运行维护费支出决算减少3.30万元，下降26.19%", []),
        ("公务接待费支出决算增加0.50万元，增长100%", ["rate-without-base"]),
        ("公务接待费支出决算增加0.50万元", []),
        ("公务接待费支出决算增加0.25万元，增长100%", []),
    ],
)
def test_a_change_in_the_breakdown_of_a_sentence(
    tmp_path: Path, told: str, rules: list[str]
) -> None:
    whole = f"2025年度“三公”经费财政拨款支出决算数比2024年度减少3.30万元，下降25.19%，其中：{told}。"
    findings = found(tmp_path, THREE + whole, ACCOUNTS)
    assert [one.rule for one in findings] == rules
    assert len(of("change-percentage", findings)) == rules.count("change-percentage")
