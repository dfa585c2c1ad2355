"""The writers: what a person, a script and a spreadsheet get of the same findings."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from budgetgraph.findings import Finding, Passage, Report
from budgetgraph.findings_graph import turtle
from budgetgraph.problems import Severity, UsageError
from budgetgraph.report import WRITERS, writer
from budgetgraph.report.rows import COLUMNS
from budgetgraph.report.text import yuan

TABLE = "https://w3id.org/budgetgraph/id/disclosure/622901/临夏市医疗保障局/2021/table/general_public_expenditure"
LINE = Passage(
    "https://w3id.org/budgetgraph/source/0#line=235,236", "临夏.txt", 236, 236, None, "2080109\t社会保险经办机构\t554.01\t473.00\t75.00"
)
PAGE = Passage("https://w3id.org/budgetgraph/source/0#page=3", "临夏.pdf", None, None, 3, None)
SUM = Finding(
    rule="row-total",
    severity=Severity.VIOLATION,
    focus=TABLE,
    path=None,
    value=f"<{TABLE}/1/合计>",
    gap=Decimal("60100"),
    message_zh="社会保险经办机构：合计列示 554.01 万元，各部分之和为 548.00 万元。",
    message_en="社会保险经办机构: 合计 is printed as 554.01 万元, but its parts add up to 548.00 万元.",
    component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
    shape="https://w3id.org/budgetgraph/shapes#row-total",
    figures=(f"{TABLE}/1/基本支出", f"{TABLE}/1/项目支出"),
    disclosure="https://w3id.org/budgetgraph/id/disclosure/622901/临夏市医疗保障局/2021",
    department="临夏市医疗保障局",
    fiscal_year=2021,
    passages=(LINE,),
)
FOREIGN = Finding("shape", Severity.WARNING, "https://example.org/x", None, '"=1+1"@en', None, "", "no remark", "", "", passages=(PAGE,))
REPORT = Report((SUM, FOREIGN), 2, 1234)

TEXT = """\
== 严重 · violations（1）
-- 临夏市医疗保障局 2021
临夏.txt:236  [row-total]  差额 60,100.00 元
    社会保险经办机构：合计列示 554.01 万元，各部分之和为 548.00 万元。
    en: 社会保险经办机构: 合计 is printed as 554.01 万元, but its parts add up to 548.00 万元.
    > 2080109 社会保险经办机构 554.01 473.00 75.00

== 警告 · warnings（1）
临夏.pdf p. 3  [shape]
    no remark

共 2 项 · 2 findings: 1 violation, 1 warning（2 个图、1234 条三元组 · 2 graphs, 1234 triples）
"""


def test_the_formats() -> None:
    assert list(WRITERS) == ["text", "json", "turtle", "csv"]
    with pytest.raises(UsageError, match="'pdf'; there are text, json, turtle, csv"):
        writer("pdf")


def test_text() -> None:
    assert writer("text")(REPORT).decode() == TEXT
    assert writer("text")(Report((), 3, 10)).decode() == "未发现问题 · nothing found（3 个图、10 条三元组 · 3 graphs, 10 triples）\n"


def test_long_quotes_are_cut() -> None:
    long = Passage("s", "f.txt", 1, 9, None, "\n".join(["甲" * 300] * 9))
    shown = writer("text")(
        Report((Finding("r", Severity.INFO, "f", None, None, None, "信息", "", "", "", passages=(long,)),), 1, 1)
    ).decode()
    quoted = [line for line in shown.splitlines() if line.startswith("    > ")]
    assert len(quoted) == 2
    assert all(line.endswith("…") and len(line) == 126 for line in quoted)
    assert "f.txt:1-9  [r]" in shown


def test_json() -> None:
    content = json.loads(writer("json")(REPORT))
    assert content["counts"] == {"violation": 1, "warning": 1, "info": 0}
    assert (content["conforms"], content["graphs"], content["triples"]) == (False, 2, 1234)
    first, second = content["findings"]
    assert (first["rule"], first["severity"], first["gap"], first["file"], first["first_line"]) == (
        "row-total",
        "violation",
        "60100",
        "临夏.txt",
        236,
    )
    assert first["figures"] == list(SUM.figures)
    assert first["passages"][0]["quote"] == LINE.quote
    assert (second["message"], second["gap"], second["page"], second["value"]) == ({"zh": None, "en": "no remark"}, None, 3, "=1+1")
    assert json.loads(writer("json")(Report((), 0, 0)))["conforms"] is True


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(writer("csv")(REPORT).decode(), newline="")))
    assert [tuple(row) for row in rows] == [tuple(COLUMNS)] * 2
    assert (rows[0]["gap"], rows[0]["first_line"], rows[0]["severity"], rows[0]["quote"]) == ("60100", "236", "violation", LINE.quote)
    assert (rows[1]["gap"], rows[1]["first_line"], rows[1]["page"], rows[1]["value"]) == ("", "", "3", "'=1+1")


def test_turtle() -> None:
    assert writer("turtle")(REPORT) == turtle(REPORT.findings)


@pytest.mark.parametrize(("amount", "text"), [("60100", "60,100.00"), ("0.5", "0.50"), ("1234567.891", "1,234,567.891"), ("-3", "-3.00")])
def test_yuan(amount: str, text: str) -> None:
    assert yuan(Decimal(amount)) == text
