"""Small PDFs drawn for the tests: lines of text and ruled tables at stated places, in points from
the top left of the page.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE = "STSong-Light", 11
WIDTH, HEIGHT = A4
Draw = Callable[["Page"], None]
#: A cell of a ruled table: its text (lines by \n) and how many columns it spans.
Cell = tuple[str, int]


class Page:
    """One page to draw on."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, top: float, left: float, words: str) -> None:
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawString(left, HEIGHT - top - SIZE, words)

    def table(
        self,
        top: float,
        edges: Sequence[float],
        rows: Sequence[Sequence[str | Cell]],
        *,
        open_top: bool = False,
    ) -> float:
        """A ruled table; the place below it.

        With `open_top` its first row has no ruling above, as after a page break.
        """
        for index, row in enumerate(rows):
            cells = [cell if isinstance(cell, tuple) else (cell, 1) for cell in row]
            height = 8 + SIZE * 1.3 * max(len(text.split("\n")) for text, _ in cells)
            column = 0
            for text, span in cells:
                left, right = edges[column], edges[column + span]
                for number, line in enumerate(text.split("\n")):
                    self.text(top + 3 + number * SIZE * 1.3, left + 2, line)
                self.line(left, top, left, top + height)
                if not (open_top and index == 0):
                    self.line(left, top, right, top)
                self.line(left, top + height, right, top + height)
                column += span
            self.line(edges[-1], top, edges[-1], top + height)
            top += height
        return top

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def picture(self) -> None:
        """A picture over the whole page, as a scanner makes it."""
        self.canvas.drawInlineImage(Image.new("L", (20, 28), 200), 0, 0, WIDTH, HEIGHT)


def pdf(*pages: Draw, password: str | None = None) -> bytes:
    """A PDF whose pages the functions draw."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password, invariant=1)
    for draw in pages:
        draw(Page(canvas))
        canvas.showPage()
    canvas.save()
    return out.getvalue()
