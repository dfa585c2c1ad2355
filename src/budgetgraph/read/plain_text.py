"""A text → Document, by how its columns are kept apart: blanks as on a page, tabs, bars."""

from __future__ import annotations

from budgetgraph.document import Document, Source
from budgetgraph.read import padded_text, text


def document(source: Source) -> Document:
    """The document of the lines of a text."""
    if padded_text.is_aligned(source.lines):
        return padded_text.document(source)
    return text.document(source)
