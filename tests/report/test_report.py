"""The writers: what a person, a script and a spreadsheet get of the same findings."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from budgetgraph.document.problems import Severity, UnreadableInput, UsageError
from budgetgraph.report import LIMITS, SUFFIXES, WRITERS, writer, writer_for
from budgetgraph.report.github import SHOWN
from budgetgraph.report.rows import COLUMNS
from budgetgraph.report.sarif import FINGERPRINT
from budgetgraph.report.text import compared, yuan
from budgetgraph.validate.baseline import read_baseline, without
from budgetgraph.validate.findings import Finding, QuotedPassage, Report
from budgetgraph.validate.findings_graph import turtle
from budgetgraph.validate.rules import rules

TABLE = "https://w3id.org/budgetgraph/id/disclosure/622901/临夏市医疗保障局/2021/table/general_public_expenditure"
LINE = QuotedPassage(
    "https://w3id.org/budgetgraph/source/0#line=235,236",
    "临夏.txt",
    236,
    236,
    None,
    "2080109\t社会保险经办机构\t554.01\t473.00\t75.00",
    "一般公共预算支出表",
)
SECOND = QuotedPassage(
    "https://w3id.org/budgetgraph/source/0#line=236,237", "临夏.txt", 237, 237, None, None
)
PAGE = QuotedPassage(
    "https://w3id.org/budgetgraph/source/0#page=3", "临夏.pdf", None, None, 3, None
)
SUM = Finding(
    rule="row-total",
    severity=Severity.VIOLATION,
    focus=TABLE,
    path=None,
    value=f"<{TABLE}/1/合计>",
    gap=Decimal("60100"),
    message_zh="社会保险经办机构：合计列示 554.01 万元，各部分之和为 548.00 万元。",
    message_en="社会保险经办机构: 合计 is printed as 554.01 万元, "
    "but its parts add up to 548.00 万元.",
    component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
    shape="https://w3id.org/budgetgraph/shapes#row-total",
    figures=(f"{TABLE}/1/基本支出", f"{TABLE}/1/项目支出"),
    disclosure="https://w3id.org/budgetgraph/id/disclosure/622901/临夏市医疗保障局/2021",
    department="临夏市医疗保障局",
    fiscal_year=2021,
    passages=(LINE,),
)
FOREIGN = Finding(
    "shape",
    Severity.WARNING,
    "https://example.org/x",
    None,
    '"=1+1"@en',
    None,
    "",
    "no remark",
    "",
    "",
    passages=(PAGE,),
)
REPORT = Report((SUM, FOREIGN), 2, 1234)

TEXT = """\
== 严重 · violations（1）
-- 临夏市医疗保障局 2021
[row-total] 合计不等于本行各部分之和 · a total differs from the parts in its row
  临夏.txt:236 一般公共预算支出表  差额 60,100.00 元
    社会保险经办机构：合计列示 554.01 万元，各部分之和为 548.00 万元。
    en: 社会保险经办机构: 合计 is printed as 554.01 万元, but its parts add up to 548.00 万元.
    > 2080109 社会保险经办机构 554.01 473.00 75.00

== 警告 · warnings（1）
[shape]
  临夏.pdf p. 3
    no remark

共 2 项 · 2 findings: 1 violation, 1 warning（2 个图、1234 条三元组 · 2 graphs, 1234 triples）
"""


def test_the_formats() -> None:
    assert list(WRITERS) == ["text", "json", "turtle", "csv", "sarif", "junit", "github", "html"]
    with pytest.raises(
        UsageError, match="'pdf'; there are text, json, turtle, csv, sarif, junit, github, html"
    ):
        writer("pdf")
    assert set(SUFFIXES.values()) | {"github"} == set(WRITERS)
    assert writer_for(Path("out/report.sarif"))(REPORT) == writer("sarif")(REPORT)
    with pytest.raises(UsageError, match=r"report\.pdf: no report format has this suffix"):
        writer_for(Path("report.pdf"))


def test_text_in_one_language() -> None:
    """Both languages stand in the report unless one is asked for."""
    unread = Report((SUM,), 2, 1234, unread=(("甲.pdf", "the file is empty"),))
    chinese = writer("text", "zh")(unread).decode()
    english = writer("text", "en")(unread).decode()
    assert "== 严重（1）" in chinese
    assert "未能读取: 甲.pdf: 文件是空的" in chinese
    assert chinese.endswith("共 1 项：严重 1（2 个图、1234 条三元组）\n")
    assert "== violations（1）" in english
    assert "not read: 甲.pdf: the file is empty" in english
    assert english.endswith("1 findings: 1 violation（2 graphs, 1234 triples）\n")
    assert "en: " not in chinese + english


def test_a_page_in_one_language() -> None:
    """The list that is printed and signed has no word of the other language."""
    first = QuotedPassage("s#page=8", "公开.pdf", None, None, 8, "合计 554.01")
    finding = replace(SUM, passages=(first, replace(first, iri="s#page=9", page=9)))
    files = {"s": "公开.pdf", "t": "乙.pdf"}
    report = Report(
        (finding,), 2, 1234, known=1, paths=files, unread=(("甲.pdf", "the file is empty"),)
    )
    chinese = writer("html", "zh")(report).decode()
    english = writer("html", "en")(report).decode()
    assert '<html lang="zh-CN">' in chinese
    assert '<html lang="en">' in english
    assert "甲.pdf: 文件是空的" in chinese
    assert "核查人" in chinese
    assert "<p>文件（2）：<strong>乙.pdf、公开.pdf</strong></p>" in chinese
    assert "<p>files（2）：<strong>乙.pdf、公开.pdf</strong></p>" in english
    assert "文件（" not in writer("html", "zh")(replace(report, paths={})).decode()
    assert "公开.pdf 第 8 页 ↔ 公开.pdf 第 9 页" in chinese
    assert "公开.pdf p. 8 ↔ 公开.pdf p. 9" in english
    text = re.sub(r"<style>.*?</style>|<code>.*?</code>|<[^>]*>", "", chinese, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{2,}", text)) == {"pdf", "row", "total"}
    assert "核查" not in english
    assert writer_for(Path("a.html"), "zh")(report).decode() == chinese


def test_text() -> None:
    assert writer("text")(REPORT).decode() == TEXT
    assert (
        writer("text")(Report((), 3, 10)).decode()
        == "未发现问题 · nothing found（3 个图、10 条三元组 · 3 graphs, 10 triples）\n"
    )


def test_long_quotes_are_cut() -> None:
    long = QuotedPassage("s", "f.txt", 1, 9, None, "\n".join(["甲" * 300] * 9))
    shown = writer("text")(
        Report(
            (
                Finding(
                    "r", Severity.INFO, "f", None, None, None, "信息", "", "", "", passages=(long,)
                ),
            ),
            1,
            1,
        )
    ).decode()
    quoted = [line for line in shown.splitlines() if line.startswith("    > ")]
    assert len(quoted) == 2
    assert all(line.endswith("…") and len(line) == 126 for line in quoted)
    assert "[r]\n  f.txt:1-9\n" in shown


def test_what_was_compared_is_listed_by_file() -> None:
    others = [
        QuotedPassage("s", "临夏.txt", line, line, None, None) for line in (240, 236, 237, 237)
    ] + [
        PAGE,
        replace(PAGE, page=None, file=None),
    ]
    assert (
        compared(replace(SUM, passages=(LINE, *others)), REPORT)
        == "临夏.pdf p. 3；临夏.txt:237、240"
    )
    many = [QuotedPassage("s", "a.txt", line, line + 1, None, None) for line in range(1, 40)]
    assert compared(replace(SUM, passages=tuple(many)), REPORT).endswith("12-13、13-14 …")
    assert compared(SUM, REPORT) == ""
    assert (
        "    ↔ 公开/2021 年/临夏.txt:237"
        in writer("text")(
            replace(PATHS, findings=(replace(SUM, passages=(LINE, SECOND)),))
        ).decode()
    )


def test_what_could_not_be_read_is_no_clean_report() -> None:
    unread = Report((), 0, 0, unread=(("公开/甲.pdf", "a scan without text"),))
    assert not unread.conforms
    told = {form: write(unread).decode() for form, write in WRITERS.items()}
    assert not any("未发现" in text or "nothing found" in text for text in told.values())
    assert (
        told["text"] == "未能读取 · not read: 公开/甲.pdf: a scan without text\n"
        "没有可核查的内容 · nothing could be checked\n"
    )
    assert told["github"].startswith(
        "::error title=unreadable,file=公开/甲.pdf::a scan without text\n"
    )
    assert "a scan without text" in told["html"]
    content = json.loads(told["json"])
    assert (content["conforms"], content["unread"]) == (
        False,
        [{"file": "公开/甲.pdf", "reason": "a scan without text"}],
    )
    root = ElementTree.fromstring(told["junit"])
    assert (root.get("tests"), root.get("errors"), root.get("failures")) == ("1", "1", "0")
    [invocation] = json.loads(told["sarif"])["runs"][0]["invocations"]
    assert (invocation["executionSuccessful"], len(invocation["toolExecutionNotifications"])) == (
        False,
        1,
    )
    partly = writer("text")(replace(unread, graphs=2, triples=9)).decode()
    assert "未发现问题" in partly
    assert "1 个文件未能读取" in partly


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
    assert (first["table"], second["table"]) == ("一般公共预算支出表", None)
    assert first["passages"][0]["table"] == first["table"]
    assert first["passages"][0]["quote"] == LINE.quote
    assert (second["message"], second["gap"], second["page"], second["value"]) == (
        {"zh": None, "en": "no remark"},
        None,
        3,
        "=1+1",
    )
    assert json.loads(writer("json")(Report((), 0, 0)))["conforms"] is True


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(writer("csv")(REPORT).decode(), newline="")))
    assert [tuple(row) for row in rows] == [tuple(COLUMNS)] * 2
    assert [row["table"] for row in rows] == ["一般公共预算支出表", ""]
    assert (rows[0]["gap"], rows[0]["first_line"], rows[0]["severity"], rows[0]["quote"]) == (
        "60100",
        "236",
        "violation",
        LINE.quote,
    )
    assert (rows[1]["gap"], rows[1]["first_line"], rows[1]["page"], rows[1]["value"]) == (
        "",
        "",
        "3",
        "'=1+1",
    )


def test_turtle() -> None:
    assert writer("turtle")(REPORT) == turtle(REPORT.findings)


@pytest.mark.parametrize(
    ("amount", "text"),
    [("60100", "60,100.00"), ("0.5", "0.50"), ("1234567.891", "1,234,567.891"), ("-3", "-3.00")],
)
def test_yuan(amount: str, text: str) -> None:
    assert yuan(Decimal(amount)) == text


# --- formats for machines and pages ---------------------------------------------------------------
PATHS = replace(REPORT, paths={"https://w3id.org/budgetgraph/source/0": "公开/2021 年/临夏.txt"})
HOSTILE = replace(
    SUM, message_zh="<b>100%</b>: 甲,乙\n第二行\x0b", message_en="", department="某局 & <某所>"
)


def test_sarif() -> None:
    content = json.loads(writer("sarif")(PATHS))
    assert content["version"] == "2.1.0"
    assert content["$schema"].endswith("sarif-2.1.0.json")
    [run] = content["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "budgetgraph"
    described = {rule["id"]: rule for rule in driver["rules"]}
    assert set(described) == rules().keys() | {"shape"}
    assert len(described) == len(driver["rules"]) == len(rules()) + 1
    for name, rule in described.items():
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        if name != "shape":
            assert re.search("[一-鿿]", rule["shortDescription"]["text"])
            assert re.search("[A-Za-z]{3}", rule["shortDescription"]["text"])
            assert rule["fullDescription"]["text"]
            assert f"docs/rules.md#{name}" in rule["help"]["markdown"]
            assert urlsplit(rule["helpUri"]).scheme == "https"
            assert re.fullmatch("[A-Za-z0-9]+", rule["name"])
    assert len(run["results"]) == 2
    first, second = run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert re.fullmatch("[0-9a-f]{16}", result["partialFingerprints"][FINGERPRINT])
    assert (first["ruleId"], first["level"], second["level"]) == ("row-total", "error", "warning")
    place = first["locations"][0]["physicalLocation"]
    assert (
        place["artifactLocation"]["uri"]
        == "%E5%85%AC%E5%BC%80/2021%20%E5%B9%B4/%E4%B8%B4%E5%A4%8F.txt"
    )
    assert place["region"] == {"startLine": 236, "endLine": 236, "snippet": {"text": LINE.quote}}
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert first["properties"]["gap"] == "60100"


def test_a_fingerprint_does_not_depend_on_the_line() -> None:
    def fingerprint(finding: Finding) -> str:
        [result] = json.loads(writer("sarif")(Report((finding,), 1, 1)))["runs"][0]["results"]
        return str(result["partialFingerprints"][FINGERPRINT])

    moved = replace(SUM, passages=(replace(LINE, first_line=240, last_line=240),))
    assert fingerprint(moved) == fingerprint(SUM)
    assert fingerprint(replace(SUM, message_zh="合计列示 554.02 万元")) != fingerprint(SUM)


def test_junit() -> None:
    information = replace(
        SUM, severity=Severity.INFO, rule="project-code-year", department="某局", fiscal_year=2024
    )
    root = ElementTree.fromstring(
        writer("junit")(replace(PATHS, findings=(SUM, FOREIGN, information, HOSTILE)))
    )
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures"), root.get("skipped"), root.get("errors")) == (
        "4",
        "3",
        "1",
        "0",
    )
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {
        "临夏市医疗保障局 2021",
        "budgetgraph",
        "某局 2024",
        "某局 & <某所> 2021",
    }
    [case] = suites["临夏市医疗保障局 2021"]
    assert (case.get("classname"), case.get("file"), case.get("line")) == (
        "row-total",
        "公开/2021 年/临夏.txt",
        "236",
    )
    [failure] = case
    assert (failure.tag, failure.get("type")) == ("failure", "violation")
    assert "社会保险经办机构" in (failure.text or "")
    assert [child.tag for child in suites["某局 2024"][0]] == ["skipped"]
    clean = ElementTree.fromstring(writer("junit")(Report((), 1, 1)))
    assert (clean.get("tests"), clean.get("failures")) == ("1", "0")


def test_github() -> None:
    lines = (
        writer("github")(replace(PATHS, findings=(SUM, FOREIGN, HOSTILE)))
        .decode()
        .removesuffix("\n")
        .split("\n")
    )
    assert len(lines) == 4
    assert lines[0].startswith(
        "::error title=row-total,file=公开/2021 年/临夏.txt,line=236,endLine=236::社会保险经办机构"
    )
    assert "%0A社会保险经办机构: " in lines[0]
    assert lines[1] == "::warning title=shape,file=公开/2021 年/临夏.txt::no remark"
    assert "::<b>100%25</b>: 甲,乙%0A第二行" in lines[2]
    assert lines[3] == "budgetgraph: 3 findings (2 violation, 1 warning, 0 info)"
    odd = replace(SUM, passages=(replace(LINE, iri="x", file="甲,乙:丙%.txt"),))
    assert "file=甲%2C乙%3A丙%25.txt,line=236" in writer("github")(Report((odd,), 1, 1)).decode()


class _Page(HTMLParser):
    """The tags of a page, those open at its end, and all that it would ask of the network."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.asked: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)
        self.asked += [
            value or ""
            for name, value in attrs
            if name in {"src", "href", "action", "data"} and not (value or "").startswith("#")
        ]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html() -> None:
    text = writer("html")(replace(PATHS, findings=(SUM, FOREIGN, HOSTILE))).decode()
    page = _Page(text)
    assert page.open == []
    assert page.asked == []
    assert not {"script", "link", "img", "iframe", "b"} & set(page.tags)
    assert "url(" not in text
    assert "@import" not in text
    assert "@media print" in text
    assert text.index("严重 · violations（2）") < text.index("警告 · warnings（1）")
    assert "&lt;b&gt;100%&lt;/b&gt;" in text
    assert "某局 &amp; &lt;某所&gt; 2021" in text
    assert page.tags.count("article") == 3
    for link in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{link}"' in text
    assert "未发现问题" in writer("html")(Report((), 1, 1)).decode()


def test_huge_reports_are_cut_and_say_so() -> None:
    many = Report(tuple(replace(SUM, message_zh=f"第 {number} 项") for number in range(30)), 1, 1)
    short = many.shortened(10)
    assert (len(short.findings), short.total, short.count(Severity.VIOLATION), short.worst) == (
        10,
        30,
        30,
        Severity.VIOLATION,
    )
    assert many.shortened(30) is many
    assert short.shortened(5).total == 30
    assert many.shortened(0).worst is Severity.VIOLATION
    for form, told in (
        ("text", "未列出 20 项"),
        ("junit", "未列出 20 项"),
        ("github", "未列出 20 项"),
        ("html", "未列出 20 项"),
    ):
        assert told in WRITERS[form](short).decode(), form
    assert json.loads(WRITERS["sarif"](short))["runs"][0]["properties"]["leftOut"] == {
        "violation": 20
    }
    assert LIMITS.keys() <= WRITERS.keys()
    huge = replace(many, findings=many.findings * 4)
    shown = writer("github")(huge).decode().splitlines()
    assert [line.startswith("::error ") for line in shown].count(True) == SHOWN == 10
    assert shown[SHOWN].endswith("the others follow here: 110 violation")
    assert shown[SHOWN + 1].startswith("violation 临夏.txt:236 一般公共预算支出表 [row-total] 第 ")
    assert shown[-1] == "budgetgraph: 120 findings (120 violation, 0 warning, 0 info)"
    assert all(not line.startswith("::") for line in shown[SHOWN:])
    assert len(json.loads(writer("json")(huge))["findings"]) == 120


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_baseline_leaves_what_is_new(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{form}"
    file.write_bytes(writer(form)(replace(REPORT, findings=(SUM,))))
    new = without(REPORT, read_baseline(file))
    assert (new.findings, new.known, new.worst) == ((FOREIGN,), 1, Severity.WARNING)
    none = without(replace(REPORT, findings=(SUM,)), read_baseline(file))
    assert none.worst is None
    looked = "未发现新问题 · nothing new found（2 个图、1234 条三元组 · 2 graphs, 1234 triples）"
    assert (
        writer("text")(none).decode()
        == f"{looked}；另有 1 项在基线中 · 1 more are in the baseline\n"
    )
    assert json.loads(writer("json")(none))["known"] == 1


@pytest.mark.parametrize(
    "content", ["", "[]", '{"findings": [{}]}', '{"runs": [{"results": [{}]}]}', "{}"]
)
def test_what_is_no_baseline_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(content)
    with pytest.raises(UnreadableInput, match="cannot be a baseline"):
        read_baseline(file)
    with pytest.raises(UnreadableInput, match="No such file"):
        read_baseline(tmp_path / "absent.json")
