"""The thresholds of the geometry of a page: for each a pair of cases, just inside and just outside.

Words are ten points high, so a threshold of 0.3 heights is three points.
"""

from __future__ import annotations

import pytest
from reading import LAYOUTS

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.read.pages.margins import margin
from budgetgraph.read.pages.page import (
    Box,
    Line,
    Page,
    Ruled,
    Word,
    box_rows,
    lines_of,
    whole_width,
)
from budgetgraph.read.pages.rendered_text import RenderedText
from budgetgraph.read.pages.ruled_table import RuledTable
from budgetgraph.read.pages.running_text import RunningText
from budgetgraph.read.pages.unruled.data_columns import data_columns
from budgetgraph.read.pages.unruled.headings import headings
from budgetgraph.read.pages.unruled.lines import UnruledLines
from budgetgraph.read.pages.unruled.rows import rows_of
from budgetgraph.read.pages.unruled.table import unruled_table

HEIGHT = 10.0
UNRULED = UnruledLines(LAYOUTS)


def word(text: str, left: float, right: float, top: float = 0.0) -> Word:
    return Word(text, left, right, top, top + HEIGHT)


class TestLines:
    @pytest.mark.parametrize(("gap", "segments"), [(14.9, 1), (15.1, 2)])
    def test_a_gap_that_parts_columns(self, gap: float, segments: int) -> None:
        (line,) = lines_of([word("教育", 0, 20), word("支出", 20 + gap, 60)])
        assert len(line.segments) == segments

    @pytest.mark.parametrize(("off", "lines"), [(4.9, 1), (5.1, 2)])
    def test_how_far_a_word_may_stand_off_its_line(self, off: float, lines: int) -> None:
        assert len(lines_of([word("教育", 0, 20), word("支出", 60, 80, off)])) == lines

    @pytest.mark.parametrize(("off", "rows"), [(2.9, 1), (3.1, 2)])
    def test_how_far_cells_of_one_row_may_stand_off(self, off: float, rows: int) -> None:
        boxes = (Box(0, 0, 50, 20, ("a",)), Box(50, off, 100, 20, ("b",)))
        assert len(box_rows(Ruled(boxes, 0, 0, 100, 20))) == rows

    @pytest.mark.parametrize(("right", "is_whole"), [(97.1, True), (96.9, False)])
    def test_how_wide_a_cell_over_the_whole_table_is(self, right: float, is_whole: bool) -> None:
        box = Box(0, 0, right, 20, ("收支总表",))
        assert whole_width(box, Ruled((box,), 0, 0, 100, 20)) == is_whole


class TestData:
    @pytest.mark.parametrize(("gap", "columns"), [(0.9, 1), (1.1, 2)])
    def test_the_narrowest_gap_between_columns(self, gap: float, columns: int) -> None:
        rows = [[word("教育", 0, 20), word("1.00", 20 + gap, 40)]]
        assert len(data_columns(rows, HEIGHT)) == columns

    @pytest.mark.parametrize(("off", "ends"), [(1.4, True), (1.6, False)])
    def test_how_far_numbers_at_the_right_may_end_from_each_other(
        self, off: float, ends: bool
    ) -> None:
        rows = [[word("1.00", 20, 40)], [word("1,000.00", 0, 40 + off)]]
        (column,) = data_columns(rows, HEIGHT)
        assert column.ends == ends

    @pytest.mark.parametrize(("wider", "ends"), [(2.9, False), (3.1, True)])
    def test_numbers_as_wide_as_each_other_show_no_end(self, wider: float, ends: bool) -> None:
        rows = [[word("1.00", 20, 40)], [word("11.00", 20 - wider, 40)]]
        (column,) = data_columns(rows, HEIGHT)
        assert column.ends == ends

    @pytest.mark.parametrize(("gap", "text"), [(2.9, "教育支出"), (3.1, "教育 支出")])
    def test_a_gap_that_is_a_blank_in_a_cell(self, gap: float, text: str) -> None:
        heading = Line((word("项目", 0, 20), word("预算", 80, 100)))
        left, right = word("教育", 0, 20, 30), word("支出", 20 + gap, 40 + gap, 30)
        name = Word("教育支出", 0, 40 + gap, 30, 40, (left, right))
        below = Line((word("住房保障支出经费", 0, 70, 60), word("2.00", 80, 100, 60)))
        first = Line((name, word("1.00", 80, 100, 30)))
        found = unruled_table([heading, first, below], {"项目", "预算"}.__contains__, set().__contains__, None)  # fmt: skip
        assert found is not None
        assert found.rows[1][1][0] == text


class TestRows:
    @pytest.mark.parametrize(("short", "is_told"), [(14.9, False), (15.1, True)])
    def test_a_line_that_fills_its_column_may_go_on_below_as_well(
        self, short: float, is_told: bool
    ) -> None:
        found = rows_of(
            [
                [word("卫生健康", 0, 60 + short), word("5.00", 180, 200)],
                [word("机关事业单位", 0, 60, 12)],
                [word("缴费", 0, 20, 24), word("1.00", 180, 200, 24)],
            ]
        )
        assert (found is not None) == is_told


class TestHeadings:
    @pytest.mark.parametrize(("gap", "texts"), [(3.9, ["2025年"]), (4.1, ["2025", "年"])])
    def test_a_figure_beside_its_character(self, gap: float, texts: list[str]) -> None:
        line = [word("2025", 0, 20), word("年", 20 + gap, 30 + gap)]
        assert [one.text for one in headings([line], {"收入"}.__contains__)] == texts

    @pytest.mark.parametrize(("gap", "texts"), [(79, ["收入"]), (81, ["收", "入"])])
    def test_characters_of_a_heading_that_is_printed_wide(
        self, gap: float, texts: list[str]
    ) -> None:
        line = [word("收", 0, 10), word("入", 10 + gap, 20 + gap)]
        assert [one.text for one in headings([line], {"收入"}.__contains__)] == texts

    @pytest.mark.parametrize(("gap", "count"), [(5.9, 1), (6.1, 2)])
    def test_lines_of_one_heading_are_near(self, gap: float, count: int) -> None:
        lines = [[word("一般公共", 0, 40)], [word("预算", 0, 20, 10 + gap)]]
        assert len(headings(lines, {"收入"}.__contains__)) == count

    @pytest.mark.parametrize(("off", "count"), [(2.9, 1), (3.1, 2)])
    def test_lines_of_one_heading_begin_at_one_place(self, off: float, count: int) -> None:
        lines = [[word("一般公共收支", 0, 60)], [word("预算", off, 20 + off, 12)]]
        assert len(headings(lines, {"收入"}.__contains__)) == count


class TestMargin:
    LONG = "一般公共预算收入安排主要用于保障本部门"

    @pytest.mark.parametrize(("off", "expected"), [(5.9, 505.9), (6.1, 600.0)])
    def test_lines_that_end_at_one_place(self, off: float, expected: float) -> None:
        ends = (500.0, 500.0, 500.0 + off, 600.0)
        lines = [Line((word(self.LONG * 2, 0, end, 20.0 * at),)) for at, end in enumerate(ends)]
        assert margin([Page(1, 700, tuple(lines), ())], 700).right == expected

    @pytest.mark.parametrize(("length", "expected"), [(20, 700), (21, 500)])
    def test_a_line_that_is_long_enough_for_the_margin(self, length: int, expected: float) -> None:
        line = Line((word("年" * length, 0, 500),))
        assert margin([Page(1, 700, (line,), ())], 700).right == expected

    @pytest.mark.parametrize(("end", "expected"), [("，", 490.0), ("）", 490.0), ("部", 500.0)])
    def test_a_mark_that_hangs_over_the_margin(self, end: str, expected: float) -> None:
        lines = [Line((word(self.LONG * 2 + end, 0, 500, 20.0 * at),)) for at in range(3)]
        assert margin([Page(1, 700, tuple(lines), ())], 700).right == expected


class TestLengthOfTable:
    ROWS = (
        Line((word("教育", 0, 20), word("1.00", 180, 200))),
        Line((word("卫生", 0, 20, 20), word("2.00", 180, 200, 20))),
    )

    @pytest.mark.parametrize(("distance", "length"), [(15.9, 3), (16.1, 2)])
    def test_the_rest_of_the_last_cell_is_near(self, distance: float, length: int) -> None:
        rest = Line((word("健康", 0, 20, 20 + distance),))
        assert UNRULED.length([*self.ROWS, rest], titled=True) == length

    @pytest.mark.parametrize(("characters", "length"), [(30, 3), (31, 2)])
    def test_the_rest_of_a_cell_is_short(self, characters: int, length: int) -> None:
        rest = Line((word("健" * characters, 0, 300, 32),))
        assert UNRULED.length([*self.ROWS, rest], titled=True) == length


class TestParagraphs:
    TEXT = "年" * 21
    PAGE = Page(1, 700, (Line((word(TEXT, 100, 500),)),) * 3, ())

    def opened(self, *above: Word, is_given: bool = False) -> RunningText:
        found = RunningText([self.PAGE], is_given, LAYOUTS)
        for one in above:
            found.add(Line((one,)), passage(one.text, Where(1, 1, page=1)))
        return found

    def goes_on(self, above: Word, below: Word, *, is_given: bool = False) -> bool:
        return self.opened(above, is_given=is_given).goes_on_in(Line((below,)), self.PAGE)

    @pytest.mark.parametrize(("height", "goes_on"), [(11.9, True), (12.1, False)])
    def test_lines_of_a_paragraph_are_as_high(self, height: float, goes_on: bool) -> None:
        above = Word(self.TEXT, 100, 500, 0, height)
        assert self.goes_on(above, word("支出", 100, 120, 20)) == goes_on

    @pytest.mark.parametrize(("size", "goes_on"), [(11.9, True), (12.1, False)])
    def test_characters_of_two_fonts_in_one_line(self, size: float, goes_on: bool) -> None:
        """Figures that stand lower than the signs beside them make no line higher."""
        above = Word(self.TEXT, 100, 500, 0, 13.5, size=size)
        assert self.goes_on(above, word("支出", 100, 120, 20)) == goes_on

    @pytest.mark.parametrize(("distance", "goes_on"), [(25.9, True), (26.1, False)])
    def test_lines_of_a_paragraph_are_near(self, distance: float, goes_on: bool) -> None:
        below = word("支出", 100, 120, distance)
        assert self.goes_on(word(self.TEXT, 100, 500), below) == goes_on

    @pytest.mark.parametrize(("lines", "goes_on"), [(2, False), (3, True)])
    def test_a_full_stop_ends_a_paragraph_where_few_lines_show_the_margin(
        self, lines: int, goes_on: bool
    ) -> None:
        page = Page(1, 700, tuple(Line((word(self.TEXT, 100, 500),)) for _ in range(lines)), ())
        found = RunningText([page], False, LAYOUTS)
        above = word(self.TEXT[1:] + "。", 100, 500)
        found.add(Line((above,)), passage(above.text, Where(1, 1, page=1)))
        assert found.goes_on_in(Line((word("支出", 100, 120, 20),)), page) == goes_on

    @pytest.mark.parametrize(
        ("title", "lines", "goes_on"),
        [
            ("石桥县残疾人联合会关于公开2026年部门预算的报告", 2, False),
            ("石桥县残疾人联合会关于公开2026年部门预算的报告", 3, True),
            ("2026年石桥县残疾人联合会的收入总预算比上一年增加", 2, True),
        ],
    )
    def test_a_title_ends_where_few_lines_show_the_margin(
        self, title: str, lines: int, goes_on: bool
    ) -> None:
        page = Page(1, 700, tuple(Line((word(title, 100, 500),)) for _ in range(lines)), ())
        found = RunningText([page], False, LAYOUTS)
        found.add(Line((word(title, 100, 500),)), passage(title, Where(1, 1, page=1)))
        assert found.goes_on_in(Line((word("收入总预算", 100, 150, 20),)), page) == goes_on

    @pytest.mark.parametrize(("short", "goes_on"), [(15.9, True), (16.1, False)])
    def test_a_line_that_is_full(self, short: float, goes_on: bool) -> None:
        above = word(self.TEXT, 100, 500 - short)
        assert self.goes_on(above, word("支出", 100, 120, 20)) == goes_on

    @pytest.mark.parametrize(("short", "goes_on"), [(39.9, True), (40.1, False)])
    def test_a_line_of_a_text_that_is_full(self, short: float, goes_on: bool) -> None:
        above = word(self.TEXT, 100, 500 - short)
        assert self.goes_on(above, word("支出", 100, 120, 20), is_given=True) == goes_on

    @pytest.mark.parametrize(
        ("below", "short", "goes_on"),
        [
            ("〔2024〕3号", 39.9, True),
            ("〔2024〕3号", 40.1, False),
            ("标，其中", 19.9, True),
            ("标，其中", 20.1, False),
        ],
    )
    def test_a_line_that_had_no_room_for_what_stays_together(
        self, below: str, short: float, goes_on: bool
    ) -> None:
        """Brackets stay with their figure, a comma with the character before it."""
        above = word(self.TEXT, 100, 500 - short)
        assert self.goes_on(above, word(below, 100, 140, 20)) == goes_on

    @pytest.mark.parametrize(("indent", "goes_on"), [(14.9, True), (15.1, False)])
    def test_an_indented_line_behind_a_full_stop(self, indent: float, goes_on: bool) -> None:
        found = self.opened(word(self.TEXT, 100, 500), word(self.TEXT + "。", 100, 500, 20))
        below = Line((word("支出", 100 + indent, 140, 40),))
        assert found.goes_on_in(below, self.PAGE) == goes_on

    @pytest.mark.parametrize(("short", "runs_on"), [(119.9, True), (120.1, False)])
    def test_room_that_a_long_figure_leaves(self, short: float, runs_on: bool) -> None:
        line = Line((word(self.TEXT, 100, 500 - short),))
        assert self.opened().may_run_on(line, self.PAGE) == runs_on


@pytest.mark.parametrize(("shift", "goes_on"), [(5.9, True), (6.1, False)])
def test_a_ruled_table_stands_at_one_place_on_the_next_page(shift: float, goes_on: bool) -> None:
    def ruled(left: float) -> Ruled:
        return Ruled((Box(left, 0, left + 100, 20, ("教育",)),), left, 0, left + 100, 20)

    found = RuledTable(1, LAYOUTS)
    found.add(ruled(0), box_rows(ruled(0)), Page(1, 700, (), ()), RenderedText())
    below = ruled(shift)
    assert found.goes_on(below, box_rows(below), Page(2, 700, (), ())) == goes_on

    def test_a_line_of_full_cells_is_a_row(self) -> None:
        """Its cells are too near to each other to be segments."""
        cells = (word("收入", 0, 20), word("27", 22, 32), word("9.00", 34, 54))
        full = Line((Word("收入 27 9.00", 0, 54, 0, HEIGHT, parts=cells),))
        assert UNRULED.length([full, full], titled=False) == 2
        apart = (word("27", 0, 10), word("收入", 12, 32), word("9.00", 34, 54))
        words = Line((Word("27 收入 9.00", 0, 54, 0, HEIGHT, parts=apart),))
        assert UNRULED.length([words, words], titled=False) == 0

    @pytest.mark.parametrize(("lines", "length"), [(5, 7), (6, 0)])
    def test_upper_lines_of_a_heading_below_a_title(self, lines: int, length: int) -> None:
        upper = [Line((word("本年收", 100, 130, -20.0 * (lines - at)),)) for at in range(lines)]
        assert UNRULED.length([*upper, *self.ROWS], titled=True) == length
        assert UNRULED.length([*upper, *self.ROWS], titled=False) == 0

    @pytest.mark.parametrize(
        ("text", "length"), [("收" * 60, 3), ("收" * 61, 0), ("本表反映部门的收入。", 0)]
    )
    def test_a_sentence_below_a_title_is_no_heading(self, text: str, length: int) -> None:
        upper = Line((word(text, 0, 300, -20),))
        assert UNRULED.length([upper, *self.ROWS], titled=True) == length
