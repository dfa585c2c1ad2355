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
from budgetgraph.recognise.walk import Walk
from budgetgraph.recognise.walk.unread import unread_tables


def recognise(document: Document) -> Recognised:
    """Every block of the document in its place; nothing is dropped."""
    walk = Walk(Recognised(grids(with_grids(document))))
    for block in walk.found.document.blocks:
        if isinstance(block, Paragraph):
            walk.paragraph(block)
        else:
            walk.grid(block)
    walk.flush()
    found = walk.found
    found.tables.extend(unread_tables(found.prose))
    found.tables.sort(key=lambda claim: claim.title.where)
    return found
