"""What stands above a table of bare text: its title, captions, marks of the page."""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.document import Block, Grid, Paragraph, filled
from budgetgraph.forms import fold, is_caption, is_furniture, table_type


def stands_above(text: str) -> bool:
    """Tell whether a line may stand above a table: a caption, a title, a mark such as 公开01表.

    A bare number may be a cell.
    """
    is_mark = is_furniture(text) and not text.strip().isdigit()
    return is_mark or is_caption(text) or _is_title(text)


def _is_title(text: str) -> bool:
    """Tell whether a line is the title of a budget table and says that it is one: 收支总表."""
    return table_type(text) is not None and fold(text).rstrip("》)").endswith("表")


def captions_apart(block: Block, below: Block | None) -> Sequence[Block]:
    """Give the captions that tabs part in one line above bare text as lines of their own:
    部门：县水利局 | 单位：万元.
    """
    if not isinstance(block, Grid) or not isinstance(below, Paragraph) or len(block.rows) > 1:
        return [block]
    cells = list(filled(block.rows[0]))
    has_caption = any(is_caption(cell.text) for cell in cells)
    return list(map(Paragraph, cells)) if has_caption else [block]
