"""The last row of a page and the first one of the next: one row where the page proves it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budgetgraph.read.pages.page import Box
from budgetgraph.read.pages.torn_rows import cells_above, have_same_edges, is_rest_of_row

WIDTH = 50.0


def row(*cells: str, shift: float = 0.0) -> list[Box]:
    """A row of cells, their lines parted by `/`: `工资福/利支出`."""
    boxes = []
    for number, cell in enumerate(cells):
        lines = tuple(filter(None, cell.split("/")))
        left = number * WIDTH + shift
        boxes.append(Box(left, 0.0, left + WIDTH, 10.0, lines))
    return boxes


@pytest.mark.parametrize(
    ("upper", "lower", "is_rest"),
    [
        (("301", "工资福", "1267."), ("", "利支出", "20"), True),
        (("301", "工资福", "1267.80"), ("", "利支出", ""), True),
        # the last digit of a code goes on as that of an amount does
        (("208280", "行政运", "448.97"), ("1", "行", ""), True),
        # a row of its own: it fills what the row above fills
        (("301", "工资福", "1267."), ("302", "商品和", "20"), False),
        (("科目编", "工资福", "1267."), ("码", "利支出", "20"), False),
        # an amount that is whole does not go on
        (("301", "工资福", "1267.80"), ("", "利支出", "20"), False),
        # a line that has room for more is the end of its cell
        (("301", "工资", "1267."), ("", "利支出", "20"), True),
        (("301", "工", "1267."), ("", "利支出", "20"), False),
        (("301", "工1", "1267."), ("", "利支出", "20"), False),
        # no line break parts a bracket from what it encloses; what just fits had room
        (("301", "工", "1267."), ("", "境）/费", "20"), False),
        (("301", "工", "1267."), ("", "（境）/费", "20"), True),
        (("301", "工", "1267."), ("", "境（外）", "20"), False),
        # words do not go on in an amount
        (("301", "工资福", "1267."), ("", "12.00", "20"), False),
        # text that runs downwards has a character a line, whatever else its column holds
        (("满/意/度", "满意度指标", "≥95%"), ("指/标", "", ""), True),
        (("满/意/度", "满意度指标", "≥95%"), ("指标", "", ""), False),
        (("满", "满意度指标", "≥95%"), ("指/标", "", ""), False),
        # what has nothing above it goes on in nothing
        (("301", "", "1267."), ("", "利支出", "20"), False),
    ],
)
def test_the_rest_of_a_row(upper: tuple[str, ...], lower: tuple[str, ...], is_rest: bool) -> None:
    boxes = [*row("科目编", "商品和/服务", "合计"), *row(*upper), *row(*lower)]
    assert is_rest_of_row(row(*upper), row(*lower), boxes) is is_rest


def test_rows_of_other_columns_are_not_put_together() -> None:
    upper, lower = ("301", "工资福", "1267."), ("", "利支出", "20")
    boxes = [*row("", "商品和", ""), *row(*upper)]
    assert is_rest_of_row(row(*upper), row(*lower, shift=6.0), boxes)
    assert not is_rest_of_row(row(*upper), row(*lower, shift=6.1), boxes)
    assert not have_same_edges(row("a"), row("a", "b"))
    wider = [Box(0.0, 0.0, 2 * WIDTH, 10.0, ("a",))]
    assert not have_same_edges(row("a"), wider), "they begin at one edge and end at others"
    assert not is_rest_of_row([], row(*lower), boxes)


@pytest.mark.parametrize(("size", "is_rest"), [(0.0, True), (8.4, True), (8.3, False)])
def test_a_cell_with_room_for_more_does_not_go_on(size: float, is_rest: bool) -> None:
    """Four characters, and one blank at each side, take 50 points where one takes 8.33."""
    upper, lower = row("301", "工资福", "1267."), row("", "利支出", "")
    sized = [replace(box, size=size) for box in upper]
    assert is_rest_of_row(sized, lower, [*sized, *lower]) is is_rest


def box(left: float, top: float, bottom: float, *lines: str) -> Box:
    return Box(left, top, left + WIDTH, bottom, lines)


@pytest.mark.parametrize(("foot", "is_above"), [(24.1, True), (23.9, False)])
def test_a_cell_merged_over_several_rows_ends_at_the_foot_of_its_page(
    foot: float, is_above: bool
) -> None:
    name, upper, last = box(0, 0, foot, "水资源管"), box(50, 0, 15, "产出"), box(50, 15, 30, "效益")
    first = [box(0, 0, 15, "理"), box(50, 0, 15, "指标")]
    found = cells_above(first, [last], [name, upper, last])
    assert found == ([name, last] if is_above else [])
