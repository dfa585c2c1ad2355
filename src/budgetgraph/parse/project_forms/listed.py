"""One sheet that lists all projects: a project a row, or a block of rows under one name.

    单位名称 | 项目名称 | 年度预算 | 一级指标 | 二级指标 | 三级指标 | 指标值

heads the columns; a row without a name, or with the name of the row above, goes on with the project
above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.document.where import Where
from budgetgraph.forms import forms, printed_scale, role
from budgetgraph.forms.bodies import is_named_body
from budgetgraph.parse.project_forms.columns import NOWHERE, Columns, columns_of, refined
from budgetgraph.parse.project_forms.indicator_rows import Cells, cells_of
from budgetgraph.parse.project_forms.money import Money
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.headings import numbers_columns, texts
from budgetgraph.recognise.labels import AMOUNTS, Pair, is_same_text, label_of, value_text
from budgetgraph.recognise.shapes import heads_projects, is_project_list

#: Columns that tell one project from another of the same name.
_OWN = ("code", "unit")


@dataclass(slots=True)
class ListedProject:
    """A project of a list: its cells by label, its amounts, and the rows of its indicators."""

    name: Passage
    money: Money
    cells: dict[str, Passage] = field(default_factory=dict)
    rows: list[Cells] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether its rows tell nothing of what it is for: a name, its code, amounts."""
        others = self.cells.keys() - {"name", "unit", "code", "unit_code", *AMOUNTS}
        return not others and not any(self.rows)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The columns of a list: labels of a project, and those of its indicators."""

    labels: dict[int, str]
    words: tuple[str, ...]
    columns: Columns


def is_list(claim: FormClaim) -> bool:
    """Whether a form lists several projects in one table.

    A heading of projects without indicators begins a list only where no row below it has labels.
    """
    rows = _rows(claim)
    for index, row in enumerate(rows):
        if is_project_list(row):
            return True
        if heads_projects(row):
            return not any(map(_has_labels, rows[index + 1 :]))
    return False


def listed_projects(claim: FormClaim) -> list[ListedProject]:
    """Give the projects of a list in their order; totals are none."""
    found: list[ListedProject] = []
    heading: _Heading | None = None
    scales = (printed_scale(one.text) for one in claim.captions)
    unit = next(filter(None, scales), "万元")
    for row in _rows(claim):
        if _heads(row):
            heading = _heading(row)
            continue
        if heading is None or numbers_columns(texts(row)):
            continue
        second = _second(row, heading)
        if second is not None:
            heading = second
        else:
            _take(found, row, heading, unit)
    return list(_without_groups(found))


def _without_groups(found: list[ListedProject]) -> Iterator[ListedProject]:
    """The projects; the name of a body over those of its projects becomes their unit.

    石桥县水务局 |          |
    河道清淤     | 产出指标 | …     → 河道清淤 of 石桥县水务局
    """
    body: Passage | None = None
    for project in found:
        if project.is_bare and is_named_body(value_text(project.name)):
            body = project.name
            continue
        if body is not None:
            project.cells.setdefault("unit", body)
        yield project


def unknown_headings(claim: FormClaim) -> Iterator[tuple[str, Where]]:
    """Give the headings of a list that are not known, with their place."""
    for row in _rows(claim):
        if _heads(row):
            yield from ((name, row_where(row)) for name in _heading(row).columns.unknown)


def _heads(row: GridRow) -> bool:
    return is_project_list(row) or heads_projects(row)


def _has_labels(row: GridRow) -> bool:
    """Whether a row begins with a label of a form or heads its indicators; a total is none, nor is the
    heading again.
    """
    first = next(cell for cell in row if cell)
    is_label = label_of(first.text.strip()) not in {None, "no_project"} and not _heads(row)
    return is_label or is_indicator_heading(row)


def _rows(claim: FormClaim) -> list[GridRow]:
    """The filled rows of a form, a heading of two rows as one.

    项目名称 | 资金总额 | 绩效指标 |          |
             |          | 一级指标 | 二级指标 | …      → 项目名称 | 资金总额 | 一级指标 | 二级指标 | …
    """
    found: list[GridRow] = []
    for page in claim.pages:
        for row in (row for row in page if any(row)):
            if found and is_indicator_heading(row) and _goes_on_below(found[-1], row):
                row = _merged(found.pop(), row)
            found.append(row)
    return found


def _goes_on_below(above: GridRow, row: GridRow) -> bool:
    """Whether a heading begins in the row above: labels over blank cells, the project's among them."""
    filled = [cell.text.strip() for cell in above if cell]
    open_labels = [
        label_of(cell.text.strip())
        for cell, below in zip(above, row, strict=False)
        if cell and not below
    ]
    is_of_labels = all(label_of(text) is not None for text in filled)
    return is_of_labels and "name" in open_labels and len(open_labels) > 1


def _merged(above: GridRow, row: GridRow) -> GridRow:
    behind = above[len(row) :]
    both = (own or over for own, over in zip(row, above, strict=False))
    return (*both, *row[len(above) :], *behind)


def _heading(row: GridRow) -> _Heading:
    words = tuple(texts(row))
    labels = {index: key for index, text in enumerate(words) if (key := _label(text)) is not None}
    roles = columns_of(row).roles
    own = tuple(NOWHERE if index in labels else one for index, one in enumerate(roles))
    return _Heading(labels, words, Columns(own))


def _label(text: str) -> str | None:
    """The label of a project that heads a column; None for a column of indicators."""
    if not text or role(forms().indicator, text) is not None:
        return None
    return label_of(text)


def _second(row: GridRow, heading: _Heading) -> _Heading | None:
    """The heading with a second row of it, None where the row is none.

    项目名称 | 预算金额 |          |          | 一级指标
             | 合计     | 财政拨款 | 其他资金 |
    """
    words = texts(row)
    filled = [index for index, text in enumerate(words) if text]
    labels = {index: key for index in filled if (key := _label(words[index])) is not None}
    columns = refined(heading.columns, row)
    is_of_labels = len(filled) > 1 and len(labels) == len(filled)
    if columns is None and not is_of_labels:
        return None
    kept = {index: key for index, key in labels.items() if key != "no_project"}
    both = tuple(own or above for own, above in zip(words, heading.words, strict=False))
    return _Heading(heading.labels | kept, both, columns or heading.columns)


def _take(found: list[ListedProject], row: GridRow, heading: _Heading, unit: str) -> None:
    labelled: dict[str, Passage] = {}
    for index, cell in enumerate(row):
        if cell and index in heading.labels:
            labelled.setdefault(heading.labels[index], cell)
    name = labelled.get("name")
    if name is not None and label_of(value_text(name)) is not None:
        return
    if name is not None and not (found and _goes_on(found[-1], name, labelled)):
        found.append(ListedProject(name, Money(unit)))
    if not found:
        return
    project = found[-1]
    project.places.append(row_where(row))
    for key, cell in labelled.items():
        project.cells.setdefault(key, cell)
    _amounts(project, row, heading, unit)
    rest = tuple(Passage(()) if index in heading.labels else cell for index, cell in enumerate(row))
    cells = cells_of(rest, heading.columns)
    if cells:
        project.rows.append(cells)


def _amounts(project: ListedProject, row: GridRow, heading: _Heading, unit: str) -> None:
    """Take the amounts of a row, each in the unit that its own heading prints."""
    for index, key in heading.labels.items():
        cell = row[index] if index < len(row) else None
        if cell and key in AMOUNTS:
            label = heading.words[index]
            project.money.unit = printed_scale(label) or unit
            project.money.take(Pair(key, label, index, cell, index))


def _goes_on(project: ListedProject, name: Passage, labelled: dict[str, Passage]) -> bool:
    """Whether a row with a name goes on with the project above: the same name, code and unit."""
    same_own = (
        is_same_text(project.cells[key].text, labelled[key].text)
        for key in _OWN
        if key in labelled and key in project.cells
    )
    return is_same_text(squeeze(project.name.text), squeeze(name.text)) and all(same_own)
