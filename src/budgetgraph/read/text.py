"""Plain text, Markdown and tab-separated text → Document.

Ways of writing a table in text are told apart by their tabs: a row a line with a tab (or, in
Markdown, a bar) between cells, a cell a line with a leading tab and an empty line after the row,
and blanks only. A table written as HTML inside the text is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import lxml.html

from budgetgraph.document import (
    Block,
    Document,
    Grid,
    GridRow,
    Paragraph,
    Passage,
    Piece,
    Source,
    passage,
)
from budgetgraph.document.where import Where
from budgetgraph.read.cells import as_passage, cell
from budgetgraph.read.web.page import WebPage

#: Marks of a rendering, not of the disclosure: HTML tags, Markdown emphasis, Word bookmarks, form
#: feeds.
_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|\*\*|\[bookmark:[^\[\]]*+\]|\f")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
#: A line of a table of contents: a dotted leader (and a tab) before the page number.
_CONTENTS = re.compile(r"(?:(?<!\.)\.{3,}+|(?<!…)…{2,}+|(?<!·)·{3,}+)\s*+\d++\s*+$")
#: A row of a Markdown table, and the line of dashes below its heading.
_BARS = re.compile(r"^\s*\|(?P<cells>.*)\|\s*$")
_DASHES = re.compile(r"[\s|:-]+")
_BAR = re.compile(r"(?<!\\)\|")
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
#: What a merged cell may span at most; a larger number is a slip.
_MOST_SPANNED = 1000
_CELL_LINE = re.compile(r"^\t[^\t]*$")


def split_lines(text: str) -> tuple[str, ...]:
    """Physical lines, without their ends; a last empty one is not counted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def clean(text: str) -> str:
    """The text without the marks of its rendering."""
    return _MARKUP.sub("", text)


def document(source: Source) -> Document:
    """The blocks of a text, by its own way of writing tables."""
    tabbed = [line for line in source.lines if "\t" in line]
    led = sum(1 for line in tabbed if _CELL_LINE.match(line))
    if tabbed and led > 0.8 * len(tabbed):
        return Document(source, tuple(_cell_lines(source.lines)))
    blocks = tuple(_row_lines(source.lines))
    return Document(source, blocks, plain=not any(isinstance(block, Grid) for block in blocks))


def _paragraph(number: int, line: str) -> Paragraph:
    """One line of running text.

    A trailing blank is how PDF text marks the end of a paragraph or a cell.
    """
    text = _HEADING.sub("", clean(line))
    return Paragraph(
        passage(text.strip(), Where(number, number)),
        ends=text != text.rstrip() or _HEADING.match(line) is not None,
    )


def _row_lines(lines: tuple[str, ...]) -> Iterator[Block]:
    """A row a line, cells between tabs or bars; a line without one ends the grid."""
    rows: list[GridRow] = []
    markup_ends = 0
    for number, line in enumerate(lines, start=1):
        if number <= markup_ends:
            continue
        if _TABLE.search(line):
            markup_ends = next(
                (end for end in range(number, len(lines) + 1) if _TABLE_END.search(lines[end - 1])),
                len(lines),
            )
            if rows:
                yield Grid(tuple(rows))
                rows = []
            yield from _markup(lines[number - 1 : markup_ends], number)
            continue
        cells = _cells(line)
        if cells is not None:
            where = Where(number, number)
            if cells:
                rows.append(tuple(passage(clean(cell).strip(), where) for cell in cells))
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        if line.strip():
            yield _paragraph(number, line)
    if rows:
        yield Grid(tuple(rows))


def _markup(lines: tuple[str, ...], first: int) -> Iterator[Grid]:
    """The tables written as HTML in `lines`, the first of which is line `first`; a merged cell is
    printed once, at its top left.
    """
    root = lxml.html.fragment_fromstring("\n".join(lines), create_parent=True)
    page = WebPage("", root)
    for table in root.iter("table"):
        rows: list[dict[int, Passage]] = []
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(
            row for row in table.iter("tr") if next(row.iterancestors("table")) is table
        ):
            cells: dict[int, Passage] = {}
            column = 0
            for element in row.iterchildren("td", "th"):
                column = next(free for free in count(column) if (at, free) not in taken)
                number = first + max(element.sourceline or 1, 1) - 1
                cells[column] = as_passage(cell(page.items(element)), Where(number, number))
                wide, high = (_spanned(element.get(key)) for key in ("colspan", "rowspan"))
                taken.update(
                    (at + down, column + right) for down in range(high) for right in range(wide)
                )
            rows.append(cells)
        width = max((right + 1 for _, right in taken), default=0)
        blank = passage("", Where(first, first))
        yield Grid(
            tuple(tuple(cells.get(column, blank) for column in range(width)) for cells in rows)
        )


def _spanned(printed: str | None) -> int:
    return min(max(int(printed), 1), _MOST_SPANNED) if printed and printed.isdecimal() else 1


def cells_between_tabs(line: str) -> list[str] | None:
    """The cells of a line whose tabs are no leader of a table of contents; None without a tab."""
    if "\t" not in line or _CONTENTS.search(line):
        return None
    return line.split("\t")


def _cells(line: str) -> list[str] | None:
    """The cells of a line that is a row of a table; none for the dashes of a Markdown table, None
    for a line of running text.
    """
    tabbed = cells_between_tabs(line)
    if tabbed is not None:
        return tabbed
    bars = _BARS.match(line)
    if bars is None:
        return None
    return (
        []
        if _DASHES.fullmatch(line) and "-" in line
        else [cell.replace("\\|", "|") for cell in _BAR.split(bars["cells"])]
    )


def _cell_lines(lines: tuple[str, ...]) -> Iterator[Block]:
    """A cell a line with a leading tab, an empty line after each row; a line without a tab right
    behind a cell goes on in it.
    """
    rows: list[GridRow] = []
    row: list[Passage] = []
    for number, line in enumerate(lines, start=1):
        where = Where(number, number)
        if line.startswith("\t"):
            row.append(passage(clean(line).strip(), where))
        elif not line.strip():
            if row:
                rows.append(tuple(row))
                row = []
        elif row:
            row[-1] = Passage((*row[-1].pieces, Piece("\n" + clean(line).strip(), where)))
        else:
            if rows:
                yield Grid(tuple(rows))
                rows = []
            yield _paragraph(number, line)
    if row:
        rows.append(tuple(row))
    if rows:
        yield Grid(tuple(rows))
