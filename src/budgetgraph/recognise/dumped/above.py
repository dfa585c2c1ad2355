"""What stands above a table of bare text: its title, captions, marks of the page."""

from __future__ import annotations

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
