"""What lies over a page and shows as a part of it: fields that are filled in, and texts that were
typed onto it (annotations, ISO 32000 §12.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import MATRIX_IDENTITY, Matrix, Rect, apply_matrix_rect, mult_matrix

#: The kinds that are text of the page; comments, links and marks are not.
_KINDS = frozenset({"Widget", "FreeText"})
#: The flags of an annotation that does not show: hidden, not viewed.
_NOT_SHOWN = 0b100010

Appearance = tuple[PDFStream, Matrix]


def appearances(annotations: Any) -> Iterator[Appearance]:
    """Give what the annotations of a page look like, with the matrix that puts it on the page."""
    listed = resolve1(annotations)
    for one in listed if isinstance(listed, list) else ():
        annotation = _dictionary(one)
        stream = _appearance(annotation) if _shows(annotation) else None
        matrix = _placed(stream, annotation) if stream is not None else None
        if stream is not None and matrix is not None:
            yield stream, matrix


def _shows(annotation: dict[str, Any]) -> bool:
    kind, flags = resolve1(annotation.get("Subtype")), resolve1(annotation.get("F"))
    is_hidden = isinstance(flags, int) and flags & _NOT_SHOWN
    return isinstance(kind, PSLiteral) and kind.name in _KINDS and not is_hidden


def _appearance(annotation: dict[str, Any]) -> PDFStream | None:
    """Give the normal appearance; a box to tick has one for each of its states."""
    normal = resolve1(_dictionary(annotation.get("AP")).get("N"))
    state = resolve1(annotation.get("AS"))
    if isinstance(normal, dict) and isinstance(state, PSLiteral):
        normal = resolve1(normal.get(str(state.name)))
    return normal if isinstance(normal, PDFStream) else None


def _placed(stream: PDFStream, annotation: dict[str, Any]) -> Matrix | None:
    """Give the matrix that fits the box of an appearance into the place of its annotation."""
    place, box = _numbers(annotation.get("Rect"), 4), _numbers(stream.get("BBox"), 4)
    own = _numbers(stream.get("Matrix"), 6) or MATRIX_IDENTITY
    if place is None or box is None:
        return None
    x0, y0, x1, y1 = apply_matrix_rect(own, _upright(box))  # type: ignore[arg-type]
    left, bottom, right, top = _upright(place)
    if x0 == x1 or y0 == y1:
        return None
    wide, high = (right - left) / (x1 - x0), (top - bottom) / (y1 - y0)
    fitted = (wide, 0.0, 0.0, high, left - x0 * wide, bottom - y0 * high)
    return mult_matrix(own, fitted)  # type: ignore[arg-type]


def _upright(corners: Sequence[float]) -> Rect:
    """Give a rectangle from its lower left to its upper right corner, whichever were told."""
    x0, y0, x1, y1 = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _dictionary(reference: Any) -> dict[str, Any]:
    found = resolve1(reference)
    return found if isinstance(found, dict) else {}


def _numbers(reference: Any, count: int) -> tuple[float, ...] | None:
    """Give so many numbers; None where there are others, or something else."""
    listed = resolve1(reference)
    values = list(map(resolve1, listed)) if isinstance(listed, list) else []
    are_numbers = all(isinstance(value, (int, float)) for value in values)
    return tuple(map(float, values)) if len(values) == count and are_numbers else None
