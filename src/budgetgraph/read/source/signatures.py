"""How files begin that are no text: PDFs, pictures, and what no reader takes."""

from __future__ import annotations

import re

#: How the pictures begin that have a reader of their own, and their media types.
_PICTURES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_PICTURE = "a picture; give it as a file of its own to have its text recognised (OCR)"
#: How the formats that no reader takes begin, and what to say of them.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "a GIF picture; save it as PNG and give that"),
    *((signature, _PICTURE) for signature in _PICTURES),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
)

#: The header of a message that holds a page: a web archive (.mht, .mhtml).
_HEADER = re.compile(rb"\A\s*[A-Za-z][A-Za-z-]{1,40}:[^\n]{0,500}\n")
_PAGE_TYPE = re.compile(
    rb"^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b", re.I | re.M
)


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF: other bytes may stand before its header."""
    return b"%PDF-" in data[:1024]


def picture_type(data: bytes) -> str | None:
    """Give the media type of a picture that has a reader of its own; None for other files."""
    return next((name for begin, name in _PICTURES.items() if data.startswith(begin)), None)


def refusal(data: bytes) -> str | None:
    """Say what a file is that no reader takes, and what to do about it; None for other files."""
    return next((what for begin, what in _REFUSED if data.startswith(begin)), None)


def is_web_archive(data: bytes) -> bool:
    """Tell whether a file begins with the header of a message that holds a page."""
    return _HEADER.match(data) is not None and _PAGE_TYPE.search(data[:4096]) is not None
