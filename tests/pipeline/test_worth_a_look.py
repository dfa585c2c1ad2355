"""The report of a build lists the documents worth a human look, most doubtful first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetgraph.cli import run

GOOD = """平乡县水务局2025年部门预算

部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
213\t农林水支出\t43.50\t23.50\t20.00
21303\t水利\t43.50\t23.50\t20.00
\t合计\t{total}\t23.50\t20.00
"""
UNKNOWN_TABLE = "\n水闸一览\n\n水闸\t河道\t闸门\n东闸\t漳河\t3\n西闸\t滏阳河\t2\n"


def test_the_most_doubtful_stands_first(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    closed, open_ = GOOD.format(total="43.50"), GOOD.format(total="44.50")
    (tmp_path / "a.txt").write_text(closed, "utf-8")
    (tmp_path / "b.txt").write_text(open_.replace("水务局", "交通局"), "utf-8")
    (tmp_path / "c.txt").write_text(open_.replace("水务局", "教育局") + UNKNOWN_TABLE, "utf-8")
    out = tmp_path / "graph"
    assert run(["build", str(tmp_path), "--out", str(out), "--jobs", "1"]) == 0
    report = json.loads((out / "current" / "report.json").read_text("utf-8"))
    listed = report["worth_a_look"]
    by_file = {paper["file"]: paper for paper in listed}
    assert [paper["file"] for paper in listed][:2] == ["c.txt", "b.txt"]
    assert by_file["b.txt"]["tables_that_do_not_close"] == 1
    assert by_file["c.txt"]["notes"]["table-not-known"] == 1
    assert by_file["c.txt"]["unparsed_lines"] == 3
    rest = by_file.get("a.txt", {"tables_that_do_not_close": 0, "weight": 0})
    assert rest["tables_that_do_not_close"] == 0
    assert rest["weight"] < by_file["b.txt"]["weight"] < by_file["c.txt"]["weight"]
    said = capsysbinary.readouterr().err.decode()
    assert "worth a look: c.txt: " in said
    assert "1 tables that do not close" in said
