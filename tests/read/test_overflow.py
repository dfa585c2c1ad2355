"""Text of a ruled cell that runs over the rulings above and below it: whose cell it is of."""

from __future__ import annotations

from pathlib import Path

import pytest
from paper import Page, pdf

from budgetgraph.document import Grid
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.tables.overflow import Overflow, overflows

#: Three cells, one above the other, 30 points high.
CELLS = [(0.0, 0.0, 50.0, 30.0), (0.0, 30.0, 50.0, 60.0), (0.0, 60.0, 50.0, 90.0)]
HEIGHT = 10.0


def line(text: str, top: float, left: float = 0.0) -> list[Thing]:
    chars = []
    for index, character in enumerate(text):
        x0 = left + HEIGHT * index
        chars.append(
            {
                "text": character,
                "x0": x0,
                "x1": x0 + HEIGHT,
                "top": top,
                "bottom": top + HEIGHT,
                "doctop": top,
                "upright": True,
            }
        )
    return chars


def found(*tops: float, left_of_second: float = 0.0) -> list[Overflow]:
    """The texts over rulings of lines at these heights, beside four lines that are in a cell."""
    chars: list[Thing] = []
    for number, top in enumerate(tops):
        chars += line("一二", top, left_of_second if number == 1 else 0.0)
    for top in (2, 15, 70, 79):
        chars += line("甲", top, 40)
    return overflows(chars, CELLS)


class TestWhoseTextItIs:
    def test_lines_around_the_middle_of_a_cell_are_of_it(self) -> None:
        (overflow,) = found(15, 27, 39, 51, 63)
        assert overflow.cell == CELLS[1]
        places = dict(overflow.places())
        assert len(places) == 10
        assert {(place["top"], place["bottom"]) for place in places.values()} == {(30.0, 60.0)}

    @pytest.mark.parametrize(("down", "is_told"), [(3.4, True), (3.6, False)])
    def test_how_far_from_the_middle_of_its_cell(self, down: float, is_told: bool) -> None:
        tops = [top + 1 + down for top in (15, 27, 39, 51, 63)]
        (overflow,) = found(*tops)
        assert (overflow.cell is not None) == is_told

    @pytest.mark.parametrize(("top", "count"), [(22.2, 1), (21.8, 0)])
    def test_a_ruling_that_only_touches_a_line_cuts_none(self, top: float, count: int) -> None:
        assert len(found(top, top + 11)) == count

    @pytest.mark.parametrize(("left", "count"), [(1.4, 1), (1.6, 0)])
    def test_lines_of_one_text_begin_at_one_place(self, left: float, count: int) -> None:
        assert len(found(24, 36, left_of_second=left)) == count

    @pytest.mark.parametrize(("distance", "count"), [(19.9, 1), (20.1, 0)])
    def test_how_far_lines_of_one_text_are_from_each_other(
        self, distance: float, count: int
    ) -> None:
        assert len(found(24, 24 + distance)) == count

    @pytest.mark.parametrize(("more", "lines"), [(0.9, 3), (1.1, 2)])
    def test_the_lines_of_one_text_follow_each_other_at_one_distance(
        self, more: float, lines: int
    ) -> None:
        (overflow,) = found(24, 36, 48 + more)
        assert len(overflow.words) == lines

    @pytest.mark.parametrize(("off", "count"), [(1.4, 1), (1.6, 0)])
    def test_lines_of_one_text_may_be_centred(self, off: float, count: int) -> None:
        """公务用车运行维 over 护费 in the middle of its cell."""
        chars = [*line("一二三四", 34, 5.0), *line("五二", 46, 15.0 + off)]
        chars += [*line("甲", 2, 40), *line("乙", 70, 40), *line("丙", 15, 40)]
        narrow = [(0.0, 40.0, 50.0, 50.0), (0.0, 0.0, 50.0, 40.0), (0.0, 50.0, 50.0, 90.0)]
        assert len(overflows(chars, narrow)) == count

    @pytest.mark.parametrize(("distance", "count"), [(8.1, 1), (7.9, 0)])
    def test_lines_of_one_text_stand_apart(self, distance: float, count: int) -> None:
        """What overlaps a line is another text: the number of a column that it runs into."""
        assert len(found(28 - distance / 2, 28 + distance / 2)) == count

    def test_a_cell_over_several_columns_holds_no_text_of_theirs(self) -> None:
        """What runs out of a cell into the one above is told, and is told once."""
        wide = (0.0, 10.0, 100.0, 40.0)
        below = [(0.0, 40.0, 50.0, 50.0), (50.0, 40.0, 100.0, 50.0), (0.0, 50.0, 50.0, 90.0)]
        chars = [*line("一二三四", 34, 5.0), *line("五二", 46, 15.0)]
        chars += [*line("甲", 20, 40), *line("乙", 70, 40), *line("丙", 60, 0)]
        (overflow,) = overflows(chars, [wide, *below])
        assert overflow.cell == below[0]

    def test_rulings_off_their_place_are_no_overflow(self) -> None:
        chars = [*line("一二", 24), *line("三四", 36), *line("五六", 55)]
        assert overflows(chars, CELLS) == []
        assert overflows([*chars, *line("七", 2)], CELLS) != []


def drawn(folder: Path, tops: tuple[int, ...]) -> tuple[list[str], list[str]]:
    """The first column and the notes of a table over whose last rulings a note of lines runs."""

    def draw(page: Page) -> None:
        page.table(60, (60, 160, 300), [["项目", "金额"], ["水费", "7.00"], ["总计", "7.00"]])
        page.table(60 + 3 * 22.3, (60, 160, 300), [["", ""]])
        for number, top in enumerate(tops):
            page.text(top, 64, f"说明第{number}行")

    path = folder / "x.pdf"
    path.write_bytes(pdf(draw))
    document = read(path)
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return [row[0].text for row in grid.rows], [note.message for note in document.notes]


class TestOnAPage:
    def test_a_note_that_runs_into_the_total_is_no_part_of_it(self, tmp_path: Path) -> None:
        names, notes = drawn(tmp_path, (119, 132, 145))
        assert names == ["项目", "水费", "总计", "说明第0行说明第1行说明第2行"]
        assert notes == []

    def test_what_may_be_of_another_cell_is_said(self, tmp_path: Path) -> None:
        names, notes = drawn(tmp_path, (118, 131))
        assert names[2:] == [""]
        assert len(notes) == 1
        assert "text runs over a ruling" in notes[0]
