"""Comma-separated values (RFC 4180) → Document; each record keeps its physical line. A program may
have written tabs, semicolons or bars between the values.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from budgetgraph.document import Document
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.read.cell_tables import Rendering
from budgetgraph.read.cells import NativeRow, NativeTable, cell
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.source import decoding
from budgetgraph.read.text import split_lines

#: What may stand between values, the usual one first.
_SEPARATORS = ",\t;|"
#: So many records tell which one does; a table has more than so few columns.
_SAMPLE, _FEWEST_COLUMNS = 60, 2
#: A formula that is a text and nothing else.
_TEXT_FORMULA = re.compile(r'="([^"]*+)"')


def document(path: Path, data: bytes, content: str, layouts: Layouts) -> Document:
    """Give the document of a table of commas whose text is `content`.

    UnreadableInput where a quotation mark is never closed.
    """
    lines = split_lines(content)
    rendering = Rendering(str(path), layouts, keeps_lines=True)
    rendering.table(NativeTable(tuple(_rows(path, content))))
    digest = hashlib.sha256(data).hexdigest()
    read = rendering.document(path.name, digest, "text/csv")
    notes = (*read.notes, *decoding.notes(lines))
    return replace(read, source=replace(read.source, lines=lines), notes=notes)


def _rows(path: Path, content: str) -> list[NativeRow]:
    separator = max(_SEPARATORS, key=partial(_records_alike, content))
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    rows = []
    first = 1
    try:
        for record in reader:
            rows.append(NativeRow(tuple(cell([_shown(text)]) for text in record), first))
            first = reader.line_num + 1
    except csv.Error as fault:
        raise UnreadableInput(str(path), _reason(fault, first)) from None
    return rows


def _shown(text: str) -> str:
    """Give the text that a spreadsheet shows for a value: `="0208"` keeps the zero of 0208."""
    formula = _TEXT_FORMULA.fullmatch(text.strip())
    return text if formula is None else formula[1]


def _records_alike(content: str, separator: str) -> int:
    """Count the records of the commonest width, where a separator makes a table of the text."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        widths = Counter(map(len, islice(reader, _SAMPLE)))
    except csv.Error:
        return 0
    of_tables = (count for width, count in widths.items() if width > _FEWEST_COLUMNS)
    return max(of_tables, default=0)


def _reason(fault: csv.Error, line: int) -> str:
    """Say which record is at fault, and why: the library speaks of its own limits."""
    said = str(fault)
    why = "a quotation mark stands inside a cell and is not doubled"
    if said.startswith(("unexpected end", "field larger")):
        why = "a quotation mark is never closed, or a cell is far too long"
    return (
        f"the comma-separated values (CSV) cannot be read: in the record at line {line} {why}; "
        "open it in Excel or WPS, save it as .xlsx and give that"
    )
