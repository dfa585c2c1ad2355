"""A table that came out one cell a line, blank cells as blank lines → its heading and its rows.

A column holds amounts or words, and no cell of it the other. Where the cells fall into rows in one
way alone, and nothing of it fails to add up, they are read so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from budgetgraph.document import GridRow, Passage, filled, passage
from budgetgraph.forms import column_measure
from budgetgraph.recognise.closing import closes
from budgetgraph.recognise.columns import Column, columns
from budgetgraph.recognise.dumped.adding_up.across import closes_across, contradicts, proven
from budgetgraph.recognise.dumped.adding_up.figures import figures
from budgetgraph.recognise.dumped.blank_lines.heading import headings_above
from budgetgraph.recognise.dumped.blank_lines.padded import padded, without_numbers
from budgetgraph.recognise.dumped.heading import is_known
from budgetgraph.recognise.first_place import first_place
from budgetgraph.values.amount import is_amount, is_left_blank, is_share

_WIDTHS = range(2, 17)
#: The cells of a heading, blank ones among them.
_LONGEST_HEADING = 60

Rows = tuple[GridRow, ...]
_Table = tuple[Rows, Rows]
"""A heading and the rows below it."""


def grid(lines: Sequence[Passage]) -> Rows | None:
    """Give heading and rows; None where the cells fall into rows in no way, or in several."""
    cells = without_numbers(padded(lines))
    found = _likely(chain.from_iterable(map(partial(_longest, cells), _WIDTHS)))
    return sum(found[0], ()) if len(found) == 1 else None


def _likely(found: Iterable[_Table]) -> list[_Table]:
    """Give the tables that the amounts of each row prove; all where they prove none."""
    tables = list(found)
    return list(filter(_is_proven, tables)) or tables


def _longest(cells: Sequence[Passage], width: int) -> list[_Table]:
    """Give the table of so many columns with the longest heading; none where there is none."""
    return _likely(_of_width(cells, width))[-1:]


def _is_proven(table: _Table) -> bool:
    """Tell whether the amounts of each row add up under the heading."""
    return closes_across(*table) is True


def _of_width(cells: Sequence[Passage], width: int) -> Iterator[_Table]:
    """Give the tables with rows of so many cells that the cells may be."""
    last = first_place(cells, _is_figure) or 0
    for start in range(max(last - width, 1), min(last, _LONGEST_HEADING) + 1):
        rows = _rows(cells[start:], width)
        if _is_even(rows):
            yield from _fitting(cells[:start], rows, width)


def _rows(cells: Sequence[Passage], width: int) -> Rows:
    """Part cells into rows; what the last row lacks is blank."""
    lacking = -len(cells) % width
    whole = [*cells, *[passage("", cells[-1].where)] * lacking]
    return tuple(tuple(whole[at : at + width]) for at in range(0, len(whole), width))


def _is_even(rows: Rows) -> bool:
    """Tell whether the cells of each column are amounts alone, or words alone, and there are
    columns of both; of one row the heading may name all amounts.
    """
    kinds = [set(map(_is_figure, filled(column))) for column in zip(*rows, strict=True)]
    has_names = {False} in kinds or len(rows) == 1
    return all((has_names, {True} in kinds, {False, True} not in kinds))


def _is_figure(cell: Passage) -> bool:
    """Tell whether a cell stands in a column of amounts: an amount, a share, a dash."""
    text = cell.text
    return is_amount(text) or is_share(text) or is_left_blank(text)


def _is_name(cell: Passage) -> bool:
    return not _is_figure(cell)


def _is_code(cell: Passage) -> bool:
    return cell.squeezed.isdigit()


def _fitting(above: Sequence[Passage], rows: Rows, width: int) -> Iterator[_Table]:
    """Give the rows below the heading under which nothing fails to add up: the only one, or the
    only one that the amounts of each row prove.
    """
    fits = partial(_fits, above, rows)
    fitting = list(filter(fits, headings_above(above, width)))
    only = fitting if len(fitting) == 1 else [proven(fitting, rows)]
    for heading in filter(None, only):
        yield heading, rows


def _fits(above: Sequence[Passage], rows: Rows, heading: Rows) -> bool:
    """Tell whether rows fit below a heading. Where there is nothing to add up every word of it has
    to be known.
    """
    of_table = columns(heading)
    told = {closes_across(heading, rows), closes(figures(rows, of_table))}
    is_known_whole = False not in told and all(map(is_known, filled(above)))
    adds_up = True in told or is_known_whole
    kept = map(_holds_its_kind, of_table, zip(*rows, strict=True))
    return all((adds_up, all(kept), not contradicts(heading, rows)))


def _holds_its_kind(column: Column, cells: Sequence[Passage]) -> bool:
    """Tell whether the cells of a column are what its heading says: amounts, names, codes."""
    fits = _FITS.get(_kind(column), bool)
    return all(map(fits, filled(cells)))


def _kind(column: Column) -> str:
    """Give what a column holds for certain: amounts only below a heading that is known."""
    is_told = column.role != "value" or column_measure(column.name) is not None
    return column.role if is_told else ""


_FITS = {"value": _is_figure, "item": _is_name, "code": _is_code}
