"""One sheet that lists all projects: a project a row, or a block of rows under one name.

    单位名称 | 项目名称 | 年度预算 | 一级指标 | 二级指标 | 三级指标 | 指标值

heads the columns; a row without a name, or with the name of the row above, goes on with the project
above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.document import GridRow, Passage, row_where
from budgetgraph.forms import printed_scale
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.parse.project_forms.indicator_table.cells import cells_of
from budgetgraph.parse.project_forms.indicator_table.column_roles import OTHER
from budgetgraph.parse.project_forms.indicator_table.several_indicators import one_each
from budgetgraph.parse.project_forms.money import Money, captioned_unit
from budgetgraph.parse.project_forms.money_heads import MORE_MONEY
from budgetgraph.parse.project_forms.printed import filled_cells, given
from budgetgraph.parse.project_forms.project_list.halves import joined_halves
from budgetgraph.parse.project_forms.project_list.heading import (
    ListHeading,
    heads_list,
    list_heading,
    merged_rows,
    with_second_row,
)
from budgetgraph.parse.project_forms.project_list.shifted import below_headings, is_no_name
from budgetgraph.parse.project_forms.said import Said, UnknownColumn
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.headings import filled_texts, numbers_columns, texts
from budgetgraph.recognise.labels import (
    AMOUNTS,
    NO_PROJECT,
    Pair,
    is_same_text,
    label_of,
    value_text,
)
from budgetgraph.recognise.shapes import heads_projects, is_project_list, names_project, row_passage

#: Columns that tell one project from another of the same name.
_OWN = ("code", "unit")
#: Columns that tell whose a project is.
_UNITS = frozenset({"unit", "unit_code", "unit_above"})
#: What a row fills that tells nothing of what it is for: a body over its projects, their sum.
_BARE = AMOUNTS | {MORE_MONEY, "name", "unit", "code", "unit_code"}


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project of a list: the cell that names it, and what its rows say."""

    name: Passage
    said: Said

    @property
    def is_bare(self) -> bool:
        """Whether its rows tell nothing of what it is for: a name, its code, amounts, and what
        stands under a heading that is not known.
        """
        told = set(self.said.passages.keys() - _BARE)
        for cells in self.said.rows:
            told.update(key for key in cells if not key.startswith(OTHER))
        return not told


@dataclass(frozen=True, slots=True)
class ProjectList:
    """A list of projects, and its headings that are not known, each with its place; `above` are
    rows of indicators of which nothing tells whose they are.
    """

    projects: tuple[ListedProject, ...]
    unknown: tuple[UnknownColumn, ...]
    above: tuple[Passage, ...] = ()


def read_list(claim: FormClaim) -> ProjectList | None:
    """Read the projects of a list in their order, None where a form is no list; totals are none."""
    pages, halves_alone = joined_halves(claim.pages)
    rows = merged_rows(pages)
    first = _first_heading(rows)
    if first is None:
        return None
    walk = _ListWalk(captioned_unit(claim.captions), rows[first])
    for row in rows[first + 1 :]:
        walk.row(row)
    projects = list(_without_groups(walk.projects))
    _add_merged_units(projects)
    unknown = [*walk.unknown, *_columns_of(halves_alone)]
    return ProjectList(tuple(projects), tuple(unknown), tuple(walk.above))


def _columns_of(headings: Sequence[GridRow]) -> Iterator[UnknownColumn]:
    """Give the columns of right halves that were put to no list."""
    for heading in headings:
        for name in filled_texts(heading):
            yield name, row_where(heading)


def _first_heading(rows: Sequence[GridRow]) -> int | None:
    """Tell where the heading of a list of projects stands; None where rows are no list.

    A heading of projects without indicators begins a list only where no row below it has labels.
    """
    for index, row in enumerate(rows):
        if is_project_list(row):
            return index
        if heads_projects(row) or _may_head_projects(row, rows[index + 1 :]):
            has_form = names_project(tuple(rows[:index]))
            return None if has_form or any(map(_has_labels, rows[index + 1 :])) else index
    return None


def _may_head_projects(row: GridRow, below: Sequence[GridRow]) -> bool:
    """Tell whether a row with words that are not known may head a list: 项目名称 among other labels.

    序号 | 项目名称 | 经费安排 | 责任科室 | 绩效目标
    1    | 河道清淤 | 60.00    | 河道科   | 清淤12公里    below it stands what is no label
    """
    labels = [label_of(cell.text.strip()) for _, cell in filled_cells(row)]
    known = [label for label in labels if label is not None]
    is_of_projects = "name" in known and len(known) > 1 and len(labels) > 2
    return is_of_projects and any(len(filled_cells(row)) > 1 for row in below)


def _has_labels(row: GridRow) -> bool:
    """Tell whether a row begins with a label of a form or heads its indicators.

    A total (合计) is no label, nor is the heading of the list again.
    """
    if is_indicator_heading(row):
        return True
    _, first = filled_cells(row)[0]
    is_label = label_of(first.text.strip()) not in {None, NO_PROJECT}
    return is_label and not heads_list(row)


def _without_groups(projects: Sequence[ListedProject]) -> Iterator[ListedProject]:
    """Give the projects; the name of a body over those of its projects becomes their unit.

    石桥县水务局 |          |
    河道清淤     | 产出指标 | …     → 河道清淤 of 石桥县水务局
    """
    body: list[Passage] = []
    for project in projects:
        if project.is_bare and is_named_body(value_text(project.name)):
            body = [project.name]
            continue
        for name in body:
            project.said.passages.setdefault("unit", name)
        yield project


def _add_merged_units(projects: Sequence[ListedProject]) -> None:
    """Give the projects below a unit that is merged over their rows this unit.

    石桥县水务局 | 河道清淤
                 | 水库加固     → 水库加固 of 石桥县水务局

    Where two projects in a row print one unit none is merged.
    """
    if any(map(_print_one_unit, projects, projects[1:])):
        return
    unit: dict[str, Passage] = {}
    for project in projects:
        passages = project.said.passages
        own = passages.keys() & _UNITS
        unit = dict(zip(own, map(passages.__getitem__, own), strict=True)) or unit
        passages.update(unit)


def _print_one_unit(above: ListedProject, project: ListedProject) -> bool:
    """Tell whether two projects print the same unit."""
    texts = [
        value_text(listed.said.passages.get("unit", Passage(()))) for listed in (above, project)
    ]
    return texts[0] == texts[1] != ""


class _ListWalk:
    """Goes down the rows of a list; `unit` is that of its money, if no heading prints another."""

    def __init__(self, unit: str, heading: GridRow) -> None:
        self.projects: list[ListedProject] = []
        self.unknown: list[UnknownColumn] = []
        self.above: list[Passage] = []
        self._is_lost = False
        self._unit = unit
        self._head(heading)

    def row(self, row: GridRow) -> None:
        """Take a row below the heading: that again, a second row of it, or a row of a project."""
        if heads_list(row):
            self._head(row)
        elif not numbers_columns(texts(row)):
            self._below(row)

    def _head(self, row: GridRow) -> None:
        """Take a heading, the first one or one that a page prints again."""
        self._heading = list_heading(row)
        self.unknown += [(name, row_where(row)) for name in self._heading.columns.unknown]

    def _below(self, row: GridRow) -> None:
        """Take a row below a heading: a second row of it, or what it says of a project."""
        second = with_second_row(self._heading, row)
        if second is not None:
            self._heading = second
            return
        row = below_headings(row, self._heading.columns)
        labelled = _labelled(row, self._heading)
        if not _is_total(labelled):
            self._begin(labelled)
            self._take(row, labelled, self._heading)

    def _begin(self, labelled: dict[str, Passage]) -> None:
        """Begin a project where a row names another one than that above it.

        A name that is printed in each of its rows begins one project only; what is none (60.00)
        begins rows of which nothing tells whose they are.
        """
        name = labelled.get("name")
        if name is None:
            return
        self._is_lost = is_no_name(value_text(name))
        is_new = not self.projects or not _goes_on(self.projects[-1], name, labelled)
        if is_new and not self._is_lost:
            self.projects.append(ListedProject(name, Said(Money(self._unit))))

    def _take(self, row: GridRow, labelled: dict[str, Passage], heading: ListHeading) -> None:
        """Take what a row says of the last project, where it is told that it is one of its rows."""
        if not self.projects or self._is_lost:
            self._take_above(row, heading)
            return
        said = self.projects[-1].said
        said.places.append(row_where(row))
        for key, cell in labelled.items():
            said.passages.setdefault(key, cell)
        said.goals = given(said.passages, "goals")
        said.basis = given(said.passages, "legal_basis")
        self._take_amounts(said.money, row, heading)
        rows = one_each(_without_labels(row, heading), heading.columns)
        if not rows:
            said.unread.append(row_passage(row))
        cells = (cells_of(one, heading.columns) for one in rows)
        said.rows.extend(filter(None, cells))

    def _take_above(self, row: GridRow, heading: ListHeading) -> None:
        """Keep a row of no known project, where it holds the name of an indicator."""
        if "level3" in cells_of(_without_labels(row, heading), heading.columns):
            self.above.append(row_passage(row))

    def _take_amounts(self, money: Money, row: GridRow, heading: ListHeading) -> None:
        """Take the amounts of a row, each in the unit that its own heading prints."""
        for column, cell in filled_cells(row):
            key = heading.labels.get(column)
            if key in AMOUNTS or key == MORE_MONEY:
                label = heading.words[column]
                money.unit = printed_scale(label) or self._unit
                money.take(Pair(key, label, column, cell, column))


def _labelled(row: GridRow, heading: ListHeading) -> dict[str, Passage]:
    """Give the cells of a row under the labels of a project, the first of each."""
    by_label: dict[str, Passage] = {}
    for column, cell in filled_cells(row):
        if column in heading.labels:
            by_label.setdefault(heading.labels[column], cell)
    return by_label


def _is_total(labelled: dict[str, Passage]) -> bool:
    """Tell whether a label stands in the place of the project's name: 合计, or 项目名称 again."""
    return any(label_of(value_text(name)) is not None for name in given(labelled, "name"))


def _without_labels(row: GridRow, heading: ListHeading) -> GridRow:
    """Give the row with nothing in the columns of the project, only in those of its indicators."""
    cells = list(row)
    for column in heading.labels.keys() & set(range(len(row))):
        cells[column] = Passage(())
    return tuple(cells)


def _goes_on(project: ListedProject, name: Passage, labelled: dict[str, Passage]) -> bool:
    """Tell whether a row with a name goes on with the project above: the same name, code and unit.

    青湖县水务局 | 党建经费 | …
    青湖县河道所 | 党建经费 | …      another project: its unit is another one
    """
    if not is_same_text(project.name.squeezed, name.squeezed):
        return False
    above = project.said.passages
    both = above.keys() & labelled.keys() & set(_OWN)
    return all(is_same_text(above[key].text, labelled[key].text) for key in both)
