"""Tables of a page without rulings: which heading heads which data, which lines are one row, and
what more than one reading fits.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from paper import Page, pdf
from unruled import HEIGHT, at_left, at_right, cells, told, width

from budgetgraph.document import Grid
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read.pages.page import Word
from budgetgraph.read.pages.unruled.data_columns import DataColumn
from budgetgraph.read.pages.unruled.headings import headings
from budgetgraph.read.pages.unruled.matching import matched
from budgetgraph.read.pages.unruled.merged import unmerged
from budgetgraph.read.pages.unruled.pieces import joined_pieces
from budgetgraph.read.pages.unruled.rows import rows_of

HEADING = [
    at_left("项目", 0),
    at_left("合计", 100),
    at_left("基本支出", 200),
    at_left("项目支出", 300),
]


class TestColumns:
    def test_headings_at_the_left_over_numbers_at_the_right(self) -> None:
        found = told(
            HEADING,
            [at_left("教育", 0, 30), at_right("12.00", 195, 30), at_right("12.00", 395, 30)],
            [at_left("卫生健康", 0, 60), at_right("1,000.00", 195, 60), at_right("1,000.00", 395, 60)],
        )  # fmt: skip
        assert cells(found)[1:] == [
            ["教育", "12.00", "", "12.00"],
            ["卫生健康", "1,000.00", "", "1,000.00"],
        ]

    def test_the_numbers_of_the_columns_are_no_row(self) -> None:
        numbers = [at_right(str(number), 100.0 * number, 20) for number in (1, 2, 3, 4)]
        row = [at_left("教育", 0, 40), at_right("12.00", 195, 40)]
        more = [at_left("卫生", 0, 60), at_right("9.00", 195, 60)]
        assert len(cells(told(HEADING, numbers, row, more))) == 3

    def test_numbers_between_two_headings_are_of_neither(self) -> None:
        lines = [
            [at_left("项目", 0), at_left("合计", 90), at_left("小计", 165)],
            [at_left("教育", 0, 30), at_left("9.00", 128, 30)],
            [at_left("卫生", 0, 60), at_left("12.00", 125.5, 60)],
            [at_left("科技", 0, 90), at_left("1,200.00", 118, 90)],
        ]
        assert told(*lines) is None

    @pytest.mark.parametrize(("right", "expected"), [(66.9, (0,)), (67.1, None)])
    def test_how_far_a_heading_may_reach_over_the_end_of_its_cell(
        self, right: float, expected: tuple[int, ...] | None
    ) -> None:
        assert matched([DataColumn(40, 60, ends=True)], [(45, right)], HEIGHT) == expected

    @pytest.mark.parametrize(("left", "expected"), [(33.1, (0,)), (32.9, None)])
    def test_how_far_a_heading_may_begin_before_its_cell(
        self, left: float, expected: tuple[int, ...] | None
    ) -> None:
        assert matched([DataColumn(40, 60, begins=True)], [(left, 50)], HEIGHT) == expected

    @pytest.mark.parametrize(("left", "expected"), [(49.6, (0, 1)), (49.4, None)])
    def test_columns_that_stand_over_each_other(
        self, left: float, expected: tuple[int, ...] | None
    ) -> None:
        data = [DataColumn(40, 50), DataColumn(left, 60)]
        assert matched(data, [(41, 45), (52, 55)], HEIGHT) == expected

    @pytest.mark.parametrize(("columns", "is_told"), [(40, True), (41, False)])
    def test_more_columns_than_a_budget_has(self, columns: int, is_told: bool) -> None:
        places = [(20.0 * number, 20.0 * number + 9) for number in range(columns)]
        data = [DataColumn(*place) for place in places]
        assert (matched(data, places, HEIGHT) is not None) == is_told


class TestGroups:
    def test_a_group_over_its_columns_beside_a_heading_in_the_middle(self) -> None:
        found = told(
            [at_left("一般公共预算", 190)],
            [at_left("项目", 20, 10), at_left("单位资金", 330, 10)],
            [at_left("基本支出", 150, 20), at_left("项目支出", 250, 20)],
            [at_left("教育", 0, 50), at_right("12.00", 195, 50), at_right("12.00", 295, 50), at_right("1.00", 395, 50)],
            [at_left("卫生", 0, 80), at_right("112.00", 195, 80), at_right("1.00", 295, 80), at_right("21.00", 395, 80)],
        )  # fmt: skip
        assert cells(found)[:2] == [
            ["项目", "一般公共预算", "", "单位资金"],
            ["", "基本支出", "项目支出", ""],
        ]

    def test_a_group_that_fits_one_column_as_well_as_three_is_not_told(self) -> None:
        found = told(
            [at_left("一般公共预算", 235)],
            [at_left("项目", 0, 20), at_left("合计", 155, 20), at_left("基本支出", 245, 20), at_left("小计", 355, 20)],
            [at_left("教育", 0, 50), at_right("12.00", 195, 50), at_right("12.00", 295, 50), at_right("1.00", 395, 50)],
            [at_left("卫生", 0, 80), at_right("112.00", 195, 80), at_right("1.00", 295, 80), at_right("21.00", 395, 80)],
        )  # fmt: skip
        assert found is None

    @pytest.mark.parametrize(("top", "is_below"), [(37.9, False), (38.1, True)])
    def test_a_heading_beside_a_group_of_a_low_line(self, top: float, is_below: bool) -> None:
        """Two fifths of the way from 30, halfway between 10 and 50, to 50."""
        found = told(
            [at_left("一般公共预算", 200, 10)],
            [at_left("合计", 100, top)],
            [at_left("项目", 0, 50), at_left("基本支出", 200, 50), at_left("项目支出", 300, 50)],
            [at_left("教育", 0, 80), at_right("12.00", 195, 80), at_right("12.00", 295, 80), at_right("1.00", 395, 80)],
            [at_left("卫生", 0, 110), at_right("112.00", 195, 110), at_right("1.00", 295, 110), at_right("21.00", 395, 110)],
        )  # fmt: skip
        assert (found is None) == is_below

    def test_half_of_a_heading_is_put_to_the_other_half(self) -> None:
        words = [at_left("一般公共", 0), at_left("预算", 0, 12)]
        known = {"一般公共预算", "预算"}
        assert [word.text for word in headings([words[:1], words[1:]], known.__contains__)] == [
            "一般公共预算"
        ]
        known.add("一般公共")
        assert len(headings([words[:1], words[1:]], known.__contains__)) == 2


class TestPieces:
    def texts(self, *lines: list[Word]) -> list[list[str]]:
        return [[piece.text for piece in line] for line in joined_pieces(lines)]

    @pytest.mark.parametrize(("gap", "count"), [(3.9, 1), (4.1, 2)])
    def test_a_year_and_the_word_behind_it(self, gap: float, count: int) -> None:
        assert len(self.texts([at_left("2024", 0), at_left("年预算", 20 + gap)])[0]) == count

    @pytest.mark.parametrize("figure", ["1824", "20245", "2,024"])
    def test_a_number_that_is_no_year_stays(self, figure: str) -> None:
        line = [at_left(figure, 0), at_left("年预算", width(figure) + 2)]
        assert self.texts(line) == [[figure, "年预算"]]

    @pytest.mark.parametrize(("gap", "count"), [(4.9, 1), (5.1, 2)])
    def test_a_code_and_the_name_in_its_cell(self, gap: float, count: int) -> None:
        lines = (
            [at_left("213", 0), at_left("农林水支出", 15 + gap)],
            [at_left("21303", 0), at_left("水利", 25 + gap)],
        )
        assert [len(line) for line in self.texts(*lines)] == [count, count]

    @pytest.mark.parametrize(("off", "count"), [(1.4, 1), (1.6, 2)])
    def test_names_in_a_column_of_their_own_begin_at_one_place(
        self, off: float, count: int
    ) -> None:
        lines = (
            [at_left("213", 0), at_left("农林水支出", 17)],
            [at_left("21303", 0), at_left("水利", 27 + off)],
        )
        assert [len(line) for line in self.texts(*lines)] == [count, count]

    def test_codes_of_one_length_may_be_in_a_column_of_their_own(self) -> None:
        lines = (
            [at_left("213", 0), at_left("农林水支出", 17)],
            [at_left("208", 0), at_left("社会保障和就业支出", 17)],
        )
        assert [len(line) for line in self.texts(*lines)] == [2, 2]


class TestRows:
    def texts(self, *lines: list[Word]) -> list[list[str]] | None:
        rows = rows_of(lines)
        return None if rows is None else [[piece.text for piece in row] for row in rows]

    @pytest.mark.parametrize("gap", [15.9, 16.1])
    def test_lines_of_one_cell_are_near_to_each_other(self, gap: float) -> None:
        lines = [at_left("一、拨款", 0)], [at_left("收入", 0, gap)]
        assert self.texts(*lines) == (
            [["一、拨款", "收入"]] if gap < 16 else [["一、拨款"], ["收入"]]
        )

    def test_lines_around_the_amounts(self) -> None:
        assert self.texts(
            [at_left("教育", 0), at_right("5.00", 200)],
            [at_left("机关事业单位", 0, 12)], [at_right("1.00", 200, 18)], [at_left("缴费", 0, 24)],
            [at_left("卫生", 0, 36), at_right("2.00", 200, 36)],
        ) == [["教育", "5.00"], ["机关事业单位", "1.00", "缴费"], ["卫生", "2.00"]]  # fmt: skip

    def test_lines_above_the_amounts(self) -> None:
        assert self.texts(
            [at_left("教育", 0), at_right("5.00", 200)],
            [at_left("机关事业单位", 0, 12)], [at_left("缴费", 0, 24), at_right("1.00", 200, 24)],
        ) == [["教育", "5.00"], ["机关事业单位", "缴费", "1.00"]]  # fmt: skip

    def test_lines_below_the_amounts(self) -> None:
        assert self.texts(
            [at_left("机关事业单位", 0), at_right("5.00", 200)], [at_left("缴费", 0, 12)],
            [at_left("教育", 0, 24), at_right("1.00", 200, 24)],
        ) == [["机关事业单位", "5.00", "缴费"], ["教育", "1.00"]]  # fmt: skip

    def test_a_line_that_may_be_of_the_row_above_or_below_is_not_told(self) -> None:
        assert self.texts(
            [at_left("机关事业单位", 0), at_right("5.00", 200)], [at_left("机关事业经费", 0, 12)],
            [at_left("教育", 0, 24), at_right("1.00", 200, 24)],
        ) is None  # fmt: skip

    @pytest.mark.parametrize(("code", "is_told"), [("12345678", True), ("123456789", False)])
    def test_the_rest_of_a_long_code(self, code: str, is_told: bool) -> None:
        found = self.texts([at_left(code, 0)], [at_left("4321", 0, 12)])
        assert (found is not None) == is_told


Text = tuple[float, float, str]
PAGE: list[Text] = [
    (40, 200, "收支总表"), (60, 400, "单位：元"),
    (100, 60, "收入"), (100, 300, "支出"),
    (120, 60, "项目"), (120, 200, "预算数"), (120, 300, "项目"), (120, 420, "预算数"),
    (140, 60, "一、拨款"), (140, 244.5, "800.00"), (140, 279, "一、教育支出"), (140, 497, "1.00"),
    (160, 60, "二、基金"), (160, 255.5, "0.50"), (160, 279, "二、科学技术支出"), (160, 486, "799.50"),
]  # fmt: skip


def grids(folder: Path, *pages: list[Text]) -> list[list[list[str]]]:
    """Give the tables of a PDF with the texts of each page."""

    def drawn(texts: list[Text]) -> Callable[[Page], None]:
        def draw(page: Page) -> None:
            for top, left, text in texts:
                page.text(top, left, text)

        return draw

    path = folder / "x.pdf"
    path.write_bytes(pdf(*map(drawn, pages)))
    found = [block for block in read(path).blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in found]


class TestPages:
    def test_an_amount_that_ends_where_a_name_begins(self, tmp_path: Path) -> None:
        (found,) = grids(tmp_path, PAGE)
        assert found[2:] == [
            ["一、拨款", "800.00", "一、教育支出", "1.00"],
            ["二、基金", "0.50", "二、科学技术支出", "799.50"],
        ]

    def test_the_next_page_stands_in_the_columns_of_the_first(self, tmp_path: Path) -> None:
        more = [(40.0, 60.0, "收入总计"), (40.0, 244.5, "800.50"), (40.0, 486.0, "800.50")]
        _, found = grids(tmp_path, PAGE, more)
        assert found == [["收入总计", "800.50", "", "800.50"]]

    def test_the_rest_of_the_last_row_stands_on_the_next_page(self, tmp_path: Path) -> None:
        (found,) = grids(tmp_path, PAGE, [(40.0, 279.0, "其他支出")])
        assert found[-1] == ["二、基金", "0.50", "二、科学技术支出其他支出", "799.50"]

    def test_a_next_page_that_is_not_told_is_no_part_of_the_table(self, tmp_path: Path) -> None:
        more = [(40.0, 60.0, "收入总计"), (40.0, 264.5, "800.50"), (40.0, 486.0, "800.50")]
        _, found = grids(tmp_path, PAGE, more)
        assert found == [["收入总计", "800.50", "800.50", "", "", ""]]
        (note,) = read(tmp_path / "x.pdf").notes
        assert note.message == "page 2: which cells a table without rulings has cannot be told"


#: 防汛经费 stands in the middle of its two rows, 维修 beside its only one.
LIST = [
    [at_left("项目", 0), at_left("合计", 100), at_left("基本支出", 200), at_left("项目支出", 300)],
    [at_left("巡查水库", 200, 30), at_right("56", 395, 30)],
    [at_left("防汛经费", 0, 45), at_right("186.40", 195, 45)],
    [at_left("险情处置", 200, 60), at_right("100", 395, 60)],
    [at_left("维修", 0, 90), at_right("50.00", 195, 90), at_left("维修水库", 200, 90), at_right("12", 395, 90)],
]  # fmt: skip


class TestCellsOverSeveralRows:
    def test_a_cell_in_the_middle_of_its_rows_stands_in_the_first(self) -> None:
        assert cells(told(*LIST))[1:] == [
            ["防汛经费", "186.40", "巡查水库", "56"],
            ["", "", "险情处置", "100"],
            ["维修", "50.00", "维修水库", "12"],
        ]

    @pytest.mark.parametrize(("shift", "rows"), [(14.9, 3), (15.1, 4)])
    def test_text_between_rows_that_are_far_from_each_other_is_a_row(
        self, shift: float, rows: int
    ) -> None:
        between = 30 + shift
        lines = [
            LIST[0],
            [at_left("巡查水库", 200, 30), at_right("56", 395, 30)],
            [at_left("防汛经费", 0, 30 + between / 2), at_right("186.40", 195, 30 + between / 2)],
            [at_left("险情处置", 200, 30 + between), at_right("100", 395, 30 + between)],
            [at_left("维修", 0, 60 + between), at_right("50.00", 195, 60 + between),
             at_left("维修水库", 200, 60 + between), at_right("12", 395, 60 + between)],
        ]  # fmt: skip
        assert len(cells(told(*lines))) == 1 + rows

    @pytest.mark.parametrize(("off", "rows"), [(3.4, (0, 3)), (3.6, (1, 4))])
    def test_cells_in_the_middle_of_odd_numbers_of_rows(
        self, off: float, rows: tuple[int, int]
    ) -> None:
        grid: list[list[list[Word]]] = []
        for number in range(6):
            name = [at_left("防汛", 0, 30 * number + off)] if number in (1, 4) else []
            grid.append([name, [at_left("巡查", 200, 30 * number)]])
        found = unmerged(grid)
        assert found is not None
        assert tuple(number for number, row in enumerate(found) if row[0]) == rows

    def test_one_mark_beside_the_middle_of_three_rows_stays(self) -> None:
        grid: list[list[list[Word]]] = [[[], [at_left("教育", 200, 30 * at)]] for at in range(3)]
        grid[1][0] = [at_left("注", 0, 30)]
        assert unmerged(grid) == grid

    def test_a_cell_that_may_go_over_two_rows_or_four_is_not_told(self) -> None:
        grid: list[list[list[Word]]] = []
        for top, has_name in [(0, 0), (30, 0), (45, 1), (60, 0), (90, 0), (120, 0)]:
            name = [at_left("防汛", 0, top)] if has_name else []
            grid.append([name, [] if has_name else [at_left("巡查", 200, top)]])
        assert unmerged(grid) is None

    def test_a_row_below_that_of_its_unit_is_not_told_where_others_have_both(self) -> None:
        unit = [at_left("水利局", 0, 30), at_right("236.40", 195, 30)]
        first = [at_left("巡查水库", 200, 60), at_right("56", 395, 60)]
        assert told(LIST[0], unit, first, LIST[4]) is None
        below = [at_left("维修", 0, 60), at_right("50.00", 195, 60), *first]
        assert told(LIST[0], unit, below, LIST[4]) is not None
