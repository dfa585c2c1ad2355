"""What the lines of a page are: furniture between the pages, running headers, headings of tables,
tables without rulings.
"""

from __future__ import annotations

import re
from collections import Counter

from budgetgraph.forms import column_measure, fold, forms, is_caption, role, table_type
from budgetgraph.read.page import Line, Page
from budgetgraph.values.amount import is_amount, is_precise

_LEADER = re.compile(r"\.{4,}|…{2,}|·{4,}")
_EDGE_LINES = 2
#: So many items without an amount may follow each other in a table, and so long may one be
#: (characters).
_BLANK_ROWS, _LONGEST_ITEM = 30, 30


def is_heading(cells: list[str]) -> bool:
    """Whether a row at the top of a page is a heading: its cells are words that head columns, and
    no amount stands in it.
    """
    heading = forms().heading
    filled = [cell for cell in cells if cell]
    if any(is_amount(cell) for cell in filled):
        return False
    keys = ("serial", "code", "code_parts", "item", "revenue_side", "expenditure_side")
    sections = (forms().indicator, forms().unit)
    known = [
        cell
        for cell in filled
        if any(cell in heading[key] for key in keys)
        or any(role(section, cell) for section in sections)
    ]
    return len(known) * 2 >= len(filled) > 1


def unruled_length(lines: list[Line], titled: bool, goes_on: bool = False) -> int:
    """How many lines from the first one on are a table without rulings: lines of several segments,
    two of them with amounts. Below a title of a table the heading alone is enough, on the page
    after a table (`goes_on`) one line with amounts.
    """
    if (
        not lines
        or len(lines[0].segments) < 2
        or is_caption(lines[0].text)
        or is_furniture(lines[0])
    ):
        return 0
    length = amounts = 0
    for index, line in enumerate(lines):
        ends = (
            _LEADER.search(line.text)
            or fold(line.text) in forms().form["note"]
            or table_type(line.text)
            or is_caption(line.text)
        )
        if is_furniture(line) or ends or index - length > _BLANK_ROWS:
            break
        has_amount = any(is_precise(part.text) for part in line.segments)
        if len(line.segments) > 1 and (has_amount or not amounts or index == length):
            length = index + 1
            amounts += has_amount
        elif len(line.text) > _LONGEST_ITEM:
            break
    return (
        length
        if amounts >= (1 if goes_on else 2)
        or (titled and any(is_word(part.text) for line in lines[:length] for part in line.segments))
        else 0
    )


def is_word(text: str) -> bool:
    """Whether a text is a whole heading of a table, known to the catalogue."""
    return (
        any(text in patterns for patterns in forms().heading.values())
        or column_measure(text) is not None
    )


def is_side(text: str) -> bool:
    """Whether a text heads all columns of one side of a table (收入, 支出)."""
    return text in forms().heading["revenue_side"] or text in forms().heading["expenditure_side"]


def is_furniture(line: Line) -> bool:
    """Whether a line is a page number or a mark between pages."""
    return fold(line.text) in forms().form["furniture"]


def margin(pages: list[Page], width: float) -> float:
    """The right margin of the running text on pages of one width: the rightmost place where three
    long lines end.
    """
    ends = [
        line.segments[-1].x1
        for page in pages
        if page.width == width
        for line in page.lines
        if _is_long(line)
    ]
    shared = [end for end in ends if sum(1 for other in ends if abs(other - end) < 6) > 2]
    return max(shared or ends, default=width)


def _is_long(line: Line) -> bool:
    return len(line.text) > 20 and len(line.segments) == 1 and not _LEADER.search(line.text)


def repeated(pages: list[Page]) -> frozenset[str]:
    """Running headers and footers: the first and last lines that stand, but for their digits, on
    most pages.
    """
    count: Counter[str] = Counter()
    for page in pages:
        texts = {line.text for line in (*page.lines[:_EDGE_LINES], *page.lines[-_EDGE_LINES:])}
        count.update(
            {
                fold(re.sub(r"\d", "", text))
                for text in texts
                if not is_caption(text) and table_type(text) is None
            }
        )
    return frozenset(
        text for text, pages_with in count.items() if pages_with > max(2, len(pages) // 2)
    )
