"""Of which fiscal year a document is: what its captions, titles, columns and sentences print, else
its project codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from budgetgraph.disclosure import Project
from budgetgraph.document import GridRow, Passage
from budgetgraph.forms import fold, forms
from budgetgraph.forms.title_lines import with_digits
from budgetgraph.forms.titles import words
from budgetgraph.parse.header.named_bodies import TitleAt
from budgetgraph.recognise import Recognised
from budgetgraph.recognise.covers import Cover
from budgetgraph.values.codes import project_code_parts

_YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")
_YEAR_CELL = re.compile(r"(?P<year>20\d\d)年?度?")


def parse_year(
    found: Recognised,
    running: Sequence[Passage],
    projects: Sequence[Project],
    titles: Sequence[TitleAt],
    cover: Cover | None,
) -> int | None:
    """The budget year; the first of these that prints one tells it.

    The captions above the tables, the cover, a title, the titles of the tables and forms, a cell
    beside 年度, the headings of columns, the sentences, the project codes.
    """
    ways = (
        _most(_captioned(found)),
        cover.year if cover is not None else None,
        next((at.title.year for at in titles if at.title.year is not None), None),
        _most(_titled(found)),
        _most(_in_cells(found)),
        max(_in_columns(found), default=None),
        _most(_in_prose(running)),
        _most(_coded(projects)),
    )
    return next((year for year in ways if year is not None), None)


def year_of_name(file: str) -> int | None:
    """The year in the name of the file, for a file of tables that print none."""
    found = _YEAR.search(fold(file))
    return int(found.group(1)) if found else None


def _most(years: Iterable[int]) -> int | None:
    """The most frequent year, the first one of several that are as frequent."""
    counted = Counter(years).most_common(1)
    return counted[0][0] if counted else None


def _captioned(found: Recognised) -> Iterator[int]:
    for caption in found.captions:
        match = forms().caption["year"].match(caption.text)
        if match is not None:
            yield int(match.group("year"))


def _titled(found: Recognised) -> Iterator[int]:
    """Years in the titles of tables and forms: 2023年部门整体支出绩效目标表.

    That of a project's form may hold a year of the project.
    """
    of_forms = [claim.title for claim in found.forms if claim.name is None]
    for title in [*(claim.title for claim in found.tables), *of_forms]:
        yield from map(int, _YEAR.findall(with_digits(fold(title.text))))


def _in_cells(found: Recognised) -> Iterator[int]:
    """`预算年度 | 2024` and `年度：2024年` in the rows of a form."""
    label = re.compile(words("pair", "year"))
    for row in _form_rows(found):
        filled = [fold(cell.text) for cell in row if cell]
        for text, behind in pairwise([*filled, ""]):
            head, _, rest = text.partition(":")
            year = _YEAR_CELL.fullmatch(rest or behind)
            if label.search(head) and year is not None:
                yield int(year["year"])


def _form_rows(found: Recognised) -> Iterator[GridRow]:
    for claim in found.forms:
        yield from (row for page in claim.pages for row in page)
    for grid in found.unclaimed:
        yield from grid.rows


def _in_columns(found: Recognised) -> Iterator[int]:
    """`2024年预算数` over a column; of two years the later one is the budget's."""
    column = re.compile(words("running", "column"))
    for claim in found.tables:
        for row in (row for fragment in claim.fragments for row in fragment.heading):
            for cell in row:
                match = column.fullmatch(fold(cell.text))
                if match is not None:
                    yield int(match["year"])


def _in_prose(running: Iterable[Passage]) -> Iterator[int]:
    """`2024年收入总预算…`: the year right before 预算."""
    stated = re.compile(words("running", "year"))
    for passage in running:
        for match in stated.finditer(with_digits(fold(passage.text))):
            yield int(match["year"])


def _coded(projects: Iterable[Project]) -> Iterator[int]:
    for project in projects:
        parts = project_code_parts(project.code) if project.code else None
        if parts is not None:
            yield parts.year
