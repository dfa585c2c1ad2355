"""The cells of a row of a 项目支出表 by what they hold: the whole amount, the part of the treasury."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import filterfalse

from budgetgraph.disclosure import Amount, Cell, Row
from budgetgraph.forms import forms, is_one_of, printed_years
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.forms.patterns import Patterns
from budgetgraph.parse.project_forms.treasury import FundSource, only_source
from budgetgraph.values.amount import read_amount

#: The labels of all money from the treasury.
_OF_TREASURY = ("fiscal", "fiscal_of_year")
_TYPE = "project_expenditure"


def total_cell(row: Row, year: int | None) -> Cell | None:
    """Give the cell of the whole amount: 合计 under no heading of its own, not 财政拨款/合计.

    Where all stand under headings it is the first that is not under money from the treasury:
    资金总额/合计. In a table without such a word it is the only one under a label of a project's
    amount that names no other year: 安排金额, 2025年预算数.
    """
    totals = _under(row, forms().column["total"])
    bare = [cell for cell in totals if len(cell.headings) == 1]
    of_all = bare or list(filterfalse(is_of_treasury, totals))
    if of_all:
        return of_all[0]
    labelled = [cell for cell in row.cells if _is_labelled_total(cell, year)]
    return labelled[0] if len(labelled) == 1 and not totals else None


def _is_labelled_total(cell: Cell, year: int | None) -> bool:
    """Tell whether a cell stands under a form's label of the whole amount, and no other year."""
    is_label = is_one_of(forms().label, ("total", "total_of_year"), cell.column)
    is_of_list = cell.column in forms().listed["total"]
    return (is_label or is_of_list) and printed_years((cell.column,)) <= {year}


def fiscal_cell(row: Row) -> Cell | None:
    """Give the cell under 财政拨款, or under its own 小计: 财政拨款/小计.

    Where a table has no such column, `sources_of` tell the part from the treasury.
    """
    named = (first_under(row, forms().label[key]) for key in _OF_TREASURY)
    own = next(filter(None, named), None)
    if own is not None:
        return own
    sums = list(filter(is_of_treasury, _under(row, forms().column["total"])))
    return sums[0] if sums else None


def is_of_treasury(cell: Cell) -> bool:
    """Tell whether a cell stands under the heading of money from the treasury: 财政拨款/小计."""
    return is_one_of(forms().label, _OF_TREASURY, "".join(cell.headings[-2:-1]))


def sources_of(cells: Iterable[Cell], unit: str) -> list[FundSource]:
    """Give the amounts of cells of money with the sources that head them: 一般公共预算 | 单位资金."""
    sources: list[FundSource] = []
    for cell in cells:
        amount = amount_of_cell(cell, unit)
        if amount is not None:
            sources.append(FundSource(cell.headings[-1], amount))
    return sources


def parts_alone(row: Row, year: int | None, unit: str) -> list[FundSource]:
    """Give the amounts of the known sources of a row that prints no whole amount beside them.

    项目名称 | 一般公共预算 | 单位资金
    河道清淤 | 60.00        |          → 60.00
    """
    if total_cell(row, year) is not None:
        return []
    keys = ("treasury", "no_treasury", "fiscal", "other")
    known = (cell for cell in row.cells if is_one_of(forms().label, keys, cell.headings[-1]))
    return sources_of(known, unit)


def sole_source(row: Row, year: int | None, unit: str) -> Amount | None:
    """Give the amount of the one source that gives any, where no whole amount and no other money
    stands beside it.

    项目名称 | 财政拨款 | 结余调剂
    河道清淤 | 60.00    | 6.00      → none: the second may be of the whole, too
    """
    sources = parts_alone(row, year, unit)
    if not sources:
        return None
    known = {source.label for source in sources}
    beside = (cell for cell in row.cells if cell.headings[-1] not in known)
    further = sources_of(filter(_is_money_of_its_own, beside), unit)
    return only_source([*sources, *further])


def _is_money_of_its_own(cell: Cell) -> bool:
    """Tell whether a cell holds money of this year that is no part of what stands beside it: not
    上年预算数, 增减额, 其中：人员经费.
    """
    kinds = ("year_before", "compared", "among")
    is_aside = any(is_one_of(forms().heading, kinds, heading) for heading in cell.headings)
    return not is_aside and is_money_column(_TYPE, cell.column)


def names_project(row: Row) -> bool:
    """Tell whether a row has the name of a project beside that of its class, or in a cell of its
    own.

    2130305 | 水利工程建设 | 河道清淤 | 60.00     → yes
    2130305 | 水利工程建设 |          | 60.00     → no
    """
    of_class = forms().listed["class_name"]
    return any(first_under(row, names) for names in (forms().label["name"], of_class))


def first_under(row: Row, patterns: Patterns) -> Cell | None:
    """Give the first cell under a heading that matches."""
    cells = _under(row, patterns)
    return cells[0] if cells else None


def _under(row: Row, patterns: Patterns) -> list[Cell]:
    """Give the cells under a heading that matches, by its lowest words.

    A cell under 财政拨款/小计 is found by 小计, not by 财政拨款.
    """
    return [cell for cell in row.cells if cell.column.rpartition("/")[2] in patterns]


def amount_of_cell(cell: Cell | None, unit: str) -> Amount | None:
    """Give the amount of a cell in its own unit, else in that of the table; None for other texts.

    `60.00` in a table of 万元 → 60.00万元, `5元` → 5元, `见附表` → None
    """
    if cell is None:
        return None
    printed = read_amount(cell.value)
    if printed is None:
        return None
    return Amount(printed.text, cell.where, printed.unit or unit)


def is_in_words(row: Row, year: int | None) -> bool:
    """Tell whether the whole amount of a row holds a figure and is none: 约315万元."""
    cell = total_cell(row, year)
    holds_figure = cell is not None and any(map(str.isdigit, cell.value))
    return holds_figure and amount_of_cell(cell, "") is None
