"""What a project's form says: its money, its plan, its goals and its indicators, each with its
place.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.disclosure.correction import Correction
from budgetgraph.document.where import Where
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.target import Target


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a project's form, as printed, in the `unit` that the form names."""

    value: str
    where: Where
    unit: str = "万元"
    corrected: Correction | None = None


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """One step of the spending plan, cell text as printed (a share or, in some forms, an
    amount).
    """

    by: str
    value: str
    where: Where


@dataclass(frozen=True, slots=True)
class Goal:
    """One 绩效目标, without its list mark."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of an indicator table.

    Levels are as printed, taken over from above where the cell is blank. `other` holds the columns
    that are not known, as (heading, text). `achieved`, `score` and `reason` come from a
    self-evaluation form (自评表): 完成值, 得分, 偏差原因.
    """

    level1: str | None
    level2: str | None
    level3: str
    description: str | None
    target: Target | None
    basis: str | None
    documents: tuple[DocumentNumber, ...]
    where: Where
    other: tuple[tuple[str, str], ...] = ()
    achieved: str | None = None
    score: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectUnit:
    """A budget unit by code and name: printed above a project's form, or the one whose own budget
    (单位预算) is disclosed.
    """

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project's form (绩效目标表). `title` is where its heading stands, `where` the whole form.

    `further` is the money that it prints beside `fiscal` and `other` (单位资金, 上年结转, or what
    `fiscal` consists of): which of it is a part of the total is not told. `spent` is what a
    self-evaluation (自评表) says was spent of the total (全年执行数).
    """

    number: int | None
    name: str
    code: str | None
    unit: ProjectUnit | None
    total: Amount | None
    fiscal: Amount | None
    other: Amount | None
    purpose: str | None
    schedule: tuple[ScheduleEntry, ...]
    goals: tuple[Goal, ...]
    funding_documents: tuple[DocumentNumber, ...]
    basis_documents: tuple[DocumentNumber, ...]
    indicators: tuple[Indicator, ...]
    title: Where
    where: Where
    overview: str | None = None
    further: tuple[Amount, ...] = ()
    spent: Amount | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """What the form of the whole department (部门整体支出绩效目标表) aims at; `title` is where its heading
    stands.
    """

    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    title: Where
