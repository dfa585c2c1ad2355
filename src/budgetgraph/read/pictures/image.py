"""Render the picture of a page: grey, without stamps, upright, at a known resolution.

A picture is an array of height × width, 0 (black) to 255 (white).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from io import BytesIO
from typing import TypeAlias

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence

from budgetgraph.read.pictures.stamps import without_stamps
from budgetgraph.read.source.signatures import is_pdf

#: Characters of 9 points are 25 pixels high then, which the recogniser reads without fault.
RESOLUTION = 200
#: The pixels to a point at that resolution.
SCALE = RESOLUTION / 72
#: A picture of more pixels is made smaller: no page of A3 at 300 dpi has more.
_MOST_PIXELS = 20_000_000
#: The narrow side of A4 (points): a picture without a resolution is taken for such a page.
_A4 = 595.0
#: Paper that lies askew by less than this (degrees) is straight enough for its rulings.
_STRAIGHT = 0.1
#: Paper does not lie askew by more than this (degrees): lines that do are something else.
MOST_SKEW = 5.0
_WHITE = 255

Picture: TypeAlias = NDArray[np.uint8]


def rendered(data: bytes, number: int) -> Picture:
    """Render page `number` (from 1) of a PDF at `RESOLUTION`."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        bitmap = pdf[number - 1].render(scale=SCALE)
        return without_stamps(np.array(bitmap.to_pil().convert("RGB")), SCALE)
    finally:
        pdf.close()


def frames(data: bytes) -> Iterator[tuple[Picture, float]]:
    """Give the pages of a picture file, each with its pixels to a point.

    OSError for a file that is cut off.
    """
    with Image.open(BytesIO(data)) as image:
        for frame in ImageSequence.Iterator(image):
            yield _page(frame)


def picture_of(data: bytes, number: int) -> tuple[Picture, float]:
    """Give page `number` (from 1) of a PDF or of a picture file, with its pixels to a point."""
    if is_pdf(data):
        return rendered(data, number), SCALE
    with Image.open(BytesIO(data)) as image:
        image.seek(number - 1)
        return _page(image)


def _page(frame: Image.Image) -> tuple[Picture, float]:
    """Give one frame of a picture file, turned as the camera says (EXIF) that it was held."""
    page = ImageOps.exif_transpose(frame).convert("RGB")
    if page.width * page.height > _MOST_PIXELS:
        share = math.sqrt(_MOST_PIXELS / (page.width * page.height))
        page = page.resize((int(page.width * share), int(page.height * share)))
    scale = min(page.size) / _A4
    return without_stamps(np.array(page), scale), scale


def pixels(scale: float, *sides: float) -> list[int]:
    """Give places in points as pixels; what is left of the picture or above it is its edge."""
    return [max(int(side * scale), 0) for side in sides]


def turned(picture: Picture, quarters: int) -> Picture:
    """Turn a picture counter-clockwise by quarters of a circle."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def straightened(picture: Picture, skew: float) -> Picture:
    """Turn a picture by `skew` degrees (clockwise is positive), white where it has no paper."""
    if abs(skew) < _STRAIGHT or abs(skew) > MOST_SKEW:
        return picture
    image = Image.fromarray(picture)
    return np.array(image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE))
