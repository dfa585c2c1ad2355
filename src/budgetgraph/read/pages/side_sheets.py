"""A wide sheet that is printed on several pages side by side → one page with the whole table.

    page 5                              page 6
    科目编码 | 科目名称     | 合计      基本支出 | 项目支出
    208      | 社会保障支出 | 9.00      5.00     | 4.00

The rows of both pages stand at the same heights, and the second page has a heading but no title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.page import Box, Line, Page, Ruled, Word, box_rows
from budgetgraph.values.amount import is_amount, is_left_blank

#: Rulings of two pages that are nearer to each other than this (points) stand at one height.
_SAME_HEIGHT = 1.0
#: So many rulings at the same heights are no chance: those of a heading and two rows.
_FEWEST_RULINGS = 4
#: A heading has no more rows than this.
_LONGEST_HEADING = 3


def side_by_side(pages: Sequence[Page], layouts: Layouts) -> list[Page]:
    """Give the pages; the columns of a sheet that stand on the next pages are put to its table, and
    nothing is left on these pages.
    """
    joined: list[Page] = []
    last = 0
    for page in pages:
        if joined and _is_beside(joined[last], page, layouts):
            joined[last] = _joined(joined[last], page, layouts)
            joined.append(replace(page, lines=(), tables=(), has_picture=False))
        else:
            joined.append(page)
            last = len(joined) - 1
    return joined


def _is_beside(left: Page, page: Page, layouts: Layouts) -> bool:
    """Tell whether a page holds nothing but more columns of the table that ends the page before."""
    if not left.tables or len(page.tables) != 1:
        return False
    table, more = left.tables[-1], page.tables[0]
    return (
        _stand_at_same_heights(table, more)
        and _has_other_heading(table, more, layouts)
        and all(_is_beside_the_point(line, more, layouts) for line in page.lines)
    )


def _is_beside_the_point(line: Line, table: Ruled, layouts: Layouts) -> bool:
    """Tell whether a line is no title: a caption above the table (单位：元), or a page number."""
    is_number = all(map(str.isdigit, filter(str.isalnum, line.text)))
    return is_number or (line.top < table.top and layouts.is_caption(line.text))


def _stand_at_same_heights(table: Ruled, more: Ruled) -> bool:
    """Tell whether the rulings of two tables stand at the same heights from their feet up.

    A heading merged over both pages may lack its ruling on one of them, so that one begins lower; a
    cell merged over rows hides rulings of one of them.
    """
    top = max(table.top, more.top)
    heights = _heights(table.boxes, top), _heights(more.boxes, top)
    fewer, others = sorted(heights, key=len)
    is_at_one_foot = _is_near(table.bottom, more.bottom)
    return is_at_one_foot and len(fewer) >= _FEWEST_RULINGS and all(_stands_in(others, fewer))


def _stands_in(heights: Sequence[float], others: Sequence[float]) -> Iterator[bool]:
    """Tell of each of the other heights whether it is one of the first ones."""
    for other in others:
        yield any(_is_near(height, other) for height in heights)


def _heights(boxes: Iterable[Box], top: float) -> list[float]:
    """Give the heights of the rulings above and below cells, each once, from `top` down."""
    edges: list[float] = []
    for box in boxes:
        edges += [box.top, box.bottom]
    heights: list[float] = []
    for edge in sorted(edges):
        is_within = edge >= top - _SAME_HEIGHT
        if is_within and not (heights and _is_near(edge, heights[-1])):
            heights.append(edge)
    return heights


def _is_near(height: float, other: float) -> bool:
    return abs(height - other) <= _SAME_HEIGHT


def _has_other_heading(table: Ruled, more: Ruled, layouts: Layouts) -> bool:
    """Tell whether a table begins with a heading, and not with that of the other table again.

    Its words head columns, or nothing but amounts stands below them.
    """
    words, below = _parted(more)
    heads_columns = any(map(layouts.is_heading, words)) or any(map(layouts.heads_words, words))
    is_heading = heads_columns or _are_amounts(below)
    return bool(words) and is_heading and not set(words) <= set(_parted(table)[0])


def _are_amounts(texts: Sequence[str]) -> bool:
    """Tell whether texts are amounts, or say that there is none."""
    return bool(texts) and all(is_amount(text) or is_left_blank(text) for text in texts)


def _parted(table: Ruled) -> tuple[list[str], list[str]]:
    """Give the texts of a table: of its first rows down to the first one with an amount, and of the
    rows below.
    """
    words: list[str] = []
    below: list[str] = []
    for number, row in enumerate(box_rows(table)):
        texts = list(filter(None, ("".join(box.lines) for box in row)))
        is_heading = not below and number < _LONGEST_HEADING and not any(map(is_amount, texts))
        (words if is_heading else below).extend(texts)
    return words, below


def _joined(left: Page, page: Page, layouts: Layouts) -> Page:
    """Give a page with the table and the captions of the next one at the right of its own."""
    *others, table = left.tables
    more = page.tables[0]
    shift = table.x1 - more.x0
    boxes = [_moved_box(box, shift, page.number) for box in more.boxes]
    whole = replace(table, boxes=(*table.boxes, *boxes), x1=more.x1 + shift)
    captions = [_moved_line(line, shift) for line in page.lines if layouts.is_caption(line.text)]
    width = max(left.width, whole.x1)
    return replace(left, width=width, lines=(*left.lines, *captions), tables=(*others, whole))


def _moved_box(box: Box, shift: float, page: int | None) -> Box:
    """Give a cell of the next page at its place beside the table; it keeps its own page."""
    own_page = page if box.page is None else box.page
    return replace(box, x0=box.x0 + shift, x1=box.x1 + shift, page=own_page)


def _moved_line(line: Line, shift: float) -> Line:
    return Line(tuple(_moved_word(segment, shift) for segment in line.segments))


def _moved_word(word: Word, shift: float) -> Word:
    parts = tuple(_moved_word(part, shift) for part in word.parts)
    return replace(word, x0=word.x0 + shift, x1=word.x1 + shift, parts=parts)
