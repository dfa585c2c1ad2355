"""A red stamp is taken out of a picture, the print below it stays, and so does red print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from test_pictures import AMOUNTS, amounts, needs_ocr, photographed, written

from budgetgraph.extras import can_recognise
from budgetgraph.pipeline.line import extract

if not can_recognise():
    pytest.skip("the extra ocr is not installed", allow_module_level=True)

from budgetgraph.read.pictures.stamps import LARGEST_STAMP, SMALLEST_STAMP, without_stamps

_SCALE = 2.0
_INK = (214, 36, 40)
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


def _page(draw: Callable[[ImageDraw.ImageDraw], None]) -> np.ndarray:
    page = Image.new("RGB", (800, 800), _WHITE)
    draw(ImageDraw.Draw(page))
    return np.array(page)


def _ring(side: float) -> Callable[[ImageDraw.ImageDraw], None]:
    """A ring of so many points, with the gap of the join inside."""
    edge = int(side * _SCALE) - 4
    return lambda pen: pen.ellipse((100, 100, 100 + edge, 100 + edge), outline=_INK, width=6)


def test_print_below_a_stamp_stays_black() -> None:
    def draw(pen: ImageDraw.ImageDraw) -> None:
        _ring(119)(pen)
        pen.line((110, 216, 330, 216), fill=_BLACK, width=4)

    grey = without_stamps(_page(draw), _SCALE)
    assert set(np.unique(grey)) == {0, 255}
    assert (grey[216, 112:328] == 0).all()


def test_a_picture_without_red_is_only_grey() -> None:
    page = _page(lambda pen: pen.rectangle((10, 10, 50, 50), fill=(90, 90, 90)))
    assert (without_stamps(page, _SCALE) == page[..., 0]).all()


def test_red_print_stays_beside_a_stamp() -> None:
    """An amount below zero in red: its characters are small."""

    def draw(pen: ImageDraw.ImageDraw) -> None:
        _ring(119)(pen)
        for x in range(500, 600, 20):
            pen.rectangle((x, 500, x + 8, 518), fill=_INK)

    grey = without_stamps(_page(draw), _SCALE)
    assert grey[505, 503] < 128
    assert (grey[:400, :400] == 255).all()


@pytest.mark.parametrize(
    ("side", "is_stamp"),
    [
        (SMALLEST_STAMP + 3, True),
        (SMALLEST_STAMP - 3, False),
        (LARGEST_STAMP - 3, True),
        (LARGEST_STAMP + 3, False),
    ],
)
def test_a_stamp_has_the_size_of_one(side: float, is_stamp: bool) -> None:
    """Smaller red shapes are print, larger ones frames."""
    grey = without_stamps(_page(_ring(side)), _SCALE)
    assert bool((grey == 255).all()) is is_stamp


@pytest.mark.long
@needs_ocr
def test_amounts_below_a_stamp_are_read(tmp_path: Path) -> None:
    def stamped(picture: Image.Image) -> Image.Image:
        page = picture.convert("RGB")
        red = Image.new("RGB", page.size, _WHITE)
        pen = ImageDraw.Draw(red)
        pen.ellipse((950, 380, 1250, 680), outline=_INK, width=12)
        pen.regular_polygon((1100, 530, 90), 5, fill=_INK)
        # Ink of a stamp lies over print and does not cover it.
        return Image.fromarray(np.minimum(np.array(page), np.array(red)))

    found = extract(written(photographed(turn=stamped), tmp_path / "scan.png"))
    assert amounts(found) == AMOUNTS
    assert found.tables[0].closes is True
