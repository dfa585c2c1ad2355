"""The lines of a claimed table that hold data, each stretch with the columns above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import GridRow
from budgetgraph.forms import forms
from budgetgraph.parse.tables.rows import Layout, layout_of
from budgetgraph.recognise import Fragment, TableClaim
from budgetgraph.recognise.columns import columns
from budgetgraph.recognise.headings import numbers_columns, texts


@dataclass(frozen=True, slots=True)
class Stretch:
    """The data between two page breaks, and what its columns are."""

    lines: Sequence[GridRow]
    layout: Layout


def stretches(claim: TableClaim) -> list[Stretch]:
    """The data of each fragment: under its own heading, else under the last one before it."""
    data = [_data_lines(fragment) for fragment in claim.fragments]
    body = [line for lines in data for line in lines]
    found: list[Stretch] = []
    for fragment, lines in zip(claim.fragments, data, strict=True):
        if fragment.heading or not found:
            layout = layout_of(columns(fragment.heading, body))
        else:
            layout = found[-1].layout
        found.append(Stretch(lines, layout))
    return found


def _data_lines(fragment: Fragment) -> list[GridRow]:
    """The lines of a fragment that may hold data: no blank ones, no notes, no heading again."""
    heading = [_filled(line) for line in fragment.heading]
    return [
        line
        for line in fragment.rows
        if any(line) and not _is_note(line) and not _is_heading(line, heading)
    ]


def _filled(line: GridRow) -> list[str]:
    return [text for text in texts(line) if text]


def _is_note(cells: GridRow) -> bool:
    """A row of one cell that explains the table: 注：…"""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and filled[0].text in forms().form["note"]


def _is_heading(line: GridRow, heading: list[list[str]]) -> bool:
    """Whether a line of the table prints a line of its heading again, or numbers its columns."""
    filled = _filled(line)
    return numbers_columns(texts(line)) or (len(filled) > 1 and filled in heading)
