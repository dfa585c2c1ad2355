"""A page of an open PDF → what is drawn on it."""

from __future__ import annotations

from pdfplumber.page import Page as PdfPage
from pdfplumber.utils.exceptions import PdfminerException

from budgetgraph.read.pdf.drawing.canvas import Canvas
from budgetgraph.read.pdf.drawing.drawn import CLIPPED, Drawn, Thing, covers
from budgetgraph.read.pdf.drawing.interpreter import Interpreter
from budgetgraph.read.pdf.drawing.layers import hidden_names
from budgetgraph.read.pdf.drawing.media_box import MediaBox


def drawn_on(page: PdfPage, hidden_groups: frozenset[int]) -> Drawn:
    """Give what is drawn on a page; `hidden_groups` are the layers that are off.

    PdfminerException for a page that is damaged.
    """
    left, top = page.mediabox[:2]
    box = MediaBox(float(page.width), float(page.height), float(left), float(top))
    names = frozenset(hidden_names(page.page_obj.resources, hidden_groups))
    manager = page.pdf.rsrcmgr
    canvas = Canvas(manager, box, names)
    try:
        Interpreter(manager, canvas).process_page(page.page_obj)
    except MemoryError:
        raise
    except Exception as fault:
        # pdfminer raises all kinds of exceptions for a damaged page.
        raise PdfminerException(fault) from fault
    _crop(canvas.drawn, page)
    return canvas.drawn


def _crop(drawn: Drawn, page: PdfPage) -> None:
    """Mark the characters outside of what the page shows of its paper (CropBox)."""
    x0, top, x1, bottom = map(float, page.cropbox)
    is_whole = page.cropbox == page.mediabox
    if is_whole or x1 <= x0 or bottom <= top:
        return
    shown: Thing = {"x0": x0, "top": top, "x1": x1, "bottom": bottom}
    for char in drawn.chars:
        if not covers(shown, char):
            char["tag"] = CLIPPED
