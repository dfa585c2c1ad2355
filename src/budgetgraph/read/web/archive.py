"""A web archive (.mht, .mhtml) → Document: the page that a browser, Word or Excel saved with all
its parts in one file.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterable, Iterator
from email.message import Message
from itertools import chain
from operator import attrgetter
from pathlib import Path

from budgetgraph.document import Document
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.read.cells import Content, NativeTable
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.web import document as web

MEDIA_TYPE = "multipart/related"


def document(path: Path, data: bytes, layouts: Layouts) -> Document:
    """Give the document; UnreadableInput for an archive without a page."""
    return web.rendered(path, data, content(str(path), data), MEDIA_TYPE, layouts)


def content(path: str, data: bytes) -> Content:
    """Tell what the pages of an archive hold: its first page, and the others that have tables
    (Excel saves each sheet as a page of its own).
    """
    parts = _parts(path, data)
    sheets = [sheet.decode("utf-8", "replace") for sheet, _ in _of_type(parts, "text/css")]
    read = [web.content(path, *body, sheets) for body in _of_type(parts, "text/html")]
    if not read:
        reason = (
            "this web archive (.mht) holds no page; open it in a browser, save it "
            "as .html and give that"
        )
        raise UnreadableInput(path, reason)
    kept = [read[0], *filter(_has_table, read[1:])]
    items = chain.from_iterable(map(attrgetter("items"), kept))
    notes = chain.from_iterable(map(attrgetter("notes"), kept))
    return Content(tuple(items), tuple(notes))


def _parts(path: str, data: bytes) -> list[Message]:
    """Give the parts of an archive; UnreadableInput where parts stand in parts without end."""
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        return list(message.walk())
    except RecursionError:
        reason = (
            "the parts of this web archive (.mht) are nested too deep; open it in a browser, "
            "save it as .html and give that"
        )
        raise UnreadableInput(path, reason) from None


def _of_type(parts: Iterable[Message], wanted: str) -> Iterator[tuple[bytes, str]]:
    """Give the bytes of each page or style sheet with the encoding that its header states; one
    without any is left out.
    """
    for part in parts:
        payload = part.get_payload(decode=True) if part.get_content_type() == wanted else None
        if isinstance(payload, bytes) and payload.strip():
            yield payload, part.get_content_charset("")


def _has_table(content: Content) -> bool:
    return any(isinstance(item, NativeTable) for item in content.items)
