"""A code that the font of a page does not show whole names no class in the graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.validate import load_shapes, validate_nquads

PAPER = """石桥县水务局2026年部门预算

2026年石桥县水务局收入预算900.00万元，支出预算900.00万元。

部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
213\t农林水支出\t900.00\t900.00\t
21303\t水利\t600.00\t600.00\t
{code}\t水土保持\t300.00\t300.00\t
合计\t\t900.00\t900.00\t
"""


@pytest.mark.parametrize(("code", "told"), [("21307", True), ("2130\ufffd", False)])
def test_a_code_with_a_digit_that_is_not_shown(tmp_path: Path, code: str, told: bool) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(PAPER.format(code=code), "utf-8")
    quads = to_graph(extract(path))
    assert (f'"{code}"'.encode() in quads) is told
    rules = [finding.rule for finding in validate_nquads(quads, load_shapes()).findings]
    # 213 is no sum of the rows below it that can be told.
    assert rules == []
