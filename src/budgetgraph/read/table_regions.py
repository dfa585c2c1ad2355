"""Where a table begins and ends in the rows of a sheet of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from budgetgraph.forms import forms, table_type
from budgetgraph.forms.captions import are_captions
from budgetgraph.forms.indicator_headings import names_levels
from budgetgraph.read.cells import NativeRow

#: Names of a table or of a form beside the titles of budget tables.
_NAMES = ("project", "generic_project", "department", "units")


def is_title(text: str) -> bool:
    """Tell whether a text names a budget table, a project's form or the units, so that what follows
    belongs to it.
    """
    if table_type(text) is not None:
        return True
    patterns = forms().form
    return any(text in patterns[name] for name in _NAMES)


def regions(rows: Iterable[NativeRow]) -> Iterator[list[NativeRow]]:
    """Give the rows, parted where a new table begins.

    It begins at a title, at a heading printed again (a new page), or behind an empty row at what
    stands above a table. Empty rows are left out.
    """
    region = _Region()
    is_behind_blank = False
    for row in rows:
        if not row.filled():
            is_behind_blank = True
            continue
        if region.has_body and region.is_ended_by(row, is_behind_blank):
            yield region.rows
            region = _Region(heading=region.heading)
        region.add(row)
        is_behind_blank = False
    if region.rows:
        yield region.rows


class _Region:
    """The rows of a table so far; `heading` is the last row that was one, of an earlier table at
    first.
    """

    def __init__(self, heading: NativeRow | None = None) -> None:
        self.rows: list[NativeRow] = []
        self.heading = heading
        self.has_body = False

    def is_ended_by(self, row: NativeRow, is_behind_blank: bool) -> bool:
        """Tell whether a row belongs to the next table."""
        if self.heading is not None and _repeats_heading(row, self.heading):
            return True
        if not stands_above(row):
            return False
        return is_behind_blank or _is_title_alone(row)

    def add(self, row: NativeRow) -> None:
        """Take a row in."""
        self.rows.append(row)
        if stands_above(row):
            return
        if not self.has_body or _is_indicator_heading(row):
            self.heading = row
        self.has_body = True


def parts(
    region: Sequence[NativeRow],
) -> tuple[Sequence[NativeRow], Sequence[NativeRow], Sequence[NativeRow]]:
    """Give (what stands above the table, its rows, the notes below it)."""
    start = 0
    while start < len(region) and stands_above(region[start]):
        start += 1
    end = len(region)
    while end > start and _is_note(region[end - 1]):
        end -= 1
    return region[:start], region[start:end], region[end:]


def stands_above(row: NativeRow) -> bool:
    """Tell whether a row is a title or a caption.

    A title stands alone, at the left or merged over columns; captions and page marks may share a
    row or stand at the right.
    """
    filled = row.filled()
    if len(filled) == 1:
        ((column, cell),) = filled
        if column == 0 or cell.span > 1:
            return True
    return are_captions(cell.text for _, cell in filled)


def _is_title_alone(row: NativeRow) -> bool:
    filled = row.filled()
    return len(filled) == 1 and is_title(filled[0][1].text)


def _repeats_heading(row: NativeRow, heading: NativeRow) -> bool:
    """Tell whether a row is a heading printed again: it has the same texts, or both head
    indicators.

    项目, 本年预算 behind 项目, 本年预算 → yes     项目, 2024 behind 项目, 2024 → no, for its digits
    """
    texts = _texts(row)
    if len(texts) < 2 or any(map(str.isdigit, chain.from_iterable(texts))):
        return False
    if texts == _texts(heading):
        return True
    return _is_indicator_heading(row) and _is_indicator_heading(heading)


def _texts(row: NativeRow) -> list[str]:
    return [cell.text for _, cell in row.filled()]


def _is_indicator_heading(row: NativeRow) -> bool:
    """Tell whether a row heads several levels of indicators: 一级指标, 二级指标, 三级指标."""
    return names_levels(_texts(row))


def _is_note(row: NativeRow) -> bool:
    """Tell whether a row is a note below a table: 注：本表……."""
    texts = _texts(row)
    return len(texts) == 1 and texts[0] in forms().form["note"]
