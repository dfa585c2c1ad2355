"""A text in the middle of a cell that the foot of a page cuts may stand outside of the table."""

from __future__ import annotations

import pytest

from budgetgraph.read.pages.cut_rows import with_texts_of_cut_cells
from budgetgraph.read.pages.page import Box, Line, Page, Ruled, Word

FOOT, TOP, HIGH = 500.0, 70.0, 15.0
LEVEL, SECOND = "产出指标", "数量指标"


def _table(top: float, *texts: str) -> Ruled:
    boxes = []
    for column, text in enumerate(texts):
        lines = (text,) if text else ()
        boxes.append(Box(column * 80.0, top, column * 80.0 + 80.0, top + HIGH, lines))
    return Ruled(tuple(boxes), 0.0, top, len(texts) * 80.0, top + HIGH)


def _line(text: str, top: float, left: float = 10.0) -> Line:
    return Line((Word(text, left, left + 40.0, top, top + 9.0),))


def _pages(upper: Line, lower: Line, last: tuple[str, ...], first: tuple[str, ...]) -> list[Page]:
    above = Page(1, 600.0, (upper,), (_table(FOOT - HIGH, *last),))
    return [above, Page(2, 600.0, (lower,), (_table(TOP, *first),))]


def _texts(pages: list[Page]) -> list[list[str]]:
    return [["".join(box.lines) for box in page.tables[0].boxes] for page in pages]


def test_a_text_below_its_cell_is_put_there_and_one_above_is_said_already() -> None:
    below, above = _line(LEVEL, FOOT + 3.0), _line(SECOND, TOP - 7.0, 90.0)
    pages = _pages(below, above, ("", SECOND, "参保人数"), (LEVEL, "", "参保率"))
    read = with_texts_of_cut_cells(pages)
    assert _texts(read) == [[LEVEL, SECOND, "参保人数"], ["", "", "参保率"]]
    assert [page.lines for page in read] == [(), ()]


@pytest.mark.parametrize(
    "below",
    [_line("成本指标", FOOT + 3.0), _line(LEVEL, FOOT + 40.0), _line(LEVEL, FOOT + 3.0, 60.0)],
    ids=["another text", "far below", "in another column"],
)
def test_what_else_stands_below_a_table(below: Line) -> None:
    pages = _pages(below, _line("3", TOP + 300.0), ("", SECOND), (LEVEL, ""))
    assert with_texts_of_cut_cells(pages) == pages
