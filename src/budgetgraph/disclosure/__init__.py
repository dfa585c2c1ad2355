"""What one disclosure says, before it becomes a graph: frozen records, each with its place in the
source.

Strings are as printed, with the white space of line wraps removed. Numbers are the printed decimal
strings; the scale (`万元`, `元`) stands beside them and is resolved once, in `money.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.disclosure.correction import READ_BY_SUM as READ_BY_SUM
from budgetgraph.disclosure.correction import Correction as Correction
from budgetgraph.disclosure.projects import Amount as Amount
from budgetgraph.disclosure.projects import Goal as Goal
from budgetgraph.disclosure.projects import Indicator as Indicator
from budgetgraph.disclosure.projects import Performance as Performance
from budgetgraph.disclosure.projects import Project as Project
from budgetgraph.disclosure.projects import ProjectUnit as ProjectUnit
from budgetgraph.disclosure.projects import ScheduleEntry as ScheduleEntry
from budgetgraph.document import Passage as Passage
from budgetgraph.document import Source as Source
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.values.document_number import DocumentNumber

#: The kinds of disclosures: a budget (预算), final accounts (决算), forms of performance alone.
BUDGET, FINAL_ACCOUNTS, PERFORMANCE = "budget", "final_accounts", "performance"


@dataclass(frozen=True, slots=True)
class Department:
    """The body whose budget this is.

    `code` is local to its division and None where none is printed. `other_names` are further names
    of the same body in this paper: 省检察院 beside 江苏省人民检察院.
    """

    name: str
    code: str | None
    where: Where | None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a source that does not say it: its department, its division (a name or
    a code of six digits), its fiscal year and the day of its publication (`2024-02-05`); and what
    was misread in it.
    """

    department: str | None = None
    division: str | None = None
    year: int | None = None
    corrections: tuple[Correction, ...] = ()
    issued: str | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division by GB/T 2260; `code` has six digits, None where it could not be
    told.
    """

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A budget unit under the department, from the unit table or list."""

    name: str
    code: str | None
    nature: str | None
    rank: str | None
    funding: str | None
    where: Where


@dataclass(frozen=True, slots=True)
class Cell:
    """A non-empty value of a table row.

    `column` is the leaf heading, `parent/leaf` where a leaf repeats. `printed` is the text of the
    page where it differs from the value: `1200.00①` for 1200.00. `path` are all headings over the
    column from top to bottom: 基本支出, 小计; `headings` are those of a cell made without a path, too.
    """

    column: str
    value: str
    where: Where
    printed: str | None = None
    path: tuple[str, ...] = ()
    corrected: Correction | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings over the cell, by the name of its column where no others are told."""
        return self.path or tuple(self.column.split("/"))

    @property
    def full_heading(self) -> str:
        """All headings over the cell as one text: 公务用车/小计."""
        return "/".join(self.headings)


@dataclass(frozen=True, slots=True)
class Row:
    """A row (or one side of a two-sided row) of a budget table; `code` is the joined 类款项 or 类款
    code.
    """

    code: str | None
    item: str
    cells: tuple[Cell, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Table:
    """A budget table, stitched over page breaks.

    `type` is one of the contract's table types; `title` is empty where none is printed. `closes`
    says whether its rows add up to its totals, None where there is nothing to add up.
    """

    type: str
    title: str
    scale: str | None
    empty: bool
    rows: tuple[Row, ...]
    where: Where
    closes: bool | None = None

    @property
    def is_certain(self) -> bool:
        """Whether its figures may be quoted without a doubt.

        Its sums close, as far as there are any, and nothing was recognised on a picture.
        """
        return self.closes is not False and self.where.picture is None


@dataclass(frozen=True, slots=True)
class Statement:
    """An amount that the prose states: `value` in `unit`, for `year` (None where neither its
    sentence nor the paper prints one); `subject` for a project's amount. A change is signed by its
    verb (减少 2.50 is -2.50), and `printed` keeps the digits of the source; None where they are those
    of the value. `code` is the class that the sentence prints a code for, `phase` is `executed` for
    money that was spent (决算, 执行数) and `budgeted` for what final accounts call 预算. `fund` is the
    fund that gives a part of the expenditure, where one is told: of 一般公共预算基本支出 `general_public`.
    """

    measure: str
    value: str
    unit: str
    year: int | None
    subject: str | None
    where: Where
    printed: str | None = None
    code: str | None = None
    phase: str | None = None
    corrected: Correction | None = None
    fund: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document number stands; `printed` is the number as it is spelled there."""

    number: DocumentNumber
    printed: str
    where: Where


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A numbered policy or funding document, with every title and place that this disclosure gives
    it.
    """

    number: DocumentNumber
    titles: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class UnclaimedTable:
    """A table that no form claims: its rows of cells as they stand, heading first, so that nothing
    is lost. `places` are those of its cells; of a `guessed` one nothing draws the cells.
    """

    rows: tuple[tuple[str, ...], ...]
    where: Where
    places: tuple[tuple[Where, ...], ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What became of one non-blank source line: `status` is mapped, ignored or unparsed; `reason`
    says why it is not mapped.
    """

    number: int
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that was read from one source for one department and one fiscal year; for one unit
    of it where `unit` is given. `edition` tells several sources of one department and year apart
    (text and tables published as two files); None where there is only one. `extent` is the first
    and the last line of the part of the file that this is; None for the whole. `ledger` accounts
    for every non-blank line. `kind` is `budget`, `final_accounts` (决算), or `performance` for a file
    of forms alone. `prose` are the paragraphs of the running text, put together over lines and
    pages. `department` and `fiscal_year` are None where the source does not tell them; a
    graph has need of both (`missing`).
    """

    source: Source
    department: Department | None
    division: Division
    fiscal_year: int | None
    units: tuple[Unit, ...]
    tables: tuple[Table, ...]
    statements: tuple[Statement, ...]
    projects: tuple[Project, ...]
    documents: tuple[OfficialDocument, ...]
    notes: tuple[Note, ...]
    edition: str | None = None
    ledger: tuple[LedgerLine, ...] = ()
    unclaimed: tuple[UnclaimedTable, ...] = ()
    unit: ProjectUnit | None = None
    performance: Performance | None = None
    extent: tuple[int, int] | None = None
    kind: str = BUDGET
    prose: tuple[Passage, ...] = ()

    def is_own(self, statement: Statement) -> bool:
        """Tell whether an amount is of the kind of this paper: planned in a budget, spent in final
        accounts.
        """
        own = "executed" if self.kind == "final_accounts" else None
        return statement.phase in (None, own)

    @property
    def of_own_year(self) -> Iterator[Statement]:
        """What the prose tells for the year of this paper, and of its kind."""
        for statement in self.statements:
            if statement.year == self.fiscal_year and self.is_own(statement):
                yield statement

    @property
    def body(self) -> str | None:
        """The name of the unit or department whose budget this is."""
        if self.unit is not None:
            return self.unit.name
        return self.department.name if self.department else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What the source does not tell and a graph needs: `department`, `year`."""
        told = {"department": self.department, "year": self.fiscal_year}
        return tuple(name for name, value in told.items() if value is None)

    @property
    def owner(self) -> Department:
        """The department of a disclosure that tells it; ValueError where it is missing."""
        if self.department is None:
            raise ValueError(f"{self.source.file} tells no department")
        return self.department

    @property
    def year(self) -> int:
        """The fiscal year of a disclosure that tells it; ValueError where it is missing."""
        if self.fiscal_year is None:
            raise ValueError(f"{self.source.file} tells no fiscal year")
        return self.fiscal_year
