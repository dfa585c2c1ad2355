"""Several forms one below the other in one table → a claim for each of them.

项目名称 | 河道清淤
…
满意度指标 | … | ≥90%
项目名称 | 水库加固      here the next form begins
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.labels import labelled_cells
from budgetgraph.recognise.shapes import heads_page_again

_Pages = list[tuple[GridRow, ...]]


def forms_of(claim: FormClaim) -> Iterator[FormClaim]:
    """Give the forms that a claim holds, in their order; the claim itself where it holds one.

    Another form begins where the project's name or code is printed again behind a table of
    indicators, and does not only head the next page of its form. The title of the claim is that of
    its first form, what stands behind its end belongs to the last one.
    """
    first, *others = _parts(claim)
    if not others:
        yield replace(claim, pages=tuple(first))
        return
    yield replace(claim, pages=first, rest=[])
    for pages in others:
        rest = claim.rest if pages is others[-1] else []
        title = _first_cell(pages)
        yield replace(claim, title=title, name=None, number=None, pages=pages, rest=rest)


def _parts(claim: FormClaim) -> list[_Pages]:
    """Give the pages of each form; a form may begin in the middle of a page.

    Its rows there are a page of it, those above belong to the form before.
    """
    parts: list[_Pages] = [[]]
    has_indicators = False
    for whole_page in chain.from_iterable(map(_pages_of_paper, claim.pages)):
        page = _without_repeated(parts[-1], whole_page)
        start = 0
        for index, row in enumerate(page):
            if has_indicators and _begins(row):
                _end_part(parts, page[start:index])
                start, has_indicators = index, False
            elif is_indicator_heading(row):
                has_indicators = True
        parts[-1].append(page[start:])
    return parts


def _pages_of_paper(grid: tuple[GridRow, ...]) -> Iterator[tuple[GridRow, ...]]:
    """Give the pieces of a grid that lies over several pages of the paper: a piece begins where the
    first row of a page begins as a form does.
    """
    pages = [row_where(row).page for row in grid]
    turned = (at for at, (above, page) in enumerate(pairwise(pages), start=1) if above != page)
    starts = [0, *(at for at in turned if _begins(grid[at])), len(grid)]
    yield from (grid[start:end] for start, end in pairwise(starts))


def _without_repeated(form: _Pages, page: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
    """Give a page without the rows with which the form began, where they head this page again.

    Where a heading of indicators stands below such rows, nothing else may stand above it: another
    form has fields of its own.
    """
    if not form or not _begins(page[0]):
        return page
    heading = next((at for at, row in enumerate(page) if is_indicator_heading(row)), None)
    if heading is not None:
        return page[heading:] if heads_page_again(page, form) else page
    alike = takewhile(_are_alike, zip(form[0], page, strict=False))
    return page[sum(1 for _ in alike) :]


def _are_alike(rows: tuple[GridRow, GridRow]) -> bool:
    mine, its = rows
    return texts(mine) == texts(its)


def _end_part(parts: list[_Pages], rows: tuple[GridRow, ...]) -> None:
    """End a form with the last rows of its page, and begin the next one."""
    if rows:
        parts[-1].append(rows)
    parts.append([])


def _begins(row: GridRow) -> bool:
    """Tell whether a row begins with the label of a project's name or code, and has its value.

    `项目名称 | 水库加固` does, the heading `项目名称 | 预算金额` does not.
    """
    cells = labelled_cells(row)
    return len(cells) > 1 and cells[0].key in {"name", "code"} and cells[1].key is None


def _first_cell(pages: Sequence[tuple[GridRow, ...]]) -> Passage:
    """Give the first filled cell of a form, which stands in place of its title."""
    rows = chain.from_iterable(pages)
    return next(filter(None, chain.from_iterable(rows)))
