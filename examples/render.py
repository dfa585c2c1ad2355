"""Print two of the example disclosures as PDF and DOCX with real tables: python examples/render.py
--out DIR.

The text is read in the simplest way that works (tabs make a row, neighbouring rows a table) and
shares nothing with budgetgraph.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

HERE = Path(__file__).resolve().parent
EXAMPLES = ("平乡县医疗保障局2025.md", "元氏县医疗保障局2020.txt")
FONT = "STSong-Light"
INDICATORS = "一级指标"
NUMBERED = ("栏次", "档次")
MARKS = re.compile(r"</?[bp]>|\*\*")
PAGE_HEADER = re.compile(r"(#* *\d{3} \S+|预算年度：\d{4}|单位：万元)$")


@dataclass
class Grid:
    """A table: rows of equally many cells, the first `heading` of them repeated on every page."""

    rows: list[list[str]]
    heading: int = 1

    def columns(self) -> list[int]:
        """The columns that hold anything at all."""
        width = max(len(row) for row in self.rows)
        self.rows = [row + [""] * (width - len(row)) for row in self.rows]
        return [column for column in range(width) if any(row[column] for row in self.rows)]


@dataclass
class Layout:
    """The document as a sequence of paragraphs (text) and tables (Grid)."""

    blocks: list[str | Grid] = field(default_factory=list)

    def paragraph(self, line: str) -> None:
        self.blocks.append(re.sub(r"^#+ *", "", line).strip())

    def table(self) -> Grid | None:
        last = self.blocks[-1] if self.blocks else None
        return last if isinstance(last, Grid) else None


def key(row: list[str]) -> list[str]:
    """What makes two printed heading rows the same: their text, wherever it stands."""
    return [cell for cell in row if cell]


def unbroken(lines: list[str]) -> list[str]:
    """The lines without the page headers and the headings that a page break repeats."""
    kept: list[str] = []
    seen: list[list[str]] = []
    for number, line in enumerate(lines):
        row = key(line.split("\t"))
        if "\t" in line and row in seen and row[0] != INDICATORS:
            while kept and (not kept[-1].strip() or PAGE_HEADER.fullmatch(kept[-1])):
                kept.pop()
            continue
        opens_table = "\t" in line and not (number and "\t" in lines[number - 1])
        if opens_table and row[0] == "序号" and row not in seen:
            seen = []
        if (
            "\t" in line
            and row
            and row[0] in {"序号", "栏次", "项目", "项 目", "科目编码", "功能分类科目编码"}
        ):
            seen.append(row)
        if line.startswith(("#", "部门预算")) and not PAGE_HEADER.fullmatch(line):
            seen = []
        kept.append(line)
    return kept


def add(grid: Grid, row: list[str]) -> None:
    """One more row; in a table with a heading, a row without a first and second cell is the rest of
    the row before it.
    """
    if grid.heading and len(grid.rows) > grid.heading and not row[0] and not row[1]:
        grid.rows[-1] = [
            left + right for left, right in zip_longest(grid.rows[-1], row, fillvalue="")
        ]
    else:
        grid.rows.append(row)


def cut(block: list[list[str]]) -> list[Grid]:
    """A run of rows as tables; the indicators of a project form are a table of their own, in the
    columns that their heading names.
    """
    grids: list[Grid] = []
    named: list[int] = []
    for row in block:
        if row[0] == INDICATORS:
            named = [column for column, cell in enumerate(row) if cell]
            grids.append(Grid([[row[column] for column in named]]))
        elif named:
            add(grids[-1], [row[column] if column < len(row) else "" for column in named])
        else:
            if not grids:
                grids.append(Grid([], 0))
            add(grids[-1], row)
            if row[0] in NUMBERED:
                grids[-1].heading = len(grids[-1].rows)
    return grids


def join(grid: Grid, more: Grid) -> None:
    """Go on with a table after a break; the rest of a broken row stands right under the repeated
    heading.
    """
    for row in more.rows[more.heading :]:
        add(grid, row)


def layout(path: Path) -> Layout:
    """The example at `path`, its page breaks undone."""
    found, block = Layout(), []
    for line in [*unbroken(path.read_text(encoding="utf-8").splitlines()), ""]:
        if "\t" in line and "预算年度" not in line:
            block.append([MARKS.sub("", cell).strip() for cell in line.split("\t")])
            continue
        for grid in cut(block):
            before = found.table()
            if (
                before
                and before.heading
                and (not grid.heading or key(grid.rows[0]) == key(before.rows[0]))
            ):
                join(before, grid)
            else:
                found.blocks.append(grid)
        block = []
        if line.strip():
            found.paragraph(MARKS.sub("", line.replace("\t", "  ")))
    return found


def spans(grid: Grid, columns: list[int]) -> list[tuple[int, int, int, int]]:
    """Merged heading cells as (column, row, last column, last row): a parent over its children, a
    lone heading over the blanks below.
    """
    head = [
        [row[column] for column in columns]
        for row in grid.rows[: max(grid.heading, 1)]
        if row[0] not in NUMBERED
    ]
    merged = []
    for top, row in enumerate(head):
        for left, text in enumerate(row):
            right, bottom = left, top
            while (
                text
                and right + 1 < len(row)
                and not row[right + 1]
                and any(below[right + 1] for below in head[top + 1 :])
            ):
                right += 1
            while text and bottom + 1 < len(head) and not any(head[bottom + 1][left : right + 1]):
                bottom += 1
            if (right, bottom) != (left, top):
                merged.append((left, top, right, bottom))
    return merged


def pdf(found: Layout, target: Path) -> None:
    """Write `target`: ruled tables, every 部门预算 table on a page of its own, headings repeated."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    text = ParagraphStyle("text", fontName=FONT, fontSize=9, leading=13, wordWrap="CJK")
    small = ParagraphStyle("cell", parent=text, fontSize=7, leading=9)
    page = SimpleDocTemplate(
        str(target), pagesize=landscape(A4), invariant=1, title=target.stem, margin=36
    )
    story: list[Any] = []
    for block in found.blocks:
        if isinstance(block, str):
            if story and block.startswith("部门预算") and block.endswith("表"):
                story.append(PageBreak())
            story.append(Paragraph(escape(block), text))
            continue
        columns = block.columns()
        cells = [
            [Paragraph(escape(row[column]), small) for column in columns] for row in block.rows
        ]
        style: list[Any] = [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        style += [
            ("SPAN", (left, top), (right, bottom))
            for left, top, right, bottom in spans(block, columns)
        ]
        story.append(
            Table(
                cells,
                colWidths=widths(block, columns, page.width),
                repeatRows=block.heading,
                style=style,
                spaceBefore=4,
                spaceAfter=8,
            )
        )
    page.build(story)


def widths(grid: Grid, columns: list[int], room: float) -> list[float]:
    """Column widths that share `room` by the longest cell, from 4 to 20 characters."""
    longest = [min(20, max(4, *(len(row[column]) for row in grid.rows))) for column in columns]
    return [room * one / sum(longest) for one in longest]


def docx(found: Layout, target: Path) -> None:
    """Write `target`: real tables with merged heading cells and heading rows that Word repeats."""
    word = Document()
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "宋体", Pt(9)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    for block in found.blocks:
        if isinstance(block, str):
            word.add_paragraph(block)
            continue
        columns = block.columns()
        table = word.add_table(rows=len(block.rows), cols=len(columns), style="Table Grid")
        for printed, row in zip(block.rows, table.rows, strict=True):
            for cell, column in zip(row.cells, columns, strict=True):
                cell.text = printed[column]
        for left, top, right, bottom in spans(block, columns):
            merged = table.cell(top, left).merge(table.cell(bottom, right))
            merged.text = merged.text.strip()
        for row in table.rows[: block.heading]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        word.add_paragraph()
    word.save(str(target))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name in EXAMPLES:
        found = layout(HERE / name)
        pdf(found, out / f"{Path(name).stem}.pdf")
        docx(found, out / f"{Path(name).stem}.docx")


if __name__ == "__main__":
    main()
