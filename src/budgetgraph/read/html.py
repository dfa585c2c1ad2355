"""A web page → Document: headings and paragraphs, tables with their merged cells printed once. What
a page has around its text (scripts, styles, navigation, hidden parts) is left out; a table that
only places other tables is a frame.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml import etree

from budgetgraph.document import Document
from budgetgraph.document.problems import LimitExceeded, UnreadableInput
from budgetgraph.read.cell_tables import MAX_CELLS, Cell, Item, Rendering, Row, Table, cell
from budgetgraph.read.text import clean, decode

MEDIA_TYPE = "text/html"

_META = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I
)
_SILENT = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "footer",
        "iframe",
        "object",
        "svg",
        "canvas",
        "select",
        "button",
        "textarea",
        "input",
        "option",
        "colgroup",
        "rt",
        "rp",
        "map",
        "video",
        "audio",
    ]
)
#: Elements that begin and end a line of their own.
_BLOCK = frozenset(
    [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "center",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "address",
        "hr",
        "details",
        "summary",
        "caption",
        "title",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
    ]
)
_NAVIGATION = frozenset(
    [
        "nav",
        "navbar",
        "menu",
        "footer",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "copyright",
        "share",
        "pagination",
        "pager",
    ]
)
_ROLES = frozenset({"navigation", "contentinfo", "search", "menu"})
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I
)
_CJK = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
#: A line end in the source is a blank on the page, but none between Chinese characters.
_WRAP = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]\s*(?=[{_CJK}])")
#: The largest colspan and rowspan that browsers follow.
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534

_NESTED = (
    "its elements are nested too deep; open it in a browser, save its text as .txt and give that"
)


def document(path: Path, data: bytes) -> Document:
    """The document.

    UnreadableInput for a page in no known encoding or without text, LimitExceeded for one that is
    nested too deep.
    """
    content = _decoded(path, data)
    if not re.match(r"\s*<", content):
        content = _lines_as_paragraphs(content)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(content.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(
            str(path),
            f"this web page has no text ({error}); open it in a browser and save it again",
        ) from None
    if any("depth" in error.message for error in parser.error_log):
        raise LimitExceeded(f"{path}: {_NESTED}")
    rendering = Rendering(str(path))
    try:
        rendering.add(_Page(str(path)).items(root))
    except RecursionError:
        raise LimitExceeded(f"{path}: {_NESTED}") from None
    return rendering.document(path.name, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)


def _decoded(path: Path, data: bytes) -> str:
    """The page as text: UTF-8 where that fits, else as the page says, else GB 18030 (what pages
    call gb2312 is GB 18030).
    """
    named = _META.search(data[:4096])
    name = named.group(1).decode("ascii").lower() if named else ""
    encodings = [
        "utf-8-sig",
        *([name] if name and not name.startswith(("gb", "utf", "iso-8859", "windows-125")) else []),
    ]
    for encoding in encodings:
        try:
            return codecs.lookup(encoding).decode(data)[0]
        except (LookupError, UnicodeDecodeError):
            continue
    try:
        return decode(data)
    except UnicodeDecodeError as error:
        reason = f"no text: neither UTF-8 nor GB 18030 (byte {error.start}); open it in a browser, save it as UTF-8 and give that"
        raise UnreadableInput(str(path), reason) from None


def _lines_as_paragraphs(content: str) -> str:
    """Markdown whose tables are in tags: the lines between the tables become paragraphs."""
    parts = re.split(r"(?i)(?=<table)|(?<=</table>)", content)
    for index, part in enumerate(parts):
        if part[:6].lower() != "<table":
            parts[index] = "".join(
                f"<p>{clean(line).lstrip('# ')}</p>" for line in part.split("\n")
            )
    return f"<html><body>{''.join(parts)}</body></html>"


class _Page:
    """Walks the elements once, in order. Text gathers until a block begins or ends."""

    def __init__(self, path: str) -> None:
        self.path = path

    def items(self, element: etree._Element) -> Iterator[Item]:
        """The paragraphs and tables inside an element."""
        text: list[str] = []
        for part in self._walk(element):
            if isinstance(part, str):
                text.append(part)
                continue
            if text:
                yield (
                    _WRAP.sub("", "".join(text))
                    .replace("\r", " ")
                    .replace("\n", " ")
                    .replace("\v", "\n")
                )
                text = []
            if part is not None:
                yield part
        if text:
            yield (
                _WRAP.sub("", "".join(text))
                .replace("\r", " ")
                .replace("\n", " ")
                .replace("\v", "\n")
            )

    def _walk(self, element: etree._Element) -> Iterator[Item | None]:
        """Text, tables, and None where a line ends; a line break is a vertical tab until blanks
        have been put in order.
        """
        keeps_lines = element.tag in {"pre", "xmp", "plaintext", "listing"}

        def shown(text: str | None) -> str:
            return (text or "").replace("\n", "\v") if keeps_lines else (text or "")

        yield shown(element.text)
        number = int(start) if (start := element.get("start", "")).isdecimal() else 1
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "li" and element.tag == "ol":
                yield from (None, f"{number}.", *self._walk(child), None)
                number += 1
            elif tag == "br":
                yield "\v"
            elif tag == "table":
                if not _is_silent(child):
                    yield from (None, *self._captions(child), self._table(child), None)
            elif tag in _BLOCK and not _is_silent(child):
                yield None
                yield from self._walk(child)
                yield None
            elif tag and tag not in _SILENT and not _is_silent(child):
                yield from self._walk(child)
            yield shown(child.tail)

    def _captions(self, table: etree._Element) -> Iterator[Item | None]:
        for caption in table.iterfind("caption"):
            for item in self.items(caption):
                yield from (item, None)

    def _table(self, table: etree._Element) -> Table:
        """The rows of a table with what is merged laid out: a merged cell prints at its first
        place, None stands at the others.
        """
        rows: list[Row] = []
        open_below: dict[int, int] = {}
        size = 0
        for number, row in enumerate(_rows(table), start=1):
            cells, open_below = self._row(row, open_below)
            size += len(cells)
            if size > MAX_CELLS:
                raise LimitExceeded(
                    f"{self.path}: a table has more than {MAX_CELLS} cells; take out what is no part of the disclosure"
                )
            rows.append(Row(tuple(cells), number))
        return Table(tuple(rows))

    def _row(
        self, row: etree._Element, covered: dict[int, int]
    ) -> tuple[list[Cell | None], dict[int, int]]:
        """The cells of one row, and for each column how many rows below it a merged cell still
        covers.
        """
        cells: list[Cell | None] = []
        below = {column: rows - 1 for column, rows in covered.items() if rows > 1}

        def skip() -> None:
            while len(cells) in covered:
                cells.append(None)

        for element in row:
            if element.tag not in {"td", "th"} or _is_silent(element):
                continue
            skip()
            columns, rows = (
                _span(element, "colspan", _MOST_COLUMNS),
                _span(element, "rowspan", _MOST_ROWS),
            )
            if rows > 1:
                below.update(dict.fromkeys(range(len(cells), len(cells) + columns), rows - 1))
            cells.append(cell(self.items(element), columns))
            cells.extend([None] * (columns - 1))
        skip()
        return cells, below


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of this table, not of the tables inside it."""
    for child in table:
        if child.tag == "tr":
            if not _is_silent(child):
                yield child
        elif child.tag in {"thead", "tbody", "tfoot", "form"}:
            yield from _rows(child)


def _span(element: etree._Element, name: str, most: int) -> int:
    value = element.get(name, "").strip()
    number = int(value) if value.isascii() and value.isdigit() else 1
    return min(number, most) if number else (most if name == "rowspan" else 1)


def _is_silent(element: etree._Element) -> bool:
    """Whether an element does not print, or is what a page has around its text."""
    if (
        element.tag in _SILENT
        or "hidden" in element.attrib
        or element.get("role") in _ROLES
        or _HIDDEN.search(element.get("style", ""))
    ):
        return True
    names = {*element.get("class", "").lower().split(), *element.get("id", "").lower().split()}
    return bool(names & _NAVIGATION) and element.find(".//table") is None
