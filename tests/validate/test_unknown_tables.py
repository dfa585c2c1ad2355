"""Tables that no form claims: their sums are worked out where they show themselves, and the others
are said to be unchecked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worded import COVER, found

from budgetgraph.pipeline.line import extract
from budgetgraph.validate.checked import Checked
from budgetgraph.validate.page_checks import review

_RULES = ("row-total", "items-sum-to-total")
PLANS = """
中期项目支出计划表
单位：万元
项目名称\t项目总投资\t截至上年累计安排\t本年预算\t以后年度
合计\t2600.00\t900.00\t{total}\t1000.00
数字档案馆\t600.00\t200.00\t200.00\t200.00
库房改造\t1200.00\t{earlier}\t300.00\t{later}
馆藏修复\t800.00\t300.00\t200.00\t300.00
"""
STAFF = """
机构人员情况表
单位：人
单位名称\t编制数\t\t\t实有人数\t\t\t离退休人数
\t小计\t行政\t事业\t小计\t行政\t事业\t
合计\t85\t40\t45\t82\t38\t44\t31
局机关\t45\t40\t5\t43\t38\t5\t20
执法大队\t40\t0\t40\t{whole}\t0\t39\t11
"""
COURSES = """
培训计划及经费表
单位：万元
培训班名称\t期数\t人次\t天数\t经费
合计\t7\t520\t{days}\t{cost}
基层干部培训\t3\t240\t9\t14.40
执法人员培训\t2\t180\t6\t10.80
会计培训\t2\t100\t6\t6.00
"""


def _messages(tmp_path: Path, body: str) -> list[str]:
    return [one.message_zh for one in found(tmp_path, body) if one.rule in _RULES]


@pytest.mark.parametrize(
    ("total", "earlier", "later", "told"),
    [
        ("700.00", "400.00", "500.00", None),
        # Rounding of each part, and one unit more.
        ("700.00", "400.03", "500.00", None),
        ("700.00", "400.04", "500.00", "库房改造·截至上年累计安排：列示 400.04 万元，按本行和本列的合计均应为 400.00 万元"),
        ("760.00", "400.00", "500.00", "本年预算：合计列示 760.00 万元，其各部分之和为 700.00 万元"),
        # Two slips: which cell is wrong is not told.
        ("760.00", "430.00", "500.00", None),
        # A part that another column does not show: the row is open, the columns are not.
        ("700.00", "450.00", "450.00", None),
    ],
)  # fmt: skip
def test_a_cell_that_fits_neither_row_nor_column(
    tmp_path: Path, total: str, earlier: str, later: str, told: str | None
) -> None:
    messages = _messages(tmp_path, PLANS.format(total=total, earlier=earlier, later=later))
    assert len(messages) == (told is not None)
    assert all(f"中期项目支出计划表·{told}" in message for message in messages)


@pytest.mark.parametrize(("whole", "count"), [("39", 0), ("40", 1)])
def test_persons_are_never_rounded(tmp_path: Path, whole: str, count: int) -> None:
    messages = _messages(tmp_path, STAFF.format(whole=whole))
    assert len(messages) == count
    assert all("执法大队·实有人数/小计：列示 40，" in message for message in messages)


@pytest.mark.parametrize(
    ("days", "cost", "count"), [("21", "31.20", 0), ("21", "32.10", 1), ("7", "32.10", 0)]
)
def test_counts_show_that_the_rows_are_added_up(
    tmp_path: Path, days: str, cost: str, count: int
) -> None:
    assert len(_messages(tmp_path, COURSES.format(days=days, cost=cost))) == count


SHARES = """
支出结构表
单位：万元
项目\t金额\t占比（%）
合计\t800.00\t100.00
工资福利支出\t480.00\t60.00
商品和服务支出\t160.00\t40.00
"""


@pytest.mark.parametrize(
    ("body", "right", "unsure"),
    [
        (PLANS.format(total="700.00", earlier="400.00", later="500.00"), 4, 0),
        (SHARES, 0, 1),
        ("\n名称\t地点\n县图书馆\t东街\n", 0, 0),
    ],
)
def test_what_could_not_be_checked_is_said(
    tmp_path: Path, body: str, right: int, unsure: int
) -> None:
    checked = _checked(tmp_path, COVER + body)
    assert (checked.right["sums"], checked.unsure["tables"]) == (right, unsure)


def _checked(tmp_path: Path, text: str) -> Checked:
    path = tmp_path / "paper.txt"
    path.write_text(text, "utf-8")
    return review(extract(path))[1]


def test_a_paper_of_one_unknown_table_is_checked(tmp_path: Path) -> None:
    body = PLANS.format(total="700.00", earlier="400.00", later="500.00")
    assert _checked(tmp_path, f"石桥县档案馆2026年部门预算\n{body}").right["sums"] == 4
