"""Rates of completion without their budget, which the table of the three public expenses prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Row, Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.percentages import rates
from budgetgraph.validate.wording.percentages.rates import Rate
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.values.amount import last_digit
from budgetgraph.values.money import in_yuan

_RULE = "completion-rate"
_RATE = pattern("table_rates", "rate")
_SPENT = pattern("table_rates", "spent")
_TYPE = "three_public_expenditure"


def rates_of_table(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each rate of completion that no budget shows which a table prints beside what was spent.

    `“三公”经费支出决算为14.55万元，完成预算的83.80%` beside 预算数 18.00 → 80.83 %.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in _RATE.finditer(text):
            spent = Quantity(match["spent"], match["unit"], 0, 0)
            told = Decimal(match["digits"])
            digit = last_digit(told)
            possible = list(_possible(paper, spent))
            holds = [rate.allows(told, digit) for rate in possible]
            if possible and holds[0]:
                paper.right["rates of completion"] += 1
            if possible and not any(holds):
                yield _fault(passage, match, possible[0])


def _possible(paper: CheckedPaper, spent: Quantity) -> Iterator[Rate]:
    """Give the rates that the tables show of an amount: what was spent of each budget beside it."""
    for table in paper.disclosure.tables:
        rows = table.rows if table.type == _TYPE else ()
        for row in rows:
            yield from _of_row(table, row, spent)


def _of_row(table: Table, row: Row, spent: Quantity) -> Iterator[Rate]:
    """Give what an amount is of the budgets of a row: 14.55 in 决算数 合计, 18.00 in 预算数 合计."""
    printed: dict[str, Decimal | None] = {}
    for cell in row.cells:
        heading = fold(cell.full_heading)
        printed[heading] = in_yuan(cell.value, table.scale)
    for heading, amount in printed.items():
        column = _SPENT.sub("预算", heading)
        planned = printed.get(column)
        is_pair = column != heading and amount == spent.value
        if planned and is_pair:
            wan = f"{planned / 10_000:f}"
            budget = Quantity(wan, "万元", 0, 0)
            shown = rates.share(spent, budget)
            if shown is not None:
                yield shown


def _fault(passage: Passage, match: re.Match[str], rate: Rate) -> Fault:
    """Say the rate, and what the table shows."""
    exact, words = f"{rate.exact:.2f}", f"{match['digits']}%"
    zh = f"写为“{words}”，按“三公”经费表（{rate.zh}）应为 {exact}%。"
    en = f"it says “{words}”, but the table of these expenses ({rate.en}) gives {exact} %."
    return fault_of_words(_RULE, passage, match.span("digits"), words, (zh, en))
