"""A text → Document, by how its columns are kept apart: blanks as on a page, tabs, bars."""

from __future__ import annotations

from budgetgraph.document import Document, Source
from budgetgraph.read import text
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.pages import padded_text


def document(source: Source, layouts: Layouts) -> Document:
    """Give the document of the lines of a text; `layouts` are asked where blanks part columns."""
    if padded_text.is_aligned(source.lines):
        return padded_text.document(source, layouts)
    return text.document(source)
