"""A web archive (.mht, .mhtml) → Document: the page that a browser, Word or Excel saved with all
its parts in one file.
"""

from __future__ import annotations

import email
import email.policy
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
    read = [web.content(path, *body) for body in _bodies(path, data)]
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


def _bodies(path: str, data: bytes) -> list[tuple[bytes, str]]:
    """Give the pages of an archive; UnreadableInput where parts stand in parts without end."""
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        return list(filter(None, map(_body, message.walk())))
    except RecursionError:
        reason = (
            "the parts of this web archive (.mht) are nested too deep; open it in a browser, "
            "save it as .html and give that"
        )
        raise UnreadableInput(path, reason) from None


def _body(part: Message) -> tuple[bytes, str] | None:
    """Give the bytes of a page and the encoding that its header states; None for a part that is no
    page, and for a page without any.
    """
    if part.get_content_type() != "text/html":
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    return payload, part.get_content_charset("")


def _has_table(content: Content) -> bool:
    return any(isinstance(item, NativeTable) for item in content.items)
