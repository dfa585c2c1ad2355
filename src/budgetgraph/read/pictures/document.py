"""A file that is a picture (PNG, JPEG, TIFF) → Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from budgetgraph.document import Document
from budgetgraph.document.problems import Note, UnreadableInput
from budgetgraph.extras import INSTALL_RECOGNITION, can_recognise
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.layout import blocks
from budgetgraph.read.pictures.collected import pictures_of
from budgetgraph.read.pictures.kept_answers import answers_of_page
from budgetgraph.read.source.signatures import picture_type

if TYPE_CHECKING:
    # NumPy takes long to import, and few files are pictures.
    from budgetgraph.read.pictures.image import Picture

_LARGE = "the picture has more pixels than any page needs; make it smaller (300 dpi will do)"
_DAMAGED = "the picture is cut off or damaged; fetch it again"


def document(path: Path, data: bytes, layouts: Layouts) -> Document:
    """Recognise the text of a picture, a frame a page.

    UnreadableInput without the extra `ocr`, and for a picture that is damaged or shows no text.
    """
    if not can_recognise():
        raise UnreadableInput(str(path), f"this is a picture; {INSTALL_RECOGNITION}")
    from budgetgraph.read.pictures.page import picture_page

    notes: list[Note] = []
    digest = hashlib.sha256(data).hexdigest()
    pages = []
    for number, (picture, scale) in enumerate(_frames(path, data), start=1):
        with answers_of_page(digest, number), pictures_of(digest):
            pages.append(picture_page(picture, scale, number, notes))
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableInput(str(path), "no text could be recognised on the picture")
    read = blocks(pages, path.name, "", layouts)
    source = replace(read.source, media_type=picture_type(data) or read.source.media_type)
    return replace(read, source=source, notes=(*read.notes, *notes))


def _frames(path: Path, data: bytes) -> Iterator[tuple[Picture, float]]:
    """Give the frames of a picture; UnreadableInput where one is damaged."""
    from PIL.Image import DecompressionBombError

    from budgetgraph.read.pictures.image import frames

    try:
        yield from frames(data)
    except DecompressionBombError:
        raise UnreadableInput(str(path), _LARGE) from None
    except (OSError, ValueError):
        raise UnreadableInput(str(path), _DAMAGED) from None
