"""Lines of a table that hold several rows, each cell with a line for each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.disclosure import Table
from budgetgraph.pipeline.line import extract

_HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
_ABOVE = ("201", "一般公共服务支出", "90.00", "80.00", "10.00")


def _table(tmp_path: Path, *cells: str) -> Table:
    rows = (_HEAD, _ABOVE, cells)
    body = "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows)
    path = tmp_path / "公开.html"
    path.write_text(
        "<meta charset=utf-8><p>石桥县信访局2025年部门预算<p>部门支出总表<p>单位：万元"
        f"<table>{body}</table>",
        "utf-8",
    )
    (found,) = extract(path).tables
    return found


def test_a_line_with_a_code_for_each_row_is_as_many_rows(tmp_path: Path) -> None:
    found = _table(
        tmp_path,
        "2010301<br>2010302",
        "行政运行<br>一般行政管理事务",
        "80.00<br>10.00",
        "80.00<br>0.00",
        "0.00<br>10.00",
    )
    assert [(row.code, row.item, [cell.value for cell in row.cells]) for row in found.rows[1:]] == [
        ("2010301", "行政运行", ["80.00", "80.00", "0.00"]),
        ("2010302", "一般行政管理事务", ["10.00", "0.00", "10.00"]),
    ]


@pytest.mark.parametrize("amount", ["80.00", "80.00<br>5.00<br>5.00"])
def test_codes_of_other_rows_are_never_one_code(tmp_path: Path, amount: str) -> None:
    """Where a cell has not as many lines nobody can tell which amount is whose."""
    found = _table(tmp_path, "2010301<br>2010302", "行政运行<br>信访事务", amount, "", "")
    assert [row.code for row in found.rows] == ["201", None]


def test_a_name_in_two_lines_is_one_row(tmp_path: Path) -> None:
    found = _table(tmp_path, "2010302", "一般行政<br>管理事务", "90.00", "80.00", "10.00")
    assert [(row.code, row.item) for row in found.rows[1:]] == [("2010302", "一般行政管理事务")]
