"""Tables that a copied web page left as bare text: cells between bars, a cell a line, or one blank
between the cells of a row.

    项目 | 预算数 |          项目 |             项目 预算数
    合计 | 43 |              预算数 |           合计 43
                             合计 |
                             43 |
"""

from __future__ import annotations

from dataclasses import replace

from budgetgraph.document import Block, Document, Paragraph
from budgetgraph.recognise.dumped.bare_tables import with_bare_tables
from budgetgraph.recognise.dumped.barred import without_bars
from budgetgraph.recognise.dumped.blank_lines.lone_cells import with_lone_cells
from budgetgraph.recognise.dumped.form_lines import with_forms
from budgetgraph.recognise.dumped.plain_tables import ends_cells_in_blanks
from budgetgraph.recognise.dumped.semicolons import with_bars_for_semicolons
from budgetgraph.recognise.dumped.unit_lists import with_unit_lists


def with_grids(document: Document) -> Document:
    """Give the document with the tables that stand in it as bare text as grids.

    In plain text whose cells end in a blank the lines are no rows; `plain_tables` reads it.
    """
    whole = tuple(with_lone_cells(document.blocks))
    blocks = tuple(without_bars(with_bars_for_semicolons(whole)))
    if not _has_ended_cells(document, blocks):
        blocks = tuple(with_unit_lists(tuple(with_forms(blocks))))
        blocks = tuple(with_bare_tables(blocks))
    if len(blocks) == len(document.blocks) == len(whole):
        return document
    return replace(document, blocks=blocks)


def _has_ended_cells(document: Document, blocks: tuple[Block, ...]) -> bool:
    """Tell whether this is plain text in which a blank ends a cell."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    return document.plain and ends_cells_in_blanks(document, lines)
