"""In which phase of the budget the amounts of a column are, and what they measure in it."""

from __future__ import annotations

from functools import lru_cache

from budgetgraph.disclosure import Cell, Disclosure
from budgetgraph.forms import column_measure
from budgetgraph.forms.funds import measure_of_fund
from budgetgraph.mapping.key_figures.catalogue import catalogue
from budgetgraph.mapping.phases import APPROVED, EXECUTED, phase_of

#: A table asks the same few headings for every cell, and each answer takes a dozen patterns.
_measure = lru_cache(maxsize=4096)(column_measure)
TOTAL = "total"
#: What the amounts of another phase than the paper's measure: they are never added to its own.
_OF_OTHER_PHASE = {APPROVED: "planned_amount", EXECUTED: "executed_amount"}


def column_phase(column: str, disclosure: Disclosure) -> str:
    """The phase by the words of the heading: 决算数 and 执行数 were spent, 预算数 is planned; a column
    without such a word is what the disclosure is.
    """
    for phase, words in catalogue().phases:
        if any(word in column for word in words):
            return phase
    return phase_of(disclosure)


def measure_in_phase(cell: Cell, table_type: str, disclosure: Disclosure) -> str | None:
    """What a cell measures within its phase: 决算数 is the total of what was spent. None where the
    catalogue does not say, or where the money of one fund alone stands in a table of all.
    """
    measure = _measure(cell.column, disclosure.year)
    if measure is None and phase_of(disclosure) == EXECUTED:
        return TOTAL if catalogue().is_whole_of_phase(cell.column) else None
    return measure_of_fund(measure, cell.fund, table_type)


def measure_of_figure(cell: Cell, table_type: str, disclosure: Disclosure) -> str | None:
    """What a figure of the graph measures: in final accounts 决算数 is the total, and 预算数, which is
    of another phase, is told apart from it.
    """
    phase = column_phase(cell.column, disclosure)
    measure = measure_in_phase(cell, table_type, disclosure)
    if phase == phase_of(disclosure):
        return measure
    return _OF_OTHER_PHASE[phase]
