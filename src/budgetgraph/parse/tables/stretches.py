"""The lines of a claimed table that hold data, each stretch with the columns above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from budgetgraph.document import GridRow, passage
from budgetgraph.forms import forms, is_one_of
from budgetgraph.parse.tables.code_levels import with_levels_above
from budgetgraph.parse.tables.rows import Layout, layout_of
from budgetgraph.recognise import Fragment, TableClaim
from budgetgraph.recognise.columns import Column, columns
from budgetgraph.recognise.headings import numbers_columns, texts
from budgetgraph.values.amount import is_money
from budgetgraph.values.sums import is_total

_OF_PROJECTS = "project_expenditure"
#: A text that ends so is a sentence, no name.
_SENTENCE_ENDS = ("。", "；", ";")
#: A label ends so: 填报日期：.
_COLONS = ("：", ":")
#: What stands below the rows of a table and is none of them.
_NOTES = ("note", "foot")
_role = attrgetter("role")
#: Fewer amounts behind the last column are odd cells.
_FEWEST_BEHIND = 2
#: What stands before the amounts of a row: its number, its code, its name.
_BEFORE_AMOUNTS = frozenset({"serial", "code_aside", "code", "code_part", "item", "item_more"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """The data between two page breaks, and what its columns are."""

    lines: Sequence[GridRow]
    layout: Layout

    @property
    def is_wider_than_heading(self) -> bool:
        """Whether several amounts stand behind the last column: the heading lost the cells that it
        merges, and what stands before them may be under a wrong one.
        """
        named = [at for at, column in enumerate(self.layout.columns) if column.name]
        width = max(named, default=-1) + 1
        behind = chain.from_iterable(line[width:] for line in self.lines)
        amounts = [cell for cell in behind if is_money(cell.text)]
        return width > 0 and len(amounts) >= _FEWEST_BEHIND


def stretches(claim: TableClaim) -> list[Stretch]:
    """Give the data of each fragment: under its own heading, else under the last one before it."""
    data = list(map(_data_lines, claim.fragments))
    body = list(chain.from_iterable(data))
    parted: list[Stretch] = []
    for fragment, lines in zip(claim.fragments, data, strict=True):
        if fragment.heading or not parted:
            layout = layout_of(_naming_projects(columns(fragment.heading, body), claim.type))
        else:
            layout = parted[-1].layout
        whole = _with_merged_totals(lines, layout.columns)
        parted.append(Stretch(with_levels_above(whole, layout.columns), layout))
    return parted


def _naming_projects(of_table: list[Column], table_type: str) -> list[Column]:
    """Give the columns of a table; a row of one of projects is named by 项目名称, not by the name of
    the class in front of it.

    2130305 | 水利工程建设 | 河道清淤 | 60.00     → 河道清淤, with 水利工程建设 in a cell
    """
    if table_type != _OF_PROJECTS or not any(map(_names_project, of_table)):
        return of_table
    return list(map(_with_preference, of_table))


def _with_preference(column: Column) -> Column:
    """Give a column of names marked as preferred where they are those of projects."""
    is_name = column.role == "item"
    return replace(column, preferred=_names_project(column)) if is_name else column


def _names_project(column: Column) -> bool:
    """Tell whether a column is one of names of projects: 项目名称."""
    return column.role == "item" and column.name.rpartition("/")[2] in forms().label["name"]


def _data_lines(fragment: Fragment) -> list[GridRow]:
    """Give the lines of a fragment that may hold data: no blank ones, no notes, no heading
    again.
    """
    heading = list(map(_filled, fragment.heading))
    lines: list[GridRow] = []
    is_behind_note = False
    for line in filter(any, fragment.rows):
        is_behind_note = _is_note(line) or (is_behind_note and _goes_on_with_note(line))
        if not is_behind_note and not _is_heading(line, heading):
            lines.append(line)
    return lines


def _filled(line: GridRow) -> list[str]:
    """Give the texts of the cells that hold any."""
    return list(filter(None, texts(line)))


def _is_note(cells: GridRow) -> bool:
    """Tell whether a row explains the table: one cell (注：…), or a label of a note with what stands
    beside it.

        填报日期： | 2025/1/20    → yes
        2025年1月20日            → yes
        备注 | 5.00            → no, for it has no colon
    """
    filled = list(filter(None, cells))
    if not filled or not is_one_of(forms().form, _NOTES, filled[0].text):
        return False
    return len(filled) == 1 or filled[0].squeezed.endswith(_COLONS)


def _goes_on_with_note(cells: GridRow) -> bool:
    """Tell whether a row behind a note is its next sentence: `2．本表金额单位转换时可能存在误差。`"""
    filled = list(filter(None, cells))
    return len(filled) == 1 and filled[0].text.rstrip().endswith(_SENTENCE_ENDS)


def _is_heading(line: GridRow, heading: list[list[str]]) -> bool:
    """Tell whether a line of the table prints a line of its heading again, or numbers its
    columns.
    """
    if numbers_columns(texts(line)):
        return True
    filled = _filled(line)
    return len(filled) > 1 and filled in heading


# --- totals merged over the names ---------------------------------------------------------------
def _with_merged_totals(lines: Sequence[GridRow], columns: Sequence[Column]) -> list[GridRow]:
    """Give the lines; the amounts behind the word of a total that is merged over the columns of
    codes and names stand under the columns of amounts again.

    科目编码 | 科目名称   | 合计 | 基本支出 | 项目支出
    合计     | 9.00       | 5.00 | 4.00                 → 合计 |  | 9.00 | 5.00 | 4.00
    """
    names = _names_before_amounts(columns)
    return [_moved(line, names, len(columns)) if _is_short(line, names) else line for line in lines]


def _names_before_amounts(columns: Sequence[Column]) -> int:
    """Count the columns of codes and names before the first one of amounts."""
    roles = list(map(_role, columns))
    first = roles.index("value") if "value" in roles else 0
    return first if _BEFORE_AMOUNTS.issuperset(roles[:first]) else 0


def _is_short(line: GridRow, names: int) -> bool:
    """Tell whether a line begins with the word of a total, and right behind it an amount stands
    where codes or names do.
    """
    if names < 2 or len(line) < 2:
        return False
    return is_total(line[0].text) and is_money(line[1].text)


def _moved(line: GridRow, names: int, width: int) -> GridRow:
    """Give a line with its amounts moved behind the columns of names; as it is where they would not
    fit.
    """
    total, *amounts = line
    behind = width - names
    if any(amounts[behind:]):
        return line
    blank = [passage("", total.where)] * (names - 1)
    return (total, *blank, *amounts[:behind])
