"""Walk the body of an OpenDocument text once, in order → paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from budgetgraph.read import symbols
from budgetgraph.read.cells import Item, NativeCell, NativeRow, NativeTable, cell, check_size
from budgetgraph.read.looks import Look, Unread
from budgetgraph.read.open_text.names import DRAW, OFFICE, SVG, TABLE, TEXT
from budgetgraph.read.open_text.styles import OpenTextStyles
from budgetgraph.read.raised import raised

#: What does not print: deleted text, the reading above a character, what describes a picture.
_SILENT = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{TEXT}ruby-text",
        f"{OFFICE}binary-data",
        f"{SVG}title",
        f"{SVG}desc",
    )
)
_ROWS = frozenset(
    f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
#: Word processors draw no more; what repeats more often is blank paper.
_MOST_REPEATED = 1024


class OpenTextStory:
    """Walks the elements of a story."""

    def __init__(self, path: str, styles: OpenTextStyles, unread: Unread, tab: str = " ") -> None:
        self.path = path
        self.styles = styles
        self.unread = unread
        self.tab = tab
        self.cells = 0
        self.notes: list[etree._Element] = []
        self.comments: list[str] = []

    def items(self, container: etree._Element, lists: tuple[str, int] = ("", 0)) -> Iterator[Item]:
        """Give the paragraphs and tables of a body, a cell, a section or an item of a list."""
        for element in container:
            tag = element.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(element)
            elif tag == f"{TABLE}table":
                yield self._table(element)
            elif tag == f"{TEXT}list":
                yield from self._list(element, lists)
            elif tag == f"{TEXT}section" and element.get(f"{TEXT}display") == "none":
                self.unread.hidden.append("".join(element.itertext()))
            elif tag not in _SILENT and tag != f"{OFFICE}annotation":
                yield from self.items(element, lists)

    def _list(self, element: etree._Element, lists: tuple[str, int]) -> Iterator[Item]:
        """Give the items of a list, each with its number before its first paragraph."""
        style, level = element.get(f"{TEXT}style-name", "") or lists[0], lists[1] + 1
        for count, item in enumerate(element.iterfind(f"{TEXT}list-item")):
            number = item.findtext(f"{TEXT}number") or self.styles.number(style, level, count)
            for part in self.items(item, (style, level)):
                yield number + part if isinstance(part, str) else part
                number = ""

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Item]:
        boxes: list[etree._Element] = []
        style = paragraph.get(f"{TEXT}style-name", "")
        yield "".join(self._text(paragraph, (style,), boxes))
        for box in boxes:
            yield from self.items(box)

    def _text(
        self, element: etree._Element, styles: tuple[str, ...], boxes: list[etree._Element]
    ) -> Iterator[str]:
        """Give the characters of an element in these styles, the nearest first."""
        look = self.styles.look(*styles)
        yield from self._shown(element.text, look)
        for child in element:
            yield from self._child(child, styles, boxes)
            yield from self._shown(child.tail, look)

    def _child(
        self, child: etree._Element, styles: tuple[str, ...], boxes: list[etree._Element]
    ) -> Iterator[str]:
        tag = child.tag
        if tag == f"{TEXT}s":
            yield " "
        elif tag == f"{TEXT}tab":
            yield self.tab
        elif tag == f"{TEXT}line-break":
            yield "\n"
        elif tag == f"{TEXT}note":
            self.notes += child.findall(f"{TEXT}note-body")
        elif tag == f"{DRAW}text-box":
            boxes.append(child)
        elif tag == f"{OFFICE}annotation":
            self.comments.append(" ".join("".join(p.itertext()) for p in child.iter(f"{TEXT}p")))
        elif tag not in _SILENT and isinstance(tag, str):
            own = child.get(f"{TEXT}style-name", "")
            all_styles = (own, *styles) if own else styles
            yield from self._text(child, all_styles, boxes)

    def _shown(self, text: str | None, look: Look) -> Iterator[str]:
        """Give a text as it shows; what is hidden or struck through is put down."""
        if not text:
            return
        if look.is_hidden:
            self.unread.hidden.append(text)
        elif look.is_struck:
            self.unread.struck.append(text)
        else:
            shown = self._in_font(text, look.font)
            yield raised(shown) if look.is_raised else shown

    def _in_font(self, text: str, font: str) -> str:
        if not symbols.is_symbol_font(font):
            return text
        shown, unknown = symbols.text_in(font, text)
        self.unread.symbols += [font] * len(unknown)
        return shown

    def _table(self, table: etree._Element) -> NativeTable:
        rows: list[NativeRow] = []
        for number, row in enumerate(_rows(table), start=1):
            cells = list(self._row(row))
            self.cells += len(cells)
            check_size(self.path, self.cells)
            rows.append(NativeRow(tuple(cells), number))
        return NativeTable(tuple(rows))

    def _row(self, row: etree._Element) -> Iterator[NativeCell | None]:
        """Give the cells of a row; what another cell covers is None."""
        for element in row:
            count = _count(element, "number-columns-repeated")
            if element.tag == f"{TABLE}covered-table-cell":
                yield from [None] * count
            elif element.tag == f"{TABLE}table-cell":
                repeated = cell(self.items(element), _count(element, "number-columns-spanned"))
                yield from [repeated] * count


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Give the rows of this table, those of its heading too, repeated ones each."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield from [child] * _count(child, "number-rows-repeated")
        elif child.tag in _ROWS:
            yield from _rows(child)


def _count(element: etree._Element, name: str) -> int:
    value = element.get(f"{TABLE}{name}", "1")
    return min(int(value), _MOST_REPEATED) if value.isdigit() and int(value) else 1
