"""Tables without codes whose sums tell themselves, and columns beside them that add up to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import found

_RULES = ("row-total", "items-sum-to-total")
PROJECTS = """
项目支出表
单位：万元
项目名称\t合计\t一般公共预算\t政府性基金\t{heading}
合计\t465.00\t345.00\t120.00\t{total}
河道清淤\t120.00\t110.00\t10.00\t{first}
堤防维护\t165.00\t75.00\t90.00\t{second}
水文监测\t80.00\t70.00\t10.00\t{third}
节水宣传\t100.00\t90.00\t10.00\t{fourth}
"""


def _rules(tmp_path: Path, heading: str, cells: str) -> list[str]:
    """Give the rules that find something in the table of projects with a last column."""
    names = ("total", "first", "second", "third", "fourth")
    shown = ["" if cell == "-" else cell for cell in cells.split()]
    body = PROJECTS.format(heading=heading, **dict(zip(names, shown, strict=True)))
    return [one.rule for one in found(tmp_path, body) if one.rule in _RULES]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("备注", "- 3 - - -"),
        ("建设性质代号", "- - 2 - -"),
        ("起始年度", "- 2024 - - -"),
        ("其中：政府采购", "30.00 - 30.00 - -"),
        ("政府采购金额", "30.00 - 30.00 - -"),
        ("自评得分", "94.50 96.50 88.00 99.00 95.00"),
        ("执行进度", "89.52 95.00 71.67 100.00 90.00"),
        ("评价结果", "94.50 96.50 88.00 99.00 95.00"),
        ("单价", "14.20 0.50 20.00 1.25 2.00"),
    ],
)
def test_a_column_that_adds_up_to_nothing(tmp_path: Path, heading: str, cells: str) -> None:
    assert _rules(tmp_path, heading, cells) == []


VENUES = """
项目支出表
单位：{unit}
项目名称\t中央资金\t省级资金\t市级资金\t县级资金
合计\t{total}\t600.00\t300.00\t90.00
甲馆\t333.40\t200.00\t100.00\t30.00
乙馆\t333.40\t200.00\t100.00\t30.00
丙馆\t333.40\t200.00\t100.00\t30.00
"""


@pytest.mark.parametrize(
    ("unit", "total", "rules"),
    [
        ("万元", "1000.20", []),
        ("万元", "1000.17", []),
        ("万元", "1000.16", ["items-sum-to-total"]),
        ("元", "997.20", []),
        ("元", "997.19", ["items-sum-to-total"]),
    ],
)
def test_rounding_in_each_part(tmp_path: Path, unit: str, total: str, rules: list[str]) -> None:
    told = found(tmp_path, VENUES.format(unit=unit, total=total))
    assert [one.rule for one in told if one.rule in _RULES] == rules
