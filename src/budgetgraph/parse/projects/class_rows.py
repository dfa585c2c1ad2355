"""Rows of a 项目支出表 that are classes, over the rows of their projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain, filterfalse, groupby, pairwise
from operator import attrgetter, itemgetter

from budgetgraph.disclosure import Row, Table
from budgetgraph.forms import fold, forms
from budgetgraph.forms.bodies import bare, is_named_body
from budgetgraph.parse.projects.tabled_cells import names_project, total_cell
from budgetgraph.recognise.labels import NO_PROJECT
from budgetgraph.values.amount import decimal_or_none
from budgetgraph.values.code_notation import kind
from budgetgraph.values.codes import code_name
from budgetgraph.values.sums import is_sum

#: A shorter code is of a class over other ones (205, 20502); one of the lowest class has as many.
_LOWEST_CLASS = 7
_END_OF_NAME = "支出"
_UNIT_CODE = re.compile(r"(?:[0-9]{3}){1,3}")
#: Classes by their codes and names.
ClassNames = frozenset[tuple[str, str]]


def is_class(row: Row) -> bool:
    """Tell whether a row carries the code of a class and no name of a project: `2050201 | 学前教育`."""
    if row.code is None or names_project(row):
        return False
    return kind(row.code) is not None


def named_classes(tables: Iterable[Table]) -> ClassNames:
    """Give the classes that tables name beside their codes: 2110302 水体."""
    rows = chain.from_iterable(table.rows for table in tables)
    return frozenset(_named(row) for row in rows if is_class(row))


def _named(row: Row) -> tuple[str, str]:
    """Give the code and the name of a row, 支出 at its end aside."""
    return row.code or "", fold(row.item).removesuffix(_END_OF_NAME)


def classes_over_projects(
    rows: Sequence[Row], year: int | None, known: ClassNames = frozenset()
) -> frozenset[Row]:
    """Give the rows of a table that are classes over projects, and none themselves; `known` are
    classes that other tables name.

    Where the code of a class stands again beside each of its projects, only the row that adds them
    up is one:

    2130209 | 森林生态效益补偿 | 60.00     the class
    2130209 | 护林员补助       | 36.00     its projects
    2130209 | 防火道维护       | 24.00
    """
    of_class = frozenset(filter(is_class, rows))
    repeated = dict(_over_rows_with_its_code(rows, year))
    if any(below > 1 or _is_called(head, known) for head, below in repeated.items()):
        return frozenset(repeated) | frozenset(filter(_is_short, of_class))
    return of_class if _are_over_projects(rows, year, known) else frozenset()


def _over_rows_with_its_code(rows: Sequence[Row], year: int | None) -> Iterator[tuple[Row, int]]:
    """Give each row of a class that adds up the rows right below it, which repeat its code, with
    their number.
    """
    for code, run in groupby(rows, key=attrgetter("code")):
        head, *below = run
        is_over = bool(below) and code is not None and not _is_short(head) and is_class(head)
        if is_over and _is_sum_of(head, below, year):
            yield head, len(below)


def _is_short(row: Row) -> bool:
    """Tell whether the code of a row is of a class over other ones: 20502."""
    return len(row.code or "") < _LOWEST_CLASS


def _are_over_projects(rows: Sequence[Row], year: int | None, known: ClassNames) -> bool:
    """Tell whether the rows with codes of classes are no projects of a table.

    They are none in a tree of classes, which has one with a short code (205, 20502), and where each
    adds up the rows without a code below it. One class with one row of its amount proves nothing
    but by the name of the class:

    2130209 | 森林生态效益补偿 | 60.00     the class
            | 护林员补助       | 36.00     its projects
            | 防火道维护       | 24.00
    """
    if any(map(_is_short, filter(is_class, rows))):
        return True
    parts = [(row, below) for row, below in _with_rows_below(rows) if below and is_class(row)]
    if not all(_is_sum_of(row, below, year) for row, below in parts):
        return False
    is_called = any(_is_called(row, known) for row, _ in parts)
    return is_called or sum(len(below) for _, below in parts) > 1


def _with_rows_below(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Give each row with a code, and those without one below it, down to the next code or sum."""
    above: Row | None = None
    below: list[Row] = []
    for row in rows:
        if row.code is None and not is_sum(row.item):
            below.append(row)
            continue
        if above is not None:
            yield above, below
        above, below = (row if row.code is not None else None), []
    if above is not None:
        yield above, below


def units_over_projects(rows: Sequence[Row], year: int | None) -> frozenset[Row]:
    """Give the rows with the code of a unit that add up the projects below them, or stand over a
    longer code that begins with theirs. One of them at least is named as bodies are.

    612    | 石桥镇人民政府     | 69.50     over 612001
    612001 | 石桥镇人民政府机关 | 69.50     over its projects
           | 专用项目           | 69.50     a kind of them
           | 人居环境整治       | 45.00
           | 村级组织运转       | 24.50
    """
    coded = frozenset(filter(_has_code_of_unit, rows))
    if not any(map(_names_body, coded)):
        return frozenset()
    over_projects = filter(partial(_adds_up_projects, year=year), _with_rows_below(rows))
    over_units = filter(_is_over, pairwise(rows))
    heads = map(itemgetter(0), chain(over_projects, over_units))
    return coded.intersection(heads)


def _has_code_of_unit(row: Row) -> bool:
    """Tell whether a row carries the code of a unit, of three digits a level: 612, 612001."""
    code = str(row.code)
    return kind(code) is None and _UNIT_CODE.fullmatch(code) is not None


def _names_body(row: Row) -> bool:
    """Tell whether the name of a row ends as names of bodies do."""
    return is_named_body(bare(row.item))


def _adds_up_projects(head_and_below: tuple[Row, Sequence[Row]], year: int | None) -> bool:
    """Tell whether a row has the amount of the projects below it, kinds of them aside."""
    head, below = head_and_below
    projects = list(filterfalse(_is_kind_of_projects, below))
    return bool(projects) and _is_sum_of(head, projects, year)


def _is_kind_of_projects(row: Row) -> bool:
    """Tell whether a row is called as kinds of projects are, or totals: 专用项目, 特定目标类, 小计."""
    return row.item in forms().label[NO_PROJECT]


def _is_over(pair: tuple[Row, Row]) -> bool:
    """Tell whether the code of the lower of two rows begins with that of the upper one: 612 over
    612001.
    """
    code, lower = (str(row.code) for row in pair)
    return len(lower) > len(code) and lower.startswith(code)


def _is_sum_of(row: Row, below: Sequence[Row], year: int | None) -> bool:
    """Tell whether a row has the amount of the rows below it, each of which prints one."""
    amounts = [_amount(part, year) for part in below]
    known = [amount for amount in amounts if amount is not None]
    return len(known) == len(below) and _amount(row, year) == sum(known)


def _is_called(row: Row, known: ClassNames) -> bool:
    """Tell whether a row is called as the class of its code is, 支出 at the end aside."""
    code, printed = _named(row)
    of_code = kind(code)
    official = None if of_code is None else code_name(of_code, code)
    if (code, printed) in known:
        return True
    return official is not None and fold(official).removesuffix(_END_OF_NAME) == printed


def _amount(row: Row, year: int | None) -> Decimal | None:
    """Give the whole amount of a row, None where it prints none."""
    cell = total_cell(row, year)
    return None if cell is None else decimal_or_none(cell.value)
