"""Rows of tables and of forms that stand as running text, because nothing tells their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import filterfalse, groupby
from operator import attrgetter

from budgetgraph.document import Paragraph
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where, span
from budgetgraph.forms import forms, is_furniture

#: An amount without a unit at the end of its line, or before the next amount: 公务接待费 1.80 0 0,
#: 合计/2.30; bars may stand behind it, 2.30 |.
_BARE_AMOUNT = re.compile(
    r"(?:^|(?<=[\s/:：|]))-?\d[\d,]*\.\d+(?=[\s|]*$|[ \t|]+-?\d)", re.MULTILINE
)
#: A number alone in its line, too large for that of a page or of a column.
_LARGE_NUMBER = re.compile(r"\d{3,12}")
#: Amounts of several cells with nothing between them: 农林水支出9.005.004.00.
_RUN_TOGETHER = re.compile(r"(?:\d{1,12}(?:,\d{3}){0,4}\.\d\d){2,30}")
_DECIMALS = re.compile(r"\.\d\d")
#: A sentence ends so; its amounts are read or noted one by one.
_SENTENCE = "。"
#: So many amounts make a table of lines, and no more lines than this lie between two of them.
_FEWEST = 3
_WIDEST_GAP = 12
#: A form that is not read has no more lines below its title.
_LONGEST_FORM = 120


def unread_rows(prose: Sequence[Paragraph], titles: Sequence[Where]) -> Iterator[Note]:
    """Say where amounts without units stand in lines below each other that no table holds.

    A table of which only the title was claimed says so itself: `titles` are the places of those.
    """
    for run in _runs(prose, _count):
        place = span(map(attrgetter("where"), run))
        count = sum(map(_count, run))
        if count >= _FEWEST and not any(_stands_above(title, place) for title in titles):
            reason = f"{count} amounts stand in lines whose columns cannot be told; none is read"
            yield Note("table-not-read", reason, place)


def unread_indicators(prose: Sequence[Paragraph], titles: Sequence[Where]) -> Iterator[Note]:
    """Say where rows of indicators stand in the running text: a level, a name and a target.

    A form that is not read says so itself: `titles` are the places of those.
    """
    for run in _runs(prose, _is_indicator):
        place = span(map(attrgetter("where"), run))
        if not any(_is_of_form_below(title, place) for title in titles):
            reason = f"{len(run)} line(s) of indicators stand in no form; none is read"
            yield Note("table-not-read", reason, place)


def without_marks(lines: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give the lines that are no marks of the page: 附件2, 公开09表, （2024年度）, 3.

    Numbers below each other are cells of a table that could not be told.
    """
    for is_cell, run in groupby(lines, _is_number):
        of_run = list(run)
        are_cells = is_cell and len(of_run) >= _FEWEST
        yield from of_run if are_cells else filterfalse(_is_mark, of_run)


def _is_mark(paragraph: Paragraph) -> bool:
    return is_furniture(paragraph.text)


def _is_number(paragraph: Paragraph) -> bool:
    return _between_bars(paragraph.text).isdigit()


def _between_bars(text: str) -> str:
    """Give the text of a line without the bars around it: `5834 |` → 5834."""
    return text.strip(" |")


def _is_indicator(paragraph: Paragraph) -> bool:
    """Tell whether a line names a level before other words: 产出指标 数量指标 清淤长度 ≥12公里."""
    words = paragraph.text.split()
    if len(words) < _FEWEST or _SENTENCE in paragraph.text:
        return False
    names = forms().indicator
    levels = [word in names["level1_names"] or word in names["level2_names"] for word in words]
    return any(levels[:2]) and not all(levels)


def _is_of_form_below(title: Where, place: Where) -> bool:
    """Tell whether rows may be of the form whose title stands above them."""
    return 0 <= place.first - title.first <= _LONGEST_FORM


def _runs(
    prose: Sequence[Paragraph], is_row: Callable[[Paragraph], object]
) -> Iterator[list[Paragraph]]:
    """Give the paragraphs that are rows and stand close to each other."""
    run: list[Paragraph] = []
    for paragraph in filter(is_row, prose):
        if run and not _is_close(run[-1].where, paragraph.where):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def _count(paragraph: Paragraph) -> int:
    """Count the bare amounts of a paragraph; a sentence has none."""
    text = paragraph.text
    if _SENTENCE in text:
        return 0
    if _LARGE_NUMBER.fullmatch(_between_bars(text)):
        return 1
    return len(_BARE_AMOUNT.findall(text)) or count_run_together(text)


def count_run_together(text: str) -> int:
    """Count the amounts that stand in a text with nothing between them: 9.005.004.00 → 3."""
    runs = map(re.Match.group, _RUN_TOGETHER.finditer(text))
    return sum(len(_DECIMALS.findall(run)) for run in runs)


def _is_close(left: Where, right: Where) -> bool:
    """Tell whether two places lie on one page with few lines between them."""
    return left.page == right.page and right.first - left.last <= _WIDEST_GAP


def _stands_above(title: Where, place: Where) -> bool:
    """Tell whether a title stands in a place or right above it."""
    return title.page == place.page and -_WIDEST_GAP <= title.first - place.first <= (
        place.last - place.first
    )
