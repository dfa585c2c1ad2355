"""The rows of a 项目支出表 → projects with their unit and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgetgraph.disclosure import Amount, Cell, Project, ProjectUnit, Row, Table
from budgetgraph.forms import Patterns, fold, forms
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.parse.project_forms.indicators import unique
from budgetgraph.parse.project_forms.row_groups import ProjectRow, one_each
from budgetgraph.values import code_notation, document_number
from budgetgraph.values.amount import read_amount

TYPE = "project_expenditure"
#: A code of a project has some twenty characters, one of a class seven at most.
_SHORTEST_CODE = 12


@dataclass(frozen=True, slots=True)
class _Around:
    """What the other rows of a table tell of one: the units it names, whether it is a tree of classes."""

    unit: str
    units: frozenset[str]
    has_classes: bool


def tabled_projects(table: Table) -> list[Project]:
    """Give a project for each row of a table of project expenditure that names one; none for a table
    of another type.

    Totals, kinds of projects (特定目标类), classes, the sums of units and rows without an amount are
    none. A project of several rows, one for each economic class, is one project.
    """
    if table.type != TYPE or table.empty:
        return []
    around = _around(table)
    found: list[ProjectRow] = []
    group: Cell | None = None
    for row in table.rows:
        if _is_of_unit(row, around):
            group = Cell("", row.item, row.where)
            continue
        project = _project(row, around, group)
        if project is not None:
            found.append(ProjectRow(project, row.code))
    return one_each(found)


def _around(table: Table) -> _Around:
    owners = (_owner(row) for row in table.rows)
    units = frozenset(fold(owner.value) for owner in owners if owner is not None)
    has_classes = any(_is_class(row) and len(row.code or "") < 7 for row in table.rows)
    return _Around(table.scale or "万元", units, has_classes)


def _owner(row: Row) -> Cell | None:
    return _first(row, forms().label["unit"]) or _first(row, forms().unit["name"])


def _is_class(row: Row) -> bool:
    """Whether a row carries the code of a class and no name of a project of its own."""
    is_named = _first(row, forms().label["name"]) is not None
    return not is_named and row.code is not None and code_notation.kind(row.code) is not None


def _is_of_unit(row: Row, around: _Around) -> bool:
    """Whether a row adds up the projects of a unit: its name stands where theirs do."""
    is_alone = _owner(row) is None and _first(row, forms().label["name"]) is None
    is_unit = fold(row.item) in around.units or is_named_body(row.item)
    return bool(row.item) and is_alone and is_unit


def _project(row: Row, around: _Around, group: Cell | None) -> Project | None:
    if not row.item or row.item in forms().label["no_project"]:
        return None
    if around.has_classes and _is_class(row):
        return None
    name_cell = _first(row, forms().label["name"])
    name = name_cell.value if name_cell else row.item
    total = _amount(_total(row), around.unit)
    if total is None or name in forms().label["no_project"]:
        return None
    owner = _owner(row) or group
    return Project(
        number=None,
        name=name,
        code=_code(row),
        unit=ProjectUnit(None, owner.value) if owner else None,
        total=total,
        fiscal=_amount(_fiscal(row), around.unit),
        other=_amount(_first(row, forms().label["other"]), around.unit),
        purpose=None,
        schedule=(),
        goals=(),
        funding_documents=unique(found.number for found in document_number.find(name)),
        basis_documents=(),
        indicators=(),
        title=row.where,
        where=row.where,
    )


def _code(row: Row) -> str | None:
    """The code of a project in a column of its own, told from a code of a class by its length."""
    cell = _first(row, forms().label["code"])
    text = cell.value if cell else row.code
    return text if text and len(text) >= _SHORTEST_CODE else None


def _total(row: Row) -> Cell | None:
    """The cell of the whole amount: 合计 under no heading of its own, not 财政拨款/合计."""
    found = list(_under(row, forms().column["total"]))
    bare = [cell for cell in found if "/" not in cell.column]
    of_no_source = [cell for cell in found if cell not in _of_source(found)]
    return next(iter([*bare, *of_no_source]), None)


def _of_source(cells: Iterable[Cell]) -> list[Cell]:
    """The cells under the heading of a source of money."""
    return [cell for cell in cells if _parent(cell) in forms().label["fiscal"]]


def _fiscal(row: Row) -> Cell | None:
    """The cell under 财政拨款, or under its own 小计."""
    own = _first(row, forms().label["fiscal"])
    return own or next(iter(_of_source(_under(row, forms().column["total"]))), None)


def _parent(cell: Cell) -> str:
    return cell.column.rpartition("/")[0].rpartition("/")[2]


def _first(row: Row, patterns: Patterns) -> Cell | None:
    """The first cell under a heading that matches."""
    return next(_under(row, patterns), None)


def _under(row: Row, patterns: Patterns) -> Iterator[Cell]:
    for cell in row.cells:
        leaf = cell.column.rpartition("/")[2]
        if leaf in patterns:
            yield cell


def _amount(cell: Cell | None, unit: str) -> Amount | None:
    printed = read_amount(cell.value) if cell else None
    return Amount(printed.text, cell.where, printed.unit or unit) if cell and printed else None
