"""What a rule found: the finding with the figures it compared and the passages it read, and a
report of many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from budgetgraph.document.problems import Severity
from budgetgraph.document.where import Where
from budgetgraph.rdf.iris import BASE


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A place in a source that a rule read.

    Lines and page are 1-based, None where the source has none; `quote` is those lines' text,
    `table` the title of the table that they are in, None outside of tables. `cell` is the place as
    the reader of a workbook, a Word document, a web page or a scan sees it (收支总表!C25), and
    `where` the place itself; None where the source has only lines or pages.
    """

    iri: str
    file: str | None
    first_line: int | None
    last_line: int | None
    page: int | None
    quote: str | None
    table: str | None = None
    cell: str | None = None
    where: Where | None = None

    def spot(self, language: str | None = None) -> str:
        """Say where in the file: the cell, else the page (`p. 8`, in Chinese `第 8 页`), else the
        lines as `:first-last`.
        """
        if self.cell is not None:
            return f" {self.cell}"
        if self.page is None:
            return self._lines
        return f" 第 {self.page} 页" if language == "zh" else f" p. {self.page}"

    @property
    def _lines(self) -> str:
        """Give the lines as `:first-last`, one line as `:first`; empty where there are none."""
        if self.first_line is None:
            return ""
        first = f":{self.first_line}"
        if self.last_line in (None, self.first_line):
            return first
        return f"{first}-{self.last_line}"

    def named(self, language: str | None = None) -> str:
        """Say `file:first-last`, as editors and terminals link it; `file 收支总表!C25`."""
        return f"{self.file or self.iri}{self.spot(language)}"

    def __str__(self) -> str:
        return self.named()


_NOWHERE = QuotedPassage("", None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that one rule found.

    `value` is an N-Triples term (an IRI, or the literal at fault), `gap` is in 元, `figures` are the
    IRIs of what was compared with the value, and `passages[0]` is where to look
    first. `consequences` are what else the same slip makes wrong. IRIs are empty strings where a
    foreign shapes graph gives no name.
    """

    rule: str
    severity: Severity
    focus: str
    path: str | None
    value: str | None
    gap: Decimal | None
    message_zh: str
    message_en: str
    component: str
    shape: str
    figures: tuple[str, ...] = ()
    disclosure: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    passages: tuple[QuotedPassage, ...] = ()
    consequences: tuple[Finding, ...] = ()
    is_consequence: bool = False

    @property
    def message(self) -> str:
        """The Chinese message, the English one where there is no Chinese."""
        return self.message_zh or self.message_en

    @property
    def place(self) -> QuotedPassage | None:
        """Where to look first."""
        return self.passages[0] if self.passages else None

    @property
    def file(self) -> str | None:
        """The file of that place."""
        return self._first.file

    @property
    def first_line(self) -> int | None:
        """The first line of that place."""
        return self._first.first_line

    @property
    def last_line(self) -> int | None:
        """The last line of that place."""
        return self._first.last_line

    @property
    def page(self) -> int | None:
        """The page of that place."""
        return self._first.page

    @property
    def quote(self) -> str | None:
        """The text of that place."""
        return self._first.quote

    @property
    def table(self) -> str | None:
        """The title of the table around that place."""
        return self._first.table

    @property
    def cell(self) -> str | None:
        """The cell of that place, as its reader sees it: 收支总表!C25."""
        return self._first.cell

    @property
    def _first(self) -> QuotedPassage:
        """The place to look at first, or one that tells nothing."""
        return self.place or _NOWHERE

    @property
    def value_text(self) -> str:
        """The value without its N-Triples dress: the IRI, or the text of the literal."""
        term = self.value or ""
        if term.startswith("<"):
            return term[1:-1]
        return term[1 : term.rindex('"')] if term.startswith('"') else term

    @property
    def order(self) -> tuple[object, ...]:
        """Most serious first, then by place: a total order, so that equal findings give equal
        bytes.
        """
        lines = (self.first_line or 0, self.last_line or 0)
        place = (self.department or "", self.fiscal_year or 0, self.file or "", *lines)
        return (
            -self.severity,
            *place,
            self.rule,
            self.focus,
            self.path or "",
            self.value or "",
            self.message_zh,
            self.message_en,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of some graphs, in their order, and how much was looked at.

    `left_out` counts by severity what is not listed because the list was too long, `known` what a
    baseline had before; `paths` are the files that were validated, by the IRI of their source;
    `unread` are those that could not be, each with the reason; `right` and `unsure` count by kind
    what was compared and holds, and what could not be compared.
    """

    findings: tuple[Finding, ...]
    graphs: int
    triples: int
    base: str = BASE
    left_out: Mapping[Severity, int] = field(default_factory=dict)
    known: int = 0
    paths: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()
    right: Mapping[str, int] = field(default_factory=dict)
    unsure: Mapping[str, int] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Whether everything was read and nothing was found."""
        return not self.total and not self.unread

    @property
    def worst(self) -> Severity | None:
        """The most serious severity, None where nothing was found.

        Exit status 1 where it reaches `--fail-on`.
        """
        return max((severity for severity in Severity if self.count(severity)), default=None)

    @property
    def total(self) -> int:
        """How many findings there are, listed or not."""
        return len(self.findings) + sum(self.left_out.values())

    def count(self, severity: Severity) -> int:
        """Tell how many findings of a severity there are, listed or not."""
        listed = sum(finding.severity == severity for finding in self.findings)
        return listed + self.left_out.get(severity, 0)

    def path(self, passage: QuotedPassage) -> str | None:
        """Give the file of a passage as the caller named it, its bare name where the caller did not
        name it.
        """
        return self.paths.get(passage.iri.partition("#")[0], passage.file)

    def named(self, passage: QuotedPassage, language: str | None = None) -> str:
        """Give a passage as editors and terminals link it, by the path that the caller used."""
        place = replace(passage, file=self.path(passage)).named(language)
        return f"{place} {passage.table}" if passage.table else place

    def shortened(self, limit: int) -> Report:
        """Give the report with the first `limit` findings, the most serious ones; the others are
        counted.
        """
        rest = Counter(finding.severity for finding in self.findings[limit:])
        if not rest:
            return self
        left_out = Counter(self.left_out) + rest
        return replace(self, findings=self.findings[:limit], left_out=left_out)


def merged(reports: Iterable[Report]) -> Report:
    """Give several reports as one; the base is the first one's."""
    given = list(reports)
    findings: list[Finding] = []
    paths: dict[str, str] = {}
    unread: list[tuple[str, str]] = []
    right, unsure = Counter[str](), Counter[str]()
    graphs = triples = 0
    for report in given:
        findings += report.findings
        paths.update(report.paths)
        unread += report.unread
        right.update(report.right)
        unsure.update(report.unsure)
        graphs += report.graphs
        triples += report.triples
    base = given[0].base if given else BASE
    return Report(
        tuple(sorted(findings, key=lambda finding: finding.order)),
        graphs,
        triples,
        base,
        paths=paths,
        unread=tuple(unread),
        right=dict(right),
        unsure=dict(unsure),
    )
