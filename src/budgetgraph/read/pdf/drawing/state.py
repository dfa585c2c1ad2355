"""The state under which a page is drawn, and the box that all of it stands in that is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFGraphicState
from pdfminer.utils import Matrix, apply_matrix_pt

#: What is less opaque than this (from 0 to 1) is not seen; from the other one on it hides the text.
_SEEN, _HIDES = 0.05, 0.99
#: Left, lower, right and upper edge.
Bounds = tuple[float, float, float, float]


class State(PDFGraphicState):
    """The graphics state of pdfminer, which also knows how opaque what is painted is, whether its
    colour is blended with what is below it, and the box that all of it stands in that is seen (None
    for the whole page).
    """

    def __init__(self) -> None:
        super().__init__()
        self.opacity = 1.0
        self.is_blended = False
        self.clip: Bounds | None = None

    @property
    def is_clear(self) -> bool:
        """Whether nothing is seen of what is painted."""
        return self.opacity < _SEEN

    @property
    def hides(self) -> bool:
        """Whether a box of this state hides what is below it."""
        return self.opacity >= _HIDES and not self.is_blended

    def copy(self) -> State:
        made = State.__new__(State)
        vars(made).update(vars(self))
        return made

    def of_form(self) -> State:
        """Give the state in which a form on the page begins."""
        inner = State()
        inner.opacity, inner.is_blended, inner.clip = self.opacity, self.is_blended, self.clip
        return inner

    def clip_by(self, path: Sequence[Any], ctm: Matrix) -> None:
        """Clip what follows by a path. The box around it is taken: it is never too small."""
        corners = [apply_matrix_pt(ctm, point) for point in _points(path)]
        if corners:
            box = bounds_of(corners)
            self.clip = _common(self.clip or box, box)


def _points(path: Sequence[Any]) -> Iterator[tuple[float, float]]:
    """Give the points of a path: ("c", 1, 2, 3, 4, 5, 6) → (1, 2), (3, 4), (5, 6)."""
    for _, *numbers in path:
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def bounds_of(points: Iterable[tuple[float, float]]) -> Bounds:
    """Give the smallest upright box that all the points stand in."""
    across, upwards = zip(*points, strict=True)
    return min(across), min(upwards), max(across), max(upwards)


def _common(one: Bounds, other: Bounds) -> Bounds:
    """Give what is inside both boxes; where nothing is, a box whose right is left of its left."""
    left, lower = max(one[0], other[0]), max(one[1], other[1])
    return left, lower, min(one[2], other[2]), min(one[3], other[3])
