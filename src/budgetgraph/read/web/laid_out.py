"""Tables of a web page that are no `<table>`: elements that its style lays out in rows and cells.

    <div class="tr"><div class="td">项目</div><div class="td">预算数</div></div>

Told by `display: table-row`, by a grid of columns, by rows of flexible boxes with as many cells
each, by the roles of assistive technology, or by names of classes (`tr`, `td`). Such elements are
given the tags of tables before the page is walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from budgetgraph.read.web.style import ELEMENTS, PageStyle

#: Elements with so many children of a kind are no chance.
_FEWEST_ROWS, _FEWEST_CELLS = 2, 2
#: Rows of flexible boxes may be anything else on a page; so many alike are a table.
_FEWEST_FLEXIBLE = 3
_DISPLAYED = {
    "table": "table",
    "inline-table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-caption": "caption",
}
_ROLES = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "td",
    "rowheader": "td",
    "rowgroup": "tbody",
}
_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_REPEATED = re.compile(
    r"repeat\(\s{0,8}(\d{1,3})\s{0,8},([^()]{0,80}(?:\([^()]{0,80}\)[^()]{0,80}){0,4})\)"
)
_FUNCTION = re.compile(r"[\w-]{1,20}\([^()]{0,80}\)")
_SPAN = re.compile(r"span\s{1,8}(\d{1,3})")
_FROM_TO = re.compile(r"\s{0,8}(\d{1,3})\s{0,8}/\s{0,8}(\d{1,3})\s{0,8}")


def with_tables(root: etree._Element, style: PageStyle) -> None:
    """Give the elements of a page that are laid out as tables the tags of tables."""
    if not style.may_have_tables(root):
        return
    tags = dict(_told(root, style))
    for element in reversed(list(root.iter())):
        if not isinstance(element.tag, str):
            continue
        columns = style.columns(element)
        if columns is not None:
            _lay_grid(element, _count(columns), style)
        elif tags.get(element) == "table" or _is_of_rows(element, tags):
            _lay_table(element, tags)
        elif _is_of_flexible_rows(element, style):
            _lay_flexible(element)
        else:
            _part(element, style)


def _told(root: etree._Element, style: PageStyle) -> Iterator[tuple[etree._Element, str]]:
    """Give the elements whose style, role or class says which part of a table they are."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ELEMENTS["of_tables"]:
            continue
        tag = _DISPLAYED.get(style.display(element)) or _ROLES.get(element.get("role", ""))
        tag = tag or _by_class(element)
        if tag is not None:
            yield element, tag


def _by_class(element: etree._Element) -> str | None:
    """Give the tag that a class names."""
    classes = set(element.get("class", "").lower().split())
    for tag, name in (("tr", "rows"), ("td", "cells"), ("table", "tables")):
        if not ELEMENTS[name].isdisjoint(classes):
            return tag
    return None


def _elements(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _has_text(element: etree._Element) -> bool:
    """Tell whether text stands in an element beside those inside it."""
    own = [element.text, *(child.tail for child in element)]
    return any(text and text.strip() for text in own)


# --- rows and cells that say what they are --------------------------------------------------------
def _is_of_rows(element: etree._Element, tags: dict[etree._Element, str]) -> bool:
    """Tell whether an element that says nothing of itself holds nothing but rows."""
    rows = [tags.get(child) for child in _elements(element)]
    return element not in tags and len(rows) >= _FEWEST_ROWS and set(rows) == {"tr"}


def _lay_table(element: etree._Element, tags: dict[etree._Element, str]) -> None:
    """Give a table and what it holds their tags, where nothing else stands in it."""
    if _has_text(element):
        return
    parts = _elements(element)
    own_rows = [part for part in parts if tags.get(part) == "tr"]
    groups = [part for part in parts if tags.get(part) in _GROUPS]
    captions = [part for part in parts if tags.get(part) == "caption"]
    rows = [*own_rows, *chain.from_iterable(map(_elements, groups))]
    is_whole = len(parts) == len(captions) + len(groups) + len(own_rows)
    are_rows = all(_is_row(row, tags) for row in rows)
    if not is_whole or not are_rows or len(rows) < _FEWEST_ROWS:
        return
    element.tag = "table"
    for part in (*captions, *groups):
        part.tag = tags[part]
    _make_rows(rows)


def _make_rows(rows: Iterable[etree._Element]) -> None:
    """Give rows and what they hold the tags of rows and cells."""
    for row in rows:
        row.tag = "tr"
        for cell in _elements(row):
            _make_cell(cell, cell.get("aria-colspan"), cell.get("aria-rowspan"))


def _is_row(row: etree._Element, tags: dict[etree._Element, str]) -> bool:
    """Tell whether an element is a row that holds nothing but cells."""
    cells = [tags.get(cell) for cell in _elements(row)]
    return tags.get(row) == "tr" and not _has_text(row) and set(cells) == {"td"}


def _make_cell(cell: etree._Element, columns: str | None, rows: str | None) -> None:
    """Give an element the tag of a cell, with the columns and rows that it is merged over."""
    cell.tag = "td"
    if columns:
        cell.set("colspan", columns)
    if rows:
        cell.set("rowspan", rows)


# --- rows of flexible boxes -----------------------------------------------------------------------
def _is_of_flexible_rows(element: etree._Element, style: PageStyle) -> bool:
    """Tell whether an element holds nothing but rows of flexible boxes with as many cells each."""
    rows = _elements(element)
    if len(rows) < _FEWEST_FLEXIBLE or _has_text(element):
        return False
    if not all(style.display(row) == "flex" and not _has_text(row) for row in rows):
        return False
    counts = {len(_elements(row)) for row in rows}
    return len(counts) == 1 and min(counts) >= _FEWEST_CELLS and not _holds_tables(element)


def _lay_flexible(element: etree._Element) -> None:
    element.tag = "table"
    for row in _elements(element):
        row.tag = "tr"
        for cell in _elements(row):
            cell.tag = "td"


def _holds_tables(element: etree._Element) -> bool:
    return element.find(".//table") is not None


def _part(element: etree._Element, style: PageStyle) -> None:
    """Put a blank between boxes that stand side by side and make no table: on the page a gap parts
    them.
    """
    display = style.display(element)
    if display in ("flex", "inline-flex"):
        for child in _elements(element):
            child.tail = f" {child.tail or ''}"
    elif display == "inline-block" and style.has_width(element):
        element.tail = f" {element.tail or ''}"


# --- grids ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Extent:
    """How many columns and rows an element of a grid takes, and in which column it begins."""

    columns: int
    rows: int
    begins: int | None = None


def _count(columns: str) -> int:
    """Tell how many columns a template has: repeat(3, 1fr) 2fr → 4."""
    repeated = sum(
        int(number) * len(tracks.split()) for number, tracks in _REPEATED.findall(columns)
    )
    rest = _FUNCTION.sub("x", _REPEATED.sub(" ", columns))
    return repeated + len(rest.split())


def _lay_grid(element: etree._Element, count: int, style: PageStyle) -> None:
    """Make rows of the elements of a grid, which fill its rows one after the other.

    A grid that holds tables, or fewer elements than two rows, only places parts of the page.
    """
    cells = _elements(element)
    is_table = count >= _FEWEST_CELLS and len(cells) >= _FEWEST_ROWS * count - count // 2
    if not is_table or _has_text(element) or _holds_tables(element):
        return
    extents = [_extent(style.place(cell), count) for cell in cells]
    rows = _placed(extents, count)
    element.tag = "table"
    made: dict[int, etree._Element] = {}
    for number in range(max(rows) + 1):
        made[number] = etree.SubElement(element, "tr")
    for cell, extent, number in zip(cells, extents, rows, strict=True):
        cell.tail = None
        made[number].append(cell)
        _make_cell(cell, str(extent.columns), str(extent.rows))


def _extent(place: tuple[str, str], count: int) -> _Extent:
    """Read how far an element goes: `span 2`, `2 / 4`."""
    columns, rows = place
    from_to = _FROM_TO.fullmatch(columns)
    begins = int(from_to[1]) - 1 if from_to is not None else None
    return _Extent(min(_length(columns), count), _length(rows), begins)


def _length(place: str) -> int:
    span, from_to = _SPAN.search(place), _FROM_TO.fullmatch(place)
    if from_to is not None:
        return max(int(from_to[2]) - int(from_to[1]), 1)
    return max(int(span[1]), 1) if span is not None else 1


def _placed(extents: Sequence[_Extent], count: int) -> list[int]:
    """Give the row of each element: it goes into the next place that has room for it."""
    taken: set[tuple[int, int]] = set()
    rows: list[int] = []
    row = column = 0
    for extent in extents:
        if extent.begins is not None and extent.begins < column:
            row, column = row + 1, 0
        column = column if extent.begins is None else extent.begins
        while not _has_room(taken, row, column, extent, count):
            column += 1
            if column + extent.columns > count:
                row, column = row + 1, extent.begins or 0
        for down in range(extent.rows):
            for across in range(extent.columns):
                taken.add((row + down, column + across))
        rows.append(row)
        column += extent.columns
    return rows


def _has_room(
    taken: set[tuple[int, int]], row: int, column: int, extent: _Extent, count: int
) -> bool:
    """Tell whether the columns that an element takes are free in a row."""
    if column + extent.columns > count:
        return False
    return all((row, column + across) not in taken for across in range(extent.columns))
