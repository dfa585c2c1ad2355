"""Several forms one below the other in one table → a claim for each of them.

项目名称 | 河道清淤
…
满意度指标 | … | ≥90%
项目名称 | 水库加固      here the next form begins
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from budgetgraph.document import GridRow, Passage
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.labels import labelled_cells


def forms_of(claim: FormClaim) -> Iterator[FormClaim]:
    """The forms that a claim holds, in their order; the claim itself where it holds one.

    Another form begins where the project's name or code is printed again behind a table of
    indicators.
    """
    parts = _parts(claim)
    if len(parts) == 1:
        yield claim
        return
    for number, pages in enumerate(parts):
        title = claim.title if number == 0 else _first(pages)
        name = claim.name if number == 0 else None
        yield replace(
            claim,
            title=title,
            name=name,
            number=claim.number if number == 0 else None,
            pages=pages,
            rest=claim.rest if number == len(parts) - 1 else [],
        )


def _parts(claim: FormClaim) -> list[list[tuple[GridRow, ...]]]:
    parts: list[list[tuple[GridRow, ...]]] = [[]]
    has_indicators = False
    for page in claim.pages:
        start = 0
        for index, row in enumerate(page):
            if has_indicators and _begins(row):
                parts[-1] += [page[start:index]] if index > start else []
                parts.append([])
                start, has_indicators = index, False
            has_indicators = has_indicators or is_indicator_heading(row)
        parts[-1].append(page[start:])
    return parts


def _begins(row: GridRow) -> bool:
    """Whether a row begins with the label of a project's name or code, and has its value."""
    cells = labelled_cells(row)
    return len(cells) > 1 and cells[0].key in {"name", "code"} and cells[1].key is None


def _first(pages: list[tuple[GridRow, ...]]) -> Passage:
    """The first filled cell of a form, which stands in place of its title."""
    return next(cell for page in pages for row in page for cell in row if cell)
