"""The unit of money of a table: above it, in its heading, or, where it prints none, that in which
its amounts are those of another table.

部门支出总表, 单位：万元, 合计 8.00
部门收入总表,             合计 80000.00    → in 元, though the table above is in 万元
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetgraph.disclosure import Table
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.forms import fold
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.forms.captions import captioned_scale
from budgetgraph.recognise import TableClaim
from budgetgraph.values.money import in_yuan

#: The units in which disclosures print their tables.
_UNITS = ("元", "万元")


def scale_above(claim: TableClaim) -> str | None:
    """Give the money unit that the title or the first caption with one prints."""
    return _scale_of([claim.title, *claim.captions])


def two_scales(claim: TableClaim) -> Iterator[Note]:
    """Say that a table prints one unit of money above it and another one in its heading; the one
    above it counts.
    """
    above, within = scale_above(claim), scale_in_heading(claim)
    if above is not None and within is not None and above != within:
        title = claim.title.squeezed
        reason = f"{title} prints {above} above it and {within} in its heading: {above} counts"
        yield Note("unit-not-told", reason, claim.title.where)


def _scale_of(captions: Iterable[Passage]) -> str | None:
    """Give the money unit that the first caption with one prints: `单位：万元` → 万元."""
    scales = (captioned_scale(caption.text) for caption in captions)
    return next(filter(None, scales), None)


def scale_in_heading(claim: TableClaim) -> str | None:
    """Give the unit that the heading of a column of amounts prints: `价值（金额单位：万元）`, `合计（万元）`."""
    cells = filter(None, _heading_cells(claim))
    return _scale_of(cell for cell in cells if _heads_money(claim, cell))


def _heading_cells(claim: TableClaim) -> Iterator[Passage]:
    """Give every cell of the headings of a table."""
    for fragment in claim.fragments:
        for row in fragment.heading:
            yield from row


def _heads_money(claim: TableClaim, cell: Passage) -> bool:
    """Tell whether a cell heads a column of money, its unit in brackets aside: `合计（万元）`."""
    name, _, _ = fold(cell.text).partition("(")
    return is_money_column(claim.type, name)


def other_scale(table: Table, told: Iterable[Table]) -> str | None:
    """Give the unit in which the greatest amount of a table is that of a table whose unit is told;
    None where it is so in its own unit, or in none.
    """
    others = frozenset(filter(None, (_greatest(other, other.scale) for other in told)))
    if _greatest(table, table.scale) in others:
        return None
    fitting = [unit for unit in _UNITS if _greatest(table, unit) in others]
    return fitting[0] if len(fitting) == 1 else None


def _greatest(table: Table, unit: str | None) -> Decimal | None:
    """Give the greatest amount of money of a table in 元, read in a unit."""
    amounts: list[Decimal] = []
    for row in table.rows:
        for cell in row.cells:
            amount = in_yuan(cell.value, unit)
            if amount is not None and is_money_column(table.type, cell.column):
                amounts.append(amount)
    return max(amounts, default=None)
