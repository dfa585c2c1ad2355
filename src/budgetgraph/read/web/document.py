"""A web page → Document: headings and paragraphs, tables with their merged cells printed once. What
a page has around its text (scripts, styles, navigation, hidden parts) is left out; a table that
only places other tables is a frame.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import lxml.html
from lxml import etree

from budgetgraph.document import Document, Source
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.read import plain_text
from budgetgraph.read.cell_tables import Rendering
from budgetgraph.read.cells import Content, Item, NativeRow, NativeTable, cell, tidy
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.raised import plain, unmarked
from budgetgraph.read.source import decoding
from budgetgraph.read.text import cells_between_tabs, clean
from budgetgraph.read.web.laid_out import with_tables
from budgetgraph.read.web.page import Preformatted, WebPage
from budgetgraph.read.web.style import PageStyle

MEDIA_TYPE = "text/html"

_META = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*+=\s*+[\"']?+\s*+([A-Za-z0-9_-]+)",
    re.I,
)
#: Control characters, raw and as references, which a parser would take for the end of a text.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F]));"
)
_NESTED = (
    "its elements are nested too deep; open it in a browser, save its text as .txt and give that"
)


def document(path: Path, data: bytes, layouts: Layouts) -> Document:
    """Give the document of a page.

    UnreadableInput for a page in no known encoding or without text, LimitExceeded for one that is
    nested too deep.
    """
    return rendered(path, data, content(str(path), data), MEDIA_TYPE, layouts)


def rendered(path: Path, data: bytes, read: Content, media_type: str, layouts: Layouts) -> Document:
    """Give the document of what a page holds.

    A page that is only preformatted text (`<pre>`) is a text.
    """
    digest = hashlib.sha256(data).hexdigest()
    has_table = any(isinstance(item, NativeTable) for item in read.items)
    has_lines = any(isinstance(item, Preformatted) for item in read.items)
    if has_lines and not has_table:
        source = Source(path.name, digest, media_type, tuple(_lines(read.items)))
        made = plain_text.document(source, layouts)
    else:
        rendering = Rendering(str(path), layouts)
        rendering.add(_tabbed(read.items))
        made = rendering.document(path.name, digest, media_type)
    return replace(made, notes=(*read.notes, *decoding.notes(made.source.lines)))


def content(path: str, data: bytes, charset: str = "", sheets: Sequence[str] = ()) -> Content:
    """Tell what a page holds; `charset` is what stands outside of it about its encoding, and
    `sheets` are style sheets outside of it.
    """
    text = _CONTROL.sub("", unmarked(_decoded(path, data, charset)))
    if not text.lstrip().startswith("<"):
        text = _lines_as_paragraphs(text)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        reason = "this web page has no text; open it in a browser and save it again"
        raise UnreadableInput(path, reason) from None
    if any("depth" in error.message for error in parser.error_log):
        raise LimitExceeded(f"{path}: {_NESTED}")
    with_tables(root, PageStyle(root, sheets))
    page = WebPage(path, root)
    try:
        items = tuple(page.items(root))
    except RecursionError:
        raise LimitExceeded(f"{path}: {_NESTED}") from None
    return Content(items, tuple(page.notes()))


def _decoded(path: str, data: bytes, charset: str) -> str:
    """Give the page as text: UTF-8 where that fits, else as the page says, else GB 18030 (what
    pages call gb2312 is GB 18030).
    """
    named = _META.search(data[:4096])
    name = charset or (named[1].decode("ascii") if named else "")
    try:
        return decoding.decoded(data, name.lower())
    except UnicodeDecodeError as error:
        reason = (
            f"no text: neither UTF-8 nor GB 18030 (byte {error.start}); open it in "
            "a browser, save it as UTF-8 and give that"
        )
        raise UnreadableInput(path, reason) from None


def _lines_as_paragraphs(content: str) -> str:
    """Markdown whose tables are in tags: the lines between the tables become paragraphs."""
    parts = re.split(r"(?i)(?=<table)|(?<=</table>)", content)
    for index, part in enumerate(parts):
        if part[:6].lower() != "<table":
            lines = (f"<p>{clean(line).lstrip('# ')}</p>" for line in part.split("\n"))
            parts[index] = "".join(lines)
    return f"<html><body>{''.join(parts)}</body></html>"


# --- preformatted text ----------------------------------------------------------------------------
def _lines(items: Iterable[Item]) -> Iterable[str]:
    """Give the lines of a page without tables, as a text file would hold them."""
    for item in items:
        if isinstance(item, Preformatted):
            yield plain(item)
        elif isinstance(item, str):
            yield from plain(tidy(item)).split("\n")


def _tabbed(items: Iterable[Item]) -> Iterable[Item]:
    """Give the items with a table made of each run of preformatted lines with tabs."""
    rows: list[Sequence[str]] = []
    for item in items:
        cells = cells_between_tabs(item) if isinstance(item, Preformatted) else None
        if cells is not None:
            rows.append(cells)
            continue
        if rows:
            yield _table(rows)
            rows = []
        yield item
    if rows:
        yield _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> NativeTable:
    numbered = enumerate(rows, start=1)
    return NativeTable(
        tuple(NativeRow(tuple(cell([text]) for text in row), at) for at, row in numbered)
    )
