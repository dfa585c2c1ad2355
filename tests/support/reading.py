"""Short texts and small PDFs as documents, for the tests of the stages that read them."""

from __future__ import annotations

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Document, Source
from budgetgraph.parse import parse
from budgetgraph.read import text
from budgetgraph.read.pages import padded_text
from budgetgraph.recognise import Recognised, recognise
from budgetgraph.recognise.for_readers import KnownLayouts

SHA = "0" * 64
LAYOUTS = KnownLayouts()


def document(content: str) -> Document:
    """A text as the reader of its layout gives it; its lines begin at the first one that is not
    blank.
    """
    source = Source("x.txt", SHA, "text/plain", text.split_lines(content.lstrip("\n")))
    return (
        padded_text.document(source, LAYOUTS)
        if padded_text.is_aligned(source.lines)
        else text.document(source)
    )


def recognised(content: str) -> Recognised:
    return recognise(document(content))


def parsed(content: str) -> Disclosure:
    return parse(recognised(content))


def tabbed(*rows: str) -> str:
    """Rows written with `|` between their cells as tab-separated lines."""
    return "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
