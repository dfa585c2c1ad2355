"""Tables that no form claims, as tables of no type: their columns by what stands above the first
figures, so that their sums can be worked out as those of any other table without codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetgraph.disclosure import Cell, Disclosure, Row, Table, UnclaimedTable
from budgetgraph.document.where import Where, span
from budgetgraph.forms import fold, is_caption, printed_scale
from budgetgraph.values import codes
from budgetgraph.values.amount import decimal_or_none

#: The title and the captions of a table stand on so many lines above it.
_LINES_ABOVE = 4
_LONGEST_TITLE = 40
_SENTENCE = ("。", "；", "，", ";", ",")
_FEWEST_ROWS = 2


def unknown_tables(disclosure: Disclosure) -> Iterator[Table]:
    """Give the tables of a paper that no form claims and whose cells are drawn, each with the title
    that stands above it and the columns that its heading names.

        培训班名称 | 期数 | 经费           → 经费 31.20 in the row 合计
        合计       | 7    | 31.20
    """
    for unclaimed in disclosure.unclaimed:
        heading, body = _parted(unclaimed.rows)
        if unclaimed.guessed or not heading or len(body) < _FEWEST_ROWS:
            continue
        names = _columns(heading)
        figures = [path for number, path in enumerate(names) if _has_figures(body, number)]
        if not all(figures) or len(set(figures)) < len(figures):
            continue
        places = unclaimed.places[len(heading) :]
        rows = tuple(_row(texts, names, of) for texts, of in zip(body, places, strict=True))
        title, scale = _above(disclosure.source.lines, unclaimed)
        yield Table("", title, scale, False, rows, unclaimed.where)


def prints_figures(table: UnclaimedTable) -> bool:
    """Tell whether a table prints a number anywhere."""
    return any(any(map(_is_figure, row)) for row in table.rows)


_Texts = Sequence[str]
_Path = tuple[str, ...]


def _parted(rows: Sequence[_Texts]) -> tuple[Sequence[_Texts], Sequence[_Texts]]:
    """Give the rows above the first figures, and the others."""
    for number, row in enumerate(rows):
        if any(map(_is_figure, row)):
            return rows[:number], rows[number:]
    return rows, ()


def _is_figure(text: str) -> bool:
    """Tell whether a text is a number, or one of per cents: 75.00%."""
    return decimal_or_none(text.rstrip("%％")) is not None


def _columns(heading: Sequence[_Texts]) -> list[_Path]:
    """Give the headings over each column; one that is merged over several stands at the first.

    编制数 |      |      over  小计 | 行政 | 事业   → 编制数/小计, 编制数/行政, 编制数/事业
    """
    width = max(map(len, heading))
    rows = [[*row, *[""] * (width - len(row))] for row in heading]
    for row, below in pairwise(rows):
        for number in range(1, width):
            if not row[number] and below[number]:
                row[number] = row[number - 1]
    paths: list[_Path] = []
    for number in range(width):
        named = (fold(row[number]) for row in rows if row[number])
        paths.append(tuple(dict.fromkeys(named)))
    return paths


def _has_figures(body: Sequence[_Texts], column: int) -> bool:
    """Tell whether a column holds a number."""
    return any(column < len(row) and _is_figure(row[column]) for row in body)


def _row(texts: _Texts, names: Sequence[_Path], places: Sequence[Where]) -> Row:
    """Give a row under its columns: its first words name it, its numbers are cells."""
    cells: list[Cell] = []
    words: list[str] = []
    for text, path, where in zip(texts, names, places, strict=False):
        if _is_figure(text):
            cells.append(Cell("/".join(path), text, where, path=path))
        elif text:
            words.append(text)
    is_code = bool(texts) and codes.kind(texts[0]) is not None
    code = texts[0] if is_code else None
    item = words[0] if words else ""
    return Row(code, item, tuple(cells), span(places))


def _above(lines: Sequence[str], unclaimed: UnclaimedTable) -> tuple[str, str | None]:
    """Give the title and the unit of money that stand above a table; the names of its first columns
    where no title does.
    """
    last = unclaimed.where.first - 1
    title: str | None = None
    scale: str | None = None
    for line in reversed(lines[max(last - _LINES_ABOVE, 0) : max(last, 0)]):
        text = fold(line)
        scale = scale or printed_scale(text)
        is_title = bool(text) and len(text) <= _LONGEST_TITLE and not text.endswith(_SENTENCE)
        if is_title and not is_caption(text):
            title = text
            break
    first = "、".join(filter(None, unclaimed.rows[0]))
    return title or first[:_LONGEST_TITLE], scale
