"""A wide list of projects that is printed on two pages, its columns parted between them.

单位名称 | 项目名称 | 三级指标        指标值 | 度量单位
水务局   | 河道清淤 | 清淤长度        ≥12    | 公里
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import forms, role
from budgetgraph.parse.project_forms.project_list.heading import heads_list
from budgetgraph.recognise.headings import filled_texts

_Page = tuple[GridRow, ...]
#: A heading and two rows: a shorter page has as many rows as another one by chance.
_FEWEST_ROWS = 3
_BLANK = Passage(())


def joined_halves(pages: Sequence[_Page]) -> tuple[list[_Page], list[GridRow]]:
    """Give the pages of a list, a right half beside its left one, and the headings of right halves
    that have another number of rows: which of their rows belong together is not told.
    """
    joined: list[_Page] = []
    alone: list[GridRow] = []
    for page in pages:
        if not joined or not _is_right_half(joined[-1], page):
            joined.append(page)
        elif len(page) == len(joined[-1]) >= _FEWEST_ROWS:
            joined[-1] = _beside(joined[-1], page)
        else:
            alone.append(page[0])
    return joined, alone


def _is_right_half(left: _Page, page: _Page) -> bool:
    """Tell whether a page begins with headings of indicators, names no project, and repeats no
    column of the page before it.
    """
    if not left or not page or heads_list(page[0]):
        return False
    roles = _roles(page[0])
    own = filled_texts(page[0])
    is_heading = 2 * len(roles) >= len(own) > 1
    return is_heading and heads_list(left[0]) and not roles & _roles(left[0])


def _roles(heading: GridRow) -> set[str]:
    """Give the roles of the columns of indicators that a row heads: 指标值 → target."""
    roles = (role(forms().indicator, text) for text in filled_texts(heading))
    return set(filter(None, roles))


def _beside(left: _Page, right: _Page) -> _Page:
    """Put the cells of a right half behind those of the left one, row by row."""
    width = max(map(len, left))
    rows: list[GridRow] = []
    for row, rest in zip(left, right, strict=True):
        blanks = (_BLANK,) * (width - len(row))
        rows.append((*row, *blanks, *rest))
    return tuple(rows)
