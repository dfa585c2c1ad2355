"""Of which fiscal year a document is: what its captions, titles, columns and sentences print, else
its project codes; else what is known from outside of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter, itemgetter

from budgetgraph.disclosure import Project
from budgetgraph.document import GridRow, Passage
from budgetgraph.document.numerals import with_digits
from budgetgraph.document.problems import Note
from budgetgraph.forms import fold, forms
from budgetgraph.forms.titles import words
from budgetgraph.parse.header.given import GivenFacts
from budgetgraph.parse.header.pairs import values_beside
from budgetgraph.parse.header.titles import TitleAt
from budgetgraph.recognise import Recognised
from budgetgraph.recognise.covers import Cover
from budgetgraph.values.codes import project_code_parts

_YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")
_YEAR_CELL = re.compile(r"(?P<year>20\d\d)年?度?")
_OF_AMOUNTS = re.compile(r"(?P<compared>[较比与同至由从])?(?<!\d)(?P<year>20\d\d)年(?!\d{1,2}月)")
_MONEY = re.compile(r"\d(?:万|亿)?元")
_NOT_TOLD = (
    "no budget year is named in it (looked for 预算年度, titles, columns, prose and project "
    "codes); give it with --year, or for a build in the file of --sources"
)

_Noted = tuple[int | None, tuple[Note, ...]]


# --- what is printed ------------------------------------------------------------------------------
def parse_year(
    recognised: Recognised,
    running: Sequence[Passage],
    projects: Sequence[Project],
    titles: Sequence[TitleAt],
    cover: Cover | None,
) -> int | None:
    """Give the budget year; the first of these that prints one tells it.

    The captions above the tables, the cover, a title, the titles of the tables and forms, a cell
    beside 年度, the headings of columns, the sentences, the project codes, a line that is a year,
    the one year of all sentences with amounts.
    """
    ways: tuple[Callable[[], int | None], ...] = (
        lambda: _most(_captioned(recognised)),
        lambda: None if cover is None else cover.year,
        lambda: next(_in_titles(titles), None),
        lambda: _most(_titled(recognised)),
        lambda: _most(_in_cells(recognised)),
        lambda: max(_in_columns(recognised), default=None),
        lambda: _latest_of_most(_in_prose(running)),
        lambda: _most(_coded(projects)),
        lambda: next(_alone(recognised), None),
        lambda: _only_one(running),
    )
    for way in ways:
        year = way()
        if year is not None:
            return year
    return None


def _most(years: Iterable[int]) -> int | None:
    """Give the most frequent year, the first one of several that are as frequent."""
    counted = Counter(years).most_common(1)
    return counted[0][0] if counted else None


def _latest_of_most(years: Iterable[int]) -> int | None:
    """Give the most frequent year, the last of several that are as frequent: a paper tells the year
    before beside its own.
    """
    counted = Counter(years)
    return max(counted, key=lambda year: (counted[year], year), default=None)


def _captioned(recognised: Recognised) -> Iterator[int]:
    """`预算年度：2025` above a table → 2025."""
    for caption in recognised.captions:
        match = forms().caption["year"].match(caption.text)
        if match is not None:
            yield int(match.group("year"))


def _in_titles(titles: Sequence[TitleAt]) -> Iterator[int]:
    """石桥县水务局2025年部门预算 → 2025."""
    for at in titles:
        if at.title.year is not None:
            yield at.title.year


def _titled(recognised: Recognised) -> Iterator[int]:
    """Give years in the titles of tables and forms: 2023年部门整体支出绩效目标表.

    That of a project's form may hold a year of the project.
    """
    of_tables = list(map(attrgetter("title"), recognised.tables))
    of_forms = [claim.title for claim in recognised.forms if claim.name is None]
    for title in [*of_tables, *of_forms]:
        yield from map(int, _YEAR.findall(with_digits(fold(title.text))))


def _in_cells(recognised: Recognised) -> Iterator[int]:
    """`预算年度 | 2024` and `年度：2024年` in the rows of a form."""
    for row in _form_rows(recognised):
        for text, _ in values_beside(row, "year"):
            year = _YEAR_CELL.fullmatch(text)
            if year is not None:
                yield int(year["year"])


def _form_rows(recognised: Recognised) -> Iterator[GridRow]:
    """Give every row of the forms and of the tables that no form claims."""
    for claim in recognised.forms:
        for page in claim.pages:
            yield from page
    for grid in recognised.unclaimed:
        yield from grid.rows


def _in_columns(recognised: Recognised) -> Iterator[int]:
    """Give the years in the headings of columns: 2024年预算数, 2025年预算数 → 2024, 2025."""
    column = re.compile(words("running", "column"))
    for cell in _heading_cells(recognised):
        match = column.fullmatch(fold(cell.text))
        if match is not None:
            yield int(match["year"])


def _heading_cells(recognised: Recognised) -> Iterator[Passage]:
    """Give every cell of the headings of the tables."""
    fragments = (fragment for claim in recognised.tables for fragment in claim.fragments)
    for fragment in fragments:
        for row in fragment.heading:
            yield from row


def _in_prose(running: Iterable[Passage]) -> Iterator[int]:
    """`2024年收入总预算…`: the year right before 预算."""
    stated = re.compile(words("running", "year"))
    for passage in running:
        for match in stated.finditer(with_digits(fold(passage.text))):
            yield int(match["year"])


def _only_one(running: Iterable[Passage]) -> int | None:
    """Give the year of all sentences with amounts, where they name no other: 2024年，…支出9万元; a day
    (2024年6月1日) is none, and 较2024年 alone tells another one.
    """
    texts = map(_folded, running)
    told = list(chain.from_iterable(map(_OF_AMOUNTS.finditer, filter(_MONEY.search, texts))))
    years = set(map(itemgetter("year"), told))
    compared = list(map(itemgetter("compared"), told))
    return int(years.pop()) if len(years) == 1 and None in compared else None


def _folded(passage: Passage) -> str:
    """Give the text of a passage folded, with its years in digits."""
    return with_digits(fold(passage.text))


def _alone(recognised: Recognised) -> Iterator[int]:
    """Give the year of a line that is nothing else: 2025年 between the title and the caption."""
    for paragraph in recognised.prose:
        year = _YEAR_CELL.fullmatch(with_digits(fold(paragraph.text)))
        if year is not None:
            yield int(year["year"])


def _coded(projects: Iterable[Project]) -> Iterator[int]:
    """Give the year that a project's code holds: 13053223P00003310003B → 2023."""
    for project in projects:
        parts = project_code_parts(project.code) if project.code else None
        if parts is not None:
            yield parts.year


# --- what is not printed --------------------------------------------------------------------------
def budget_year(printed: int | None, file: str, given: GivenFacts) -> _Noted:
    """Give the budget year, and where it was taken from when the text does not print it."""
    if given.told.year is not None:
        return _told_year(printed, given.told.year)
    if printed is not None:
        return printed, ()
    if given.other_year is not None:
        year = given.other_year
        part = f"no budget year is printed in this part of the file; {year} is that of another part"
        return year, (Note("year-from-file", part),)
    named = year_of_name(file)
    if named is not None:
        reason = f"no budget year is printed; {named} is that of the file's name"
        return named, (Note("year-from-file-name", reason),)
    return None, (Note("year-not-told", _NOT_TOLD),)


def year_of_name(file: str) -> int | None:
    """Give the year in the name of the file, for a file of tables that print none.

    石桥县水务局2025年预算.xlsx → 2025.
    """
    match = _YEAR.search(fold(file))
    return int(match.group(1)) if match else None


def _told_year(printed: int | None, told: int) -> tuple[int, tuple[Note, ...]]:
    """Give the year that the caller tells, with a note where the file prints another one or
    none.
    """
    if printed == told:
        return told, ()
    says = "prints none" if printed is None else f"prints {printed}"
    return told, (Note("year-told", f"{told} was told by the caller; the file {says}"),)
