"""Papers that are checked together: editions of one paper are told apart, and what one says of
another one's year is held to that paper.
"""

from __future__ import annotations

from pathlib import Path

from examples import EXAMPLES

from budgetgraph.pipeline.audit import audit
from budgetgraph.validate.findings import Finding

_PAPER = """平乡县档案局{year}年部门预算公开

部门预算支出总表
部门：平乡县档案局
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{total}\t{basic}\t{project}
201\t一般公共服务支出\t{total}\t{basic}\t{project}

{said}
"""


def _paper(folder: Path, name: str, **changed: str) -> str:
    told = {"year": "2025", "total": "500.00", "basic": "200.00", "project": "300.00", "said": ""}
    path = folder / name
    path.write_text(_PAPER.format(**told | changed), "utf-8")
    return str(path)


def _across(*paths: str) -> list[Finding]:
    report, failures = audit(paths)
    assert not failures
    rules = {"edition-differs", "last-year-differs", "units-sum-to-department", "grant-differs"}
    return [one for one in report.findings if one.rule in rules]


def test_two_editions_of_one_paper_are_compared(tmp_path: Path) -> None:
    first = _paper(tmp_path, "first.txt")
    second = _paper(tmp_path, "second.txt", total="510.00")
    (found,) = _across(first, second)
    assert (found.rule, str(found.gap)) == ("edition-differs", "100000")
    assert {passage.file for passage in found.passages} == {"first.txt", "second.txt"}
    assert {"510.00", "500.00"} <= set(found.message_zh.replace(" ", "|").split("|"))


def test_the_same_paper_twice_is_no_edition(tmp_path: Path) -> None:
    first = _paper(tmp_path, "first.txt")
    second = _paper(tmp_path, "second.txt", said="本部门无其他说明。")
    assert _across(first, second) == []


def test_last_year_is_held_to_its_own_paper(tmp_path: Path) -> None:
    said = "2024年部门预算支出总计{}万元，2025年部门预算支出总计500.00万元。"
    before = _paper(tmp_path, "before.txt", year="2024", total="480.00", project="280.00")
    wrong = _paper(tmp_path, "now.txt", said=said.format("460.00"))
    (found,) = _across(before, wrong)
    assert (found.rule, found.first_line, str(found.gap)) == ("last-year-differs", 10, "200000")
    right = _paper(tmp_path, "now.txt", said=said.format("480.00"))
    assert _across(before, right) == []


def test_a_place_in_a_table_is_told_with_its_title(tmp_path: Path) -> None:
    """A sum in a table, and a figure of the prose, which is in none."""
    said = "2025年部门预算支出总计460.00万元。"
    report, _ = audit([_paper(tmp_path, "paper.txt", basic="210.00", said=said)])
    tables = {one.rule: one.table for one in report.findings}
    assert tables["row-total"] == "部门预算支出总表"
    assert tables["statement-matches-table"] is None


def test_two_editions_of_a_long_paper_are_compared(tmp_path: Path) -> None:
    """Every figure of the one meets every figure of the other: 200 cells and 24 amounts of prose.

    A query that asks each pair of figures anew does not end within minutes.
    """
    first = next(path for path in EXAMPLES if path.suffix == ".md")
    again = tmp_path / f"again{first.suffix}"
    again.write_text(first.read_text("utf-8") + "\n以上内容未经修改。\n", "utf-8")
    assert _across(str(first), str(again)) == []
