"""Rows and columns that count things in a table of money: 公务接待人数 below the amounts of 三公经费."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.validate import load_shapes, validate_nquads

PAPER = """石桥县水务局2026年部门预算

2026年“三公”经费支出表
单位：万元
项目\t预算数
合计\t{total}
因公出国（境）费\t0.00
公务接待费\t2.50
公务用车购置及运行费\t4.00
公务用车保有量（辆）\t2
公务接待批次（批）\t15
公务接待人数（人）\t120
"""
_ASKED = """SELECT ?item ?value ?measure WHERE {{ GRAPH ?graph {{
  ?figure bg:row/bg:item ?item ; bg:{name} ?value . OPTIONAL {{ ?figure bg:measure ?measure }}
}} }} ORDER BY ?value"""


def _graph(tmp_path: Path, total: str) -> bytes:
    path = tmp_path / "paper.txt"
    path.write_text(PAPER.format(total=total), "utf-8")
    return to_graph(extract(path))


def _asked(quads: bytes, name: str) -> list[tuple[str, str]]:
    store = ox.Store()
    store.load(quads, format=ox.RdfFormat.N_QUADS)
    rows = store.query(_ASKED.format(name=name), prefixes={"bg": PREFIXES["bg"]})
    assert isinstance(rows, ox.QuerySolutions)
    return [(row["item"].value, row["value"].value) for row in rows]


def test_a_count_is_no_amount(tmp_path: Path) -> None:
    quads = _graph(tmp_path, "6.50")
    assert _asked(quads, "quantity") == [
        ("公务用车保有量（辆）", "2"),
        ("公务接待批次（批）", "15"),
        ("公务接待人数（人）", "120"),
    ]
    assert [value for _, value in _asked(quads, "amount")] == ["0", "25000", "40000", "65000"]


@pytest.mark.parametrize(("total", "rules"), [("6.50", []), ("7.50", ["items-sum-to-total"])])
def test_counts_are_no_parts_of_the_total(tmp_path: Path, total: str, rules: list[str]) -> None:
    report = validate_nquads(_graph(tmp_path, total), load_shapes())
    assert [finding.rule for finding in report.findings][:1] == rules


IN_COLUMNS = """石桥县水务局2026年部门预算

2026年“三公”经费支出表
单位：万元
项目\t公务接待费\t公务接待批次（批）\t公务接待人数（人）\t公务用车运行费\t合计
合计\t2.50\t15\t120\t4.00\t6.50
"""


def test_a_column_that_counts_holds_no_amount(tmp_path: Path) -> None:
    """Else 120 people are 1,200,000 yuan of receptions."""
    path = tmp_path / "paper.txt"
    path.write_text(IN_COLUMNS, "utf-8")
    quads = to_graph(extract(path))
    assert [value for _, value in _asked(quads, "amount")] == ["25000", "40000", "65000"]
    assert [value for _, value in _asked(quads, "quantity")] == ["15", "120"]
