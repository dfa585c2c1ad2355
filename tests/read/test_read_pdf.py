"""PDFs with a text layer: ruled tables as they are, over page breaks; columns told by blanks; text
put together; files that are refused.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from paper import FONT, SIZE, WIDTH, Page, pdf
from places import SHARED
from printed import cells_of

from budgetgraph.disclosure import Disclosure, Table
from budgetgraph.disclosure.extraction import to_json
from budgetgraph.disclosure.further import FURTHER
from budgetgraph.document import Document, Grid, Paragraph
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.pipeline.line import extract
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.validate.page_checks import check
from budgetgraph.values.amount import decimal_or_none

CORPUS = sorted((SHARED / "corpus" / "pdf").glob("*.pdf"))
on_corpus = pytest.mark.skipif(
    not CORPUS, reason="the corpus of published PDFs is not on this machine"
)

EDGES = (60.0, 100.0, 140.0, 180.0, 330.0, 430.0, 530.0)
TITLE = ("2025年部门支出预算总表", 6)
HEADING = [
    [("项目", 4), ("支出预算", 2)],
    [("功能分类科目编码", 3), ("功能分类科目名称", 1), ("合计", 1), ("基本支出", 1)],
    ["类", "款", "项", "", "", ""],
]


def write(folder: Path, data: bytes, name: str = "x.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def grids(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Grid)
    ]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def first_page(page: Page) -> None:
    page.text(60, 60, "上海市普陀区示例局2025年部门预算")
    page.text(100, 200, TITLE[0])
    page.text(120, 60, "编制部门：上海市普陀区示例局")
    page.text(120, 450, "单位：元")
    page.table(
        150,
        EDGES,
        [
            *HEADING,
            ["208", "", "", "社会保障和就业支出", "3,000", "3,000"],
            ["208", "05", "", "养老", "3,000", ""],
        ],
    )
    page.text(800, 290, "- 1 -")


def second_page(page: Page) -> None:
    rows = [
        ["208", "05", "05", "机关事业单位\n养老保险缴费", "1,000", ""],
        ["208", "05", "06", "职业年金", "2,000", ""],
        [("合计", 4), "3,000", "3,000"],
    ]
    page.table(60, EDGES, rows, open_top=True)
    page.text(800, 290, "- 2 -")


class TestRuledTables:
    def test_a_table_goes_on_over_the_page_break(self, tmp_path: Path) -> None:
        document = read(write(tmp_path, pdf(first_page, second_page)))
        (grid,) = grids(document)
        assert [len(row) for row in grid] == [6] * 8
        assert grid[0] == ["项目", "", "", "", "支出预算", ""]
        assert grid[2] == ["类", "款", "项", "", "", ""]
        assert grid[5] == ["208", "05", "05", "机关事业单位养老保险缴费", "1,000", ""]
        assert grid[7] == ["合计", "", "", "", "3,000", "3,000"]

    def test_cells_know_page_table_row_column_and_line(self, tmp_path: Path) -> None:
        document = read(write(tmp_path, pdf(first_page, second_page)))
        grid = next(block for block in document.blocks if isinstance(block, Grid))
        where = grid.rows[5][3].where
        assert (where.page, where.table, where.row, where.column) == (2, 1, 6, 4)
        assert (
            document.source.lines[where.first - 1]
            == "208\t05\t05\t机关事业单位 养老保险缴费\t1,000\t"
        )

    def test_every_quote_is_in_the_rendering(self, tmp_path: Path) -> None:
        document = read(write(tmp_path, pdf(first_page, second_page)))
        cells = [
            cell
            for block in document.blocks
            if isinstance(block, Grid)
            for row in block.rows
            for cell in row
            if cell
        ]
        assert len(cells) == 30
        for cell in cells:
            line = document.source.lines[cell.where.first - 1]
            assert "".join(cell.text.split()) in "".join(line.split())

    def test_the_extraction_prints_pages_and_no_lines(self, tmp_path: Path) -> None:
        found = to_json(extract(write(tmp_path, pdf(first_page, second_page))))
        (table,) = found["tables"]
        assert (table["type"], table["scale"], table["lines"], table["page"]) == (
            "expenditure_summary",
            "元",
            None,
            1,
        )
        codes = [(row["code"], row["item"], row["line"], row["page"]) for row in table["rows"]]
        assert codes[2] == ("2080505", "机关事业单位养老保险缴费", None, 2)
        assert codes[4] == (None, "合计", None, 2)
        assert found["division"]["code"] == "310107"

    def test_a_repeated_heading_begins_a_grid_of_its_own(self, tmp_path: Path) -> None:
        def again(page: Page) -> None:
            page.table(60, EDGES, [*HEADING, ["210", "", "", "卫生健康支出", "5", ""]])

        found = extract(write(tmp_path, pdf(first_page, again)))
        (table,) = found.tables
        assert [row.code for row in table.rows] == ["208", "20805", "210"]

    @pytest.mark.parametrize(
        ("cut", "rest", "heading"),
        [
            (["序号", "资金总", "备注"], ["", "额及来源", ""], ["序号", "资金总额及来源", "备注"]),
            (["序号", "资金总", "备注"], ["1", "办公费", ""], ["序号", "资金总", "备注"]),
            (["序号", "资金总", "备注"], ["", "12.00", ""], ["序号", "资金总", "备注"]),
            (["序号", "科目名称", "备注"], ["", "办公费", ""], ["序号", "科目名称", "备注"]),
        ],
    )
    def test_a_heading_that_the_page_cuts_is_whole(
        self, tmp_path: Path, cut: list[str], rest: list[str], heading: list[str]
    ) -> None:
        edges = (60, 100, 300, 400)
        document = read(
            write(
                tmp_path,
                pdf(
                    lambda page: page.table(700, edges, [cut]),
                    lambda page: page.table(60, edges, [rest, ["2", "水费", ""]], open_top=True),
                ),
            )
        )
        (grid,) = grids(document)
        assert grid[0] == heading
        assert len(grid) == (2 if heading != cut else 3)

    def test_a_heading_that_the_page_may_cut_is_said(self, tmp_path: Path) -> None:
        edges = (60, 100, 300, 400)
        cut, rest = ["序号", "资金总", "科目名称"], ["", "额", "办公费"]
        data = pdf(
            lambda page: page.table(700, edges, [cut]),
            lambda page: page.table(60, edges, [rest], open_top=True),
        )
        (note,) = read(write(tmp_path, data)).notes
        assert "headings may be cut by the page above: 资金总, 科目名称" in note.message

    @pytest.mark.parametrize(
        ("left", "expected"),
        [(160, ["1234.50", ""]), (178, ["1234.50", ""]), (186, ["", "1234.50"])],
    )
    def test_a_word_that_a_ruling_runs_through_is_in_one_cell(
        self, tmp_path: Path, left: float, expected: list[str]
    ) -> None:
        assert self.cells_beside(tmp_path, "1234.50", left) == expected

    @pytest.mark.parametrize(("left", "expected"), [(0.86, ["一", "二"]), (0.84, ["", "一二"])])
    def test_a_ruling_that_touches_a_character_parts_cells(
        self, tmp_path: Path, left: float, expected: list[str]
    ) -> None:
        assert self.cells_beside(tmp_path, "一二", 200 - SIZE * left) == expected

    def cells_beside(self, folder: Path, word: str, left: float) -> list[str]:
        """The cells on both sides of the ruling at 200 points, of a row with a word at `left`."""

        def draw(page: Page) -> None:
            page.table(
                60,
                (60, 100, 200, 300),
                [["项目", "预算", "决算"], ["水费", "", ""], ["电费", "9", "9"]],
            )
            page.text(86, left, word)

        (grid,) = grids(read(write(folder, pdf(draw))))
        return grid[1][1:]

    def test_titles_inside_the_table_are_text(self, tmp_path: Path) -> None:
        def draw(page: Page) -> None:
            page.text(30, 60, "公开02表")
            heading = [
                [("收入预算总表\n部门：江苏省示例厅　单位：万元", 3)],
                ["项目名称", "", "金额"],
            ]
            rows = [
                [("收入总计", 2), "10,150.48"],
                ["一般公共预算资金", "小计", "10,070.48"],
                ["", "专项收入", "80.00"],
            ]
            page.table(60, (60, 200, 400, 530), [*heading, *rows])

        document = read(write(tmp_path, pdf(draw), "江苏省示例厅2018年.pdf"))
        assert paragraphs(document) == ["收入预算总表", "部门：江苏省示例厅 单位：万元"]
        table = extract(tmp_path / "江苏省示例厅2018年.pdf").tables[0]
        assert [row.item for row in table.rows] == ["收入总计", "一般公共预算资金小计", "专项收入"]
        assert table.scale == "万元"

    def test_shading_is_no_ruling(self, tmp_path: Path) -> None:
        def draw(page: Page) -> None:
            page.canvas.setFillGray(0.9)
            page.canvas.rect(63, 600, 100, 14, stroke=0, fill=1)
            page.canvas.setFillGray(0)
            page.table(
                200, (60, 200, 400), [["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]]
            )

        assert grids(read(write(tmp_path, pdf(draw)))) == [
            [["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]]
        ]


class TestText:
    def test_lines_of_a_paragraph_are_joined_and_know_their_lines(self, tmp_path: Path) -> None:
        full = "一般公共预算收入安排主要用于保障本部门及所属单位全年的基本运转和各项重点工作的顺利开展支出需要"

        def draw(page: Page) -> None:
            for index, line in enumerate(
                [full[:44], full[:44], full[:44], full[:10] + "。", "（一）第二段。"]
            ):
                page.text(60 + 20 * index, 60, line)

        document = read(write(tmp_path, pdf(draw)))
        blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
        assert [block.text for block in blocks] == [
            full[:44] * 3 + full[:10] + "。",
            "（一）第二段。",
        ]
        assert (blocks[0].where.first, blocks[0].where.last) == (1, 4)

    def test_a_table_without_rulings_is_told_by_its_columns(self, tmp_path: Path) -> None:
        def draw(page: Page) -> None:
            page.text(40, 200, "部门支出总表")
            page.text(60, 60, "部门：平乡县示例局")
            page.text(60, 400, "单位：万元")
            for row, cells in enumerate(
                [
                    ("科目编码", "科目名称", "合计"),
                    ("208", "社会保障支出", "12.50"),
                    ("20805", "养老", "12.50"),
                ]
            ):
                for left, cell in zip((60, 180, 420), cells, strict=True):
                    page.text(100 + 20 * row, left, cell)

        assert grids(read(write(tmp_path, pdf(draw)))) == [
            [
                ["科目编码", "科目名称", "合计"],
                ["208", "社会保障支出", "12.50"],
                ["20805", "养老", "12.50"],
            ]
        ]

    def test_page_numbers_are_furniture(self, tmp_path: Path) -> None:
        document = read(write(tmp_path, pdf(first_page, second_page)))
        assert not [text for text in paragraphs(document) if re.fullmatch(r"[-\d ]+", text)]
        assert "-1-" in document.source.lines


class TestRefusals:
    def test_a_cut_file(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match=r"cut\.pdf: .*cut off"):
            read(write(tmp_path, pdf(first_page)[:-400], "cut.pdf"))

    def test_a_locked_file(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match=r"locked\.pdf: .*password"):
            read(write(tmp_path, pdf(first_page, password="secret"), "locked.pdf"))

    @pytest.mark.parametrize("box", [b"[ 0 0 5 ]", b"null", b"[ (a) 0 5 5 ]"])
    def test_a_page_without_a_size(self, box: bytes, tmp_path: Path) -> None:
        damaged, count = re.subn(rb"/MediaBox \[[^\]]*\]", b"/MediaBox " + box, pdf(first_page))
        assert count
        with pytest.raises(
            UnreadableInput, match=r"page 1 of the PDF is damaged; .*print it to a new PDF"
        ):
            read(write(tmp_path, damaged, "page.pdf"))

    def test_a_file_without_text(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match=r"scan\.pdf: .*no text layer.*OCR"):
            read(write(tmp_path, pdf(lambda page: page.line(10, 10, 90, 90)), "scan.pdf"))

    def test_a_file_that_only_says_it_is_a_pdf(self, tmp_path: Path) -> None:
        with pytest.raises(
            UnreadableInput, match=r"fake\.pdf: the PDF lacks what leads to its pages"
        ):
            read(write(tmp_path, b"%PDF-1.7\nnothing of the kind\n%%EOF\n", "fake.pdf"))

    def test_a_pdf_that_is_named_otherwise_is_read(self, tmp_path: Path) -> None:
        assert grids(read(write(tmp_path, pdf(first_page), "renamed.txt")))


class TestScannedPages:
    def test_a_scanned_page_among_others_is_said(self, tmp_path: Path) -> None:
        """What can be read is read; the page that cannot is a note, and a finding of the audit."""
        found = extract(
            write(
                tmp_path,
                pdf(first_page, lambda page: page.picture(), second_page, lambda page: None),
            )
        )
        assert [(note.code, note.where and note.where.page) for note in found.notes] == [
            ("page-without-text", 2)
        ]
        assert len(found.tables) == 1
        findings = [finding for finding in check(found) if finding.rule == "page-not-read"]
        assert [finding.passages[0].page for finding in findings] == [2]

    def test_a_scanned_page_with_its_number_is_one(self, tmp_path: Path) -> None:
        def numbered(page: Page) -> None:
            page.picture()
            page.text(500, 300, "- 1 -")

        assert read(write(tmp_path, pdf(numbered, first_page))).pictures == (1,)

    def test_a_picture_beside_text_is_no_scan(self, tmp_path: Path) -> None:
        def sealed(page: Page) -> None:
            page.picture()
            first_page(page)

        assert read(write(tmp_path, pdf(sealed))).pictures == ()

    def test_nothing_but_scans_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match="no text layer"):
            read(write(tmp_path, pdf(lambda page: page.picture())))


class TestWhatNobodySees:
    """Text that a reader of the page does not see is no part of it, and a note says so."""

    def notes_of(self, document: Document) -> str:
        return " ".join(f"{note.code} {note.message}" for note in document.notes)

    def table_with(self, extra: Callable[[Page], None]) -> Callable[[Page], None]:
        def draw(page: Page) -> None:
            page.table(
                200, (60, 200, 400), [["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]]
            )
            extra(page)

        return draw

    @pytest.mark.parametrize("gray", [1.0, 0.99])
    def test_white_text(self, tmp_path: Path, gray: float) -> None:
        def white(page: Page) -> None:
            page.canvas.setFillGray(gray)
            page.text(222, 260, "999.00")
            page.canvas.setFillGray(0)

        found = read(write(tmp_path, pdf(self.table_with(white))))
        assert grids(found) == [[["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]]]
        assert "hidden-not-read" in self.notes_of(found)

    def test_white_text_on_a_dark_cell_is_seen(self, tmp_path: Path) -> None:
        def heading(page: Page) -> None:
            page.canvas.setFillGray(0.2)
            page.canvas.rect(60, 700, 200, 20, stroke=0, fill=1)
            page.canvas.setFillGray(1)
            page.canvas.setFont(FONT, SIZE)
            page.canvas.drawString(70, 705, "SEEN")
            page.canvas.setFillGray(0)

        found = read(write(tmp_path, pdf(self.table_with(heading))))
        assert "SEEN" in paragraphs(found)

    def test_invisible_text_beside_text(self, tmp_path: Path) -> None:
        def invisible(page: Page) -> None:
            text = page.canvas.beginText(260, 620)
            text.setTextRenderMode(3)
            text.textOut("999.00")
            page.canvas.drawText(text)

        found = read(write(tmp_path, pdf(self.table_with(invisible))))
        assert "999.00" not in "".join(found.source.lines)
        assert "invisible" in self.notes_of(found)

    @pytest.mark.parametrize(("opacity", "is_seen"), [(0.0, False), (0.04, False), (0.06, True)])
    def test_transparent_text(self, tmp_path: Path, opacity: float, is_seen: bool) -> None:
        """Only what is drawn in that state is transparent."""

        def clear(page: Page) -> None:
            page.canvas.saveState()
            page.canvas.setFillAlpha(opacity)
            page.canvas.drawString(260, 620, "999.00")
            page.canvas.restoreState()
            page.canvas.drawString(260, 560, "8.00")

        found = read(write(tmp_path, pdf(self.table_with(clear))))
        assert ("999.00" in "".join(found.source.lines)) is is_seen
        assert "8.00" in "".join(found.source.lines)
        assert ("invisible" in self.notes_of(found)) is not is_seen

    @pytest.mark.parametrize(("left", "is_seen"), [(258, True), (264, False)])
    def test_text_that_is_clipped(self, tmp_path: Path, left: int, is_seen: bool) -> None:
        """Only what is drawn in that state is clipped; a text of which a part shows is read."""

        def clipped(page: Page) -> None:
            page.canvas.saveState()
            path = page.canvas.beginPath()
            path.rect(200, 600, 60, 40)
            page.canvas.clipPath(path, stroke=0, fill=0)
            page.canvas.drawString(left, 620, "999.00")
            page.canvas.restoreState()
            page.canvas.drawString(260, 560, "8.00")

        found = read(write(tmp_path, pdf(self.table_with(clipped))))
        assert ("999.00" in "".join(found.source.lines)) is is_seen
        assert "8.00" in "".join(found.source.lines)
        assert ("裁剪" in self.notes_of(found)) is not is_seen

    def test_what_two_clips_have_in_common_is_seen(self, tmp_path: Path) -> None:
        def clipped(page: Page) -> None:
            for left in (200, 300):
                path = page.canvas.beginPath()
                path.rect(left, 600, 150, 40)
                page.canvas.clipPath(path, stroke=0, fill=0)
            page.canvas.drawString(220, 620, "999.00")
            page.canvas.drawString(320, 620, "8.00")

        found = "".join(read(write(tmp_path, pdf(self.table_with(clipped)))).source.lines)
        assert ("999.00" in found, "8.00" in found) == (False, True)

    def test_text_outside_the_page(self, tmp_path: Path) -> None:
        found = read(write(tmp_path, pdf(self.table_with(lambda page: page.text(-40, 60, "附")))))
        assert "附" not in "".join(found.source.lines)
        assert "页面之外" in self.notes_of(found)

    @pytest.mark.parametrize(("gap", "cut"), [(1.09, True), (1.11, False)])
    def test_an_amount_that_the_edge_of_the_page_cuts_is_none(
        self, tmp_path: Path, gap: float, cut: bool
    ) -> None:
        def amount(page: Page) -> None:
            width = page.canvas.stringWidth("1234", FONT, SIZE)
            page.text(100, WIDTH - 1 - width, "1234")
            page.text(100, WIDTH - 1 + gap, "567.00")

        found = "".join(read(write(tmp_path, pdf(amount))).source.lines)
        assert ("1234\ufffd" in found) == cut

    @pytest.mark.parametrize(("angle", "gray"), [(35, 0.85), (35, 0.0), (0, 0.85), (0, 0.0)])
    def test_a_watermark(self, tmp_path: Path, angle: int, gray: float) -> None:
        """Slanted or upright, pale or as dark as the text: it is large and lies over the text."""

        def mark(page: Page) -> None:
            page.canvas.saveState()
            page.canvas.setFillGray(gray)
            page.canvas.translate(60, 590)
            page.canvas.rotate(angle)
            page.canvas.setFont(FONT, 48)
            page.canvas.drawString(0, 0, "88888")
            page.canvas.restoreState()

        found = read(write(tmp_path, pdf(self.table_with(mark))))
        assert grids(found) == [[["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]]]
        assert "watermark" in self.notes_of(found)

    def test_a_large_title_is_no_watermark(self, tmp_path: Path) -> None:
        def title(page: Page) -> None:
            page.canvas.setFont(FONT, 30)
            page.canvas.drawString(100, 760, "BUDGET")

        found = read(write(tmp_path, pdf(self.table_with(title))))
        assert "BUDGET" in paragraphs(found)
        assert found.notes == ()

    @pytest.mark.parametrize(
        ("mark", "between", "raise_by", "printed"),
        [
            ("1", False, 6, "收入1200.00"),
            ("1", True, 6, "收入1200.00"),
            ("1", True, 0, "收入1200.00 1"),
            ("[12]*", True, 6, "收入1200.00"),
            ("[123]*", True, 6, "收入1200.00[123]*"),
        ],
        ids=["drawn at once", "drawn later", "on the line", "of several", "too long for one"],
    )
    def test_a_raised_mark_of_a_note_is_no_digit(
        self, tmp_path: Path, mark: str, between: bool, raise_by: int, printed: str
    ) -> None:
        def draw(page: Page) -> None:
            page.text(100, 60, "收入1200.00")
            width = page.canvas.stringWidth("收入1200.00", FONT, SIZE)
            if between:
                page.text(200, 60, "支出1000.00")
            page.canvas.setFont(FONT, 6)
            page.canvas.drawString(60 + width, 842 - 100 - SIZE + raise_by, mark)

        assert paragraphs(read(write(tmp_path, pdf(draw))))[0] == printed


@pytest.mark.parametrize(("beside", "printed"), [(0.9, ["收入"]), (1.1, ["收收入入"])])
def test_a_character_printed_twice_a_hair_beside_itself_is_one(
    tmp_path: Path, beside: float, printed: list[str]
) -> None:
    """A bold text may be printed so."""

    def draw(page: Page) -> None:
        page.text(100, 60, "收入")
        page.text(100, 60 + beside, "收入")

    assert paragraphs(read(write(tmp_path, pdf(draw)))) == printed


@pytest.mark.parametrize("angle", [90, -90])
def test_a_page_drawn_sideways_is_turned(tmp_path: Path, angle: int) -> None:
    def draw(page: Page) -> None:
        if angle > 0:
            page.canvas.translate(595, 0)
        else:
            page.canvas.translate(0, 842)
        page.canvas.rotate(angle)
        page.canvas.translate(0, -247)
        page.table(200, (60, 200, 400), [["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]])

    assert grids(read(write(tmp_path, pdf(draw)))) == [
        [["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]]
    ]


def test_a_page_that_stands_on_its_head_is_turned(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.canvas.translate(595, 842)
        page.canvas.rotate(180)
        page.table(200, (60, 200, 400), [["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]])

    assert grids(read(write(tmp_path, pdf(draw)))) == [
        [["项目", "金额"], ["办公费", "1.00"], ["水费", "2.00"]]
    ]


@pytest.mark.parametrize("tilt", [0.0, 0.4])
def test_a_ruling_that_is_tilted_by_a_hair_is_straight(tmp_path: Path, tilt: float) -> None:
    def draw(page: Page) -> None:
        for top in (200, 220, 240):
            page.line(60, top, 400, top + tilt)
        for left in (60, 200, 400):
            page.line(left, 200, left + tilt, 240)
        for top, cells in ((203, ("项目", "金额")), (223, ("办公费", "1.00"))):
            for left, text in zip((70, 210), cells, strict=True):
                page.text(top, left, text)

    assert grids(read(write(tmp_path, pdf(draw)))) == [[["项目", "金额"], ["办公费", "1.00"]]]


@pytest.mark.parametrize("behind", [b"\x00" * 5000, b"<html>" + b"x" * 5000, b""])
def test_bytes_behind_the_end_do_not_matter(tmp_path: Path, behind: bytes) -> None:
    assert grids(read(write(tmp_path, pdf(first_page) + behind)))


# --- the published PDFs ---------------------------------------------------------------------------
#: file name → (tables, empty ones, units, statements)
EXPECTED = {
    "上海市普陀区万里街道办事处2025年部门预算.pdf": (9, 2, 6, 17),
    "上海市普陀区人民政府办公室2025年部门预算.pdf": (9, 2, 1, 17),
    "上海市普陀区财政局2025年部门预算.pdf": (9, 2, 1, 17),
    "江苏省人大常委会2019年度部门预算公开.pdf": (0, 0, 1, 26),
    "江苏省政协办公厅2018年度部门预算.pdf": (0, 0, 1, 28),
    "江苏省政协办公厅2018度部门预算公开表.pdf": (12, 1, 0, 0),
    "省法院2018年度部门预算公开.pdf": (12, 1, 2, 23),
}
AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d%])(?!,\d)")


@cache
def published(path: Path) -> Disclosure:
    return extract(path)


KNOWN = [path for path in CORPUS if path.name in EXPECTED]


@on_corpus
@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.stem)
def test_what_a_published_pdf_holds(path: Path) -> None:
    found = published(path)
    statements = [one for one in found.statements if one.measure not in FURTHER]
    counts = (
        len(found.tables),
        sum(table.empty for table in found.tables),
        len(found.units),
        len(statements),
    )
    assert counts == EXPECTED[path.name]
    assert found.division.code in {"310107", "320000"}
    assert found.fiscal_year in {2018, 2019, 2025}
    assert {note.code for note in found.notes} <= {"amount-not-read", "hidden-not-read"}


LAYERS = [
    path for path in KNOWN if path.stem.endswith(("财政局2025年部门预算", "部门预算公开", "公开表"))
]


@on_corpus
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
@pytest.mark.parametrize("option", ["-nopgbrk", "-layout"])
@pytest.mark.parametrize("path", LAYERS, ids=lambda path: path.stem)
def test_no_cell_is_invented_in_the_text_layer_of_a_pdf(
    path: Path, option: str, tmp_path: Path
) -> None:
    command = ["pdftotext", option, str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    single = "\n".join(re.sub(" +", " ", line).strip() for line in text.split("\n"))
    write(tmp_path, single.encode(), "x.txt")
    layer, whole = extract(tmp_path / "x.txt"), published(path)
    assert cells_of(layer) <= cells_of(whole)
    assert sum(table.empty for table in layer.tables) <= 2


def gaps_of(table: Table) -> tuple[int, list[str]]:
    """How many parents a table's rows name, and those that their children do not add up to."""
    allowed = Decimal(1) if table.scale == "元" else Decimal("0.01")
    columns: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in table.rows:
        for cell in row.cells:
            value = decimal_or_none(cell.value)
            if row.code and value is not None:
                columns[cell.column][row.code] = value
    checked, faults = 0, []
    for column, values in columns.items():
        for parent, value in values.items():
            children = [
                values[code]
                for code in values
                if len(code) == len(parent) + 2 and code.startswith(parent)
            ]
            if children:
                checked += 1
                if abs(value - sum(children)) > allowed * len(children):
                    faults.append(f"{table.title} {column} {parent}: {value} != {sum(children)}")
    return checked, faults


def test_the_checker_of_sums_finds_a_fault(tmp_path: Path) -> None:
    found = extract(write(tmp_path, pdf(first_page, second_page)))
    checked, faults = gaps_of(found.tables[0])
    assert (checked, faults) == (2, [])
    wrong = Table(
        "x",
        "x",
        "元",
        False,
        (*found.tables[0].rows[:2], found.tables[0].rows[3]),
        found.tables[0].where,
    )
    assert len(gaps_of(wrong)[1]) == 1


@on_corpus
def test_every_coded_table_adds_up() -> None:
    checked = 0
    for path in KNOWN:
        for table in published(path).tables:
            count, faults = gaps_of(table)
            assert not faults
            checked += count
    assert checked > 500


@on_corpus
@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.stem)
def test_every_amount_is_in_a_cell_a_statement_or_a_note(path: Path) -> None:
    found = published(path)
    held = Counter(cell.value for table in found.tables for row in table.rows for cell in row.cells)
    held.update(statement.value.lstrip("-") for statement in found.statements)
    for note in found.notes:
        held.update(AMOUNT.findall(note.message))
    printed = Counter(amount for line in found.source.lines for amount in AMOUNT.findall(line))
    # areas, a share printed without its sign and thresholds (400.00万元以上) are no amounts of money
    assert set(printed) - set(held) <= {"4000.6", "29.8", "9.52", "400.00", "3000.00"}
    assert sum(printed.values()) > 60
