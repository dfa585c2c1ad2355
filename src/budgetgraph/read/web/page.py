"""Walk a web page once, in order → paragraphs, tables with their merged cells printed once, and the
lines of preformatted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from budgetgraph.document.problems import Note
from budgetgraph.read.cells import Item, NativeCell, NativeRow, NativeTable, cell, check_size
from budgetgraph.read.raised import raised
from budgetgraph.read.web.characters import Characters
from budgetgraph.read.web.shown_text import ShownText, first_text
from budgetgraph.read.web.style import ELEMENTS, Side, StyleSheet, is_around

_CJK = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
#: A line end in the source is a blank on the page, but none between Chinese characters.
_WRAP = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]\s*(?=[{_CJK}])")
#: A number as browsers read it: what follows its digits is passed over (`2px`, `2.0`, `"2`).
_NUMBER = re.compile(r"\A[\s\"']*+\+?(\d{1,6})")
#: The largest colspan and rowspan that browsers follow.
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534
#: So many characters of a text that is not read are told in its note.
_MOST_QUOTED = 60


class Preformatted(str):
    """A line whose tabs and blanks are kept: they part its columns."""


_Part = Item | None


class WebPage:
    """Walks the elements of a page. Text gathers until a block begins or ends.

    `struck`, `hidden` and `unseen` are the texts that are not read.
    """

    def __init__(self, path: str, root: etree._Element) -> None:
        self.path = path
        self.styles = StyleSheet.of(root)
        self.characters = Characters(root, self.styles)
        self.shown = ShownText(root, self.styles)
        self.struck: list[str] = []
        self.hidden: list[str] = []
        self.unseen: list[str] = []
        self.cells = 0

    def items(self, element: etree._Element) -> Iterator[Item]:
        """Give the paragraphs, preformatted lines and tables inside an element."""
        text: list[str] = []
        for part in self._walk(element):
            if isinstance(part, str) and not isinstance(part, Preformatted):
                text.append(part)
                continue
            if text:
                yield _paragraph(text)
                text = []
            if part is not None:
                yield part
        if text:
            yield _paragraph(text)

    def notes(self) -> Iterator[Note]:
        """Note what of the page is not read."""
        for code, what, texts in (
            ("part-not-read", "text that is struck through (删除线) is not read", self.struck),
            ("hidden-not-read", "hidden text of a table (隐藏) is not read", self.hidden),
            ("hidden-not-read", "text that is white or of no size (隐藏) is not read", self.unseen),
        ):
            for text in texts:
                yield Note(code, f"{what}: {text[:_MOST_QUOTED]}")

    def _walk(self, element: etree._Element) -> Iterator[_Part]:
        """Text, tables, and None where a line ends; a line break is a vertical tab until blanks
        have been put in order.
        """
        yield from self.shown.beside(element, Side.BEFORE)
        yield first_text(element)
        number = _first_number(element)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "li" and element.tag == "ol":
                yield from (None, f"{number}.", *self._walk(child), None)
                number += 1
            elif tag == "br":
                yield "\v"
            elif tag and self._prints(child):
                yield from self._child(child, tag)
            yield child.tail or ""
        yield from self.shown.beside(element, Side.AFTER)

    def _child(self, child: etree._Element, tag: str) -> Iterator[_Part]:
        if tag == "table":
            yield from (None, *self._captions(child), self._table(child), None)
        elif tag in ELEMENTS["preformatted"]:
            yield from (None, *self._preformatted(child), None)
        elif tag in ELEMENTS["block"]:
            yield from (None, *self._walk(child), None)
        elif self.styles.is_raised(child):
            yield raised(self._text_in(child))
        elif self.shown.is_turned(child):
            yield self._text_in(child)[::-1]
        elif self.styles.is_block(child):
            yield from (None, *self._walk(child), None)
        elif tag in ELEMENTS["font"]:
            yield from map(partial(self._in_its_font, child), self._walk(child))
        else:
            yield from self._walk(child)

    def _text_in(self, element: etree._Element) -> str:
        """Give the text inside an element, without the tables in it."""
        return "".join(part for part in self._walk(element) if isinstance(part, str))

    def _in_its_font(self, element: etree._Element, part: _Part) -> _Part:
        return self.characters.in_symbol_font(element, part) if isinstance(part, str) else part

    def _prints(self, element: etree._Element) -> bool:
        """Tell whether an element is read; what is struck through, or hidden in a table, is put
        down.
        """
        if is_around(element):
            return False
        if self.styles.is_hidden(element):
            if element.tag in ("table", "tr", "td", "th") or element.find(".//table") is not None:
                self._put_down(element, self.hidden)
            return False
        if self.styles.is_struck(element):
            self._put_down(element, self.struck)
            return False
        if self.characters.are_unseen(element):
            self._put_down(element, self.unseen)
            return False
        return True

    def _put_down(self, element: etree._Element, texts: list[str]) -> None:
        text = " ".join("".join(element.itertext()).split())
        if text:
            texts.append(text)

    def _preformatted(self, element: etree._Element) -> Iterator[Item]:
        """Give the lines of preformatted text; a table inside it stands by itself."""
        text: list[str] = []
        for part in self._walk(element):
            if isinstance(part, NativeTable):
                yield from map(Preformatted, _kept_lines(text))
                yield part
                text = []
            else:
                line = "\n" if part is None else part.replace("\v", "\n")
                text.append(line)
        yield from map(Preformatted, _kept_lines(text))

    def _captions(self, table: etree._Element) -> Iterator[_Part]:
        for caption in table.iterfind("caption"):
            for item in self.items(caption):
                yield from (item, None)

    def _table(self, table: etree._Element) -> NativeTable:
        """Give the rows of a table with what is merged laid out: a merged cell prints at its first
        place, None stands at the others.
        """
        rows: list[NativeRow] = []
        open_below: dict[int, int] = {}
        for number, row in enumerate(self._rows(table), start=1):
            cells, open_below = self._row(row, open_below)
            self.cells += len(cells)
            check_size(self.path, self.cells)
            rows.append(NativeRow(tuple(cells), number))
        return NativeTable(tuple(rows))

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        """Give the rows of this table, not of the tables inside it."""
        for child in table:
            if child.tag == "tr":
                if self._prints(child):
                    yield child
            elif child.tag in {"thead", "tbody", "tfoot", "form"} and self._prints(child):
                yield from self._rows(child)

    def _row(
        self, row: etree._Element, covered: dict[int, int]
    ) -> tuple[list[NativeCell | None], dict[int, int]]:
        """Give the cells of one row, and for each column how many rows below it a merged cell still
        covers.
        """
        cells: list[NativeCell | None] = []
        below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
        for element in row:
            if element.tag not in {"td", "th"} or not self._prints(element):
                continue
            _skip(cells, covered)
            columns = _span(element, "colspan", _MOST_COLUMNS)
            rows = _span(element, "rowspan", _MOST_ROWS)
            if rows > 1:
                below.update(dict.fromkeys(range(len(cells), len(cells) + columns), rows - 1))
            cells.append(cell(self.items(element), columns))
            cells.extend([None] * (columns - 1))
        _skip(cells, covered)
        return cells, below


def _first_number(element: etree._Element) -> int:
    """Give the number of the first item of a list."""
    start = element.get("start", "")
    return int(start) if start.isdecimal() else 1


def _skip(cells: list[NativeCell | None], covered: dict[int, int]) -> None:
    """Pass over the columns that merged cells from above cover."""
    while len(cells) in covered:
        cells.append(None)


def _paragraph(parts: list[str]) -> str:
    text = _WRAP.sub("", "".join(parts))
    return text.replace("\r", " ").replace("\n", " ").replace("\v", "\n")


def _kept_lines(parts: list[str]) -> list[str]:
    """Give lines with their blanks; a first line end behind the tag does not print."""
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\n").split("\n") if text.strip() else []


def _span(element: etree._Element, name: str, most: int) -> int:
    match = _NUMBER.match(element.get(name, ""))
    if match is None:
        return 1
    number = min(int(match[1]), most)
    if number == 0:
        return most if name == "rowspan" else 1
    return number
