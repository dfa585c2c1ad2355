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


BEHIND = """
专项资金安排表
单位：万元
项目名称\t2025年安排\t2026年安排
河道清淤\t120.00\t110.00
堤防维护\t165.00\t75.00
水利工程小计\t{first}\t185.00
水文监测\t80.00\t70.00
节水宣传\t{item}\t90.00
水资源小计\t180.00\t160.00
水库巡查\t30.00\t20.00
防汛物资\t25.00\t15.00
防汛小计\t55.00\t35.00
合计\t{total}\t380.00
"""
BEFORE = """
专项资金安排表
单位：万元
项目名称\t2026年安排
合计\t{total}
小计\t{first}
河道清淤\t120.00
堤防维护\t165.00
小计\t180.00
水文监测\t80.00
节水宣传\t{item}
小计\t55.00
水库巡查\t30.00
防汛物资\t25.00
"""


@pytest.mark.parametrize("table", [BEHIND, BEFORE])
@pytest.mark.parametrize(
    ("first", "item", "total", "shown"),
    [
        ("285.00", "100.00", "520.00", None),
        ("285.02", "100.00", "520.02", None),
        # A wrong 小计 makes the total wrong by as much: one finding.
        ("258.00", "100.00", "520.00", "258.00 万元，其各部分之和为 285.00"),
        ("285.00", "10.00", "520.00", "180.00 万元，其各部分之和为 90.00"),
        ("285.00", "100.00", "502.00", "502.00 万元，其各部分之和为 520.00"),
        # Two slips are no table that tells its sums.
        ("258.00", "10.00", "502.00", None),
    ],
)
def test_sections_with_their_own_totals(
    tmp_path: Path, table: str, first: str, item: str, total: str, shown: str | None
) -> None:
    told = found(tmp_path, table.format(first=first, item=item, total=total))
    messages = [one.message_zh for one in told if one.rule in _RULES]
    assert len(messages) == (shown is not None)
    assert all(shown in message for message in messages if shown)


RATES = """
项目支出执行情况表
单位：万元
项目名称\t预算数\t执行数\t{heading}
河道清淤\t120.00\t90.00\t75.00%
堤防维护\t165.00\t150.00\t{second}
水文监测\t80.00\t70.00\t87.50%
节水宣传\t100.00\t100.00\t100.00%
水库巡查\t30.00\t20.00\t66.67%
"""
SHARES = """
专项资金安排表
单位：万元
项目名称\t2026年安排\t{heading}
河道清淤\t120.00\t24.24%
堤防维护\t165.00\t{second}
水文监测\t80.00\t16.16%
节水宣传\t100.00\t20.20%
水库巡查\t30.00\t6.06%
合计\t495.00\t100.00%
"""


@pytest.mark.parametrize(
    ("table", "heading", "second", "shown"),
    [
        (RATES, "执行率", "90.91%", None),
        (RATES, "执行率", "90.9%", None),
        (RATES, "执行率", "91.90%", "completion-rate"),
        (RATES, "自评得分", "91.90", None),
        (SHARES, "占比", "33.33%", None),
        (SHARES, "占总额的%", "33.3", None),
        (SHARES, "占比", "34.33%", "change-percentage"),
    ],
)
def test_rates_and_shares_of_rows(
    tmp_path: Path, table: str, heading: str, second: str, shown: str | None
) -> None:
    told = found(tmp_path, table.format(heading=heading, second=second))
    rules = [one.rule for one in told if one.rule in ("completion-rate", "change-percentage")]
    assert rules == ([shown] if shown else [])


COMPARED = """
一般公共预算支出表
单位：万元
科目编码\t科目名称\t2024年预算数\t2025年预算数\t\t\t2025年预算数比2024年预算数增减%\t\t
\t\t\t合计\t基本支出\t项目支出\t合计\t基本支出\t项目支出
\t合计\t210.00\t200.00\t180.00\t20.00\t{total}\t0.00\t0.00
201\t一般公共服务支出\t110.00\t100.00\t80.00\t20.00\t-9.09\t0.00\t0.00
208\t社会保障和就业支出\t40.00\t50.00\t50.00\t0.00\t25.00\t0.00\t0.00
210\t卫生健康支出\t20.00\t20.00\t20.00\t0.00\t0.00\t0.00\t0.00
221\t住房保障支出\t40.00\t30.00\t30.00\t0.00\t-25.00\t0.00\t0.00
"""


@pytest.mark.parametrize(("total", "rules"), [("-4.76", []), ("-47.60", ["change-percentage"])])
def test_percentages_by_nature_add_up_to_nothing(
    tmp_path: Path, total: str, rules: list[str]
) -> None:
    """Basic expenditure beside the total of one year is no change, and changes are no addends."""
    told = [one.rule for one in found(tmp_path, COMPARED.format(total=total))]
    assert [one for one in told if one in (*_RULES, "change-percentage")] == rules
