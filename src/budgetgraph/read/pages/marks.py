"""What the lines of a page are: marks between the pages, running headers, headings of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import filterfalse
from operator import attrgetter

from budgetgraph.document.folding import fold
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.page import Line, Page
from budgetgraph.values.amount import is_amount

_text = attrgetter("text")
#: Running headers and footers are among so many lines at each end of a page.
_EDGE_LINES = 2


def is_heading(cells: Sequence[str], layouts: Layouts) -> bool:
    """Tell whether a row at the top of a page is a heading: at least half of its cells are words
    that head columns, and no amount stands in it.

    科目编码, 科目名称, 本年预算 → yes     2080501, 行政单位离退休, 120.00 → no
    """
    filled = list(filter(None, cells))
    if len(filled) < 2 or any(map(is_amount, filled)):
        return False
    known = list(filter(layouts.heads_words, filled))
    return 2 * len(known) >= len(filled)


def is_furniture(line: Line, layouts: Layouts) -> bool:
    """Tell whether a line is a page number or a mark between pages.

    Several numbers side by side are none: `5  5  0` is the rest of three amounts.
    """
    numbers = list(filter(str.isdecimal, map(_text, line.segments)))
    return len(numbers) < 2 and layouts.is_page_mark(line.text)


def without_digits(text: str) -> str:
    """Give what a running header has in common with those of other pages: 第 3 页 → 第页."""
    return fold(re.sub(r"\d", "", text))


def running_headers(pages: Sequence[Page], layouts: Layouts) -> frozenset[str]:
    """Give the running headers and footers, without their digits.

    They are the first and last lines that stand, but for their digits, on most pages.
    """
    count: Counter[str] = Counter()
    for page in pages:
        count.update(_edge_texts(page, layouts))
    most = max(2, len(pages) // 2)
    return frozenset(filter(lambda text: count[text] > most, count))


def _edge_texts(page: Page, layouts: Layouts) -> set[str]:
    """Give the first and last lines of a page without digits; captions and titles are none."""
    edges = (*page.lines[:_EDGE_LINES], *page.lines[-_EDGE_LINES:])
    texts = filterfalse(layouts.names_table, map(_text, edges))
    return set(map(without_digits, texts))
