"""A PDF of one page, made from the content that draws it; its fonts are F1 (upright) and F2, whose
text is written downwards.
"""

from __future__ import annotations

from collections.abc import Sequence

_FONTS = {
    "F1": "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
    "F2": (
        "/Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V"
        " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /DW 1000"
        " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
        " /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880"
        " /StemV 93 >> >>]"
    ),
}


def pdf_of(
    *contents: bytes,
    media_box: Sequence[float] = (0, 0, 400, 300),
    rotate: int = 0,
    resources: str = "",
    forms: dict[str, bytes] | None = None,
) -> bytes:
    """Give a PDF whose page is drawn by contents, one after the other; `forms` are further contents
    that it may draw by their names.
    """
    fonts = " ".join(f"/{name} << /Type /Font {font} >>" for name, font in _FONTS.items())
    named = forms or {}
    first = 4
    first_form = first + len(contents)
    calls = " ".join(f"/{name} {first_form + place} 0 R" for place, name in enumerate(named))
    numbers = " ".join(f"{first + place} 0 R" for place in range(len(contents)))
    box = " ".join(map(str, media_box))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {rotate} /Contents [{numbers}]"
            f" /Resources << /Font << {fonts} >> /XObject << {calls} >> {resources} >> >>"
        ).encode(),
        *(_stream(content, "") for content in contents),
        *(
            _stream(form, "/Type /XObject /Subtype /Form /BBox [0 0 400 300]")
            for form in named.values()
        ),
    ]
    return _file(objects)


def _stream(content: bytes, words: str) -> bytes:
    head = f"<< {words} /Length {len(content)} >>\nstream\n"
    return head.encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    begin = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        written += b"%010d 00000 n \n" % place
    trailer = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(written) + trailer % (len(objects) + 1, begin)
