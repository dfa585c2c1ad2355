"""A grid that lists the tables of a disclosure (目录): it is no table itself.

序号 | 表名     | 表号
1    | 收支总表 | 公开01表
2    | 支出总表 | 公开02表
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetgraph.document import GridRow, Passage, filled
from budgetgraph.forms import fold, forms, is_furniture
from budgetgraph.recognise.titles import says_table

#: So many entries make a list, and they are at least this share of its rows.
_FEWEST = 2
_SHARE = 0.5
#: The number of an entry or of its page.
_NUMBER = re.compile(r"\d{1,3}")


def lists_contents(rows: Sequence[GridRow]) -> bool:
    """Tell whether a grid lists tables by their titles, with nothing beside these but numbers,
    marks (公开01表) and the words of the heading.
    """
    entries = sum(map(_is_entry, rows))
    is_list = entries >= max(_FEWEST, _SHARE * len(rows))
    return is_list and all(map(_may_be_of_list, rows))


def _is_entry(row: GridRow) -> bool:
    """Tell whether a row names a table."""
    return any(map(_is_title, filled(row)))


def _may_be_of_list(row: GridRow) -> bool:
    """Tell whether a row has one text that is no number and no mark, or titles and headings
    alone.
    """
    others = [cell for cell in filled(row) if not _is_aside(cell)]
    return len(others) < 2 or all(map(_is_title, others))


def _is_title(cell: Passage) -> bool:
    """Tell whether a cell is the title of a table or a form: 收支总表; 附表1 is a mark."""
    return says_table(cell.text.strip()) and not _is_aside(cell)


def _is_aside(cell: Passage) -> bool:
    """Tell whether a cell is a number, a mark, or a word of the heading: 1, 公开01表, 序号, 表号."""
    text = fold(cell.text)
    mark = forms().form["table_mark"].match(text)
    is_mark = is_furniture(text) or (mark is not None and mark.end() == len(text))
    return bool(_NUMBER.fullmatch(text)) or is_mark or text in forms().form["of_contents"]
