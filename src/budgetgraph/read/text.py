"""Plain text, Markdown and tab-separated text → Document.

Ways of writing a table in text are told apart by their tabs: a row a line with a tab (or, in
Markdown, a bar) between cells, a cell a line with a leading tab and an empty line after the row,
and blanks only. A table written as HTML inside the text is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

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
from budgetgraph.read.tables_in_tags import tables_in_tags

#: Marks of a rendering, not of the disclosure: HTML tags, Markdown emphasis (`**` alone in a cell
#: marks a column without a number), Word bookmarks, form feeds.
_MARKUP = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|\*\*(?=[^\s|*])|(?<=[^\s|*])\*\*"
    r"|\[bookmark:[^\[\]]*+\]|\f"
)
#: A whole line or cell that Markdown slants: *住房公积金*, _单位：万元_.
_SLANTED = re.compile(r"\A([*_])(?=[㐀-鿿(（])(?P<text>[^*_]++)\1\Z")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
#: A line that Markdown sets as a quotation.
_QUOTED = re.compile(r"^\s*>{1,3}\s+")
#: A line of a table of contents: a dotted leader (and a tab) before the page number.
_CONTENTS = re.compile(r"(?:(?<!\.)\.{3,}+|(?<!…)…{2,}+|(?<!·)·{3,}+)\s*+\d++\s*+$")
#: A row of a Markdown table, and the line of dashes below its heading.
_BARS = re.compile(r"^\s*\|(?P<cells>.*)\|\s*$")
_DASHES = re.compile(r"[\s|:-]+")
#: A ruling of a table drawn with characters: ├────┼────┤, +----+----+.
_RULING = re.compile(r"[+┌├└╔╠╚┏┣┗|][-─━═=+┬┼┴┐┤┘╦╬╩╗╣╝┳╋┻┓┫┛|]{3,}")
_BAR = re.compile(r"(?<!\\)\|")
_ONLY_BARS = re.compile(r"\|{2,}")
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_CELL_LINE = re.compile(r"^\t[^\t]*$")
#: Where more than this share of the lines with tabs are cells, the text has a cell a line.
_MOSTLY = 0.8
#: So many rows with a blank line between all of them are one table.
_FEWEST_ALONE = 3


def split_lines(text: str) -> tuple[str, ...]:
    """Physical lines, without their ends; a last empty one is not counted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    return tuple(lines)


def clean(text: str) -> str:
    """Give the text without the marks of its rendering."""
    return _MARKUP.sub("", text)


def _upright(text: str) -> str:
    """Give a whole line or cell without the marks that slant it: *住房公积金* → 住房公积金."""
    slanted = _SLANTED.match(text)
    return slanted["text"] if slanted else text


def document(source: Source) -> Document:
    """Give the blocks of a text, by its own way of writing tables."""
    if _has_a_cell_a_line(source.lines):
        return Document(source, tuple(_with_grids(_cell_lines(source.lines))))
    blocks = tuple(_with_grids(_row_lines(source.lines)))
    has_table = any(isinstance(block, Grid) for block in blocks)
    return Document(source, blocks, plain=not has_table)


def _has_a_cell_a_line(lines: Sequence[str]) -> bool:
    """Tell whether most lines with a tab have it at their beginning alone."""
    tabbed = [line for line in lines if "\t" in line]
    led = list(filter(_CELL_LINE.match, tabbed))
    return bool(tabbed) and len(led) > _MOSTLY * len(tabbed)


def _paragraph(number: int, line: str) -> Paragraph:
    """Give one line of running text.

    A trailing blank is how PDF text marks the end of a paragraph or a cell.
    """
    text = _QUOTED.sub("", _HEADING.sub("", clean(line)))
    return Paragraph(
        passage(_upright(text.strip()), Where(number, number)),
        ends=text != text.rstrip() or _HEADING.match(line) is not None,
    )


def _with_grids(entries: Iterable[GridRow | Block | None]) -> Iterator[Block]:
    """Put rows that follow each other together to one grid; any other entry ends it.

    row, row, None, row, paragraph → a grid of two rows, a grid of one, the paragraph
    """
    rows: list[GridRow] = []
    for entry in _without_gaps(entries):
        if isinstance(entry, tuple):
            rows.append(entry)
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        if entry is not None:
            yield entry
    if rows:
        yield Grid(tuple(rows))


def _without_gaps(entries: Iterable[GridRow | Block | None]) -> Iterator[GridRow | Block | None]:
    """Leave out the blank lines within a text that sets one after every row: nothing but them
    stands between rows of which each is alone.

    row, None, row, None, row, paragraph → row, row, row, None, paragraph
    """
    alone: list[GridRow | Block | None] = []
    for kind, group in groupby(entries, key=_kind):
        found = list(group)
        if kind is tuple and len(found) == 1:
            alone += found
        elif kind is not None or not alone:
            yield from _put_together(alone)
            yield from found
            alone = []
    yield from _put_together(alone)


def _kind(entry: GridRow | Block | None) -> type | None:
    return tuple if isinstance(entry, tuple) else type(entry) if entry else None


def _put_together(
    alone: Sequence[GridRow | Block | None],
) -> Iterator[GridRow | Block | None]:
    """Give rows as those of one table where they are enough to be one, else each alone."""
    is_table = len(alone) >= _FEWEST_ALONE
    for row in alone:
        yield row
        if not is_table:
            yield None
    yield None


# --- a row a line ---------------------------------------------------------------------------------
def _row_lines(lines: Sequence[str]) -> Iterator[GridRow | Block | None]:
    """Give what each line is: a row (cells between tabs or bars), a paragraph, None for a blank
    one; tables in tags as grids.
    """
    markup_ends = 0
    ended_by_bars = _ended_by_bars(lines)
    for number, line in enumerate(lines, start=1):
        if number <= markup_ends:
            continue
        if _TABLE.search(line):
            markup_ends = _end_of_table(lines, number)
            yield None
            yield from tables_in_tags(lines[number - 1 : markup_ends], number)
        elif number in ended_by_bars or _ends_row_above(line, lines[number - 2 : number - 1]):
            yield _paragraph(number, line)
        else:
            yield from _entry(number, line)


def _ended_by_bars(lines: Sequence[str]) -> frozenset[int]:
    """Give the numbers of the lines whose bars end their cells, so that a bar at the beginning of
    a line ends a blank cell. In a Markdown table every line begins with a bar.

        合计 | 43 | 9 |
        | 12 | 4 |        three cells, the first one blank
    """
    ended: set[int] = set()
    for has_bar, run in groupby(enumerate(lines, start=1), key=lambda entry: "|" in entry[1]):
        if not has_bar:
            continue
        numbers, run_of_lines = zip(*run, strict=True)
        texts = list(map(str.strip, run_of_lines))
        all_end = all(text.endswith("|") for text in texts)
        all_begin = all(text.startswith("|") for text in texts)
        if all_end and not all_begin:
            ended.update(numbers)
    return frozenset(ended)


def _end_of_table(lines: Sequence[str], first: int) -> int:
    """Give the number of the line that ends a table in tags, the last line where none does."""
    for number, line in enumerate(lines[first - 1 :], start=first):
        if _TABLE_END.search(line):
            return number
    return len(lines)


def _ends_row_above(line: str, above: Sequence[str]) -> bool:
    """Tell whether a line is nothing but bars and the one above is no row of a Markdown table.

    Where a cell stands in a line of its own, such bars say how wide the row is:

        指标值 |
        |||
    """
    if _ONLY_BARS.fullmatch(line.strip()) is None:
        return False
    return not any(map(_BARS.match, above)) or any(map(_ONLY_BARS.fullmatch, above))


def _entry(number: int, line: str) -> Iterator[GridRow | Paragraph | None]:
    cells = _cells(line)
    if cells:
        where = Where(number, number)
        yield tuple(passage(_upright(clean(cell).strip()), where) for cell in cells)
    elif cells is None:
        yield _paragraph(number, line) if line.strip() else None


def cells_between_tabs(line: str) -> list[str] | None:
    """Give the cells of a line whose tabs are no leader of a table of contents; None without a
    tab.
    """
    if "\t" not in line or _CONTENTS.search(line):
        return None
    return line.split("\t")


def _cells(line: str) -> list[str] | None:
    """Give the cells of a line that is a row of a table.

    None for a line of running text; no cells for the dashes of a Markdown table.
    """
    tabbed = cells_between_tabs(line)
    if tabbed is not None:
        return tabbed
    if _RULING.fullmatch(line.strip()) and not _ONLY_BARS.fullmatch(line.strip()):
        return []
    bars = _BARS.match(line)
    if bars is None:
        return None
    is_rule = _DASHES.fullmatch(line) and "-" in line
    if is_rule:
        return []
    return [cell.replace("\\|", "|") for cell in _BAR.split(bars["cells"])]


# --- a cell a line --------------------------------------------------------------------------------
def _cell_lines(lines: Sequence[str]) -> Iterator[GridRow | Paragraph]:
    """Give rows and paragraphs of a text with a cell a line.

    A cell is a line with a leading tab; an empty line stands after each row; a line without a tab
    right behind a cell goes on in it.
    """
    row: list[Passage] = []
    for number, line in enumerate(lines, start=1):
        where = Where(number, number)
        text = clean(line).strip()
        if line.startswith("\t"):
            row.append(passage(text, where))
        elif row and line.strip():
            row[-1] = Passage((*row[-1].pieces, Piece("\n" + text, where)))
        elif line.strip():
            yield _paragraph(number, line)
        elif row:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)
