"""A text → Document, by how its columns are kept apart: blanks as on a page, tabs, bars."""

from __future__ import annotations

from budgetgraph.document import Document, Source
from budgetgraph.read import text
from budgetgraph.read.pages import padded_text


def document(source: Source) -> Document:
    """Give the document of the lines of a text."""
    if padded_text.is_aligned(source.lines):
        return padded_text.document(source)
    return text.document(source)
