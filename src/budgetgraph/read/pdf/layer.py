"""Draw a page of a PDF with pdfminer, and mark the characters that nobody sees.

A character is marked by its `tag`: INVISIBLE for text rendering mode 3 (ISO 32000 §9.3.6) and for
text that is transparent (§11.6.4.4), SWITCHED OFF for a layer (optional content group, §8.11) that
is off when the file is opened, CLIPPED for text that stands outside of what is clipped (§8.5.4),
COVERED for text that a box is painted over later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.layout import LTChar, LTRect
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import apply_matrix_pt
from pdfplumber.page import Page as PdfPage
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from budgetgraph.read.pdf.painted_over import DrawnText

INVISIBLE, SWITCHED_OFF = "x-invisible", "x-switched-off"
CLIPPED, COVERED = "x-clipped", "x-covered"
_UNSEEN = frozenset({INVISIBLE, SWITCHED_OFF})
#: Text rendering modes that paint nothing.
_UNPAINTED = frozenset({3, 7})
#: What is less opaque than this (from 0 to 1) is not seen; from the other one on it hides the text.
_SEEN, _HIDES = 0.05, 0.99
#: Ways of blending under which a colour hides what is below it (ISO 32000 §11.3.5).
_PLAIN = frozenset({"Normal", "Compatible"})
#: Rulings and clips that are drawn at one place differ by less than this (points).
_HAIR = 1.0
#: Left, lower, right and upper edge.
_Box = tuple[float, float, float, float]


def draw(page: PdfPage, hidden_groups: frozenset[int]) -> None:
    """Lay the page out before pdfplumber does it, with our own device."""
    device = _Device(page, hidden_groups)
    interpreter = _Interpreter(page.pdf.rsrcmgr, device)
    try:
        interpreter.process_page(page.page_obj)
    except MemoryError:
        raise
    except Exception as fault:
        # pdfminer raises all kinds of exceptions for a damaged page; pdfplumber's own drawing
        # wraps them in the same way.
        raise PdfminerException(fault) from fault
    page._layout = device.get_result()


class _State(PDFGraphicState):
    """The graphics state of pdfminer, which also knows how opaque what is painted is, whether its
    colour is blended with what is below it, and the box that all of it stands in that is seen (None
    for the whole page).
    """

    def __init__(self) -> None:
        super().__init__()
        self.opacity = 1.0
        self.is_blended = False
        self.clip: _Box | None = None

    @property
    def hides(self) -> bool:
        """Whether a box of this state hides what is below it."""
        return self.opacity >= _HIDES and not self.is_blended

    def copy(self) -> _State:
        made = _State.__new__(_State)
        vars(made).update(vars(self))
        return made


class _Interpreter(PDFPageInterpreter):
    """The interpreter of pdfminer, which also takes in the opacity of a graphics state and what is
    clipped.
    """

    _outer = _State()

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.graphicstate: _State = self._outer.copy()

    def dup(self) -> _Interpreter:
        """Give the interpreter of a form on the page, which goes on with this state."""
        inner = _Interpreter(self.rsrcmgr, self.device)
        inner._outer = _State()
        inner._outer.opacity = self.graphicstate.opacity
        inner._outer.is_blended = self.graphicstate.is_blended
        inner._outer.clip = self.graphicstate.clip
        return inner

    def do_W(self) -> None:
        """Clip what follows by the path. The box around it is taken: it is never too small."""
        corners = [apply_matrix_pt(self.ctm, point) for point in _points(self.curpath)]
        if corners:
            box = _box_around(corners)
            self.graphicstate.clip = _common(self.graphicstate.clip or box, box)

    def do_W_a(self) -> None:
        self.do_W()

    def do_gs(self, name: Any) -> None:
        states = _resolved(self.resources.get("ExtGState"))
        named = _resolved(states.get(literal_name(name)))
        opacity = resolve1(named.get("ca"))
        if isinstance(opacity, int | float):
            self.graphicstate.opacity = float(opacity)
        blend = resolve1(named.get("BM"))
        if isinstance(blend, PSLiteral):
            self.graphicstate.is_blended = literal_name(blend) not in _PLAIN


class _Device(PDFPageAggregatorWithMarkedContent):
    """Pdfplumber's device, which also marks what is not seen."""

    def __init__(self, page: PdfPage, hidden_groups: frozenset[int]) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self._hidden_names = frozenset(_hidden_names(page, hidden_groups))
        self._open: list[bool] = []
        self._is_unpainted = False
        self._drawn = DrawnText()
        self._is_compound = False

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        super().begin_tag(tag, props)
        name = props.name if isinstance(props, PSLiteral) else None
        self._open.append(tag.name == "OC" and name in self._hidden_names)

    def end_tag(self) -> None:
        super().end_tag()
        if self._open:
            self._open.pop()

    def render_string(self, textstate: Any, *arguments: Any, **named: Any) -> None:
        is_clear = any(isinstance(state, _State) and state.opacity < _SEEN for state in arguments)
        self._is_unpainted = is_clear or textstate.render in _UNPAINTED
        already = len(self.cur_item._objs)
        super().render_string(textstate, *arguments, **named)
        self._is_unpainted = False
        for state in arguments:
            if isinstance(state, _State) and state.clip is not None:
                _mark_clipped(self.cur_item._objs[already:], state.clip)

    def render_char(self, *arguments: Any, **named: Any) -> float:
        advance = float(super().render_char(*arguments, **named))
        tag = self._tag()
        drawn = self.cur_item._objs
        if drawn and isinstance(drawn[-1], LTChar):
            self._drawn.add(drawn[-1])
            if tag is not None:
                drawn[-1].tag = tag  # type: ignore[attr-defined]
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Draw a path; one of several parts may be a frame, which covers nothing."""
        is_part = self._is_compound
        self._is_compound = is_part or sum(step[0] == "m" for step in path) > 1
        super().paint_path(gstate, stroke, fill, evenodd, path)
        box = next(iter(self.cur_item._objs[-1:]), None)
        is_seen = not self._is_compound and not any(self._open)
        hides = isinstance(gstate, _State) and gstate.hides
        if fill and is_seen and hides and isinstance(box, LTRect):
            for char in self._drawn.under(box, gstate.clip or box.bbox):
                char.tag = COVERED  # type: ignore[attr-defined]
        self._is_compound = is_part

    def _tag(self) -> str | None:
        """Give the mark of what is drawn now; None for what is seen."""
        if any(self._open):
            return SWITCHED_OFF
        return INVISIBLE if self._is_unpainted else None


# --- what is clipped ------------------------------------------------------------------------------
def _points(path: list[Any]) -> Iterator[tuple[float, float]]:
    """Give the points of a path: ("c", 1, 2, 3, 4, 5, 6) → (1, 2), (3, 4), (5, 6)."""
    for _, *numbers in path:
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def _box_around(points: list[tuple[float, float]]) -> _Box:
    """Give the smallest upright box that all the points stand in."""
    across, upwards = zip(*points, strict=True)
    return min(across), min(upwards), max(across), max(upwards)


def _common(one: _Box, other: _Box) -> _Box:
    """Give what is inside both boxes; where nothing is, a box whose right is left of its left."""
    left, lower = max(one[0], other[0]), max(one[1], other[1])
    return left, lower, min(one[2], other[2]), min(one[3], other[3])


def _shows(char: LTChar, clip: _Box) -> bool:
    """Tell whether any of a character stands inside the box of what is seen."""
    left, lower, right, upper = clip
    is_across = char.x0 < right + _HAIR and left - _HAIR < char.x1
    is_upwards = char.y0 < upper + _HAIR and lower - _HAIR < char.y1
    return is_across and is_upwards


def _mark_clipped(things: list[Any], clip: _Box) -> None:
    """Mark the characters of a string of which nothing is seen, but for those that are not seen for
    another reason.
    """
    chars = [thing for thing in things if isinstance(thing, LTChar)]
    if any(_shows(char, clip) for char in chars):
        return
    for char in chars:
        if getattr(char, "tag", None) not in _UNSEEN:
            char.tag = CLIPPED  # type: ignore[attr-defined]


def _hidden_names(page: PdfPage, hidden_groups: frozenset[int]) -> Iterator[str]:
    """Give the names by which the page's resources call groups that are off."""
    resources = _resolved(page.page_obj.resources)
    properties = _resolved(resources.get("Properties"))
    for name, reference in properties.items():
        if isinstance(reference, PDFObjRef) and reference.objid in hidden_groups:
            yield str(name)


def hidden_groups(catalog: dict[str, Any]) -> frozenset[int]:
    """Give the optional content groups of a file that are off when it is opened, by object
    number.
    """
    properties = _resolved(catalog.get("OCProperties"))
    default = _resolved(properties.get("D"))
    hidden = _numbers(default.get("OFF"))
    base = default.get("BaseState")
    if isinstance(base, PSLiteral) and base.name == "OFF":
        every = _numbers(properties.get("OCGs"))
        hidden = (hidden | every) - _numbers(default.get("ON"))
    return hidden


def _resolved(reference: Any) -> dict[str, Any]:
    """Give the dictionary that a reference means; an empty one for none, or for something else."""
    found = resolve1(reference)
    return found if isinstance(found, dict) else {}


def _numbers(references: Any) -> frozenset[int]:
    """Give the object numbers of a list of references."""
    numbers = resolve1(references)
    if not isinstance(numbers, list):
        return frozenset()
    return frozenset(number.objid for number in numbers if isinstance(number, PDFObjRef))
