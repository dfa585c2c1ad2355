"""The rows of a 项目支出表 → projects with their unit and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse, pairwise

from budgetgraph.disclosure import Amount, Cell, Project, ProjectUnit, Row, Table
from budgetgraph.document.problems import Note
from budgetgraph.forms import fold, forms, is_one_of, printed_years
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.forms.patterns import Patterns
from budgetgraph.parse.project_forms.money import USUAL_UNIT
from budgetgraph.parse.project_forms.printed import numbers_in, unit_named
from budgetgraph.parse.project_forms.row_groups import ProjectRow, one_each
from budgetgraph.recognise.labels import NO_PROJECT
from budgetgraph.values import code_notation
from budgetgraph.values.amount import read_amount

TYPE = "project_expenditure"
#: A code of a project has some twenty characters, one of a class seven at most.
_SHORTEST_CODE = 12
#: A shorter code is of a class over other ones (205, 20502); one of the lowest class has as many.
_LOWEST_CLASS = 7
_UNIT_CODE = re.compile(r"\d{6}|\d{9}")


@dataclass(frozen=True, slots=True)
class _Around:
    """What the other rows of a table tell of one: the units it names, whether it is a tree of
    classes, and whether the name of a unit is merged over the rows of its projects. `unit` is that
    of its amounts, `year` the disclosure's.
    """

    unit: str
    year: int | None
    units: frozenset[str]
    has_classes: bool
    merges_units: bool


def tabled_projects(table: Table, year: int | None = None) -> list[Project]:
    """Give a project for each row of a table of project expenditure that names one; `year` is the
    disclosure's, where it is known.

    A table of another type gives none.
    Totals, kinds of projects (特定目标类), classes, the sums of units and rows without an amount are
    none. A project of several rows, one for each economic class, is one project. The name of a unit
    over its projects is theirs, and so is one that is merged over their rows.
    """
    if table.type != TYPE or table.empty:
        return []
    around = _around(table, year)
    rows: list[ProjectRow] = []
    group: Cell | None = None
    for row in table.rows:
        if _is_of_unit(row, around):
            group = Cell("", row.item, row.where)
        elif _may_be_project(row, around):
            owner = _owner(row) or group
            group = owner if around.merges_units else group
            for project in _project(row, around, owner):
                rows.append(ProjectRow(project, row.code))
    return one_each(rows)


def without_whole(tables: Iterable[Table], year: int | None) -> Iterator[Note]:
    """Say which projects print the amounts of their parts in several rows, and no whole, and in
    which tables no column tells the amounts of the projects.
    """
    for table in tables:
        projects = tabled_projects(table, year)
        for project in projects:
            if project.total is None:
                reason = f"the rows of {project.name} print its parts and no amount of the whole"
                yield Note("amount-not-read", reason, project.where)
        if not projects and _names_projects(table):
            reason = f"no column of {table.title} is known to hold the whole amount of a project"
            yield Note("form-incomplete", reason, table.where)


def _names_projects(table: Table) -> bool:
    """Tell whether a row of a table of project expenditure may be a project with its figures."""
    around = _around(table, None)
    others = [row for row in table.rows if row.cells and not _is_of_unit(row, around)]
    return table.type == TYPE and any(_may_be_project(row, around) for row in others)


def _around(table: Table, year: int | None) -> _Around:
    """Tell what all rows tell, with the unit of money of the table and the year.

    A table with a short code of a class (205, 20502) is a tree: its rows with such a code and no
    name of a project add up those below them.
    """
    units: set[str] = set()
    has_classes = False
    for row in table.rows:
        owner = _owner(row)
        if owner is not None:
            units.add(fold(unit_named(owner.value).name))
        if _is_class(row) and len(row.code or "") < _LOWEST_CLASS:
            has_classes = True
    unit = table.scale or USUAL_UNIT
    return _Around(unit, year, frozenset(units), has_classes, _are_merged(table.rows))


def _are_merged(rows: Sequence[Row]) -> bool:
    """Tell whether the name of a unit is merged over the rows of its projects.

    石桥县水务局 | 河道清淤 | 60.00
                 | 水库加固 | 36.00     → yes; where two rows print one unit it is repeated, not merged
    """
    owners = [owner.value for owner in map(_owner, rows) if owner is not None]
    return not any(fold(above) == fold(owner) for above, owner in pairwise(owners))


def _owner(row: Row) -> Cell | None:
    """Give the cell that names the unit of a row: under 项目单位, or 单位名称."""
    return _first(row, forms().label["unit"]) or _first(row, forms().unit["name"])


def _name(row: Row) -> Cell | None:
    """Give the cell under 项目名称."""
    return _first(row, forms().label["name"])


def _is_class(row: Row) -> bool:
    """Tell whether a row carries the code of a class and no name of a project: `2050201 | 学前教育`."""
    if row.code is None or _name(row) is not None:
        return False
    return code_notation.kind(row.code) is not None


def _is_of_unit(row: Row, around: _Around) -> bool:
    """Tell whether a row adds up the projects of a unit: its name stands where theirs do.

    青湖县河道所 | 64.00     the unit, over its projects
    河道清淤     | 60.00
    """
    is_alone = _owner(row) is None and _name(row) is None
    if not row.item or not is_alone:
        return False
    name = unit_named(row.item).name
    return fold(name) in around.units or is_named_body(name)


def _may_be_project(row: Row, around: _Around) -> bool:
    """Tell whether a row is no total (合计), no kind of projects, and no class of a tree of
    classes.
    """
    if not row.item or row.item in forms().label[NO_PROJECT]:
        return False
    return not (around.has_classes and _is_class(row))


def _project(row: Row, around: _Around, owner: Cell | None) -> Iterator[Project]:
    """Give the project of a row with its amounts in the unit of the table, none without an
    amount.

    单位名称     | 项目名称 | 合计  | 一般公共预算
    青湖县河道所 | 河道清淤 | 60.00 | 50.00        → 河道清淤 of 青湖县河道所, total 60.00
    """
    cell = _name(row)
    name = row.item if cell is None else cell.value
    unit = around.unit
    whole = _total(row, around.year)
    fiscal, other = _fiscal(row), _first(row, forms().label["other"])
    total = _amount(whole, unit)
    if total is None or name in forms().label[NO_PROJECT]:
        return
    yield Project(
        number=None,
        name=name,
        code=_code(row),
        unit=_unit(owner, row),
        total=total,
        fiscal=_amount(fiscal, unit),
        other=_amount(other, unit),
        further=tuple(_further(row, unit, (whole, fiscal, other))),
        purpose=None,
        schedule=(),
        goals=(),
        funding_documents=numbers_in(name),
        basis_documents=(),
        indicators=(),
        title=row.where,
        where=row.where,
    )


def _unit(owner: Cell | None, row: Row) -> ProjectUnit | None:
    """Give the unit that a cell names; its code stands before it, or is that of its row.

    412001 | 石桥县林业局本级 | 森林防火 | 35.00  → 412001 石桥县林业局本级
    """
    if owner is None:
        return None
    unit, code = unit_named(owner.value), row.code or ""
    is_of_unit = owner in row.cells and _UNIT_CODE.fullmatch(code) is not None
    is_free = unit.code is None and code_notation.kind(code) is None
    return replace(unit, code=code) if is_of_unit and is_free else unit


def _code(row: Row) -> str | None:
    """Give the code of a project in a column of its own, told from a code of a class by its length.

    `13052224P000001` is one, `2050201` is that of a class.
    """
    cell = _first(row, forms().label["code"])
    text = (row.code or "") if cell is None else cell.value
    return text if len(text) >= _SHORTEST_CODE else None


# --- the cells of a row ---------------------------------------------------------------------------
def _total(row: Row, year: int | None) -> Cell | None:
    """Give the cell of the whole amount: 合计 under no heading of its own, not 财政拨款/合计.

    Where all stand under headings it is the first that is not under money from the treasury:
    资金总额/合计. In a table without such a word it is the only one under a label of a project's
    amount that names no other year: 安排金额, 2025年预算数.
    """
    totals = _under(row, forms().column["total"])
    bare = [cell for cell in totals if "/" not in cell.column]
    of_all = bare or list(filterfalse(_is_of_treasury, totals))
    if of_all:
        return of_all[0]
    labelled = [cell for cell in row.cells if _is_labelled_total(cell, year)]
    return labelled[0] if len(labelled) == 1 and not totals else None


def _is_labelled_total(cell: Cell, year: int | None) -> bool:
    """Tell whether a cell stands under a form's label of the whole amount, and no other year."""
    is_label = is_one_of(forms().label, ("total", "total_of_year"), cell.column)
    return is_label and printed_years((cell.column,)) <= {year}


def _fiscal(row: Row) -> Cell | None:
    """Give the cell under 财政拨款, or under its own 小计: 财政拨款/小计."""
    own = _first(row, forms().label["fiscal"])
    if own is not None:
        return own
    sums = list(filter(_is_of_treasury, _under(row, forms().column["total"])))
    return sums[0] if sums else None


def _further(row: Row, unit: str, known: Sequence[Cell | None]) -> Iterator[Amount]:
    """Give the amounts of money of a row beside those that are `known`, what stands under 财政拨款
    aside.

    合计 | 财政拨款 | 其他资金 | 单位资金 | 上年结转     → those of 单位资金 and 上年结转
    """
    for cell in row.cells:
        is_beside = cell not in known and not _is_of_treasury(cell)
        amount = _amount(cell, unit) if is_beside and is_money_column(TYPE, cell.column) else None
        if amount is not None:
            yield amount


def _is_of_treasury(cell: Cell) -> bool:
    """Tell whether a cell stands under the heading of money from the treasury: 财政拨款/小计."""
    parent = cell.column.rpartition("/")[0].rpartition("/")[2]
    return parent in forms().label["fiscal"]


def _first(row: Row, patterns: Patterns) -> Cell | None:
    """Give the first cell under a heading that matches."""
    cells = _under(row, patterns)
    return cells[0] if cells else None


def _under(row: Row, patterns: Patterns) -> list[Cell]:
    """Give the cells under a heading that matches, by its lowest words.

    A cell under 财政拨款/小计 is found by 小计, not by 财政拨款.
    """
    return [cell for cell in row.cells if cell.column.rpartition("/")[2] in patterns]


def _amount(cell: Cell | None, unit: str) -> Amount | None:
    """Give the amount of a cell in its own unit, else in that of the table; None for other texts.

    `60.00` in a table of 万元 → 60.00万元, `5元` → 5元, `见附表` → None
    """
    if cell is None:
        return None
    printed = read_amount(cell.value)
    if printed is None:
        return None
    return Amount(printed.text, cell.where, printed.unit or unit)
