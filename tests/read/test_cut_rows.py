"""Tables without rulings whose cells are cut: figures by a narrow column, rows by a page break."""

from __future__ import annotations

import pytest
from reading import LAYOUTS

from budgetgraph.read.pages.marks import is_furniture
from budgetgraph.read.pages.page import Line, Word
from budgetgraph.read.pages.unruled.cut_figures import with_whole_figures
from budgetgraph.read.pages.unruled.cut_row import rest_of_row, with_rest
from budgetgraph.read.pages.unruled.table import UnruledTable, unruled_table

WORDS = ("项目", "合计", "基本支出", "科目编码")
HEIGHT = 10.0


def at_left(text: str, left: float, top: float = 0) -> Word:
    width = sum(10.0 if character > "ÿ" else 5.0 for character in text)
    return Word(text, left, left + width, top, top + HEIGHT)


def line(*words: Word) -> Line:
    return Line(words)


def table(*lines: Line) -> UnruledTable:
    heading = line(at_left("项目", 0), at_left("合计", 100))
    found = unruled_table([heading, *lines], WORDS.__contains__, set().__contains__, None)
    assert found is not None
    return found


class TestFigures:
    def whole(self, *lines: list[Word]) -> list[list[str]]:
        return [[word.text for word in row] for row in with_whole_figures(lines)]

    def test_an_amount_and_a_code_go_on_below(self) -> None:
        upper = [at_left("205080", 0), at_left("培训支", 50), at_left("9451.4", 100)]
        lower = [at_left("3", 0, 12), at_left("出", 50, 12), at_left("5", 100, 12)]
        assert self.whole(upper, lower) == [["2050803", "培训支", "9451.45"], ["出"]]

    def test_a_row_of_its_own_begins_no_rest(self) -> None:
        upper = [at_left("教育", 0), at_left("9451.4", 100)]
        lower = [at_left("卫生", 0, 12), at_left("12.00", 100, 12)]
        assert self.whole(upper, lower) == [["教育", "9451.4"], ["卫生", "12.00"]]

    def test_one_number_that_is_no_rest_keeps_the_whole_line(self) -> None:
        upper = [at_left("9451.4", 100), at_left("12.00", 200)]
        lower = [at_left("5", 100, 12), at_left("7", 200, 12)]
        assert self.whole(upper, lower) == [["9451.4", "12.00"], ["5", "7"]]

    @pytest.mark.parametrize(("left", "is_rest"), [(102.9, True), (103.1, False)])
    def test_where_the_rest_begins(self, left: float, is_rest: bool) -> None:
        rows = self.whole([at_left("9451.4", 100)], [at_left("5", left, 12)])
        assert rows == ([["9451.45"]] if is_rest else [["9451.4"], ["5"]])

    @pytest.mark.parametrize(("top", "is_rest"), [(15.9, True), (16.1, False)])
    def test_how_far_below_the_rest_stands(self, top: float, is_rest: bool) -> None:
        rows = self.whole([at_left("9451.4", 100)], [at_left("5", 100, top)])
        assert rows == ([["9451.45"]] if is_rest else [["9451.4"], ["5"]])

    @pytest.mark.parametrize(("right", "is_rest"), [(135.9, True), (136.1, False)])
    def test_a_figure_with_room_behind_it_is_whole(self, right: float, is_rest: bool) -> None:
        wider = [Word("12345.67", 100, right, 30, 40)]
        rows = self.whole([at_left("9451.4", 100)], [at_left("5", 100, 12)], wider)
        assert (["9451.45"] in rows) is is_rest

    def test_a_longer_figure_is_no_rest(self) -> None:
        assert self.whole([at_left("20", 0)], [at_left("50803", 0, 12)]) == [["20"], ["50803"]]
        assert self.whole([at_left("208", 0)], [at_left("0503", 0, 12)]) == [["2080503"]]


class TestRows:
    @pytest.mark.parametrize(("left", "is_rest"), [(2.9, True), (3.1, False)])
    def test_the_rest_begins_where_the_cell_does(self, left: float, is_rest: bool) -> None:
        cut = table(line(at_left("彩票公益", 0, 20), at_left("60.00", 100, 20)))
        rest = rest_of_row(cut, line(at_left("金", left)))
        assert rest == (["金", ""] if is_rest else None)

    @pytest.mark.parametrize(("right", "is_rest"), [(49.9, True), (50.1, False)])
    def test_a_cell_with_room_does_not_go_on(self, right: float, is_rest: bool) -> None:
        longer = line(Word("教育支出", 0, right, 20, 30), at_left("9.00", 100, 20))
        cut = table(longer, line(at_left("彩票公益", 0, 50), at_left("60.00", 100, 50)))
        assert (rest_of_row(cut, line(at_left("金支出", 0))) is not None) is is_rest

    @pytest.mark.parametrize(("right", "is_rest"), [(49.9, True), (50.1, False)])
    def test_the_rest_is_no_wider_than_its_column(self, right: float, is_rest: bool) -> None:
        cut = table(line(at_left("彩票公益", 0, 20), at_left("60.00", 100, 20)))
        wide = line(Word("金安排的支", 0, right, 0, 10))
        assert (rest_of_row(cut, wide) is not None) is is_rest

    def test_an_item_is_no_rest(self) -> None:
        cut = table(line(at_left("一、教育", 0, 20), at_left("60.00", 100, 20)))
        assert rest_of_row(cut, line(at_left("二、卫生", 0))) is None

    def test_an_amount_goes_on_only_where_it_is_cut(self) -> None:
        whole = table(line(at_left("合计", 0, 20), at_left("60.00", 100, 20)))
        assert rest_of_row(whole, line(at_left("5", 100))) is None
        cut = table(line(at_left("合计", 0, 20), at_left("960.4", 100, 20)))
        assert rest_of_row(cut, line(at_left("5", 100))) == ["", "5"]

    def test_the_table_holds_the_rest(self) -> None:
        cut = table(line(at_left("彩票公益", 0, 20), at_left("60.00", 100, 20)))
        rest = line(at_left("金安排的", 0))
        whole = with_rest(cut, rest, ["金安排的", ""])
        assert whole.rows[-1][1] == ("彩票公益金安排的", "60.00")
        assert rest_of_row(whole, line(at_left("支出", 0))) == ["支出", ""]


def test_numbers_side_by_side_are_no_number_of_a_page() -> None:
    assert is_furniture(line(at_left("5", 280)), LAYOUTS)
    assert not is_furniture(line(at_left("5", 100), at_left("0", 200)), LAYOUTS)
