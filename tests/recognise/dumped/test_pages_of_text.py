"""Text that a viewer copied off pages: a table, a form and prose right below each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import codes, read, shown

from budgetgraph.disclosure import Disclosure

TABLE = """2024年预算支出总表
部门：青湖县水务局 单位：万元
科目编码 科目名称 合计 基本支出 项目支出
合计 90.00 60.00 30.00
208 社会保障和就业支出 12.00 12.00 0.00
20805 行政事业单位养老支出 12.00 12.00 0.00
2080505 机关事业单位基本养老保险
缴费支出 12.00 12.00 0.00
213 农林水支出 78.00 48.00 30.00
"""
FORM = """项目支出绩效目标表
项目名称 河道清淤工程
项目资金（万元）
年度资金总额 30.00
一级指标 二级指标 三级指标 指标值
产出指标 数量指标 清淤长度 ≥12公里
满意度指标 服务对象满意度指标 村民满意度 ≥90%
"""
PROSE = "二、2024年本部门支出预算90.00万元，其中：基本支出60.00万元，项目支出30.00万元。\n"


@pytest.fixture
def found(tmp_path: Path) -> Disclosure:
    return read(tmp_path, TABLE + FORM + PROSE, "x.txt")


def test_the_title_of_a_form_ends_the_table_above_it(found: Disclosure) -> None:
    [table] = found.tables
    assert [(row.code, len(row.cells)) for row in table.rows] == [
        (None, 3),
        ("208", 3),
        ("20805", 3),
        ("2080505", 3),
        ("213", 3),
    ]


def test_amounts_beside_the_rest_of_a_name_are_of_its_row(found: Disclosure) -> None:
    row = found.tables[0].rows[3]
    assert row.item == "机关事业单位基本养老保险缴费支出"
    assert [cell.value for cell in row.cells] == ["12.00", "12.00", "0.00"]


def test_prose_right_below_a_form_is_no_row_of_it(found: Disclosure) -> None:
    [project] = found.projects
    assert shown(project.indicators) == [
        ("产出指标", "数量指标", "清淤长度", "≥12公里"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
    ]
    assert ("basic_expenditure", "60.00") in [(one.measure, one.value) for one in found.statements]
    assert "cell-not-read" not in codes(found)
