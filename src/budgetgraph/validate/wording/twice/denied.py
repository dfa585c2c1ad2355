"""Money of which a sentence says that there is none, and that a table prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.values.money import in_yuan

_RULE = "statement-contradicted"
_NOTHING = Decimal(0)
_DENIED, _PAST = pattern("denied", "denied"), pattern("denied", "past")
#: The table of each kind of money, by the words that name it.
_TABLES = {
    "general_public_expenditure": pattern("denied", "public_budget"),
    "government_fund_expenditure": pattern("denied", "fund"),
    "state_capital_expenditure": pattern("denied", "capital"),
    "three_public_expenditure": pattern("denied", "three_public"),
}


def denied_money(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each sentence that denies money of the paper's own year that its table prints.

    `2024年本部门没有使用一般公共预算拨款安排的支出` beside a table of it with 1267.20.
    """
    own = str(paper.disclosure.year)
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in _DENIED.finditer(text):
            if match["year"] == own:
                yield from _printed(paper, passage, match)


def _printed(paper: CheckedPaper, passage: Passage, match: re.Match[str]) -> Iterator[Fault]:
    """Give what a sentence denies, where the table of that money prints more than nothing."""
    for table in paper.disclosure.tables:
        named = _TABLES.get(table.type)
        is_of_it = named is not None and named.search(match["money"])
        amount = max(_amounts(table), default=_NOTHING)
        if is_of_it and amount > _NOTHING:
            yield _fault(table, amount, passage, match)


def _amounts(table: Table) -> Iterator[Decimal]:
    """Give the amounts of a table in 元, but those of the year before; none of an uncertain one."""
    rows = table.rows if table.is_certain else ()
    for row in rows:
        for cell in row.cells:
            amount = in_yuan(cell.value, table.scale)
            heading = cell.full_heading
            if amount is not None and not _PAST.search(heading):
                yield amount


def _fault(table: Table, amount: Decimal, passage: Passage, match: re.Match[str]) -> Fault:
    """Say what a sentence denies, and what the table prints of it."""
    words = match[0]
    span = match.span()
    shown = in_wan(amount)
    title = table.title
    zh = f"写为“{words}”，而{title}列示 {shown}。"
    en = f"it says “{words}”, but {title} prints {shown}."
    told = (zh, en)
    return fault_of_words(_RULE, passage, span, words, told, amount)
