"""What was compared and holds, and what could not be compared: a report says both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Row, Statement, Table
from budgetgraph.mapping.amounts import Amounts
from budgetgraph.validate.findings import Finding
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.code_notation import parent
from budgetgraph.values.money import in_yuan
from budgetgraph.values.sums import is_total

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
    wrong = 0
    for finding in findings:
        for told in (finding, *finding.consequences):
            wrong += told.rule in _SUM_RULES
    printed = sum(map(_sums, disclosure.tables))
    return max(printed - wrong, 0)


def _sums(table: Table) -> int:
    """Give the figures of a table that are sums of others: those of a class whose own classes it
    prints, and those of its total.
    """
    codes = [row.code for row in table.rows if row.code]
    parents = set(map(parent, codes)) - {None}
    sums = 0
    for row in table.rows:
        is_of_classes = bool(codes) and not row.code and is_total(row.item)
        if row.code in parents or is_of_classes:
            sums += _figures(row)
    return sums


def _figures(row: Row) -> int:
    """Tell how many cells of a row hold a number."""
    values = [decimal_or_none(cell.value) for cell in row.cells]
    return len(values) - values.count(None)


def statements_right(disclosure: Disclosure) -> int:
    """Tell how many amounts of the prose the tables print as well."""
    printed = _printed(disclosure)
    right = 0
    for statement in disclosure.statements:
        is_of_year = statement.year == disclosure.fiscal_year
        if is_of_year and disclosure.is_own(statement):
            right += _is_printed(statement, printed)
    return right


def _printed(disclosure: Disclosure) -> dict[str, set[Decimal]]:
    """Give the amounts that the tables print, by what they measure.

    `总计 912.65 万元` of an expenditure summary → total_expenditure: {9126500}.
    """
    printed: dict[str, set[Decimal]] = {}
    for measure, amount in _whole_amounts(disclosure):
        printed.setdefault(measure, set()).add(amount)
    return printed


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


def _is_printed(statement: Statement, printed: dict[str, set[Decimal]]) -> bool:
    """Tell whether a table prints an amount of the prose, up to what the prose rounds to."""
    amount = in_yuan(statement.value, statement.unit)
    if amount is None:
        return False
    amounts = printed.get(statement.measure, ())
    return any(abs(amount - other) < _CENT for other in amounts)


#: 0.01 万元, what the prose rounds to.
_CENT = Decimal(100)
