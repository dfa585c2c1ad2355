"""How many lines of a page are a table without rulings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter

from budgetgraph.document.list_marks import heads_part, is_entry
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.margins import has_leader
from budgetgraph.read.pages.marks import is_furniture
from budgetgraph.read.pages.page import Line, Word
from budgetgraph.values.amount import is_number, is_precise

_text, _segments = attrgetter("text"), attrgetter("segments")
#: So many items without an amount may follow each other in a table.
_BLANK_ROWS = 30
#: A line of a table that is one segment is no longer than this (characters).
_LONGEST_ITEM = 30
#: So many upper lines of a heading may be one segment, each no longer than this (characters).
_HEADING_LINES, _LONGEST_HEADING = 6, 60
#: No heading ends so.
_STOPS = ("。", "；", "，", ";", ",")
#: The lines of one cell follow each other in less than this (heights).
_SAME_CELL = 1.6


@dataclass(frozen=True, slots=True)
class UnruledLines:
    """Tells tables without rulings by their lines and what `layouts` says of their words."""

    layouts: Layouts

    def length(self, lines: Sequence[Line], titled: bool, goes_on: bool = False) -> int:
        """Tell how many lines from the first one on are a table without rulings.

        They are lines of several segments, two of them with amounts. Below a title of a table
        (`titled`) and on the page after a table (`goes_on`) one line with amounts is enough, below
        a title the heading alone, too.
        """
        above = self._length_of_heading_above(lines) if titled else 0
        body = lines[above:]
        if not self._begins_table(body):
            return 0
        length, amounts = self._table_length(body)
        enough = 1 if goes_on or titled else 2
        has_heading_alone = titled and not above and self._has_heading(body[:length])
        if amounts < enough and not has_heading_alone:
            return 0
        return above + length + self._length_of_rest(body, length)

    def _begins_table(self, lines: Sequence[Line]) -> bool:
        """Tell whether a table may begin with the first of some lines."""
        return bool(lines) and (self._may_begin_table(lines[0]) or self._is_group(lines))

    def _length_of_heading_above(self, lines: Sequence[Line]) -> int:
        """Tell how many lines right below a title are the upper lines of a heading, each one
        segment: words that are narrow apart, or over several columns.

                   2025年预算数
        科目名称   小计    基本支出      → 1
        """
        for length, line in enumerate(lines[:_HEADING_LINES]):
            if self._begins_table(lines[length:]):
                return length
            if not self._may_be_upper(line):
                return 0
        return 0

    def _may_be_upper(self, line: Line) -> bool:
        """Tell whether a line may be an upper line of a heading: it is short and no sentence."""
        is_short = len(line.text) <= _LONGEST_HEADING
        is_sentence = line.text.endswith(_STOPS)
        return is_short and not is_sentence and not self._ends_table(line)

    def _length_of_rest(self, lines: Sequence[Line], length: int) -> int:
        """Tell how many lines right below a table are the rest of its last cells; none of these
        begins with a list mark (一、预算情况的说明).
        """
        rest = 0
        for above, line in pairwise(lines[length - 1 :]):
            is_far = line.top - above.top >= _SAME_CELL * line.height
            if is_far or is_entry(line.text) or self._is_no_item(line):
                break
            rest += 1
        return rest

    def _is_no_item(self, line: Line) -> bool:
        """Tell whether a line is too long for a row of one cell, or belongs to no table."""
        return len(line.text) > _LONGEST_ITEM or self._ends_table(line)

    def _may_begin_table(self, line: Line) -> bool:
        """Tell whether a line has several cells and is no caption (单位：万元) and no page mark."""
        return (
            _has_cells(line)
            and not self.layouts.is_caption(line.text)
            and not is_furniture(line, self.layouts)
        )

    def _is_group(self, lines: Sequence[Line]) -> bool:
        """Tell whether a heading of several columns stands alone in its line: 本年收入 above 小计."""
        if len(lines) < 2 or len(lines[0].segments) > 1 or not self._may_begin_table(lines[1]):
            return False
        return self.layouts.is_heading(lines[0].text)

    def _table_length(self, lines: Sequence[Line]) -> tuple[int, int]:
        """Give how many lines belong together as rows, and how many of these have amounts."""
        length = amounts = 0
        for index, line in enumerate(lines):
            if index - length > _BLANK_ROWS or self._ends_table(line):
                break
            has_amount = _has_amount(line)
            follows_row = index == length
            may_be_row = has_amount or follows_row or amounts == 0
            if may_be_row and _has_cells(line):
                length = index + 1
                amounts += has_amount
            elif self._is_no_item(line):
                break
        return length, amounts

    def _ends_table(self, line: Line) -> bool:
        """Tell whether a line belongs to no table: a page mark, a line of a table of contents
        (一、概况……3), the heading of a part (第三部分 预算情况说明), a note below a table, a caption or
        the title of the next table.
        """
        text = line.text
        if is_furniture(line, self.layouts) or has_leader(line) or heads_part(text):
            return True
        return self.layouts.names_table(text) or self.layouts.is_note(text)

    def _has_heading(self, lines: Sequence[Line]) -> bool:
        segments = chain.from_iterable(map(_segments, lines))
        return any(map(self.layouts.is_heading, map(_text, segments)))


def _has_cells(line: Line) -> bool:
    """Tell whether a line has several segments, or amounts right beside each other."""
    return len(line.segments) > 1 or _has_amounts_beside(line)


def _has_amounts_beside(line: Line) -> bool:
    """Tell whether an amount stands beside another number with no word between, as in full
    cells.
    """
    return any(map(_are_amounts_beside, line.pieces, line.pieces[1:]))


def _are_amounts_beside(left: Word, right: Word) -> bool:
    """Tell whether two pieces are numbers, one of them an amount: 27 | 9,500.00."""
    is_amount_there = is_precise(left.text) or is_precise(right.text)
    return is_amount_there and is_number(left.text) and is_number(right.text)


def _has_amount(line: Line) -> bool:
    """Tell whether an amount stands in a cell of a line."""
    is_told = any(map(is_precise, map(_text, line.segments)))
    return is_told or _has_amounts_beside(line)
