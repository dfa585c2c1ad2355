"""Make the pictures of recognised pages small, and leave only what the text shows in them.

Two pixels to a point and four greys: 20 to 70 KB a page.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from budgetgraph.document.where import Where
from budgetgraph.read.pictures.collected import PagePicture, Sides, pages_of_source

#: Pixels to a point: characters of 9 points are 18 pixels high.
_SHARPNESS = 2.0
#: Black, dark, light, white: what is between is noise of the scanner for the most part.
_GREYS = 4
_BITS = 2
#: So much (points) around characters is shown with them, and around rulings.
_MARGIN, _RULE = 3.0, 1.5
_WHITE, _HIDDEN = 255, 85


def collect(
    number: int, picture: NDArray[np.uint8], scale: float, rulings: Iterable[Sides]
) -> None:
    """Keep the picture of page `number` where pictures are collected; `scale` is its pixels to a
    point.
    """
    pages = pages_of_source()
    if pages is None:
        return
    height, width = picture.shape[0] / scale, picture.shape[1] / scale
    size = round(width * _SHARPNESS), round(height * _SHARPNESS)
    small = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
    kept = PagePicture(number, round(width, 1), round(height, 1), tuple(rulings), _png(small))
    pages.append(kept)


def with_only(page: PagePicture, shown: Sequence[Where], hidden: Sequence[Where]) -> PagePicture:
    """Give the picture of a page with the places that are shown, its rulings, and nothing else.

    What no line tells (handwriting, a signature) was looked at by nobody who masks personal data,
    so it is left out. Places that are hidden are grey.
    """
    whole = Image.open(io.BytesIO(page.png)).convert("L")
    cleared = Image.new("L", whole.size, _WHITE)
    for sides in page.rulings:
        _copy(whole, cleared, _pixels(sides, _RULE))
    for place in _places(shown, page.number):
        _copy(whole, cleared, _pixels(place, _MARGIN))
    draw = ImageDraw.Draw(cleared)
    for place in _places(hidden, page.number):
        draw.rectangle(_pixels(place, _MARGIN), fill=_HIDDEN)
    return replace(page, png=_png(cleared))


def _places(places: Iterable[Where], number: int) -> Iterator[Sides]:
    """Give those of the places that are on a page, as sides."""
    for place in places:
        box = place.picture
        if box is not None and place.page == number:
            yield box.x0, box.top, box.x1, box.bottom


def _pixels(sides: Sides, margin: float) -> tuple[int, int, int, int]:
    """Give sides in points as pixels, with a margin around them."""
    left, top, right, bottom = sides
    return (
        max(int((left - margin) * _SHARPNESS), 0),
        max(int((top - margin) * _SHARPNESS), 0),
        max(int((right + margin) * _SHARPNESS), 0),
        max(int((bottom + margin) * _SHARPNESS), 0),
    )


def _copy(whole: Image.Image, to: Image.Image, box: tuple[int, int, int, int]) -> None:
    to.paste(whole.crop(box), box[:2])


def _png(grey: Image.Image) -> bytes:
    """Write a grey picture as PNG of few greys; the same picture gives the same bytes."""
    step = 255 / (_GREYS - 1)
    levels = np.round(np.asarray(grey) / step).astype(np.uint8)
    few = Image.fromarray(levels, "P")
    palette: list[int] = []
    for level in range(_GREYS):
        palette += [round(level * step)] * 3
    few.putpalette(palette)
    out = io.BytesIO()
    few.save(out, "PNG", bits=_BITS, optimize=True)
    return out.getvalue()
