"""The characters that a paragraph prints, run by run: symbols of symbol fonts, raised marks, no
text that is hidden, deleted or struck through.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from budgetgraph.read import symbols
from budgetgraph.read.looks import Look, Unread
from budgetgraph.read.raised import raised
from budgetgraph.read.word.package import W
from budgetgraph.read.word.styles import WordStyles, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES = f"{_MC}AlternateContent"
#: What does not print: deleted text, field codes, the reading above a character, properties.
_SILENT = frozenset(
    f"{W}{name}"
    for name in (
        "del moveFrom delText instrText delInstrText rt rPr pPr sdtPr tblPr tblGrid binData"
        " footnote endnote annotation footnotePr endnotePr"
    ).split()
)
_CHARACTERS = {f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


class Runs:
    """Gives the text of paragraphs and gathers what is not read; `tab` stands for a tab."""

    def __init__(self, styles: WordStyles, unread: Unread, tab: str = " ") -> None:
        self.tab = tab
        self.styles = styles
        self.unread = unread

    def text(self, paragraph: etree._Element, boxes: list[etree._Element]) -> str:
        """Give the text of a paragraph; the text boxes that hang on it are put aside into
        `boxes`.
        """
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else value(properties, "pStyle")
        return "".join(self._walk(paragraph, Look(), style, boxes))

    def _walk(
        self, element: etree._Element, look: Look, style: str, boxes: list[etree._Element]
    ) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, style, boxes)
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == ALTERNATIVES:
                yield from self._walk(chosen(child), look, style, boxes)
            elif tag in _MATHEMATICS:
                parts = [list(self._walk(part, look, style, boxes)) for part in child]
                yield from _MATHEMATICS[tag](["".join(part) for part in parts])
            elif tag not in _SILENT:
                yield from self._character(child, look)
                yield from self._walk(child, look, style, boxes)

    def _run(self, run: etree._Element, style: str, boxes: list[etree._Element]) -> Iterator[str]:
        look = self.styles.look(run, style)
        text = "".join(self._walk(run, look, style, boxes))
        if look.is_hidden:
            self.unread.hidden.append(text)
        elif look.is_struck:
            self.unread.struck.append(text)
        else:
            yield raised(text) if look.is_raised else text

    def _character(self, element: etree._Element, look: Look) -> Iterator[str]:
        tag = element.tag
        if tag in (f"{W}t", f"{_MATH}t"):
            yield self._in_font(element.text or "", look)
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield self.tab
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == f"{W}br":
            yield "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        elif tag == f"{W}sym":
            yield self._symbol(element)

    def _in_font(self, text: str, look: Look) -> str:
        if not symbols.is_symbol_font(look.font):
            return text
        shown, unknown = symbols.text_in(look.font, text)
        self.unread.symbols += [look.font] * len(unknown)
        return shown

    def _symbol(self, element: etree._Element) -> str:
        font, place = element.get(f"{W}font", ""), element.get(f"{W}char", "")
        try:
            number = int(place, 16)
        except ValueError:
            return ""
        shown = symbols.shown(font, number)
        if shown is not None:
            return shown
        if symbols.is_symbol_font(font) or 0xF000 <= number < 0xF100:
            self.unread.symbols.append(font)
        return chr(number) if 0 < number < 0xD800 or 0xE000 <= number < 0x10000 else ""


def _fraction(parts: list[str]) -> Iterator[str]:
    """1 over 2 → 1/2"""
    yield "/".join(filter(None, parts))


def _power(parts: list[str]) -> Iterator[str]:
    """m and a raised 2 → m²"""
    *base, exponent = parts or [""]
    yield from (*base, raised(exponent))


_MATHEMATICS = {f"{_MATH}f": _fraction, f"{_MATH}sSup": _power}


def chosen(alternatives: etree._Element) -> etree._Element:
    """Give the one of several renderings of a drawing that is read: the first with text, so that a
    text box is read once.
    """
    for branch in alternatives:
        if next(branch.iter(f"{W}t"), None) is not None:
            return branch
    return alternatives[0] if len(alternatives) else alternatives
