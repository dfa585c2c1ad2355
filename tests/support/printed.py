"""What a document prints, without its places: a text a paragraph, rows of texts a table."""

from __future__ import annotations

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Document, Grid


def texts(found: Document) -> list[str | list[list[str]]]:
    """Give the blocks of a document: 收支总表 above a table → 收支总表, [[项目, 金额], …]."""
    blocks: list[str | list[list[str]]] = []
    for block in found.blocks:
        if isinstance(block, Grid):
            blocks.append([[cell.text for cell in row] for row in block.rows])
        else:
            blocks.append(block.text)
    return blocks


def cells_of(found: Disclosure) -> set[tuple[str, str, str, str]]:
    """Give the cells of all tables: type, item, column, value."""
    values = set()
    for table in found.tables:
        for row in table.rows:
            for cell in row.cells:
                values.add((table.type, row.item, cell.column, cell.value))
    return values
