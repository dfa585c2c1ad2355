"""What is painted on a page → its characters and shapes; those that nobody sees bear a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.psparser import PSLiteral
from pdfminer.utils import MATRIX_IDENTITY

from budgetgraph.read.pdf.drawing.drawn import (
    CLIPPED,
    COVERED,
    INVISIBLE,
    SWITCHED_OFF,
    Drawn,
    Thing,
)
from budgetgraph.read.pdf.drawing.glyphs import chars_of
from budgetgraph.read.pdf.drawing.media_box import MediaBox, Point, Sides
from budgetgraph.read.pdf.drawing.painted_over import DrawnText, is_opaque
from budgetgraph.read.pdf.drawing.shapes import parts, shape
from budgetgraph.read.pdf.drawing.state import State, bounds_of

#: Text rendering modes that paint nothing.
_UNPAINTED = frozenset({3, 7})
#: Clips that are drawn at the place of their text differ from it by less than this (points).
_HAIR = 1.0


class Canvas(PDFDevice):
    """Takes what an interpreter paints. `hidden_names` are those by which the page calls the layers
    that are off.
    """

    def __init__(
        self, manager: PDFResourceManager, box: MediaBox, hidden_names: frozenset[str]
    ) -> None:
        super().__init__(manager)
        self.drawn = Drawn(box.width, box.height)
        self._box = box
        self._hidden_names = hidden_names
        self._open: list[bool] = []
        self._text = DrawnText(self.drawn.chars)
        lines, rects, curves = self.drawn.lines, self.drawn.rects, self.drawn.curves
        self._shapes = {"line": lines, "rect": rects, "curve": curves}

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        name = props.name if isinstance(props, PSLiteral) else None
        self._open.append(tag.name == "OC" and name in self._hidden_names)

    def end_tag(self) -> None:
        if self._open:
            self._open.pop()

    def render_image(self, *_: Any) -> None:
        self.drawn.has_picture = True

    # --- text -------------------------------------------------------------------------------------
    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        chars = chars_of(textstate, seq, graphicstate, self.ctm or MATRIX_IDENTITY, self._box)
        clip = graphicstate.clip
        if any(self._open):
            _mark(chars, SWITCHED_OFF)
        elif graphicstate.is_clear or textstate.render in _UNPAINTED:
            _mark(chars, INVISIBLE)
        elif clip is not None and not _is_any_shown(chars, self._box.sides(clip)):
            _mark(chars, CLIPPED)
        self.drawn.chars += chars

    # --- shapes -----------------------------------------------------------------------------------
    def paint_path(
        self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Draw a path; one of several parts may be a frame, which covers nothing."""
        looks = {"stroke": stroke, "fill": fill, "non_stroking_color": graphicstate.ncolor}
        is_alone = sum(step[0] == "m" for step in path) == 1
        for part in parts(path):
            kind, points = shape(part, self.ctm or MATRIX_IDENTITY)
            thing = self._shape(kind, points) | looks
            self._shapes[kind].append(thing)
            if is_alone and fill and kind == "rect":
                self._cover(thing, graphicstate)

    def _shape(self, kind: str, points: Sequence[Point]) -> Thing:
        """Give a shape with its place; a curve with its points as well."""
        x0, y0, x1, y1 = bounds = bounds_of(points)
        left, top, right, bottom = self._box.sides(bounds)
        thing: Thing = {
            "object_type": kind,
            "x0": left,
            "x1": right,
            "top": top,
            "bottom": bottom,
            "width": x1 - x0,
            "height": y1 - y0,
        }
        if kind == "curve":
            thing["pts"] = list(map(self._box.point, points))
        return thing

    def _cover(self, box: Thing, state: State) -> None:
        """Mark the text that a box is painted over, where the box hides it."""
        if any(self._open) or not state.hides or not is_opaque(box["non_stroking_color"]):
            return
        sides = box["x0"], box["top"], box["x1"], box["bottom"]
        clip = sides if state.clip is None else self._box.sides(state.clip)
        _mark(self._text.under(sides, clip), COVERED)


def _mark(chars: Iterable[Thing], tag: str) -> None:
    for char in chars:
        char["tag"] = tag


def _is_any_shown(chars: Iterable[Thing], clip: Sides) -> bool:
    """Tell whether any of the characters of a string is seen inside a clip."""
    left, top, right, bottom = clip
    for char in chars:
        is_across = char["x0"] < right + _HAIR and left - _HAIR < char["x1"]
        if is_across and char["top"] < bottom + _HAIR and top - _HAIR < char["bottom"]:
            return True
    return False
