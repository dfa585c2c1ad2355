"""The words of one document that stand where a known word was looked for, and are not known.

An office that meets a new layout adds these words to `forms/*.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from budgetgraph.document import Grid, GridRow, Passage, row_where
from budgetgraph.document.where import Where
from budgetgraph.forms import column_measure, fold, is_furniture
from budgetgraph.forms.amounts import amount_of, is_money_column
from budgetgraph.parse.project_forms.read_forms import read_forms
from budgetgraph.recognise import Recognised, TableClaim
from budgetgraph.recognise.columns import Column, columns
from budgetgraph.recognise.headings import filled_texts
from budgetgraph.recognise.labels import UNKNOWN, labelled_cells

#: What a word was looked for as.
COLUMN_OF_TABLE = "column of a table"
COLUMN_OF_FORM = "column of a form"
LABEL = "label"
TITLE = "title"
FIRST_WORDS = "first words of a table"
KINDS = (COLUMN_OF_TABLE, COLUMN_OF_FORM, LABEL, TITLE, FIRST_WORDS)

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
#: A title is no longer; a longer line above a table is running text.
_LONGEST_TITLE = 40
#: A title stands within so many lines above its table.
_FARTHEST_TITLE = 6
#: So much of the first row of a table is listed.
_LONGEST_ROW = 60
_ENDS_OF_SENTENCES = ("。", "；", "，", "：", ":")


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word as it is printed, one of KINDS, and where it stands."""

    kind: str
    text: str
    where: Where


def unknown_words(recognised: Recognised) -> Iterator[UnknownWord]:
    """Give the words of a document that are not known, as often as they stand in it."""
    for claim in recognised.tables:
        yield from _of_table(claim)
    for form in read_forms(recognised.forms):
        for name, where in dict.fromkeys(form.unknown):
            yield UnknownWord(COLUMN_OF_FORM, name, where)
    yield from _labels(recognised)
    for grid in recognised.unclaimed:
        yield from _of_unclaimed(grid, recognised)


def _of_table(claim: TableClaim) -> Iterator[UnknownWord]:
    """Give the headings of amounts that no entry of `[column]` or `[amount_of]` names."""
    named: set[str] = set()
    for fragment in claim.fragments:
        for place, column in enumerate(columns(fragment.heading, fragment.rows)):
            is_new = column.name not in named
            if is_new and not _is_known(claim.type, column):
                named.add(column.name)
                yield UnknownWord(COLUMN_OF_TABLE, column.name, _heading(fragment.heading, place))


def _heading(heading: Iterable[GridRow], place: int) -> Where:
    """Give the place of the lowest word over a column; of the whole heading where none is."""
    rows = list(heading)
    words = [row[place] for row in rows if place < len(row) and row[place]]
    return words[-1].where if words else row_where(rows[-1])


def _is_known(table_type: str, column: Column) -> bool:
    """Tell whether a column is no amount, or the catalogue says of what.

    `2024年预算数` is known, its year says only when.
    """
    if column.role != "value" or not column.name:
        return True
    printed_year = _YEAR.search(column.name)
    year = int(printed_year.group()) if printed_year else None
    measure = column_measure(column.name, year)
    leaf = column.name.rsplit("/", 1)[-1]
    is_amount = measure or amount_of(table_type, leaf)
    return bool(is_amount) or not is_money_column(table_type, column.name)


def _labels(recognised: Recognised) -> Iterator[UnknownWord]:
    """Give the labels that end in a colon and are not known, in forms and unclaimed tables."""
    pages = chain.from_iterable(map(attrgetter("pages"), recognised.forms))
    grids = map(attrgetter("rows"), recognised.unclaimed)
    for row in chain.from_iterable((*pages, *grids)):
        for cell in labelled_cells(row):
            if cell.key == UNKNOWN:
                text = cell.passage.text.strip().rstrip(":：")
                yield UnknownWord(LABEL, text, cell.passage.where)


def _of_unclaimed(grid: Grid, recognised: Recognised) -> Iterator[UnknownWord]:
    """Give the title above a table that nothing claims, and the words of its first row."""
    title = _title_above(grid.where, recognised)
    if title is not None:
        yield UnknownWord(TITLE, title.text.strip(), title.where)
    row = grid.rows[0]
    words = " | ".join(filled_texts(row))[:_LONGEST_ROW]
    yield UnknownWord(FIRST_WORDS, words, row_where(row))


def _title_above(table: Where, recognised: Recognised) -> Passage | None:
    """Give the nearest line above a table that may be its title; None where none may."""
    above = [line.passage for line in recognised.prose if 0 < line.where.last < table.first]
    near = [line for line in above if table.first - line.where.last <= _FARTHEST_TITLE]
    titles = list(filter(_may_be_title, near))
    return max(titles, key=_last_line, default=None)


def _last_line(line: Passage) -> int:
    return line.where.last


def _may_be_title(line: Passage) -> bool:
    """Tell whether a line is short, and no sentence, no list's beginning, no mark of the page."""
    text = line.text.strip()
    is_short = 0 < len(fold(text)) <= _LONGEST_TITLE
    return is_short and not text.endswith(_ENDS_OF_SENTENCES) and not is_furniture(text)
