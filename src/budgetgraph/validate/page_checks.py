"""The rules that need the page, not the graph: what a form's heading says, what the text works out
or left in, and personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Project, ScheduleEntry
from budgetgraph.document.where import Where
from budgetgraph.mapping import key_of
from budgetgraph.mapping.projects import map_projects
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import SourcedQuads, escape
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.validate.rules import PAGE_RULES
from budgetgraph.validate.text_checks import residues, wrong_calculations
from budgetgraph.values.money import decimal_or_none

_PERCENT_HEADING = re.compile(r"资金支出计划[（(][%％][)）]")
_MONTH = re.compile(r"(\d{1,2})月底")
#: By the end of October a plan has spent half of the year's money: less, while as an amount it is
#: half of the budget or more, is an amount.
_LATE, _HALF = 10, 50
#: So many places a message names; the finding has all.
_MOST_PLACES = 12


def check(disclosure: Disclosure, base: str = BASE) -> tuple[Finding, ...]:
    """What the checks of the page find in a disclosure whose source lines are masked."""
    page = _Page(disclosure, base)
    found = [
        *_schedules(page),
        *_calculations(page),
        *_residues(page),
        *_personal_data(page),
        *_pictures(page),
    ]
    return tuple(sorted(found, key=lambda finding: finding.order))


class _Page:
    """A disclosure with the IRIs of its parts and the places of its source, as the graph names
    them.
    """

    def __init__(self, disclosure: Disclosure, base: str) -> None:
        self.disclosure = disclosure
        iris = Iris(base)
        key = key_of(disclosure)
        self._out = SourcedQuads(iris, iris.graph(key), disclosure.source)
        self.owner = iris.disclosure(key)
        self.projects = [mapped.iri for mapped in map_projects(self._out, self.owner, disclosure)]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the source, those of other disclosures in the same file blank."""
        lines = self.disclosure.source.lines
        first, last = self.disclosure.extent or (1, len(lines))
        return tuple(
            line if first <= number <= last else "" for number, line in enumerate(lines, start=1)
        )

    def passage(self, where: Where) -> QuotedPassage:
        source = self.disclosure.source
        first, last = (where.first, where.last) if where.first else (None, None)
        quote = "\n".join(source.lines[where.first - 1 : where.last]) if where.first else None
        return QuotedPassage(self._out.span(where), source.file, first, last, where.page, quote)

    def finding(
        self,
        rule: str,
        focus: str,
        value: str,
        messages: tuple[str, str],
        places: Iterable[Where],
        figures: Iterable[str] = (),
    ) -> Finding:
        return Finding(
            rule=rule,
            severity=PAGE_RULES[rule].severity,
            focus=focus,
            path=None,
            value=f'"{escape(value)}"',
            gap=None,
            message_zh=messages[0],
            message_en=messages[1],
            component="",
            shape="",
            figures=tuple(figures),
            disclosure=self.owner,
            department=self.disclosure.owner.name,
            fiscal_year=self.disclosure.year,
            passages=tuple(dict.fromkeys(map(self.passage, places))),
        )


# --- 资金支出计划（%） ------------------------------------------------------------------------------------
def _schedules(page: _Page) -> Iterator[Finding]:
    for project, iri in zip(page.disclosure.projects, page.projects, strict=True):
        entries = project.schedule
        budget = decimal_or_none(project.total.value) if project.total else None
        if not entries or not _headed_percent(page, project) or not _holds_amounts(entries, budget):
            continue
        printed = "、".join(f"{entry.by} {entry.value}" for entry in entries)
        of = f"（预算数 {project.total.value} 万元）" if project.total else ""
        yield page.finding(
            "schedule-not-percent",
            iri,
            printed,
            (
                f"{project.name}：资金支出计划（%）填的是金额，不是百分比：{printed}{of}。",
                f"{project.name}: the spending plan is headed （%） but holds amounts: {printed}"
                + (f" (the budget is {project.total.value} 万元)." if project.total else "."),
            ),
            [entry.where for entry in entries] + ([project.total.where] if project.total else []),
            [f"{iri}/schedule/{n}" for n in range(1, len(entries) + 1)]
            + ([f"{iri}/amount/total"] if project.total else []),
        )


def _headed_percent(page: _Page, project: Project) -> bool:
    """Whether the form heads its plan （%）; a heading may be broken over cells and lines."""
    lines = page.disclosure.source.lines[max(project.where.first - 1, 0) : project.where.last]
    return _PERCENT_HEADING.search("".join("".join(lines).split())) is not None


def _holds_amounts(entries: tuple[ScheduleEntry, ...], budget: Decimal | None) -> bool:
    values = [decimal_or_none(entry.value) for entry in entries]
    numbers = [value for value in values if value is not None]
    if not numbers or len(numbers) < len(values):
        return False
    last, month = numbers[-1], _MONTH.fullmatch(entries[-1].by)
    if max(numbers) > 100 or budget is None or budget == 100:
        return max(numbers) > 100
    late = month is not None and int(month[1]) >= _LATE
    return last == budget or (
        late and last < _HALF and budget * _HALF <= last * 100 <= budget * 100
    )


# --- the text -------------------------------------------------------------------------------------
def _calculations(page: _Page) -> Iterator[Finding]:
    for one in wrong_calculations(page.lines):
        yield page.finding(
            "calculation-wrong",
            page.owner,
            one.text,
            (
                f"文字中的算式不成立：{one.text}，按所列数字计算应为 {one.exact:f}。",
                f"a calculation in the text does not hold: {one.text}; the figures give {one.exact:f}.",
            ),
            [Where(*one.lines)],
        )


def _residues(page: _Page) -> Iterator[Finding]:
    for text, places in residues(page.lines).items():
        yield page.finding(
            "template-residue",
            page.owner,
            text,
            (
                f"留有模板的提示文字“{text}”（{len(places)} 处）。",
                f"a hint of the template was left in: “{text}” ({len(places)} place(s)).",
            ),
            [Where(*lines) for lines in places],
        )


def _pictures(page: _Page) -> Iterator[Finding]:
    for note in page.disclosure.notes:
        if note.code == "page-without-text" and note.where is not None:
            number = note.where.page
            yield page.finding(
                "page-not-read",
                page.owner,
                str(number),
                (
                    f"第 {number} 页只有图像，没有文字层：该页内容没有读取。",
                    f"page {number} is a picture without a text layer: nothing on it was read.",
                ),
                [note.where],
            )


# --- personal data --------------------------------------------------------------------------------
def _personal_data(page: _Page) -> Iterator[Finding]:
    """Say where personal data was masked: one finding for a disclosure, with all its places."""
    notes = [note for note in page.disclosure.notes if note.code == "personal-data"]
    places = [note.where for note in notes if note.where is not None]
    if not places:
        return
    lines = ", ".join(str(place.first) for place in places[:_MOST_PLACES])
    more = ", …" if len(places) > _MOST_PLACES else ""
    yield page.finding(
        "personal-data",
        page.owner,
        str(len(places)),
        (
            f"{len(places)} 行含有姓名、电话等个人信息，已遮盖（第 {lines}{more} 行）；公开前应删去。",
            f"{len(places)} line(s) hold a person's name or number, which was masked"
            f" (line {lines}{more}); take it out before publishing.",
        ),
        places,
    )
