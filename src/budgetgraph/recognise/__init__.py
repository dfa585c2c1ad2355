"""recognise(document): which grid is which form.

Fragments of one table or form that a page break parted are put together again; captions, titles and
running text are told apart; what no form claims is kept and said so.
"""

from __future__ import annotations

from budgetgraph.document import Document, Paragraph
from budgetgraph.recognise.claims import FormClaim as FormClaim
from budgetgraph.recognise.claims import Fragment as Fragment
from budgetgraph.recognise.claims import Recognised as Recognised
from budgetgraph.recognise.claims import TableClaim as TableClaim
from budgetgraph.recognise.claims import UnitClaim as UnitClaim
from budgetgraph.recognise.dumped import with_grids
from budgetgraph.recognise.dumped.plain_tables import grids
from budgetgraph.recognise.shapes import is_indicator_heading as is_indicator_heading
from budgetgraph.recognise.title_lines import with_titles_alone
from budgetgraph.recognise.walk import Walk


def recognise(document: Document) -> Recognised:
    """Put every block of the document in its place; nothing is dropped."""
    parted = grids(with_grids(with_titles_alone(document)))
    walk = Walk()
    for block in parted.blocks:
        if isinstance(block, Paragraph):
            walk.paragraph(block)
        else:
            walk.grid(block)
    return walk.finish(parted)
