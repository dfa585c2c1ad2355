"""Text of a ruled cell that is printed over other text."""

from __future__ import annotations

import pytest
from reading import LAYOUTS
from test_overflow import HEIGHT, line

from budgetgraph.read.pages.page import Box, Page, Ruled, box_rows
from budgetgraph.read.pages.rendered_text import RenderedText
from budgetgraph.read.pages.ruled_table import RuledTable
from budgetgraph.read.pdf.overprinted import is_overprinted


@pytest.mark.parametrize(("down", "is_over"), [(5.9, True), (6.1, False)])
def test_how_much_of_their_height_two_characters_share(down: float, is_over: bool) -> None:
    assert is_overprinted([*line("障和就", 30), *line("卫生健", 30 + down)]) == is_over


@pytest.mark.parametrize(("right", "is_over"), [(5.9, True), (6.1, False)])
def test_how_much_of_their_width_two_characters_share(right: float, is_over: bool) -> None:
    assert is_overprinted([*line("障", 30), *line("卫", 30, right)]) == is_over


def test_marks_reach_over_their_neighbours() -> None:
    assert not is_overprinted([*line("境", 30), *line("）", 30, HEIGHT / 2)])


def test_lines_and_characters_beside_each_other_are_not() -> None:
    text = [char for number in range(40) for char in line("一二三四五六", number * HEIGHT)]
    assert not is_overprinted(text)


@pytest.mark.parametrize(("untold", "is_guessed"), [(0, False), (1, True)])
def test_the_cells_of_a_table_with_text_over_other_text_are_doubtful(
    untold: int, is_guessed: bool
) -> None:
    """What is not told in one cell may stand in the one above it, put to another name."""
    ruled = Ruled((Box(0, 0, 100, 20, ("教育",)),), 0, 0, 100, 20, untold)
    table = RuledTable(1, LAYOUTS)
    table.add(ruled, box_rows(ruled), Page(1, 700, (), ()), RenderedText())
    assert table.grid().guessed is is_guessed
