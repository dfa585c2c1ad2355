"""What the rows of a form have said of one project."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.disclosure import ScheduleEntry
from budgetgraph.document import Passage
from budgetgraph.document.where import Where
from budgetgraph.parse.project_forms.indicator_table.cells import Cells
from budgetgraph.parse.project_forms.indicator_table.columns import Columns
from budgetgraph.parse.project_forms.money import Money

UnknownColumn = tuple[str, Where]
"""The heading of a column that is not known, as printed, and where its row stands."""


@dataclass(frozen=True, slots=True)
class FormHeading:
    """The heading of an indicator table and its place."""

    columns: Columns
    where: Where


@dataclass(slots=True)
class Said:
    """What the rows of a form have said so far of one project.

    `passages` are the values of its labels (name, unit, purpose …), `rows` the cells of its
    indicators, `unread` the rows below a heading that are no indicators and no end of the table.
    `is_of_all_years` says that it speaks of all years of the project beside this one.
    """

    money: Money
    passages: dict[str, Passage] = field(default_factory=dict)
    schedule: list[ScheduleEntry] = field(default_factory=list)
    goals: list[Passage] = field(default_factory=list)
    basis: list[Passage] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    headings: list[FormHeading] = field(default_factory=list)
    unread: list[Passage] = field(default_factory=list)
    is_of_all_years: bool = False

    @property
    def unknown(self) -> tuple[UnknownColumn, ...]:
        """The columns of its indicators that are not known: 评分标准, and where its row stands."""
        columns: list[UnknownColumn] = []
        for heading in self.headings:
            columns += [(name, heading.where) for name in heading.columns.unknown]
        return tuple(columns)
