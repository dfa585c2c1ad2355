"""The rows of a table without rulings, under the headings that the places of its text show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import filterfalse
from operator import attrgetter

from budgetgraph.document.list_marks import is_entry
from budgetgraph.read.blank_columns.column_numbers import numbers_columns
from budgetgraph.read.blank_columns.totals import with_totals_beside_amounts
from budgetgraph.read.pages.page import Line, Word
from budgetgraph.read.pages.unruled.centred_cells import rows_of_cells
from budgetgraph.read.pages.unruled.cut_figures import with_whole_figures
from budgetgraph.read.pages.unruled.data_columns import DataColumn, alignments, data_columns
from budgetgraph.read.pages.unruled.headings import Heading, IsWord, headings, readings
from budgetgraph.read.pages.unruled.matching import matched
from budgetgraph.read.pages.unruled.merged import CellPieces, unmerged
from budgetgraph.read.pages.unruled.pieces import joined_pieces
from budgetgraph.read.pages.unruled.rows import bottom_of, has_number, rows_of, top_of

#: Pieces of a cell that are farther from each other than this (heights) are parted by a blank.
_BLANK = 0.3
#: The halves of a wrapped cell reach so far (heights) over the line beside them.
_OVERLAP = 0.15


@dataclass(frozen=True, slots=True)
class UnruledTable:
    """The rows of a table, each with its first word, and what the next page goes on in.

    `pieces` are those of each row of data, `match` the column of each stretch of data.
    """

    rows: tuple[tuple[Word, tuple[str, ...]], ...]
    heading: Heading
    pieces: tuple[Sequence[Word], ...]


def unruled_table(
    lines: Sequence[Line], is_word: IsWord, is_side: IsWord, above: UnruledTable | None
) -> UnruledTable | None:
    """Give the rows of lines that lie in columns; None where the columns or the rows are not told.

    `above` is the table at the end of the page before: what has no heading may go on in it.
    """
    pieces = joined_pieces(list(map(attrgetter("pieces"), lines)))
    pieces = list(filterfalse(_numbers_columns, pieces))
    first = _first_of_data(pieces)
    if first == len(pieces):
        return _heading_alone(pieces, is_word, is_side)
    data = with_whole_figures(pieces[first:])
    rows = rows_of(data) or rows_of_cells(data)
    if rows is None:
        return None
    height = max(map(attrgetter("height"), lines))
    if first == 0:
        return _continued(rows, above, height)
    words = headings(pieces[:first], is_word)
    tables = [_under(reading, rows, height) for reading in readings(words, is_side)]
    possible = list(filter(None, tables))
    return possible[0] if len(possible) == 1 else None


def _heading_alone(
    lines: Sequence[Sequence[Word]], is_word: IsWord, is_side: IsWord
) -> UnruledTable | None:
    """Give the table of a heading without any row; None where a word of it is not known, or where
    it can be read in several ways.
    """
    words = headings(lines, is_word)
    if not all(is_word(word.text) for word in words):
        return None
    told = []
    for heading in readings(words, is_side):
        levels = heading.rows()
        if levels is not None:
            told.append((heading, levels))
    if len(told) != 1:
        return None
    [(heading, levels)] = told
    first = heading.leaves[0]
    return UnruledTable(tuple((first, tuple(level)) for level in levels), heading, ())


def _numbers_columns(line: Sequence[Word]) -> bool:
    """Tell whether a line numbers the columns: 栏次, 1, 2, 3."""
    return numbers_columns(list(map(attrgetter("text"), line)))


def _first_of_data(lines: Sequence[Sequence[Word]]) -> int:
    """Give the index of the first line of data: with a number or an item, or beside one."""
    first = next((at for at, line in enumerate(lines) if _is_data(line)), len(lines))
    if first == len(lines):
        return first
    top = top_of(lines[first])
    overlap = _OVERLAP * max(piece.height for piece in lines[first])
    while first and bottom_of(lines[first - 1]) > top + overlap:
        first -= 1
    return first


def _is_data(line: Sequence[Word]) -> bool:
    return has_number(line) or any(is_entry(piece.text) for piece in line)


def _under(heading: Heading, rows: Sequence[Sequence[Word]], height: float) -> UnruledTable | None:
    """Give a table under its heading; None where the data does not stand under it in one way."""
    levels = heading.rows()
    cells = _placed(heading, rows, height)
    data = None if cells is None else unmerged(cells)
    if data is None or levels is None:
        return None
    first = heading.leaves[0]
    heading_rows = [(first, tuple(level)) for level in levels]
    return UnruledTable((*heading_rows, *_rows(data)), heading, tuple(rows))


def _rows(data: Sequence[CellPieces]) -> list[tuple[Word, tuple[str, ...]]]:
    """Give the first word of each row, and the texts of its cells."""
    firsts = [next(filter(None, cells))[0] for cells in data]
    texts = [list(map(text_of, cells)) for cells in data]
    with_totals_beside_amounts(texts)
    return list(zip(firsts, map(tuple, texts), strict=True))


def cells_of(table: UnruledTable, height: float) -> list[CellPieces] | None:
    """Give the pieces of each cell of a table that was read, row by row."""
    return _placed(table.heading, table.pieces, height)


def _placed(
    heading: Heading, rows: Sequence[Sequence[Word]], height: float
) -> list[CellPieces] | None:
    """Give the cells of rows under a heading; None where they do not stand under it in one way.

    Numbers that do not show how they are aligned are taken to stand at the right.
    """
    places = [(leaf.x0, leaf.x1) for leaf in heading.leaves]
    for data in alignments(data_columns(rows, height)):
        match = matched(data, places, height)
        if match is not None:
            return [_cells(row, data, match, len(places)) for row in rows]
    return None


def _cells(
    row: Sequence[Word], data: Sequence[DataColumn], match: Sequence[int], width: int
) -> CellPieces:
    """Put the pieces of a row into its columns."""
    cells: CellPieces = [[] for _ in range(width)]
    for column, at in zip(data, match, strict=True):
        for piece in row:
            if column.x0 <= piece.x0 and piece.x1 <= column.x1:
                cells[at].append(piece)
    return cells


def text_of(pieces: Sequence[Word]) -> str:
    """Put the pieces of a cell together, line by line."""
    text = ""
    last: Word | None = None
    for piece in pieces:
        is_beside = last is not None and abs(piece.middle - last.middle) < piece.height / 2
        if last is not None and is_beside and piece.x0 - last.x1 > _BLANK * piece.height:
            text += " "
        text += piece.text
        last = piece
    return text


def _continued(
    rows: Sequence[Sequence[Word]], above: UnruledTable | None, height: float
) -> UnruledTable | None:
    """Give the rows of the next page of a table; None where one does not stand in its columns."""
    if above is None:
        return None
    both = (*above.pieces, *rows)
    cells = _placed(above.heading, both, height)
    if cells is None or not _go_on(above, cells):
        return None
    mine = unmerged(cells[len(above.pieces) :])
    return None if mine is None else UnruledTable(tuple(_rows(mine)), above.heading, both)


def _go_on(above: UnruledTable, cells: Sequence[CellPieces]) -> bool:
    """Tell whether the last row of the page above stands in the columns that it was read in."""
    if not above.pieces:
        return True
    _, last = above.rows[-1]
    return tuple(map(text_of, cells[len(above.pieces) - 1])) == last
