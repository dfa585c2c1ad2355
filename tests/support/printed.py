"""What a document prints, without its places: a text a paragraph, rows of texts a table."""

from __future__ import annotations

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
