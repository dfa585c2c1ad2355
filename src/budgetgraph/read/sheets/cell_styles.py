"""How the cells of a workbook of Office Open XML look: number formats, struck, raised and white
text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse

from lxml import etree

from budgetgraph.read.sheets.cell_ink import has_ground, is_white
from budgetgraph.read.sheets.number_format.built_in import BUILT_IN
from budgetgraph.read.sheets.number_format.unformatted import GENERAL
from budgetgraph.read.sheets.sheet import STRUCK, WHITE, SheetCell

#: Characters that XML cannot hold are written as _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks; one without a style has no number format and plain text."""

    code: str = GENERAL
    is_raised: bool = False
    is_struck: bool = False
    is_unseen: bool = False
    is_on_paper: bool = True

    def hides(self, run: TextRun) -> bool:
        """Tell whether a run is white on white paper; one without a font has that of its cell."""
        hidden = {True: self.is_on_paper, None: self.is_unseen}
        return hidden.get(run.is_white, False)

    def seen(self, cell: SheetCell, runs: Sequence[TextRun]) -> SheetCell:
        """Give what an eye sees of a cell: of a white `9` before a black `120.00` the latter.

        `runs` is all text of the cell, in pieces of one font each.
        """
        hidden = "".join(run.text for run in filter(self.hides, runs))
        if not hidden.strip():
            return self.shown(cell)
        left = list(filterfalse(self.hides, runs))
        seen = self.shown(cell_of(left))
        return replace(seen, fault=WHITE)

    def shown(self, cell: SheetCell) -> SheetCell:
        """Give what a cell of this style shows: struck text is not there, raised text is a mark."""
        if self.is_struck and cell.text:
            return SheetCell("", fault=STRUCK)
        if self.is_raised and cell.text:
            return SheetCell("", raised=cell.text)
        return cell


@dataclass(slots=True)
class CellStyles:
    """The styles of cells by their index."""

    styles: list[CellStyle] = field(default_factory=list)

    @classmethod
    def of(cls, root: etree._Element) -> CellStyles:
        """Give the styles of a workbook by the root of that part."""
        own = _own_codes(root)
        fonts = list(root.iterfind("{*}fonts/{*}font"))
        fills = list(root.iterfind("{*}fills/{*}fill"))
        styles = cls()
        for each in root.iterfind("{*}cellXfs/{*}xf"):
            number = int(each.get("numFmtId", "0"))
            font = _named(fonts, each, "fontId")
            fill = _named(fills, each, "fillId")
            code = own.get(number) or BUILT_IN.get(number, GENERAL)
            is_on_paper = not has_ground(fill)
            is_unseen = is_white(font) and is_on_paper
            raised, struck = _is_raised(font), _is_struck(font)
            style = CellStyle(code, raised, struck, is_unseen, is_on_paper)
            styles.styles.append(style)
        return styles

    def style(self, index: int) -> CellStyle:
        """Give the style at an index; one without anything special where the workbook has none
        there.
        """
        is_known = 0 <= index < len(self.styles)
        return self.styles[index] if is_known else CellStyle()


def _own_codes(root: etree._Element) -> dict[int, str]:
    """Give the number formats that the workbook spells out, by their numbers."""
    codes = {}
    for each in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[int(each.get("numFmtId", "0"))] = each.get("formatCode", "")
    return codes


def _named(
    elements: list[etree._Element], style: etree._Element, name: str
) -> etree._Element | None:
    """Give the element whose number a style names; None where the workbook has none of it."""
    number = int(style.get(name, "0"))
    is_known = 0 <= number < len(elements)
    return elements[number] if is_known else None


def _is_raised(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    align = properties.find("{*}vertAlign")
    return align is not None and align.get("val") == "superscript"


def _is_struck(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    strike = properties.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text of one style within a cell; `is_white` is None where its font is that of the cell."""

    text: str
    is_raised: bool = False
    is_struck: bool = False
    is_white: bool | None = None


def text_runs(item: etree._Element) -> list[TextRun]:
    """Give the runs of a shared or an inline string; phonetic hints are no text."""
    runs = []
    for child in item:
        name = etree.QName(child).localname
        if name == "t":
            runs.append(TextRun(unescaped(child.text or "")))
        elif name == "r":
            properties = child.find("{*}rPr")
            texts = [part.text or "" for part in child.iterfind("{*}t")]
            text = unescaped("".join(texts))
            white = None if properties is None else is_white(properties)
            runs.append(TextRun(text, _is_raised(properties), _is_struck(properties), white))
    return runs


def unescaped(text: str) -> str:
    """Give a text with its escaped characters: `甲_x000A_乙` → 甲, a line feed, 乙."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def cell_of(runs: Sequence[TextRun]) -> SheetCell:
    """Give a cell of runs: raised ones are marks of notes, struck ones are not there."""
    text = raised = ""
    fault = None
    for run in runs:
        if run.is_raised:
            raised += run.text
        elif not run.is_struck:
            text += run.text
        if run.is_struck and run.text.strip():
            fault = STRUCK
    return SheetCell(text, raised, fault)
