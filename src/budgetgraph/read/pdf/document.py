"""A PDF with a text layer → Document.

`page.py` finds the words and the ruled cells of each page; `pages/layout.py` makes blocks of them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page as PdfPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from budgetgraph.document import Document
from budgetgraph.document.problems import LimitExceeded, Note, UnreadableInput
from budgetgraph.extras import INSTALL_RECOGNITION, can_recognise
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages.layout import blocks
from budgetgraph.read.pages.page import Page
from budgetgraph.read.pdf.drawing.layers import hidden_groups
from budgetgraph.read.pdf.ink import UNKNOWN
from budgetgraph.read.pdf.page import read_page
from budgetgraph.read.pictures.collected import pictures_of
from budgetgraph.read.pictures.kept_answers import answers_of_page

#: No disclosure seen has more than a few hundred pages; a larger one is refused before its pages
#: are read.
MAX_PAGES = 2000
# pdfminer reports every oddity of a font as a warning on the root logger's handlers; what matters
# here is raised or counted below.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def document(data: bytes, path: str, name: str, sha256: str, layouts: Layouts) -> Document:
    """Give the blocks of a PDF; its lines are a rendering, one visual line or one table row (cells
    between tabs) a line.

    UnreadableInput for a file that is cut, locked or holds no text; LimitExceeded for more than
    `MAX_PAGES` pages.
    """
    has_end = b"%%EOF" in data
    notes: list[Note] = []
    try:
        pdf = pdfplumber.open(BytesIO(data))
        _check_pages(path, pdf)
        with pdf:
            pages = _pages(path, pdf, has_end, notes)
        pages = [_recognised(page, data, sha256, notes) for page in pages]
    except PdfminerException as error:
        reason = _reason(error) if has_end else _CUT
        raise UnreadableInput(path, reason) from None
    if not pages:
        reason = _NO_PAGE if has_end else _CUT
        raise UnreadableInput(path, reason)
    _check_text(path, pages)
    if not has_end:
        notes.append(Note("part-not-read", "the PDF has no end mark (%%EOF); its end may be lost"))
    read = blocks(pages, name, sha256, layouts)
    return replace(read, notes=(*read.notes, *notes))


_NO_PAGE = "the PDF holds no page that can be read; it is damaged: fetch it again"
_WAY_OUT = "open it in a viewer and print it to a new PDF"
_CUT = "the PDF ends before its end mark (%%EOF): the file was cut off; fetch it again"


def _pages(path: str, pdf: PDF, has_end: bool, notes: list[Note]) -> list[Page]:
    """Read the pages of an open PDF; LimitExceeded for too many of them."""
    count = len(pdf.pages)
    if count > MAX_PAGES:
        reason = f"{count} pages are over the limit of {MAX_PAGES} for one disclosure"
        raise LimitExceeded(f"{path}: {reason}")
    if not has_end:
        _check_whole(path, pdf)
    off = hidden_groups(pdf.doc.catalog)
    return [_page(path, page, off, has_end, notes) for page in pdf.pages]


def _page(path: str, page: PdfPage, off: frozenset[int], has_end: bool, notes: list[Note]) -> Page:
    """Read a page; UnreadableInput, with its number, for one that cannot be drawn."""
    try:
        return read_page(page, off, notes)
    except PdfminerException:
        reason = _of_page(page.page_number) if has_end else _CUT
        raise UnreadableInput(path, reason) from None


def _of_page(number: int) -> str:
    return f"page {number} of the PDF is damaged; {_WAY_OUT}"


def _recognised(page: Page, data: bytes, sha256: str, notes: list[Note]) -> Page:
    """Recognise the text of a page that is a picture, where the extra `ocr` is installed."""
    if not page.is_picture or page.number is None or not can_recognise():
        return page
    from budgetgraph.read.pictures.image import SCALE, rendered
    from budgetgraph.read.pictures.page import picture_page

    said: list[Note] = []
    picture = rendered(data, page.number)
    with answers_of_page(sha256, page.number), pictures_of(sha256):
        recognised = picture_page(picture, SCALE, page.number, said)
    if not recognised.lines and not recognised.tables:
        return page
    notes.extend(said)
    return recognised


#: What pdfplumber raises where a page holds something else than it takes on trust.
_DAMAGED = (
    MalformedPDFException,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)


def _check_pages(path: str, pdf: PDF) -> None:
    """UnreadableInput where a page has no size or no place that fits.

    To be asked before the file is entered: what is left of it looks at the pages again.
    """
    try:
        len(pdf.pages)
    except _DAMAGED:
        # Asked again, pdfplumber gives the pages that it made before the damaged one.
        raise UnreadableInput(path, _of_page(len(pdf.pages) + 1)) from None


def _check_whole(path: str, pdf: PDF) -> None:
    """UnreadableInput for a file without its end that has lost pages, or what they show.

    The tree of pages says how many there are, each page names the streams that draw it.
    """
    tree = resolve1(pdf.doc.catalog.get("Pages")) or {}
    count = resolve1(tree.get("Count"))
    has_lost_pages = isinstance(count, int) and count > len(pdf.pages)
    if has_lost_pages or any(map(_is_torn, pdf.pages)):
        raise UnreadableInput(path, _CUT)


def _is_torn(page: PdfPage) -> bool:
    """Tell whether a stream that draws a page is missing in the file."""
    return any(resolve1(stream) is None for stream in page.page_obj.contents)


def _reason(error: PdfminerException) -> str:
    cause = error.args[0] if error.args else error
    if isinstance(cause, PDFPasswordIncorrect):
        return "the PDF is locked with a password; save a copy without one and give that"
    if isinstance(cause, PDFEncryptionError):
        return f"the PDF is encrypted in a way that no reader here knows; {_WAY_OUT}"
    return "the PDF lacks what leads to its pages; it is damaged or renamed: fetch it again"


def _check_text(path: str, pages: list[Page]) -> None:
    """UnreadableInput where pages are pictures or the text is glyphs without characters."""
    texts = list(chain.from_iterable(map(_texts, pages)))
    if not texts:
        raise UnreadableInput(path, _NO_TEXT)
    text = "".join(texts)
    unknown = text.count(UNKNOWN)
    lacks_digits = unknown > _MANY_UNKNOWN and not any(map(str.isdigit, text))
    if lacks_digits or unknown > len(text) // _UNKNOWN_SHARE:
        raise UnreadableInput(path, _NO_CHARACTERS)


def _texts(page: Page) -> Iterator[str]:
    """Give the lines of a page and those of the cells of its ruled tables."""
    for line in page.lines:
        yield line.text
    for table in page.tables:
        for box in table.boxes:
            yield from box.lines


#: So many characters without a name and no digit at all: the digits are those without a name.
_MANY_UNKNOWN = 20
#: Where more than one character of so many has no name, the text is none.
_UNKNOWN_SHARE = 4
_NO_TEXT = (
    f"the PDF has no text layer (its pages are pictures); {INSTALL_RECOGNITION},"
    " or give a text of it"
)
_NO_CHARACTERS = (
    "the fonts of the PDF do not say which characters they show (字体没有字符编码),"
    " digits among them; recognise the text (OCR) and give that"
)
