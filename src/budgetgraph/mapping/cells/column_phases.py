"""In which phase of the budget the amounts of a column are, and what they measure in it."""

from __future__ import annotations

from budgetgraph.disclosure import Cell, Disclosure
from budgetgraph.forms.column_paths import TOTAL, measure_of_column, path_of_part
from budgetgraph.mapping.key_figures.catalogue import catalogue
from budgetgraph.mapping.phases import APPROVED, EXECUTED, phase_of

#: What the amounts of another phase than the paper's measure: they are never added to its own.
_OF_OTHER_PHASE = {APPROVED: "planned_amount", EXECUTED: "executed_amount"}


def column_phase(cell: Cell, disclosure: Disclosure) -> str:
    """Give the phase by the words of the headings: 决算数 and 执行数 were spent, 预算数 is planned; a column
    without such a word is what the disclosure is.
    """
    column = cell.full_heading
    for phase, words in catalogue().phases:
        if any(word in column for word in words):
            return phase
    return phase_of(disclosure)


def measure_in_phase(cell: Cell, table_type: str, disclosure: Disclosure) -> str | None:
    """Tell what a cell measures within its phase: 决算数 is the total of what was spent. None where
    the catalogue does not say, or where the money of one fund alone stands in a table of all.
    """
    measure = measure_of_column(cell.headings, table_type, disclosure.year)
    if measure is None and phase_of(disclosure) == EXECUTED:
        leaf = path_of_part(cell.headings, table_type)[-1]
        return TOTAL if catalogue().is_whole_of_phase(leaf) else None
    return measure


def measure_of_figure(measure: str | None, phase: str, disclosure: Disclosure) -> str | None:
    """Tell what a figure of the graph measures whose cell measures `measure` within its phase: in
    final accounts 决算数 is the total, and 预算数, which is of another phase, is told apart from it.
    """
    if phase == phase_of(disclosure):
        return measure
    return _OF_OTHER_PHASE[phase]
