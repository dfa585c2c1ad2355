"""The reader of each kind of file, imported when the first file of its kind is read: the libraries
of all of them take longer to load than a small paper takes to read.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from budgetgraph.document import Document
from budgetgraph.read.layouts import Layouts

#: The kinds of files that are workbooks; one reader takes them all.
_WORKBOOKS = frozenset({"excel", "old-excel", "spreadsheetml", "ods"})


def pdf(path: Path, data: bytes, layouts: Layouts) -> Document:
    """Read a PDF."""
    from budgetgraph.read.pdf.document import document

    return document(data, str(path), path.name, hashlib.sha256(data).hexdigest(), layouts)


def picture(path: Path, data: bytes, layouts: Layouts) -> Document:
    """Read a picture of a page."""
    from budgetgraph.read.pictures.document import document

    return document(path, data, layouts)


def comma_separated(path: Path, data: bytes, content: str, layouts: Layouts) -> Document:
    """Read a table of values with commas between them; `content` is its decoded text."""
    from budgetgraph.read.sheets.csv_table import document

    return document(path, data, content, layouts)


def native(path: Path, data: bytes, kind: str, layouts: Layouts) -> Document | None:
    """Read a file of a format that is more than text, by the kind that its content shows; None for
    another kind.
    """
    if kind in _WORKBOOKS:
        return _workbook(path, data, kind, layouts)
    if kind in {"word", "word-xml"}:
        return _word(path, data, layouts)
    if kind == "odt":
        return _open_text(path, data, layouts)
    if kind == "html":
        return _page(path, data, layouts)
    return _archive(path, data, layouts) if kind == "archive" else None


def _workbook(path: Path, data: bytes, kind: str, layouts: Layouts) -> Document:
    from budgetgraph.read.sheets.document import document

    return document(path, data, kind, layouts)


def _word(path: Path, data: bytes, layouts: Layouts) -> Document:
    from budgetgraph.read.word.document import document

    return document(path, data, layouts)


def _open_text(path: Path, data: bytes, layouts: Layouts) -> Document:
    from budgetgraph.read.open_text.document import document

    return document(path, data, layouts)


def _page(path: Path, data: bytes, layouts: Layouts) -> Document:
    from budgetgraph.read.web.document import document

    return document(path, data, layouts)


def _archive(path: Path, data: bytes, layouts: Layouts) -> Document:
    from budgetgraph.read.web.archive import document

    return document(path, data, layouts)
