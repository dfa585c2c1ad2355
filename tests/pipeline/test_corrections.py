"""Corrections of misread figures are made with their provenance; those that do not fit are said."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from budgetgraph.cli import run
from budgetgraph.disclosure import Disclosure, Told
from budgetgraph.document.problems import UsageError
from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.pipeline.upkeep.corrections_file import read_corrections

TEXT = """平乡县水务局2025年部门预算

部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
213\t农林水支出\t43.50\t43.50\t
\t合计\t43.50\t43.50\t

一、收入预算说明

2025年预算收入43.50万元。

河道清淤绩效目标表

项目名称\t河道清淤
预算数\t20.00\t其中：财政资金\t15.00
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t清淤长度\t≥12公里
"""
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def corrected(folder: Path, *rows: str) -> Disclosure:
    source, table = folder / "a.txt", folder / "corrections.csv"
    source.write_text(TEXT, "utf-8")
    lines = [f"{DIGEST},{row},石桥县财政局" for row in rows]
    table.write_text("\n".join(["source,place,read,printed,by", *lines]) + "\n", "utf-8")
    return extract(source, Told(corrections=read_corrections(table).of(DIGEST)))


def notes(disclosure: Disclosure) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in disclosure.notes if "correct" in one.code]


def test_a_cell_a_sentence_and_an_amount_are_corrected(tmp_path: Path) -> None:
    found = corrected(
        tmp_path,
        '"line 8, 合计",43.50,48.50',
        "line 13,43.50,44.50",
        "line 18,20.00,26.00",
    )
    cells = {cell.column: cell.value for cell in found.tables[0].rows[0].cells}
    assert cells == {"合计": "48.50", "基本支出": "43.50"}
    assert found.tables[0].closes is None
    assert [one.value for one in found.statements] == ["44.50"]
    assert found.projects[0].total is not None
    assert found.projects[0].total.value == "26.00"
    assert found.projects[0].fiscal is not None
    assert found.projects[0].fiscal.value == "15.00"
    assert notes(found)[0] == (
        "corrected",
        "43.50 was read; 48.50 stands there, says 石桥县财政局",
    )
    graph = to_graph(found).decode()
    assert graph.count("ontology#correction>") == 3
    assert graph.count('ontology#readBefore> "43.50"') == 2
    assert graph.count('ontology#readBefore> "20.00"') == 1
    assert graph.count('ontology#correctedBy> "石桥县财政局"') == 3


def test_what_does_not_fit_changes_nothing_and_is_said(tmp_path: Path) -> None:
    found = corrected(tmp_path, "line 8,43.50,48.50", "line 9,77.00,78.00")
    assert found.tables == extract(tmp_path / "a.txt").tables
    assert notes(found) == [
        (
            "correction-does-not-fit",
            "the correction of 43.50 to 48.50 (line 8) fits 2 figures; "
            "name the column of the table behind the place",
        ),
        (
            "correction-does-not-fit",
            "the correction of 77.00 to 78.00 (line 9) fits nothing that is read there now",
        ),
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("source,place,read,printed\n", "wants the columns source,place,read,printed,by"),
        ("source,place,read,printed,by\nabc,line 1,1,2,x\n", "line 2: abc is no SHA-256"),
        (f"source,place,read,printed,by\n{DIGEST},here,1,2,x\n", "'here' is no place"),
        (f"source,place,read,printed,by\n{DIGEST},line 1,1,2,\n", "by is blank"),
    ],
)
def test_a_wrong_file_is_refused(content: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=word):
        read_corrections(path)


def test_the_commands_take_corrections(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    corrected(tmp_path, '"line 8, 合计",43.50,48.50', "line 9,77.00,78.00")
    source, table = str(tmp_path / "a.txt"), str(tmp_path / "corrections.csv")
    assert run(["extract", source, "--corrections", table]) == 0
    record = json.loads(capsysbinary.readouterr().out)
    assert record["tables"][0]["rows"][0]["cells"][0]["value"] == "48.50"
    out = tmp_path / "graph"
    assert run(["build", source, "--out", str(out)]) == 0
    capsysbinary.readouterr()
    assert run(["build", source, "--out", str(out), "--corrections", table]) == 0
    assert b"(line 9) fits nothing that is read there now" in capsysbinary.readouterr().err
    report = json.loads((out / "current" / "report.json").read_text("utf-8"))
    assert [note["code"] for note in report["sources"][0]["notes"]].count("corrected") == 1
    other = tmp_path / "b.txt"
    other.write_text(TEXT + "\n", "utf-8")
    assert run(["build", str(other), "--out", str(out), "--corrections", table]) == 0
    assert DIGEST.encode() in capsysbinary.readouterr().err
