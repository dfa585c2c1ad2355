"""A page of a PDF that holds the heading of a table alone proves no empty table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading import document, tabbed

from budgetgraph.disclosure import Table
from budgetgraph.document import Document, Grid, Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.parse import parse
from budgetgraph.recognise import recognise

TITLE = "青禾县林业局2025年部门预算\n政府性基金预算支出表\n单位：万元"
HEADING = tabbed("科目编码 | 科目名称 | 合计 | 基本支出")


def _on_pages(text: str, last: str) -> Document:
    """Give the document of a text as that of page 1, with one line more on page 2."""
    found = document(f"{text}\n{last}")
    blocks = [block for block in found.blocks if last not in str(block)]
    blocks = [_on_page(block) for block in blocks]
    end = Paragraph(passage(last, Where(len(found.source.lines), len(found.source.lines), page=2)))
    return replace(found, blocks=(*blocks, end))


def _on_page(block: Grid | Paragraph) -> Grid | Paragraph:
    if isinstance(block, Paragraph):
        return Paragraph(passage(block.text, replace(block.where, page=1)))
    rows = [
        tuple(passage(cell.text, replace(cell.where, page=1)) for cell in row) for row in block.rows
    ]
    return replace(block, rows=tuple(rows))


@pytest.mark.parametrize(
    ("last", "is_empty"),
    [("| 212 | 城乡社区支出 | 9.00 | 9.00", False), ("注：本部门没有政府性基金预算支出。", True)],
)
def test_only_what_no_amounts_follow_is_empty(last: str, is_empty: bool) -> None:
    found: Document = _on_pages(f"{TITLE}\n{HEADING}", last)
    (table,) = parse(recognise(found)).tables
    table_as_read: Table = table
    assert table_as_read.empty is is_empty
