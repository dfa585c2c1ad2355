"""The totals of both sides that final accounts tell, against those of the summary: these hold what
was carried over, and 本年收入合计 does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import FINAL_ACCOUNTS, Disclosure
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.values.money import in_yuan

_RULE = "statement-matches-table"
_TOLD, _OTHER_YEAR = pattern("said_totals", "told"), pattern("said_totals", "other_year")
_TOTAL = pattern("said_totals", "total")
_ALL, _FUND = "revenue_expenditure_summary", "fiscal_appropriation_summary"
#: 0.01 万元, in 元.
_SLACK = Decimal(100)


def said_totals(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each total of both sides that is not the one that the summary prints.

    `收、支总计480.30万元` beside 总计 486.30, where 480.30 is what was received in the year.
    """
    if paper.disclosure.kind != FINAL_ACCOUNTS:
        return
    printed = {kind: _total(paper.disclosure, kind) for kind in (_ALL, _FUND)}
    for passage in paper.prose:
        for match in _TOLD.finditer(fold_in_place(passage.text)):
            total = printed[_FUND if match["fund"] else _ALL]
            if total is not None and _is_of_year(match, paper.disclosure.year):
                yield from _compared(paper, passage, match, total)


def _is_of_year(match: re.Match[str], year: int) -> bool:
    """Tell whether the words before a total name no other year than the paper's."""
    return all(words == f"{year}年" for words in _OTHER_YEAR.findall(match["before"]))


def _total(disclosure: Disclosure, kind: str) -> Decimal | None:
    """Give the one total of both sides of a summary, in 元; None where it prints several."""
    amounts: set[Decimal | None] = set()
    for table in disclosure.tables:
        if table.type != kind:
            continue
        if not table.is_certain or table.where.picture is not None:
            return None
        for row in table.rows:
            if _TOTAL.fullmatch(fold(row.item)):
                amounts.update(in_yuan(cell.value, table.scale) for cell in row.cells)
    return amounts.pop() if len(amounts) == 1 else None


def _compared(
    paper: CheckedPaper, passage: Passage, match: re.Match[str], total: Decimal
) -> Iterator[Fault]:
    """Give a total that is another one than the summary's."""
    told = Quantity.matched(match)
    gap = abs(told.value - total)
    if gap <= told.half + _SLACK:
        paper.right["totals"] += 1
        return
    shown = in_wan(total)
    zh = f"收支总计写为 {told.printed}，总表的总计为 {shown}。"
    en = f"it says {told.printed} for both totals, the summary {shown}."
    yield fault_of_words(_RULE, passage, (told.start, told.end), told.printed, (zh, en), gap)
