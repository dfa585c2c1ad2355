"""What final accounts say that an expense differs from its plan, against the table of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from budgetgraph.disclosure import FINAL_ACCOUNTS, Row, Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold
from budgetgraph.forms.amounts import amount_of
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.comparisons import compared_amount
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words, yuan
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences
from budgetgraph.values.money import in_yuan

_RULE, _TYPE = "change-percentage", "three_public_expenditure"
_PLAN, _ADJUSTED = pattern("against_plan", "plan"), pattern("against_plan", "adjusted")
_SPENT, _PLANNED = pattern("against_plan", "spent"), pattern("against_plan", "planned")
_WORDS = {1: ("增加", "a rise"), -1: ("减少", "a fall")}

#: What a table prints of an expense as planned and as spent, in 元.
_Both = tuple[Decimal, Decimal]


def changes_from_plan(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each difference from the plan that the table of plan and expense does not show.

    `公务用车购置及运行维护费支出3.85万元，较年初预算减少0.56万元` beside 4.50 and 3.85 → 0.65.
    """
    if paper.disclosure.kind != FINAL_ACCOUNTS or _is_adjusted(paper):
        return
    tabled = _tabled(paper)
    for passage in paper.prose:
        for said in sentences(passage.text):
            for by, sign in said.changes:
                now = _spent(said, by)
                both = _of_amount(paper, passage, now, tabled) if now else None
                if now is not None and both is not None:
                    yield from _compared(paper, passage, said, (now, by, sign), both)


def _is_adjusted(paper: CheckedPaper) -> bool:
    """Tell whether the tables print the plan as it was adjusted in the year."""
    return any(_ADJUSTED.search(fold(line)) for line in paper.lines)


def _tabled(paper: CheckedPaper) -> dict[str, _Both]:
    """Give what the tables print of each expense as planned and as spent."""
    tabled: dict[str, _Both] = {}
    for table in paper.disclosure.tables:
        if table.type == _TYPE and table.is_certain:
            for row in table.rows:
                both = _both(table, row)
                measure = amount_of(_TYPE, row.item)
                if both is not None and measure is not None:
                    tabled.setdefault(measure, both)
    return tabled


def _both(table: Table, row: Row) -> _Both | None:
    """Give the two amounts of a row that has one column 预算数 and one 决算数."""
    planned: list[Decimal | None] = []
    spent: list[Decimal | None] = []
    for cell in row.cells:
        heading = "".join(cell.headings)
        if _SPENT.search(heading):
            spent.append(in_yuan(cell.value, table.scale or ""))
        elif _PLANNED.search(heading):
            planned.append(in_yuan(cell.value, table.scale or ""))
    if len(planned) != 1 or len(spent) != 1 or planned[0] is None or spent[0] is None:
        return None
    return planned[0], spent[0]


def _spent(said: SaidSentence, by: Quantity) -> Quantity | None:
    """Give the amount that a change from the plan is of."""
    now = compared_amount(said, by)
    is_from_plan = now is not None and _PLAN.search(said.text, now.end, by.start) is not None
    return now if is_from_plan else None


def _of_amount(
    paper: CheckedPaper, passage: Passage, now: Quantity, tabled: Mapping[str, _Both]
) -> _Both | None:
    """Give what the tables print of the expense that a paragraph tells with an amount; vehicles and
    what running them costs may be alike in all.
    """
    lines = range(passage.where.first, passage.where.last + 1)
    found: set[_Both] = set()
    for statement in paper.disclosure.statements:
        is_it = statement.where.first in lines and yuan(statement) == now.value
        if is_it and statement.measure in tabled:
            found.add(tabled[statement.measure])
    return found.pop() if len(found) == 1 else None


def _compared(
    paper: CheckedPaper,
    passage: Passage,
    said: SaidSentence,
    told: tuple[Quantity, Quantity, int],
    both: _Both,
) -> Iterator[Fault]:
    """Give a difference that is not that of the table, where the table has the amount itself."""
    now, by, sign = told
    planned, spent = both
    change = spent - planned
    slack = by.half + now.half
    if abs(spent - now.value) > now.half:
        return
    if abs(change - sign * by.value) <= slack:
        paper.right["comparisons"] += 1
        return
    zh, en = _WORDS[1 if change > 0 else -1]
    shown = in_wan(abs(change))
    words = said.text[now.start : by.end]
    messages = (
        f"写为“{words}”，按报表的预算数 {in_wan(planned)}应为{zh} {shown}。",
        f"it says “{words}”; by the plan of the table, {in_wan(planned)}, it is {en} of {shown}.",
    )
    span = (said.start + now.start, said.start + by.end)
    gap = abs(change - sign * by.value)
    yield fault_of_words(_RULE, passage, span, words, messages, gap)
