"""Tell which pages of a file are pictures, without reading them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from PIL import Image, UnidentifiedImageError
from pypdfium2 import raw

from budgetgraph.read.source.signatures import is_pdf, picture_type


def picture_pages(data: bytes) -> tuple[int, ...]:
    """Give the numbers (from 1) of the pages that show an image and hold no text: of a PDF with
    text on page 1 and a scan on page 2 → 2; of a TIFF of three frames → 1, 2, 3.

    None for files of other kinds, and for those that cannot be opened.
    """
    if is_pdf(data):
        return tuple(_pages_of_pdf(data))
    if picture_type(data) is None:
        return ()
    try:
        with Image.open(BytesIO(data)) as image:
            return tuple(range(1, getattr(image, "n_frames", 1) + 1))
    except (OSError, UnidentifiedImageError, ValueError):
        return ()


def _pages_of_pdf(data: bytes) -> Iterator[int]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(len(pdf)):
            if _is_picture(pdf, number):
                yield number + 1
    finally:
        pdf.close()


def _is_picture(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    """Tell whether a page shows an image and no character; a damaged page is none."""
    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return False
    if page.get_textpage().get_text_bounded().strip():
        return False
    return any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
