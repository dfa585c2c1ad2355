"""`extract --explain` says what speaks for and against every claim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetgraph.cli import run

TEXT = """平乡县水务局2025年部门预算

部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
213\t农林水支出\t43.50\t23.50\t20.00
\t合计\t{total}\t23.50\t20.00

河道清淤绩效目标表

项目名称\t河道清淤\t验收方式：\t现场
预算数\t20.00\t其中：财政资金\t20.00
"""


@pytest.mark.parametrize(
    ("total", "word"),
    [
        ("43.50", "for: its rows add up to its totals"),
        ("44.50", "against: its rows do not add up to its totals"),
    ],
)
def test_the_evidence_is_said(
    total: str, word: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.format(total=total), "utf-8")
    assert run(["extract", str(path), "--explain"]) == 0
    captured = capsysbinary.readouterr()
    assert json.loads(captured.out)["fiscal_year"] == 2025
    said = [line.strip() for line in captured.err.decode().splitlines()]
    assert word in said
    assert "平乡县水务局 2025 budget" in said
    assert "for: the title 部门支出总表 names expenditure_summary" in said
    assert "caption: 单位：万元 (unit 万元)" in said
    assert "column 科目编码: code" in said
    assert "against: labels that are not known: 验收方式：" in said
    assert "against: no heading of indicators" in said
    assert run(["extract", str(path)]) == 0
    assert capsysbinary.readouterr().err == b""
