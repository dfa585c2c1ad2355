"""Of a file with several disclosures, what is personal in one is shown by none of them."""

from __future__ import annotations

from pathlib import Path

from budgetgraph.pipeline.line import extract_all

_BODY = """2025年部门预算
一、收支预算说明
2025年收入预算120.00万元，其中一般公共预算拨款收入120.00万元。
2025年支出预算120.00万元，其中基本支出100.00万元，项目支出20.00万元。
"""
CONTACT = "联系人：钱小满 联系电话：13800000000"
MASKED = "联系人：███ 联系电话：███████████"


def test_each_disclosure_of_a_file_hides_the_secrets_of_the_others(tmp_path: Path) -> None:
    """Each keeps all lines of the file, and the last one's are those that the source view shows."""
    path = tmp_path / "two.txt"
    path.write_text(f"石桥县水务局{_BODY}{CONTACT}\n\n石桥县农业农村局{_BODY}", "utf-8")
    first, last = extract_all(path)
    assert first.source.lines == last.source.lines
    assert MASKED in last.source.lines
    told = [[note.code for note in paper.notes].count("personal-data") for paper in (first, last)]
    assert told == [1, 0]
