"""The tasks of a whole department's form, and the amount of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.document.folding import fold
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.amount import decimal_or_none, last_digit

_RULE = "items-sum-to-total"
_HEADING, _TOTAL = pattern("tasks", "heading"), pattern("tasks", "total")
#: What parts the cells of a row, in a text of rows and in one of Markdown.
_BETWEEN = re.compile(r"[\t|]")
#: So many lines below its heading a list of tasks ends.
_LONGEST = 40
_FEWEST = 2

_Amounts = dict[int, Decimal]


def task_totals(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each column of amounts that the tasks below 任务名称 do not add up to.

    `生态保护 | 312.50`, `灾害防控 | 46.00`, `金额合计 | 376.50` → 358.50.
    """
    lines = paper.lines
    for at, line in enumerate(lines):
        if any(map(_HEADING.fullmatch, _cells(line))):
            yield from _of_list(paper, lines[at + 1 : at + 1 + _LONGEST], at + 2)


def _cells(line: str) -> list[str]:
    """Give the cells of a row, folded."""
    return [fold(cell) for cell in _BETWEEN.split(line)]


def _of_list(paper: CheckedPaper, below: Sequence[str], first: int) -> Iterator[Fault]:
    """Give the wrong totals of a list, whose first line has the number `first`."""
    tasks: list[_Amounts] = []
    for at, line in enumerate(below):
        cells = _cells(line)
        if not any(cells):
            return
        amounts = _amounts(cells)
        if any(map(_TOTAL.fullmatch, cells)):
            where = Where(first + at, first + at)
            yield from _compared(paper, tasks, amounts, where)
            return
        if amounts:
            tasks.append(amounts)


def _amounts(cells: Sequence[str]) -> _Amounts:
    """Give the amounts of a row by their columns."""
    found: _Amounts = {}
    for column, cell in enumerate(cells):
        amount = decimal_or_none(cell)
        if amount is not None:
            found[column] = amount
    return found


def _compared(
    paper: CheckedPaper, tasks: Sequence[_Amounts], totals: _Amounts, where: Where
) -> Iterator[Fault]:
    """Give each total that differs from the amounts above it, all of which have its column."""
    for column, total in totals.items():
        parts = [amounts[column] for amounts in tasks if column in amounts]
        if len(parts) < _FEWEST or len(parts) < len(tasks):
            continue
        added = sum(parts, Decimal(0))
        if abs(added - total) <= len(parts) * last_digit(total):
            paper.right["sums"] += 1
        else:
            yield _fault(parts, total, added, where)


def _fault(parts: Sequence[Decimal], total: Decimal, added: Decimal, where: Where) -> Fault:
    """Say what the tasks add up to."""
    told = " + ".join(map(str, parts))
    return Fault(
        _RULE,
        f"{total} {told}",
        f"年度主要任务：金额合计列示 {total}，所列 {len(parts)} 项任务之和为 {added}（{told}）。",
        f"tasks of the year: the total is {total}, but the {len(parts)} tasks add up to {added} "
        f"({told}).",
        [where],
    )
