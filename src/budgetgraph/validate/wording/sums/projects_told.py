"""Projects that a sentence counts and adds up, against those that it names, what the paper says of
them elsewhere, and the project expenditure of its tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import Cell, Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.forms.column_paths import TOTAL, measure_of_column
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.parted import Parted
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.validate.wording.twice.exchanged import is_exchanged
from budgetgraph.values.money import in_yuan

_PARTS_RULE, _TABLE_RULE = "statement-parts", "statement-matches-table"
_TWICE_RULE = "statement-contradicted"
_WHOLE, _DIVIDED = pattern("projects_told", "whole"), pattern("projects_told", "divided")
_PART, _NAMED = pattern("projects_told", "part"), pattern("projects_told", "named")
_PROJECT = "project_expenditure"
#: What says that the projects are those of the paper's own budget.
_BUDGETED = "项目预算"
_TABLES = ("expenditure_summary", "general_public_expenditure", "fiscal_appropriation_expenditure")
_FEWEST = 2
#: 0.01 万元 for each of two amounts, in 元.
_SLACK = Decimal(200)


@dataclass(frozen=True, slots=True)
class _Projects:
    """How many projects a sentence tells of what amount, and those that it names behind it."""

    passage: Passage
    match: re.Match[str]
    parts: tuple[tuple[str, Quantity], ...]

    @property
    def count(self) -> int:
        """How many it says that there are."""
        return int(self.match[self.counted])

    @property
    def counted(self) -> str:
        """The group of the match that holds the number: it stands before 项目, or behind."""
        return "before" if self.match["before"] else "behind"

    @property
    def whole(self) -> Quantity:
        """What it says that they cost together."""
        return Quantity.matched(self.match)

    @property
    def parted(self) -> Parted:
        """What it says that they cost together, with what each that it names costs."""
        return Parted(self.whole, tuple(amount for _, amount in self.parts))


def projects_told(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each number and sum of projects that is not that of the projects behind it, or not what
    the tables print, and each of these projects that costs something else in another sentence.

    `项目共5个，涉及预算资金598.46万元。其中：…` before four that cost 598.46 → 4.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in _WHOLE.finditer(text):
            told = _Projects(passage, match, tuple(_parts(text, match.end())))
            yield from _added_up(paper, told)
            yield from _against_forms(paper, told)
            yield from _against_tables(paper, told)
            yield from _elsewhere(paper, told)


def _parts(text: str, start: int) -> Iterator[tuple[str, Quantity]]:
    """Give the projects that a sentence names with their amounts, up to the end of the list."""
    divided = _DIVIDED.match(text, start)
    end = divided.end() if divided is not None else len(text)
    while match := _PART.match(text, end):
        yield match["name"], Quantity.matched(match)
        end = match.end()


def _added_up(paper: CheckedPaper, told: _Projects) -> Iterator[Fault]:
    """Give the number where the amounts hold, and the sum where the number does: where neither
    does, the sentence names some projects alone.
    """
    length, parted = len(told.parts), told.parted
    if length < _FEWEST or parted.holds == (told.count == length):
        paper.right["sums of a sentence"] += parted.holds and length >= _FEWEST
        return
    if parted.holds:
        words = f"{told.count}个"
        zh = f"写为 {words}项目，其后列出 {length} 个，金额相符。"
        en = f"it says {told.count} projects, and names {length}, whose amounts add up."
        span, gap = told.match.span(told.counted), None
    else:
        whole, shown = told.whole, in_wan(parted.total)
        words, span = whole.printed, (whole.start, whole.end)
        zh = f"写为 {words}，所列 {length} 个项目之和为 {shown}。"
        en = f"it says {words}, but the {length} projects behind it add up to {shown}."
        gap = abs(whole.value - parted.total)
    yield fault_of_words(_PARTS_RULE, told.passage, span, words, (zh, en), gap)


def _against_forms(paper: CheckedPaper, told: _Projects) -> Iterator[Fault]:
    """Give the number of projects where the forms of the paper add up to their sum, and are not so
    many: 项目4个，涉及预算462.50万元, and three forms of 462.50 together.
    """
    totals = [project.total for project in paper.disclosure.projects]
    amounts = [in_yuan(total.value, total.unit) for total in totals if total is not None]
    total = sum((amount for amount in amounts if amount is not None), Decimal(0))
    length = len(amounts)
    if length < _FEWEST or None in amounts:
        return
    if abs(total - told.whole.value) > _SLACK:
        yield from _exchanged(told, length, total)
        return
    if told.count == length:
        paper.right["projects"] += 1
        return
    words = f"{told.count}个"
    zh = f"写为 {words}项目，绩效目标表有 {length} 个，金额相符。"
    en = f"it says {told.count} projects; {length} forms add up to their sum."
    span = told.match.span(told.counted)
    yield fault_of_words(_PARTS_RULE, told.passage, span, words, (zh, en))


def _exchanged(told: _Projects, length: int, total: Decimal) -> Iterator[Fault]:
    """Give the sum of as many projects as there are forms, where it is that of the forms with two
    digits exchanged: 涉及资金545.76万元 of 2 projects, and two forms of 554.76 together.
    """
    whole = told.whole
    if told.count != length or not is_exchanged(whole.value, whole.rounds(total)):
        return
    shown = in_wan(total)
    zh = f"写为 {whole.printed}，{length} 个项目的绩效表金额之和为 {shown}。"
    en = f"it says {whole.printed}; the {length} forms add up to {shown}."
    span, gap = (whole.start, whole.end), abs(total - whole.value)
    yield fault_of_words(_PARTS_RULE, told.passage, span, whole.printed, (zh, en), gap)


def _against_tables(paper: CheckedPaper, told: _Projects) -> Iterator[Fault]:
    """Give the sum of projects in which two digits of the project expenditure are exchanged.

    Projects may be some of all: another amount may be right.
    """
    printed = list(_printed(paper))
    whole = told.whole
    if any(abs(amount - whole.value) <= whole.half + _SLACK for amount, _, _ in printed):
        paper.right["projects"] += 1
        return
    for amount, text, title in printed:
        if not is_exchanged(whole.value, whole.rounds(amount)):
            continue
        zh = f"写为 {whole.printed}，{title}的项目支出为 {text}。"
        en = f"it says {whole.printed}, the project expenditure of {title} is {text}."
        span, gap = (whole.start, whole.end), abs(amount - whole.value)
        yield fault_of_words(_TABLE_RULE, told.passage, span, whole.printed, (zh, en), gap)
        return
    yield from _above_all(paper, told)


def _above_all(paper: CheckedPaper, told: _Projects) -> Iterator[Fault]:
    """Give a sum of the paper's own projects that is more than all that it spends.

    涉及项目预算资金66260.00万元 of 9101.68; 涉及财政性资金 may be money that it passes on.
    """
    whole = told.whole
    spent = [amount for amount, _, _ in _totals(paper, TOTAL)]
    if _BUDGETED not in told.match[0] or not spent or whole.value <= 2 * max(spent):
        return
    shown = in_wan(max(spent))
    zh = f"写为 {whole.printed}，大于支出总计 {shown}。"
    en = f"it says {whole.printed}, which is more than all expenditure, {shown}."
    span = (whole.start, whole.end)
    yield fault_of_words(_TABLE_RULE, told.passage, span, whole.printed, (zh, en))


def _printed(paper: CheckedPaper) -> Iterator[tuple[Decimal, str, str]]:
    """Give the project expenditure of each table as a whole: in 元, as printed, with the title.

    Of a table whose sums do not close, it is believed where another table prints it too.
    """
    every = list(_totals(paper, _PROJECT))
    told = Counter(amount for amount, _, _ in every)
    for amount, cell, table in every:
        if table.is_certain or told[amount] > 1:
            yield amount, f"{cell.value} {table.scale}", table.title


def _totals(paper: CheckedPaper, measure: str) -> Iterator[tuple[Decimal, Cell, Table]]:
    """Give the cells of all tables that print a kind of expenditure as a whole."""
    disclosure = paper.disclosure
    for table in disclosure.tables:
        if table.type not in _TABLES:
            continue
        for row in table.rows:
            if row.code or "计" not in row.item:
                continue
            for cell in row.cells:
                amount = in_yuan(cell.value, table.scale)
                of = measure_of_column(cell.headings, table.type, disclosure.year)
                if amount and of == measure:
                    yield amount, cell, table


def _elsewhere(paper: CheckedPaper, told: _Projects) -> Iterator[Fault]:
    """Give a project that another paragraph names with another amount.

    `财政业务费10.00万元` among the projects, and `财政业务费100万元` in 年度预算安排.
    """
    amounts = dict(told.parts)
    for passage in paper.prose:
        if passage is told.passage:
            continue
        for match in _NAMED.finditer(fold_in_place(passage.text)):
            known, other = amounts.get(match["name"]), Quantity.matched(match)
            if known is None:
                continue
            if known.is_same(other):
                paper.right["projects"] += 1
                continue
            words = f"{match['name']}{other.printed}"
            zh = f"写为 {words}，另一处为 {known.printed}。"
            en = f"it says {words}, and {known.printed} elsewhere."
            gap = abs(known.value - other.value)
            span = (other.start, other.end)
            yield fault_of_words(_TWICE_RULE, passage, span, words, (zh, en), gap)
