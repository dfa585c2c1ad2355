"""The rows of a 项目支出表 → projects with their unit and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from budgetgraph.disclosure import Amount, Cell, Project, ProjectUnit, Row, Table
from budgetgraph.document.problems import Note
from budgetgraph.forms import fold, forms
from budgetgraph.forms.amounts import is_money_column
from budgetgraph.forms.bodies import bare, is_named_body
from budgetgraph.parse.project_forms.money import USUAL_UNIT
from budgetgraph.parse.project_forms.printed import numbers_in, unit_named
from budgetgraph.parse.project_forms.row_groups import ProjectRow, one_each
from budgetgraph.parse.project_forms.treasury import sole_treasury, treasury_of
from budgetgraph.parse.projects.class_rows import (
    ClassNames,
    classes_over_projects,
    named_classes,
    units_over_projects,
)
from budgetgraph.parse.projects.tabled_cells import (
    amount_of_cell,
    first_under,
    fiscal_cell,
    is_in_words,
    is_of_treasury,
    names_project,
    parts_alone,
    sole_source,
    sources_of,
    total_cell,
)
from budgetgraph.recognise.labels import NO_PROJECT
from budgetgraph.values import code_notation

TYPE = "project_expenditure"
#: A code of a project has some twenty characters, one of a class seven at most.
_SHORTEST_CODE = 12
_UNIT_CODE = re.compile(r"\d{6}|\d{9}")
_UNIT = "单位"


@dataclass(frozen=True, slots=True)
class _Around:
    """What the other rows of a table tell of one: the units it names, which rows are classes over
    those of projects, which add up those of a unit, and whether the name of a unit is merged over
    the rows of its projects. `unit` is that of its amounts, `year` the disclosure's.
    """

    unit: str
    year: int | None
    units: frozenset[str]
    classes: frozenset[Row]
    sums: frozenset[Row]
    merges_units: bool


@dataclass(frozen=True, slots=True)
class _Money:
    """The parts of the amount of a project: from the treasury, 其他资金, and further ones.

    `untold` are amounts from the treasury of which none is told to be all that comes from it.
    """

    fiscal: Amount | None
    other: Amount | None
    further: tuple[Amount, ...]
    untold: tuple[Amount, ...]


def projects_of_tables(tables: Sequence[Table], year: int | None = None) -> Iterator[list[Project]]:
    """Give the projects of each table of project expenditure; `year` is the disclosure's, where it
    is known.
    """
    known = _known_classes(tables)
    for table in tables:
        yield _projects(table, year, known)


def _known_classes(tables: Iterable[Table]) -> ClassNames:
    """Give the classes that the tables of other types name."""
    return named_classes(table for table in tables if table.type != TYPE)


def _projects(table: Table, year: int | None, known: ClassNames) -> list[Project]:
    """Give a project for each row of a table of project expenditure that names one.

    A table of another type gives none.
    Totals, kinds of projects (特定目标类), classes, the sums of units and rows without an amount are
    none. A project of several rows, one for each economic class, is one project. The name of a unit
    over its projects is theirs, and so is one that is merged over their rows.
    """
    if table.type != TYPE or table.empty:
        return []
    around = _around(table, year, known)
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


def without_amounts(tables: Sequence[Table], year: int | None) -> Iterator[Note]:
    """Say which projects print the amounts of their parts in several rows, and no whole, in which
    tables no column tells the amounts of the projects, and where none tells the part from the
    treasury.
    """
    known = _known_classes(tables)
    for table in (table for table in tables if table.type == TYPE):
        yield from _without_treasury(table, year, known)
        projects = _projects(table, year, known)
        for project in projects:
            if project.total is None:
                reason = f"the rows of {project.name} print its parts and no amount of the whole"
                yield Note("form-incomplete", reason, project.where)
        if not projects and _names_projects(table):
            reason = f"no column of {table.title} is known to hold the whole amount of a project"
            yield Note("form-incomplete", reason, table.where)


def _without_treasury(table: Table, year: int | None, known: ClassNames) -> Iterator[Note]:
    """Say whose part from the treasury is not told, and whose amount stands among words."""
    around = _around(table, year, known)
    may_be_project = partial(_may_be_project, around=around)
    for row in filter(may_be_project, table.rows):
        if _money(row, around, _whole(row, around)).untold:
            reason = f"no column tells how much of {row.item} is from the treasury"
            yield Note("form-incomplete", reason, row.where)
        if is_in_words(row, year):
            reason = f"the amount of {row.item} is no figure alone, so it makes no project"
            yield Note("amount-not-read", reason, row.where)


def _names_projects(table: Table) -> bool:
    """Tell whether a row of a table of project expenditure may be a project with its figures."""
    around = _around(table, None, frozenset())
    others = [row for row in table.rows if row.cells and not _is_of_unit(row, around)]
    return any(_may_be_project(row, around) for row in others)


def _around(table: Table, year: int | None, known: ClassNames) -> _Around:
    """Tell what all rows tell; `known` are the classes that other tables name."""
    owners = filter(None, map(_owner, table.rows))
    units = frozenset(fold(unit_named(owner.value).name) for owner in owners)
    classes = classes_over_projects(table.rows, year, known)
    sums = units_over_projects(table.rows, year)
    unit = table.scale or USUAL_UNIT
    return _Around(unit, year, units, classes, sums, _are_merged(table.rows))


def _are_merged(rows: Sequence[Row]) -> bool:
    """Tell whether the name of a unit is merged over the rows of its projects.

    石桥县水务局 | 河道清淤 | 60.00
                 | 水库加固 | 36.00     → yes; where two rows print one unit it is repeated, not merged
    """
    owners = [owner.value for owner in map(_owner, rows) if owner is not None]
    return not any(fold(above) == fold(owner) for above, owner in pairwise(owners))


def _owner(row: Row) -> Cell | None:
    """Give the cell that names the unit of a row: under 项目单位, 单位名称, or a body under 单位."""
    named = first_under(row, forms().label["unit"]) or first_under(row, forms().unit["name"])
    return named or next(filter(_is_body_below, row.cells), None)


def _is_body_below(cell: Cell) -> bool:
    """Tell whether a cell under 单位 names a body; 单位 may head the units of amounts, too."""
    return fold(cell.column) == _UNIT and is_named_body(bare(unit_named(cell.value).name))


def _name(row: Row) -> Cell | None:
    """Give the cell under 项目名称."""
    return first_under(row, forms().label["name"])


def _is_of_unit(row: Row, around: _Around) -> bool:
    """Tell whether a row adds up the projects of a unit: its name stands where theirs do.

    青湖县河道所 | 64.00     the unit, over its projects
    河道清淤     | 60.00
    """
    is_alone = _owner(row) is None and not names_project(row)
    if not row.item or not is_alone:
        return False
    name = unit_named(row.item).name
    return row in around.sums or fold(name) in around.units or is_named_body(name)


def _may_be_project(row: Row, around: _Around) -> bool:
    """Tell whether a row is no total (合计), no kind of projects, and no class over projects; a
    number is the name of none.
    """
    if not row.item or row.item.isdecimal() or row.item in forms().label[NO_PROJECT]:
        return False
    return row not in around.classes


def _project(row: Row, around: _Around, owner: Cell | None) -> Iterator[Project]:
    """Give the project of a row with its amounts in the unit of the table, none without an
    amount. In a table without the whole amount the only source of a row is the whole.

    单位名称     | 项目名称 | 合计  | 一般公共预算
    青湖县河道所 | 河道清淤 | 60.00 | 50.00        → 河道清淤 of 青湖县河道所, total 60.00
    """
    cell = _name(row)
    name = row.item if cell is None else cell.value
    total = _whole(row, around)
    has_money = total is not None or parts_alone(row, around.year, around.unit)
    if not has_money or name in forms().label[NO_PROJECT]:
        return
    money = _money(row, around, total)
    yield Project(
        number=None,
        name=name,
        code=_code(row),
        unit=_unit(owner, row),
        total=total,
        fiscal=money.fiscal,
        other=money.other,
        further=money.further,
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
    cell = first_under(row, forms().label["code"])
    text = (row.code or "") if cell is None else cell.value
    return text if len(text) >= _SHORTEST_CODE else None


def _whole(row: Row, around: _Around) -> Amount | None:
    """Give the whole amount of a row, the only source of it where no column holds the whole."""
    whole = amount_of_cell(total_cell(row, around.year), around.unit)
    return whole or sole_source(row, around.year, around.unit)


def _money(row: Row, around: _Around, total: Amount | None) -> _Money:
    """Give the parts of the whole amount of a row.

    合计 | 财政拨款 | 其他资金 | 单位资金     → 财政拨款 and 其他资金, and further that of 单位资金
    合计 | 一般公共预算 | 单位资金            → 一般公共预算, where both make 合计
    """
    unit = around.unit
    whole, fiscal = total_cell(row, around.year), fiscal_cell(row)
    other = first_under(row, forms().label["other"])
    sources = sources_of(_beside(row, (whole, fiscal, other)), unit)
    of_other = amount_of_cell(other, unit)
    told = amount_of_cell(fiscal, unit)
    is_untold = told is None
    if told is None:
        told = sole_treasury(total, sources, of_other)
    further = tuple(source.amount for source in sources if source.amount is not told)
    untold = treasury_of(sources) if is_untold and told is None else []
    return _Money(told, of_other, further, tuple(untold))


def _beside(row: Row, known: Sequence[Cell | None]) -> Iterator[Cell]:
    """Give the cells of money of a row beside those that are `known`, what stands under 财政拨款
    aside.
    """
    for cell in row.cells:
        is_beside = cell not in known and not is_of_treasury(cell)
        if is_beside and is_money_column(TYPE, cell.column):
            yield cell
