"""Where a table begins and ends in the rows of a sheet of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Generic, Protocol, TypeVar

from budgetgraph.document.list_marks import entry_mark
from budgetgraph.forms.captions import are_captions
from budgetgraph.forms.indicator_headings import names_levels


class PrintedCell(Protocol):
    """A cell of a sheet: what it prints, and over how many columns."""

    @property
    def text(self) -> str:
        """The text of the cell."""

    @property
    def span(self) -> int:
        """The number of its columns."""


class SheetRow(Protocol):
    """A row of a sheet."""

    def filled(self) -> Sequence[tuple[int, PrintedCell]]:
        """Give the cells that print something, each with its column (0 is the first)."""


Row = TypeVar("Row", bound=SheetRow)
#: Tells whether a text is one of a kind: a title, a note.
_IsOfKind = Callable[[str], bool]


def regions(rows: Iterable[Row], is_title: _IsOfKind) -> Iterator[list[Row]]:
    """Give the rows, parted where a new table begins.

    It begins at a title, at a heading printed again (a new page), or behind an empty row at what
    stands above a table. Empty rows are left out.
    """
    region = _Region[Row](is_title)
    is_behind_blank = False
    for row in rows:
        if not row.filled():
            is_behind_blank = True
            continue
        if region.has_body and region.is_ended_by(row, is_behind_blank):
            yield region.rows
            region = _Region(is_title, region.heading)
        region.add(row)
        is_behind_blank = False
    if region.rows:
        yield region.rows


class _Region(Generic[Row]):
    """The rows of a table so far; `heading` is the last row that was one, of an earlier table at
    first.
    """

    def __init__(self, is_title: _IsOfKind, heading: Row | None = None) -> None:
        self.is_title = is_title
        self.rows: list[Row] = []
        self.heading = heading
        self.has_body = False

    def is_ended_by(self, row: Row, is_behind_blank: bool) -> bool:
        """Tell whether a row belongs to the next table."""
        if self.heading is not None and _repeats_heading(row, self.heading):
            return True
        if not stands_above(row):
            return False
        return is_behind_blank or _is_alone(row, self.is_title)

    def add(self, row: Row) -> None:
        """Take a row in."""
        self.rows.append(row)
        if stands_above(row):
            return
        if not self.has_body or _is_indicator_heading(row):
            self.heading = row
        self.has_body = True


def parts(
    region: Sequence[Row], is_note: _IsOfKind
) -> tuple[Sequence[Row], Sequence[Row], Sequence[Row]]:
    """Give (what stands above the table, its rows, the notes below it).

    Running text in cells is no table: all of it stands above none.
    """
    if _is_running_text(region):
        return region, (), ()
    start = 0
    while start < len(region) and stands_above(region[start]):
        start += 1
    end = len(region)
    while end > start and all(map(is_note, _texts(region[end - 1]))):
        end -= 1
    return region[:start], region[start:end], region[end:]


def _is_running_text(region: Sequence[SheetRow]) -> bool:
    """Tell whether rows hold sentences, one a row, with nothing beside it but its number.

    一 | 收支预算情况
       | 2025年收入预算332.25万元。
    """
    texts = list(map(_texts, region))
    has_one = all(len(row) == 1 or _is_numbered(row) for row in texts)
    sentences = [row for row in texts if row[-1].rstrip().endswith("。")]
    return has_one and len(region) > 1 and len(sentences) > 0


def _is_numbered(row: Sequence[str]) -> bool:
    """Tell whether a row is a number and one text: 一 | 收支预算情况; 1. | 收入预算332.25万元。"""
    if len(row) != 2:
        return False
    mark = entry_mark(row[0]) or entry_mark(f"{row[0]}、")
    return mark is not None and mark.end >= len(row[0])


def stands_above(row: SheetRow) -> bool:
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


def _repeats_heading(row: SheetRow, heading: SheetRow) -> bool:
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


def _texts(row: SheetRow) -> list[str]:
    return [cell.text for _, cell in row.filled()]


def _is_indicator_heading(row: SheetRow) -> bool:
    """Tell whether a row heads several levels of indicators: 一级指标, 二级指标, 三级指标."""
    return names_levels(_texts(row))


def _is_alone(row: SheetRow, is_of_kind: _IsOfKind) -> bool:
    """Tell whether a row prints one text alone, which is of a kind: a title, a note."""
    texts = _texts(row)
    return len(texts) == 1 and is_of_kind(texts[0])
