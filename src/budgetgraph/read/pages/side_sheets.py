"""A wide sheet that is printed on several pages side by side → one page with the whole table.

    page 5                              page 6
    科目编码 | 科目名称     | 合计      基本支出 | 项目支出
    208      | 社会保障支出 | 9.00      5.00     | 4.00

The rows of both pages stand at the same heights, and the second page has a heading but no title of
its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, starmap

from budgetgraph.document.folding import UNKNOWN
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.cut_texts import (
    is_in_rows,
    is_of_cut_cell,
    is_piece_of,
    share_cut_cells,
    whole_boxes,
    whole_line,
    with_cut_texts,
)
from budgetgraph.read.pages.page import Box, Line, Page, Ruled, Word, box_rows
from budgetgraph.values.amount import is_amount, is_left_blank

#: Rulings of two pages that are nearer to each other than this (points) stand at one height.
_SAME_HEIGHT = 1.0
#: So many rulings at the same heights are no chance: those of a heading and two rows.
_FEWEST_RULINGS = 4
#: A heading has no more rows than this.
_LONGEST_HEADING = 3
#: A sheet is no more pages high than this.
_LONGEST_STRIP = 30


def side_by_side(pages: Sequence[Page], layouts: Layouts) -> list[Page]:
    """Give the pages; the columns of a sheet that stand on other pages are put to its table, and
    nothing is left on these pages.

    A sheet that is too high, too, is printed downwards first: pages 4, 5 | 6, 7 are two strips, and
    page 6 stands beside page 4.
    """
    joined: list[Page] = []
    whole: list[int] = []
    strip: list[int] = []
    for at, page in enumerate(pages):
        strip = strip or _strip_beside(joined, whole, pages[at:], layouts)
        if strip:
            left = strip.pop(0)
            joined[left] = _joined(joined[left], page, layouts)
            joined.append(replace(page, lines=(), tables=(), has_picture=False))
        else:
            joined.append(page)
            whole.append(at)
    return list(map(with_cut_texts, joined))


def _strip_beside(
    joined: Sequence[Page], whole: Sequence[int], pages: Sequence[Page], layouts: Layouts
) -> list[int]:
    """Give the numbers of the pages beside which the next pages stand, one by one; none where the
    next page does not go on at the side of another one.
    """
    for length in range(1, min(len(whole), len(pages), _LONGEST_STRIP) + 1):
        strip = list(whole[-length:])
        first, *others = (joined[number] for number in strip)
        if not _is_beside(first, pages[0], layouts) or _is_inside(joined, whole, length):
            continue
        rest = zip(others, pages[1:length], strict=True)
        if all(_may_be_beside(left, page, layouts) for left, page in rest):
            return strip
    return []


def _is_inside(joined: Sequence[Page], whole: Sequence[int], length: int) -> bool:
    """Tell whether a strip lacks its first page: the one before it is of the same sheet, and is
    printed as far to the side.
    """
    if length >= len(whole):
        return False
    first, before = joined[whole[-length]], joined[whole[-length - 1]]
    if whole[-length] != whole[-length - 1] + 1 or not (first.tables and before.tables):
        return False
    upper, lower = before.tables[-1], first.tables[0]
    is_as_wide = _is_near(upper.x0, lower.x0) and _is_near(upper.x1, lower.x1)
    has_lines_above = any(line.top < lower.top for line in first.lines)
    return is_as_wide and not has_lines_above


def _is_beside(left: Page, page: Page, layouts: Layouts) -> bool:
    """Tell whether a page holds nothing but more columns of the tables of another one."""
    pairs = _pairs(left, page)
    goes_on = any(_has_other_heading(table, more, layouts) for table, more in pairs)
    goes_on = goes_on or any(starmap(share_cut_cells, pairs))
    return goes_on and _may_be_beside(left, page, layouts)


def _may_be_beside(left: Page, page: Page, layouts: Layouts) -> bool:
    """Tell whether the rows of a page stand at the heights of those of another one; the page may
    hold nothing at all, where all of its cells are blank.
    """
    if not page.tables:
        return all(layouts.is_page_mark(line.text) for line in page.lines)
    pairs = _pairs(left, page)
    if not pairs or not all(starmap(_stand_at_same_heights, pairs)):
        return False
    return all(_is_beside_the_point(line, left, pairs, layouts) for line in page.lines)


def _pairs(left: Page, page: Page) -> list[tuple[Ruled, Ruled]]:
    """Give the last tables of a page with those of the page that may go on at their side."""
    count = len(page.tables)
    if not count or len(left.tables) < count:
        return []
    return list(zip(left.tables[-count:], page.tables, strict=True))


def _is_beside_the_point(
    line: Line, left: Page, pairs: Sequence[tuple[Ruled, Ruled]], layouts: Layouts
) -> bool:
    """Tell whether a line is no title of its own: a caption above the table (单位：元), a page number,
    the rest of a line that the side of the page cuts, or the title of a sheet whose middle is on
    this page.
    """
    table, more = pairs[0]
    if any(is_of_cut_cell(line, of) for of in chain(*pairs)) or layouts.is_page_mark(line.text):
        return True
    if any(is_piece_of(line, other) for other in left.lines):
        return True
    is_number = all(map(str.isdigit, filter(str.isalnum, line.text)))
    is_caption = line.top < more.top and layouts.is_caption(line.text)
    return is_number or is_caption or _is_title_of_both(line, left, table, more, layouts)


def _is_title_of_both(line: Line, left: Page, table: Ruled, more: Ruled, layouts: Layouts) -> bool:
    """Tell whether a title above a table is that of the whole sheet: the page on its left prints
    captions at that place and no title.
    """
    above = [other.text for other in left.lines if other.top < table.top]
    has_own = any(map(layouts.is_title, above))
    is_above_both = line.top < more.top and _is_near(table.top, more.top)
    return bool(above) and not has_own and is_above_both and layouts.is_title(line.text)


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
    """Give a page with the tables and the captions of another one at the right of its own."""
    pairs = _pairs(left, page)
    if not pairs:
        return left
    others = left.tables[: -len(pairs)]
    whole = [_whole_table(left, page, table, more) for table, more in pairs]
    table, more = pairs[0]
    shift = table.x1 - more.x0
    above = [whole_line(line, page.lines) for line in left.lines if not _is_in_any(line, pairs)]
    known = {line.text for line in above}
    stays = [line for line in page.lines if _stays(line, layouts, known) or _ends_cell(line, more)]
    captions = [_moved_line(line, shift) for line in stays]
    width = max(left.width, *(of.x1 for of in whole))
    return replace(left, width=width, lines=(*above, *captions), tables=(*others, *whole))


def _ends_cell(line: Line, table: Ruled) -> bool:
    """Tell whether a line stands behind a table, in the row of a cell that is open there."""
    first = line.segments[0]
    return first.x0 + first.x1 > 2 * table.x1 and is_of_cut_cell(line, table)


def _whole_table(left: Page, page: Page, table: Ruled, more: Ruled) -> Ruled:
    """Give a table with the cells of another page at its right."""
    shift = table.x1 - more.x0
    moved = [_moved_box(box, shift, page.number) for box in more.boxes]
    beside = [line for line in left.lines if is_in_rows(line, table)]
    before = [line for line in page.lines if is_in_rows(line, table)]
    boxes = tuple(whole_boxes(table, moved, beside, before))
    untold = table.untold + more.untold
    return replace(table, boxes=boxes, x1=more.x1 + shift, untold=untold)


def _is_in_any(line: Line, pairs: Sequence[tuple[Ruled, Ruled]]) -> bool:
    """Tell whether a line stands at the height of the rows of a table: it is text of a cell."""
    return any(is_in_rows(line, table) for table, _ in pairs)


def _stays(line: Line, layouts: Layouts, known: Container[str]) -> bool:
    """Tell whether a line of the other page is a caption or a title that the page lacks."""
    is_told = layouts.is_caption(line.text) or layouts.is_title(line.text)
    return is_told and line.text not in known and UNKNOWN not in line.text


def _moved_box(box: Box, shift: float, page: int | None) -> Box:
    """Give a cell of the next page at its place beside the table; it keeps its own page."""
    own_page = page if box.page is None else box.page
    return replace(box, x0=box.x0 + shift, x1=box.x1 + shift, page=own_page)


def _moved_line(line: Line, shift: float) -> Line:
    return Line(tuple(_moved_word(segment, shift) for segment in line.segments))


def _moved_word(word: Word, shift: float) -> Word:
    parts = tuple(_moved_word(part, shift) for part in word.parts)
    return replace(word, x0=word.x0 + shift, x1=word.x1 + shift, parts=parts)
