"""Rows of which only the name is left, where a text has lost the tabs at the ends of its lines.

五、事业收入 →  20.00 →  →            a row between tabs
六、上级补助收入                       the next one: its other cells are blank
本年收入合计 →  300.00 →  →           rows of the same table again
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.document import Block, Grid, GridRow, Paragraph, Passage
from budgetgraph.document.list_marks import entry_mark
from budgetgraph.values.amount import is_amount

_LONGEST_NAME = 40


def with_lone_cells(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the blocks; tables that names without amounts part are one table."""
    waiting: list[Block] = []
    for block in blocks:
        whole = _joined(waiting, block)
        if whole is not None:
            waiting = [whole]
            continue
        if waiting and not _goes_on(waiting, block):
            yield from waiting
            waiting = []
        waiting.append(block)
    yield from waiting


def _goes_on(waiting: Sequence[Block], block: Block) -> bool:
    """Tell whether a line is the next entry behind a table and the entries that follow it."""
    if not isinstance(waiting[0], Grid) or not isinstance(block, Paragraph):
        return False
    above = _name(waiting[-1])
    is_below = block.where.first == above.where.last + 1
    is_short = len(block.text) <= _LONGEST_NAME
    return all((is_below, is_short, _follows(block.passage, above)))


def _joined(waiting: Sequence[Block], below: Block) -> Grid | None:
    """Put the names that wait behind a table, and the rows below them, to the table."""
    names = [block.passage for block in waiting[1:] if isinstance(block, Paragraph)]
    tables = [block for block in (*waiting[:1], below) if isinstance(block, Grid)]
    if not names or len(tables) < 2 or not _is_rest(tables[0], names[-1], tables[1]):
        return None
    above, rest = tables
    rows: list[GridRow] = [(name,) for name in names]
    return Grid((*above.rows, *rows, *rest.rows), guessed=above.guessed)


def _is_rest(above: Grid, name: Passage, rest: Grid) -> bool:
    """Tell whether rows go on right below a name: no wider than those above, and with an amount in
    the first of them, where another table has its heading.
    """
    widest = max(map(len, above.rows))
    is_below = rest.where.first == name.where.last + 1
    has_amount = any(is_amount(cell.text) for cell in rest.rows[0][1:])
    return all((is_below, has_amount, max(map(len, rest.rows)) <= widest))


def _name(block: Block) -> Passage:
    """Give a line, or the first cell of the last row of a table."""
    return block.passage if isinstance(block, Paragraph) else block.rows[-1][0]


def _follows(name: Passage, above: Passage) -> bool:
    """Tell whether a name has the number behind that of another one: 五、事业收入, 六、上级补助收入."""
    marks = [entry_mark(above.text), entry_mark(name.text)]
    numbered = [(mark.style, mark.number) for mark in marks if mark is not None]
    if len(numbered) < len(marks):
        return False
    (style, number), following = numbered
    return following == (style, number + 1)
