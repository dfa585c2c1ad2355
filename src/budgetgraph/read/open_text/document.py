"""An OpenDocument text → Document: what prints, in the order in which it prints."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from lxml import etree

from budgetgraph.document import Document
from budgetgraph.document.problems import Note, UnreadableInput
from budgetgraph.read.cell_tables import rendered_file
from budgetgraph.read.cells import Content, Item
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.looks import Unread
from budgetgraph.read.open_text.names import OFFICE, STYLE, roots
from budgetgraph.read.open_text.story import OpenTextStory
from budgetgraph.read.open_text.styles import OpenTextStyles
from budgetgraph.read.page_headers import PageHeaders
from budgetgraph.read.source.damage import Damaged, damage

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_DAMAGED = (KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile)
_MARGINS = tuple(
    f"{STYLE}{name}"
    for name in ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")
)
#: So many characters of a comment are told in its note.
_MOST_QUOTED = 60


_NESTED = "its parts are nested too deep; save it as .docx"


def document(path: Path, data: bytes, layouts: Layouts) -> Document:
    """Give the document.

    UnreadableInput for a package without a readable body, LimitExceeded for tables over the limit.
    """
    reading = partial(content, layouts=layouts)
    return rendered_file(path, data, reading, MEDIA_TYPE, layouts, _NESTED)


def content(path: str, data: bytes, layouts: Layouts) -> Content:
    """Tell what the text holds: its body, its page headers in their place, its footnotes below."""
    try:
        trees = roots(data)
        body = trees[0].find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise Damaged("it has no text")
        return _content(path, trees, body, layouts)
    except _DAMAGED as error:
        reason = (
            f"this OpenDocument text cannot be opened ({damage(error)}); open it in "
            "LibreOffice or WPS, save it as .docx and give that"
        )
        raise UnreadableInput(path, reason) from None


def _content(
    path: str, elements: Sequence[etree._Element], body: etree._Element, layouts: Layouts
) -> Content:
    styles, unread = OpenTextStyles.of(elements), Unread()
    story = OpenTextStory(path, styles, unread)
    items = list(story.items(body))
    margins = _margins(elements, OpenTextStory(path, styles, unread, tab="\n"))
    headers = PageHeaders(margins, items, layouts.is_caption)
    items = list(headers.with_body(items))
    for note in story.notes:
        items += story.items(note)
    comments = [
        Note("part-not-read", f"a comment (批注) is not read: {text[:_MOST_QUOTED]}")
        for text in story.comments
        if text.strip()
    ]
    return Content(tuple(items), (*headers.notes(), *comments, *unread.notes()))


def _margins(elements: Sequence[etree._Element], story: OpenTextStory) -> Iterator[Item]:
    """Give the page headers and footers of all kinds of pages."""
    for root in elements:
        for part in root.iter(*_MARGINS):
            if part.get(f"{STYLE}display") != "false":
                yield from story.items(part)
