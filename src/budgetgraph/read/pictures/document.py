"""A file that is a picture (PNG, JPEG, TIFF) → Document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from budgetgraph.document import Document
from budgetgraph.document.problems import Note, UnreadableInput
from budgetgraph.read.pages.layout import blocks
from budgetgraph.read.pictures.recogniser import INSTALL, is_installed

#: How the formats begin, and their media types.
_FORMATS = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_DAMAGED = "the picture is cut off or damaged; fetch it again"


def media_type(data: bytes) -> str | None:
    """Tell the media type of a picture; None for other files."""
    return next((name for begin, name in _FORMATS if data.startswith(begin)), None)


def document(path: Path, data: bytes) -> Document:
    """Recognise the text of a picture, a frame a page.

    UnreadableInput without the extra `ocr`, and for a picture that is damaged or shows no text.
    """
    if not is_installed():
        raise UnreadableInput(str(path), f"this is a picture; {INSTALL}")
    from budgetgraph.read.pictures.image import frames
    from budgetgraph.read.pictures.page import picture_page

    notes: list[Note] = []
    pages = []
    try:
        for number, (picture, scale) in enumerate(frames(data), start=1):
            pages.append(picture_page(picture, scale, number, notes))
    except (OSError, ValueError):
        raise UnreadableInput(str(path), _DAMAGED) from None
    if not any(page.lines or page.tables for page in pages):
        raise UnreadableInput(str(path), "no text could be recognised on the picture")
    found = blocks(pages, path.name, "")
    source = replace(found.source, media_type=media_type(data) or found.source.media_type)
    return replace(found, source=source, notes=(*found.notes, *notes))
