"""What was compared and holds, and what could not be compared: a report says both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Statement, Table
from budgetgraph.mapping.amounts import Amounts
from budgetgraph.validate.findings import Finding
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.code_notation import parent
from budgetgraph.values.money import in_yuan

_TOTALS = frozenset({"合计", "总计"})
#: The rules whose findings are sums that do not hold.
_SUM_RULES = frozenset(
    {"children-sum-to-parent", "column-total", "items-sum-to-total", "row-total"}
)


@dataclass(frozen=True, slots=True)
class Checked:
    """By kind, how much holds, and how much could not be compared."""

    right: Counter[str] = field(default_factory=Counter)
    unsure: Counter[str] = field(default_factory=Counter)


def sums_right(disclosure: Disclosure, findings: Iterable[Finding]) -> int:
    """Tell how many sums by code or to a total hold: all that are printed, less those found
    wrong.
    """
    every = [one for finding in findings for one in (finding, *finding.consequences)]
    wrong = sum(one.rule in _SUM_RULES for one in every)
    return max(sum(_sums(table) for table in disclosure.tables) - wrong, 0)


def _sums(table: Table) -> int:
    """Give the figures of a table that are sums of others: those of a class whose own classes it
    prints, and those of its total.
    """
    codes = [row.code for row in table.rows if row.code]
    parents = {parent(code) for code in codes}
    whole = [
        row
        for row in table.rows
        if row.code in parents - {None} or (codes and not row.code and row.item in _TOTALS)
    ]
    return sum(decimal_or_none(cell.value) is not None for row in whole for cell in row.cells)


def statements_right(disclosure: Disclosure) -> int:
    """Tell how many amounts of the prose the tables print as well."""
    printed = _printed(disclosure)
    own = (
        statement
        for statement in disclosure.statements
        if statement.year == disclosure.fiscal_year and disclosure.is_own(statement)
    )
    return sum(_is_printed(one, printed) for one in own)


def _printed(disclosure: Disclosure) -> dict[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for measure, amount in _whole_amounts(disclosure):
        found.setdefault(measure, set()).add(amount)
    return found


def _whole_amounts(disclosure: Disclosure) -> Iterator[tuple[str, Decimal]]:
    """Give the amounts that the tables print as the whole of a measure."""
    for table in disclosure.tables:
        amounts = Amounts(table, disclosure.fiscal_year)
        for row in table.rows:
            for cell in row.cells:
                measure = amounts.of(row, cell)
                amount = in_yuan(cell.value, table.scale)
                if measure is not None and amount is not None:
                    yield measure, amount


def _is_printed(one: Statement, printed: dict[str, set[Decimal]]) -> bool:
    amount = in_yuan(one.value, one.unit)
    if amount is None:
        return False
    return any(abs(amount - other) < _CENT for other in printed.get(one.measure, ()))


#: 0.01 万元, what the prose rounds to.
_CENT = Decimal(100)
