"""A PDF with a text layer → Document.

pdfplumber finds the words and the ruled cells of each page; `layout` makes blocks of them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page as PdfPage
from pdfplumber.pdf import PDF
from pdfplumber.table import Table as PdfTable
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from budgetgraph.document import Document
from budgetgraph.document.folding import as_read
from budgetgraph.document.problems import LimitExceeded, Note, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.read.pages.layout import blocks
from budgetgraph.read.pages.page import Box, Page, Ruled, Word, lines_of
from budgetgraph.read.pdf.ink import UNKNOWN, Kept, kept
from budgetgraph.read.pdf.layer import draw, hidden_groups
from budgetgraph.read.pdf.turned import straightened

#: No disclosure seen has more than a few hundred pages; a larger one is refused before its pages
#: are read.
MAX_PAGES = 2000
#: A ruling is thinner than this (points); a filled rectangle that is thicker is the shading of a
#: cell.
_THICKEST_RULE = 2.0
#: Rulings nearer than this (points) are one.
_SNAP = 3.0
_TABLE = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": _SNAP}

# pdfminer reports every oddity of a font as a warning on the root logger's handlers; what matters
# here is raised or counted below.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def document(data: bytes, path: str, name: str, sha256: str) -> Document:
    """The blocks of a PDF; its lines are a rendering, one visual line or one table row (cells
    between tabs) a line.

    UnreadableInput for a file that is cut, locked or holds no text; LimitExceeded for more than
    `MAX_PAGES` pages.
    """
    has_end = b"%%EOF" in data
    notes: list[Note] = []
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise LimitExceeded(
                    f"{path}: {len(pdf.pages)} pages are over the limit of {MAX_PAGES}"
                    " for one disclosure"
                )
            _check_whole(path, pdf, has_end)
            off = hidden_groups(pdf.doc.catalog)
            pages = [_page(page, off, notes) for page in pdf.pages]
    except PdfminerException as error:
        reason = _reason(error) if has_end else _CUT
        raise UnreadableInput(path, reason) from None
    if not pages:
        reason = "the PDF holds no page that can be read; it is damaged: fetch it again"
        raise UnreadableInput(path, reason if has_end else _CUT)
    _check_text(path, pages)
    if not has_end:
        notes.append(Note("part-not-read", "the PDF has no end mark (%%EOF); its end may be lost"))
    found = blocks(pages, name, sha256)
    return replace(found, notes=(*found.notes, *notes))


_CUT = "the PDF ends before its end mark (%%EOF): the file was cut off; fetch it again"


def _check_whole(path: str, pdf: PDF, has_end: bool) -> None:
    """UnreadableInput for a file without its end that has lost pages, or what they show.

    The tree of pages says how many there are, each page names the streams that draw it.
    """
    if has_end:
        return
    tree = resolve1(pdf.doc.catalog.get("Pages")) or {}
    count = resolve1(tree.get("Count"))
    contents = [stream for page in pdf.pages for stream in page.page_obj.contents]
    is_torn = any(resolve1(stream) is None for stream in contents)
    if is_torn or (isinstance(count, int) and count > len(pdf.pages)):
        raise UnreadableInput(path, _CUT)


def _reason(error: PdfminerException) -> str:
    cause = error.args[0] if error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        return "the PDF is locked with a password; save a copy without one and give that"
    if isinstance(cause, PDFSyntaxError):
        return f"this is no intact PDF ({cause}); it is damaged or renamed: fetch it again"
    return f"the PDF cannot be read ({type(cause).__name__}); open it in a viewer and print it to a new PDF"


def _check_text(path: str, pages: list[Page]) -> None:
    """UnreadableInput where the pages are pictures or the text is glyph numbers without characters."""
    words = [line.text for page in pages for line in page.lines] + [
        line for page in pages for table in page.tables for box in table.boxes for line in box.lines
    ]
    if not words:
        raise UnreadableInput(
            path,
            "the PDF has no text layer (its pages are pictures);"
            " recognise the text (OCR) and give the result",
        )
    text = "".join(words)
    unknown = text.count(UNKNOWN)
    has_digits = any(character.isdigit() for character in text)
    if unknown > len(text) // 4 or (unknown > _MANY_UNKNOWN and not has_digits):
        raise UnreadableInput(
            path,
            "the fonts of the PDF do not say which characters they show (字体没有字符编码),"
            " digits among them; recognise the text (OCR) and give that",
        )


#: So many characters without a name and no digit at all: the digits are those without a name.
_MANY_UNKNOWN = 20


def _page(page: PdfPage, off: frozenset[int], notes: list[Note]) -> Page:
    """The words outside tables and the ruled tables of one page; what pdfplumber kept of it is let
    go. What the page holds and nobody sees is noted.
    """
    draw(page, off)
    width, height = float(page.width), float(page.height)
    objects = {kind: [_straight(thing) for thing in found] for kind, found in page.objects.items()}
    objects, width, height = straightened(objects, width, height)
    found_ink = kept(objects.get("char", []), objects.get("rect", []), (width, height))
    objects["char"] = found_ink.chars
    page._objects = objects
    page.bbox = page.mediabox = page.cropbox = (0, 0, width, height)
    notes.extend(_unread(page.page_number, found_ink))
    clean = page.dedupe_chars().filter(_is_ink)
    chars = [char for char in clean.chars if char["text"].strip()]
    tables = []
    for table in clean.find_tables(
        {**_TABLE, "explicit_horizontal_lines": list(_open_ends(clean))}
    ):
        ruled, chars = _ruled(table, chars)
        tables.append(ruled)
    lines = tuple(lines_of(_words(chars)))
    tables = [table for table in tables if any(box.lines for box in table.boxes)]
    found = Page(page.page_number, width, lines, tuple(tables), has_picture=bool(page.images))
    page.close()
    return found


#: A line that leaves its direction by no more than this (points) is meant to be straight.
_HAIR = 1.0


def _straight(thing: dict[str, Any]) -> dict[str, Any]:
    """Make a ruling exactly level or upright that rounding has tilted by a hair."""
    if thing["object_type"] not in ("line", "curve"):
        return thing
    tilt, width = thing["bottom"] - thing["top"], thing["x1"] - thing["x0"]
    if 0 < tilt <= _HAIR < width:
        return thing | {"bottom": thing["top"], "height": 0.0, "object_type": "line"}
    if 0 < width <= _HAIR < tilt:
        return thing | {"x1": thing["x0"], "width": 0.0, "object_type": "line"}
    return thing


def _unread(number: int, found: Kept) -> Iterator[Note]:
    place = Where(0, 0, number)
    for reason, text in found.reasons.items():
        code = "part-not-read" if "watermark" in reason else "hidden-not-read"
        yield Note(code, f"page {number}: {reason} is not read: {text}", place)
    if found.unmapped:
        yield Note(
            "part-not-read",
            f"page {number}: {found.unmapped} character(s) that the font does not name"
            " (字体没有字符编码) stand as \ufffd",
            place,
        )


def _is_ink(thing: dict[str, Any]) -> bool:
    """Everything but shading: white or grey rectangles behind the cells, whose sides would be taken
    for rulings.
    """
    shading = (
        thing["object_type"] == "rect"
        and min(thing["width"], thing["height"]) > _THICKEST_RULE
        and not thing.get("stroke")
    )
    return not shading


def _open_ends(page: PdfPage) -> Iterator[float]:
    """Where a table is cut by the page: the columns' rulings begin or end there, and no ruling
    closes the row.
    """
    upright = [
        edge
        for edge in page.edges
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > _SNAP
    ]
    flat = [
        edge
        for edge in page.edges
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > _SNAP
    ]
    for side in ("top", "bottom"):
        ends = Counter(round(edge[side]) for edge in upright)
        for end, count in ends.items():
            if count < 3 or any(
                edge["top"] < end - _SNAP and edge["bottom"] > end + _SNAP for edge in upright
            ):
                continue
            if not any(abs(edge["top"] - end) <= _SNAP for edge in flat):
                yield float(end)


def _ruled(table: PdfTable, chars: list[dict[str, Any]]) -> tuple[Ruled, list[dict[str, Any]]]:
    """The cells of a table with their lines of text, and the characters that stand in none of them."""
    left, top, right, bottom = table.bbox
    inside = [
        char
        for char in chars
        if left <= _middle(char, "x0", "x1") < right
        and top <= _middle(char, "top", "bottom") < bottom
    ]
    boxes = []
    taken: set[int] = set()
    for x0, y0, x1, y1 in table.cells:
        mine = [
            char
            for char in inside
            if x0 <= _middle(char, "x0", "x1") < x1 and y0 <= _middle(char, "top", "bottom") < y1
        ]
        taken.update(map(id, mine))
        boxes.append(Box(x0, y0, x1, y1, tuple(_lines(mine))))
    return Ruled(tuple(boxes), left, top, right, bottom), [
        char for char in chars if id(char) not in taken
    ]


def _middle(char: dict[str, Any], low: str, high: str) -> float:
    return float(char[low] + char[high]) / 2


def _words(chars: list[dict[str, Any]]) -> Iterator[Word]:
    for word in extract_words(chars, x_tolerance=3, y_tolerance=3):
        yield Word(
            as_read(word["text"]),
            float(word["x0"]),
            float(word["x1"]),
            float(word["top"]),
            float(word["bottom"]),
        )


def _lines(chars: list[dict[str, Any]]) -> Iterator[str]:
    """The lines of text of one cell."""
    line: list[Word] = []
    for word in _words(chars):
        if line and (word.top + word.bottom) / 2 > line[-1].bottom:
            yield " ".join(part.text for part in line)
            line = []
        line.append(word)
    if line:
        yield " ".join(part.text for part in line)
