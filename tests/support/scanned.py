"""Scans for the tests: a page of `paper` drawn as a picture, in a Chinese font of this machine.

A renderer of PDF takes the first face that it finds, often a Japanese one whose 门 looks like 冂;
the characters of a scan have to be those that are printed in China.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from paper import HEIGHT, WIDTH, Draw, Page
from PIL import Image, ImageDraw, ImageFont

#: Where Linux, macOS and Windows keep their fonts.
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")  # fmt: skip
#: Faces with the characters of China, the likest to what offices print first.
_FACES = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "WenQuanYi Zen Hei", "Droid Sans Fallback")  # fmt: skip
_WHITE = 255
#: The pixels to a point: 200 to an inch. It stands here, for what draws needs no extra.
SCALE = 200 / 72


@cache
def chinese_face() -> tuple[Path, int] | None:
    """Give the file and the number of the first of `_FACES` that is installed; None without one."""
    files = {(family, style): place for family, style, place in _installed()}
    for face in _FACES:
        if (face, "Regular") in files:
            return files[face, "Regular"]
    return None


def scanned_page(draw: Draw) -> Image.Image:
    """Give the picture that a scanner makes of a page: A4, grey, 200 pixels an inch."""
    canvas = _PictureCanvas()
    draw(Page(canvas))  # type: ignore[arg-type]
    return canvas.picture


class _PictureCanvas:
    """Draw as a canvas of reportlab does, with the same names, on a picture.

    Lengths are points from the left and from the bottom of the page.
    """

    def __init__(self) -> None:
        size = (round(WIDTH * SCALE), round(HEIGHT * SCALE))
        self.picture = Image.new("L", size, _WHITE)
        self._pen = ImageDraw.Draw(self.picture)
        self._font: ImageFont.FreeTypeFont | None = None

    def setFont(self, _: str, size: float) -> None:
        face = chinese_face()
        assert face is not None, "no font for Chinese"
        self._font = ImageFont.truetype(face[0], size * SCALE, index=face[1])

    def drawString(self, left: float, bottom: float, words: str) -> None:
        place = (left * SCALE, (HEIGHT - bottom) * SCALE)
        self._pen.text(place, words, fill=0, font=self._font, anchor="ls")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        ends = (x0 * SCALE, (HEIGHT - y0) * SCALE, x1 * SCALE, (HEIGHT - y1) * SCALE)
        self._pen.line(ends, fill=0, width=3)


def _installed() -> Iterator[tuple[str, str, tuple[Path, int]]]:
    """Give the family, the style and the place of each face in the folders of fonts."""
    for folder in _FOLDERS:
        for file in sorted(Path(os.path.expanduser(folder)).rglob("*.[tTo][tT][fFcC]")):
            yield from _faces_of(file)


def _faces_of(file: Path) -> Iterator[tuple[str, str, tuple[Path, int]]]:
    index = 0
    while True:
        try:
            family, style = ImageFont.truetype(file, 20, index=index).getname()
        except OSError:
            return
        yield family or "", style or "", (file, index)
        index += 1
