"""A string that is shown → its characters, each with its place (ISO 32000 §9.4.4).

The arithmetic is that of pdfminer, step by step: where one character ends the next one begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFTextState
from pdfminer.utils import Matrix, apply_matrix_rect, mult_matrix, translate_matrix

from budgetgraph.read.pdf.drawing.drawn import Thing
from budgetgraph.read.pdf.drawing.media_box import MediaBox
from budgetgraph.read.pdf.drawing.state import Bounds, State

#: The code of a blank, behind which words are spaced.
_BLANK = 32
_Glyph = tuple[str, float]
#: A character of a string: its code, its text, how far it reaches, and its place in the line.
_Placed = tuple[int, str, float, float]


class _Glyphs(dict[int, _Glyph]):
    """The text and the width of the characters of a font, by their codes; one that the font does
    not name is (cid:7).
    """

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._text_of, self._width_of = font.to_unichr, font.char_width

    def __missing__(self, code: int) -> _Glyph:
        try:
            text = self._text_of(code)
        except PDFUnicodeNotDefined:
            text = f"(cid:{code})"
        glyph = self[code] = text, self._width_of(code)
        return glyph


_GLYPHS: WeakKeyDictionary[PDFFont, _Glyphs] = WeakKeyDictionary()


def _glyphs_of(font: PDFFont) -> _Glyphs:
    known = _GLYPHS.get(font)
    if known is None:
        known = _GLYPHS[font] = _Glyphs(font)
    return known


def chars_of(
    text: PDFTextState, shown: Sequence[Any], state: State, ctm: Matrix, box: MediaBox
) -> list[Thing]:
    """Give the characters of what an operator shows: strings, and ways back between them.

    What is shown next begins behind them.
    """
    font = text.font
    if font is None:
        return []
    matrix = mult_matrix(text.matrix, ctm)
    placed = _placed(text, font, shown)
    looks = _looks(text, font, state, matrix)
    if font.is_vertical() or matrix[1] or matrix[2]:
        return list(_slanted(text, font, placed, matrix, looks, box))
    return _level(text, font, placed, matrix, looks, box)


def _looks(text: PDFTextState, font: PDFFont, state: State, matrix: Matrix) -> Thing:
    """Give what all characters of a string share."""
    a, b, c, d, _, _ = matrix
    colour = state.ncolor if isinstance(state.ncolor, tuple) else (state.ncolor,)
    return {
        "object_type": "char",
        "fontname": font.fontname,
        "matrix": matrix[:4],
        "upright": a * d * text.scaling > 0 and b * c <= 0,
        "non_stroking_color": colour,
        "tag": None,
    }


def _placed(text: PDFTextState, font: PDFFont, shown: Iterable[Any]) -> list[_Placed]:
    """Give the characters of strings with their places along the line, and move to their end."""
    size, scaling, glyphs = text.fontsize, text.scaling * 0.01, _glyphs_of(font)
    space = text.charspace * scaling
    space_of_words = 0 if font.is_multibyte() else text.wordspace * scaling
    x, y = text.linematrix
    is_vertical = font.is_vertical()
    at, is_first = y if is_vertical else x, True
    placed: list[_Placed] = []
    for piece in shown:
        if not isinstance(piece, bytes):
            at -= _way_back(piece) * (0.001 * size * scaling)
            is_first = False
            continue
        for code in font.decode(piece):
            letters, width = glyphs[code]
            at = at if is_first else at + space
            reach = width * size * scaling
            placed.append((code, letters, reach, at))
            at += reach
            is_first = False
            if code == _BLANK and space_of_words:
                at += space_of_words
    text.linematrix = (x, at) if is_vertical else (at, y)
    return placed


def _way_back(piece: Any) -> float:
    """Give how far what is between two strings moves back; nothing where it is no number."""
    return piece if isinstance(piece, float) else 0.0


def _level(
    text: PDFTextState,
    font: PDFFont,
    placed: Iterable[_Placed],
    matrix: Matrix,
    looks: Thing,
    box: MediaBox,
) -> list[Thing]:
    """Give the characters of a line that is level: they stand at one height."""
    a, _, _, d, e, f = matrix
    low, high = _foot_and_head(text, font)
    foot = text.linematrix[1] * d + f
    y0, y1 = sorted((d * low + foot, d * high + foot))
    _, top, _, bottom = box.sides((0, y0, 0, y1))
    line = {**looks, "top": top, "bottom": bottom, "size": y1 - y0}
    left = box.left
    chars: list[Thing] = []
    for _, letters, reach, at in placed:
        x0 = at * a + e
        x1 = a * reach + x0
        if x1 < x0:
            x0, x1 = x1, x0
        chars.append({**line, "text": letters, "x0": x0 + left, "x1": x1 + left})
    return chars


def _slanted(
    text: PDFTextState,
    font: PDFFont,
    placed: Iterable[_Placed],
    matrix: Matrix,
    looks: Thing,
    box: MediaBox,
) -> Iterator[Thing]:
    """Give the characters of a line that runs another way, or whose font is written downwards."""
    x, y = text.linematrix
    is_vertical = font.is_vertical()
    for code, letters, reach, at in placed:
        begin = (x, at) if is_vertical else (at, y)
        bounds = _of_vertical(text, font, code, reach) if is_vertical else _of(text, font, reach)
        x0, y0, x1, y1 = apply_matrix_rect(translate_matrix(matrix, begin), bounds)
        left, top, right, bottom = box.sides((x0, y0, x1, y1))
        yield {
            **looks,
            "text": letters,
            "x0": left,
            "x1": right,
            "top": top,
            "bottom": bottom,
            "size": x1 - x0 if is_vertical else y1 - y0,
        }


def _foot_and_head(text: PDFTextState, font: PDFFont) -> tuple[float, float]:
    """Give how far below its line a character begins and how far above it ends."""
    low = font.get_descent() * text.fontsize + text.rise
    return low, low + text.fontsize


def _of(text: PDFTextState, font: PDFFont, reach: float) -> Bounds:
    """Give the box of a character, from where it begins."""
    low, high = _foot_and_head(text, font)
    return 0, low, reach, high


def _of_vertical(text: PDFTextState, font: PDFFont, code: int, reach: float) -> Bounds:
    """Give the box of a character that is written downwards, from where it begins."""
    size = text.fontsize
    displacement: Any = font.char_disp(code)
    across, down = displacement
    left = size * 0.5 if across is None else across * size * 0.001
    head = (1000 - down) * size * 0.001 + text.rise
    return -left, head + reach, -left + size, head
