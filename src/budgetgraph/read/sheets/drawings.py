"""What lies over the cells of a sheet: text boxes, with the row that each begins in, and pictures
(ECMA-376 part 1 §20.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from budgetgraph.read.sheets.sheet import Sheet


def lay_over(drawing: etree._Element, sheet: Sheet) -> None:
    """Put the text boxes of a drawing, and the number of its pictures, into its sheet."""
    sheet.pictures += sum(1 for _ in drawing.iter("{*}pic"))
    for anchor in drawing:
        row = anchor.findtext("{*}from/{*}row", "0").strip()
        if row.isdecimal():
            sheet.boxes += [(int(row), text) for text in _texts(anchor)]


def _texts(anchor: etree._Element) -> Iterator[str]:
    """Give the paragraphs of the text boxes that hang on one place."""
    for paragraph in anchor.iterfind(".//{*}txBody/{*}p"):
        text = "".join(run.text or "" for run in paragraph.iter("{*}t"))
        if text.strip():
            yield text.strip()
