"""A finding names its place as the reader of the file sees it: on the paper of a scan in centimetres,
in a workbook by its cell, elsewhere by the heading or the title above it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.problems import Severity
from budgetgraph.document.where import PictureBox, Where
from budgetgraph.pipeline.line import extract
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.validate.page_checks import check
from budgetgraph.validate.seen_places import SeenPlaces, on_paper

TEXT = """石桥县水务局2026年部门预算
2026年石桥县水务局收入预算120.00万元，上年预算100.00万元，同比增长25.00%。
"""


def scanned(folder: Path) -> Disclosure:
    """A paper of two lines, the second of which was recognised on page 3."""
    path = folder / "scan.txt"
    path.write_text(TEXT, "utf-8")
    paper = extract(path)
    place = Where(2, 2, 3, picture=PictureBox(72.0, 144.0, 300.0, 156.0, 0.99))
    return replace(paper, source=replace(paper.source, pictured=(place,)))


def test_a_finding_says_where_on_the_paper(tmp_path: Path) -> None:
    paper = scanned(tmp_path)
    (finding,) = [finding for finding in check(paper) if finding.rule == "change-percentage"]
    (placed,) = SeenPlaces(paper).placed([finding])
    assert placed.cell == "第 3 页，左起 2.5 cm、上起 5.1 cm"


def test_a_place_that_was_not_recognised_is_told_by_its_lines(tmp_path: Path) -> None:
    assert on_paper(Where(2, 2, 3)) is None
    paper = scanned(tmp_path)
    plain = replace(paper, source=replace(paper.source, pictured=()))
    cells = {finding.cell for finding in SeenPlaces(plain).placed(check(plain))}
    assert cells == {None}


def test_a_sentence_in_a_workbook_is_told_by_its_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "编制说明"
    for row in (1, 4):
        sheet.cell(row, 1, TEXT.splitlines()[row // 4])
    # A long cell of two paragraphs is prose, a line each.
    reasons = "支出主要用于水库除险加固、河道清淤、节水宣传和水文监测，按照项目进度拨付。" * 3
    sheet.cell(
        6, 1, f"{reasons}\n2026年公务接待费预算12.00万元，比2025年增加2.00万元，主要原因是。"
    )
    path = tmp_path / "paper.xlsx"
    book.save(path)
    paper = extract(path)
    placed = SeenPlaces(paper).placed(check(paper))
    cells = {finding.rule: finding.cell for finding in placed}
    assert cells["change-percentage"] == "编制说明!A4"
    assert cells["broken-sentence"] == "编制说明!A6"


def test_a_note_stands_below_its_table(tmp_path: Path) -> None:
    """Below the table, not below the numbered heading far above; below a heading without a number."""
    rows = "".join(f"<tr><td>{name}</td><td>900.00</td></tr>" for name in ("合计", "农林水支出"))
    table = f"<table><tr><td>项目</td><td>2026年预算数</td></tr>{rows}</table>"
    lines = ["石桥县水务局2026年部门预算", "一、主要职能", "负责全县水务工作。", "支出预算总表"]
    told = [
        "合计",
        "注：本表不含结转资金。。",
        "其他情况说明",
        "公务接待费与上年持平，主要原因是。",
    ]
    above, below = ("".join(f"<p>{line}</p>" for line in part) for part in (lines, told))
    path = tmp_path / "paper.html"
    path.write_text(f"<meta charset='utf-8'>{above}{table}{below}", "utf-8")
    paper = extract(path)
    (placed,) = SeenPlaces(paper).placed(check(paper))
    assert [passage.cell for passage in placed.passages] == ["“支出预算总表”", "“其他情况说明”"]


FORM = (
    ("项目名称", "河道清淤工程"),
    ("预算数", "60.00", "其中：财政资金", "60.00", "其他资金", ""),
    ("绩效目标", "完成清淤。"),
    ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
    ("产出指标", "数量指标", "清淤长度", "清淤的长度", "≥12公里", "实施方案"),
)


def test_a_project_is_told_by_the_title_of_its_form(tmp_path: Path) -> None:
    """Not by that of the table on the sheet before it."""
    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = "支出"
    for row in (
        ["石桥县水务局2026年部门预算"],
        ["支出预算总表"],
        ["单位：万元"],
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["213", "农林水支出", 60, "", 60],
        ["", "合计", 60, "", 60],
    ):
        summary.append(row)
    form = book.create_sheet("绩效")
    for cells in (("1、河道清淤工程绩效目标表",), ("单位：万元",), *FORM):
        form.append(list(cells))
    path = tmp_path / "paper.xlsx"
    book.save(path)
    paper = extract(path)
    (project,) = paper.projects
    line = project.where.first
    passage = QuotedPassage("", paper.source.file, line, line, None, None)
    told = Finding(
        rule="project-code-year",
        severity=Severity.INFO,
        focus="",
        path=None,
        value=None,
        gap=None,
        message_zh="",
        message_en="",
        component="",
        shape="",
        passages=(passage,),
    )
    (placed,) = SeenPlaces(paper).placed([told])
    assert placed.cell == "“1、河道清淤工程绩效目标表”"
