"""What a paper compares its figures with: years that cannot be meant, rates of completion, and
changes that last year's figure cannot have had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording import rates
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, head
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences

_AGAINST_YEAR = re.compile(
    r"(?:比|较|与|同|跟)(?P<year>20\d\d)年度?(?P<what>[一-鿿()]{0,14}?)"
    r"(?:增加|减少|增长|下降|上升|降低|提高|持平|相比|一致|相同)"
)
#: What final accounts may compare their own year with.
_PLAN = re.compile("预算|年初|计划|批复")
_COMPLETED = re.compile(
    r"完成了?(?P<of>年初|全年|当年|调整|本年)?预算数?的?(?P<digits>\d{1,5}(?:\.\d{1,4})?)%"
)
_PLANNED = re.compile(r"预算数?(?:安排)?[为是:]?\Z")
_SPENT = re.compile(r"(?:决算数?|执行数|实际支出|支出数)[为是:]?\Z")
#: What does not become ten times as much or as little from one year to the next.
_STEADY = re.compile("机关运行|三公|公务接待|公务用车运行|人员经费|公用经费|基本支出")
_COMPARED = re.compile(r"[,、(]?(?:比|较|与|同)[^,;。]{0,20}?[,]?\Z")
_TOO_MUCH = 10
_VERB = re.compile("增|减|上升|下降|提高|降低|压")


def own_years(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a comparison with the year of the paper itself, or with one after it: 比2026年预算增加 in a
    budget of 2026. Final accounts are compared with the budget of their own year.
    """
    year = paper.disclosure.year
    is_final = paper.disclosure.kind == FINAL_ACCOUNTS
    for passage in paper.prose:
        for match in _AGAINST_YEAR.finditer(fold_in_place(passage.text)):
            is_plan = is_final and _PLAN.search(match["what"]) is not None
            if int(match["year"]) < (year + 1 if is_plan else year):
                paper.right["years"] += 1
                continue
            words = passage.text[match.start() : match.end()]
            name = head(passage.text)
            yield Fault(
                "compares-own-year",
                f"{name} {words}",
                f"{name}：“{words}”，{year} 年的数字与自己或以后的年度比较。",
                f"{name}: “{words}” compares figures of {year} with themselves "
                "or with a later year.",
                (passage.place(match.start(), match.end()), passage.where),
            )


# --- completion -----------------------------------------------------------------------------------


def completion_rates(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a rate of completion that is not that of the two amounts in its sentence:
    年初预算为50万元，支出决算为 45万元，完成年初预算的95%.
    """
    for passage in paper.prose:
        before: SaidSentence | None = None
        for said in sentences(passage.text):
            begins = 0
            for match in _COMPLETED.finditer(said.text):
                told = [
                    quantity
                    for quantity in said.quantities
                    if begins <= quantity.start < match.start()
                ]
                pair = _pair(said, told, match["of"])
                if not told and not begins and before is not None:
                    pair = _pair(before, before.quantities, match["of"])
                begins = match.end()
                yield from _completion(paper, passage, said, match, pair)
            before = said


def _pair(
    said: SaidSentence, told: Sequence[Quantity], of: str | None
) -> tuple[Quantity, list[Quantity]] | None:
    """Give what was spent, and the budgets that it may be compared with: the one that the rate is
    said to be of, where that is more than nothing.
    """
    planned = [
        quantity
        for quantity in told
        if _PLANNED.search(said.before(quantity)) and quantity.value > 0
    ]
    spent = [quantity for quantity in told if _SPENT.search(said.before(quantity))]
    named = [one for one in planned if of and of in said.before(one)]
    return (spent[0], named or planned) if len(spent) == 1 and planned else None


def _completion(
    paper: CheckedPaper,
    passage: Passage,
    said: SaidSentence,
    match: re.Match[str],
    pair: tuple[Quantity, list[Quantity]] | None,
) -> Iterator[Fault]:
    shown = [rates.share(pair[0], one) for one in pair[1]] if pair else []
    possible = [rate for rate in shown if rate is not None]
    if not possible:
        paper.unsure["rates of completion"] += 1
        return
    rate = possible[0]
    digits = match["digits"]
    digit = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    if any(one.allows(Decimal(digits), digit) for one in possible):
        paper.right["rates of completion"] += 1
        return
    name, exact = head(passage.text), f"{rate.exact:.2f}"
    start = said.start + match.start()
    yield Fault(
        "completion-rate",
        f"{name} {match[0]}",
        f"{name}：写为“{match[0]}”，按所列金额（{rate.zh}）应为 {exact}%。",
        f"{name}: it says “{match[0]}”, but its amounts ({rate.en}) give {exact} %.",
        (passage.place(start, start + 1), passage.where),
    )


# --- changes out of all proportion ----------------------------------------------------------------


def implausible_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a change that last year's figure cannot have had: a rise of more than there is now, or,
    of what is steady, one that is ten times what there is.

    `机关运行经费预算343.01万元，比上年减少4925.98万元` would have been 5268.99 before.
    """
    for passage in paper.prose:
        for said in sentences(passage.text):
            for by, sign in said.changes:
                now = _compared(said, by)
                if now is not None:
                    yield from _implausible(passage, said, now, by, sign)


def _compared(said: SaidSentence, by: Quantity) -> Quantity | None:
    """Give the amount that the change behind it is of, where it is the only one before it."""
    before = [quantity for quantity in said.quantities if quantity.end < by.start]
    if len(before) != 1:
        return None
    between = _VERB.split(said.text[before[0].end : by.start])[0]
    return before[0] if _COMPARED.fullmatch(between) else None


def _implausible(
    passage: Passage, said: SaidSentence, now: Quantity, by: Quantity, sign: int
) -> Iterator[Fault]:
    before = now.value - sign * by.value
    slack = now.half + by.half
    is_below = before < -slack
    name = said.text[: now.start]
    is_too_much = _STEADY.search(name) is not None and by.value > _TOO_MUCH * now.value > 0
    if not is_below and not is_too_much:
        return
    verb = ("增加", "rises") if sign > 0 else ("减少", "falls")
    implied = f"{before / 10000:f}"
    start = said.start + by.start
    subject = head(passage.text)
    yield Fault(
        "implausible-change",
        f"{subject} {now.printed} {by.printed}",
        f"{subject}：{now.printed}，{verb[0]} {by.printed}，则上年为 {implied} 万元，不合常理。",
        f"{subject}: {now.printed} that {verb[1]} by {by.printed} would have been {implied} 万元 the"
        " year before, which cannot be.",
        (passage.place(start, start + 1), passage.where),
        gap=by.value,
    )
