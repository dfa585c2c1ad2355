"""What a paper compares its figures with: years that cannot be meant, and changes that last year's
figure cannot have had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.disclosure import FINAL_ACCOUNTS
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, fault_of_words
from budgetgraph.validate.wording.said import Quantity, SaidSentence, sentences

_AGAINST_YEAR = pattern("comparisons", "against_year")
_EXECUTED = pattern("comparisons", "executed")
_PLAN = pattern("comparisons", "plan")
_STEADY = pattern("comparisons", "steady")
_COMPARED = pattern("comparisons", "compared")
_VERB = pattern("comparisons", "verb")
_CARRIED = pattern("changes", "carried")
_TOLD, _AGAINST_KIND = pattern("changes", "told_of_year"), pattern("changes", "against_kind")
#: What is steady does not become so many times as much or as little in a year.
_TOO_MUCH = 10


def own_years(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a comparison with the year of the paper itself, or with one after it: 比2026年预算增加 in a
    budget of 2026. Final accounts are compared with the budget of their own year.
    """
    year = paper.disclosure.year
    is_final = paper.disclosure.kind == FINAL_ACCOUNTS
    if not is_final:
        yield from _executed(paper, year)
    for passage in paper.prose:
        for match in _AGAINST_YEAR.finditer(fold_in_place(passage.text)):
            is_plan = is_final and _PLAN.search(match["what"]) is not None
            if int(match["year"]) < (year + 1 if is_plan else year):
                paper.right["years"] += 1
                continue
            words = passage.text[match.start() : match.end()]
            told = (
                f"“{words}”，{year} 年的数字与自己或以后的年度比较。",
                f"“{words}” compares figures of {year} with themselves or with a later year.",
            )
            yield fault_of_words("compares-own-year", passage, match.span(), words, told)


def _executed(paper: CheckedPaper, year: int) -> Iterator[Fault]:
    """Give what was spent in the year that a budget is for: 2026年当年预算执行数为66.74万元."""
    for passage in paper.prose:
        for match in _EXECUTED.finditer(fold_in_place(passage.text)):
            if int(match["year"]) < year:
                continue
            words = passage.text[slice(*match.span())]
            told = (
                f"写为“{words}”，{year} 年的预算尚未执行。",
                f"it says “{words}”, and the budget of {year} is not carried out yet.",
            )
            yield fault_of_words("compares-own-year", passage, match.span(), words, told)


def strange_bases(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the one amount of a sentence that is told of another year than it is compared with.

    `2024年当年预算执行数为0.50万元，2026年预算安排0.62万元，比2025年预算执行数增加` in a budget of 2026.
    """
    for passage in paper.prose:
        for said in sentences(passage.text):
            told = [match for one in said.quantities if (match := _TOLD.search(said.before(one)))]
            against = list(_AGAINST_KIND.finditer(said.text))
            is_clear = len(told) == len(against) == 1
            if is_clear and _is_other_base(told[0], against[0], paper.disclosure.year):
                yield _wrong_base(passage, said, told[0], against[0])


def _is_other_base(told: re.Match[str], against: re.Match[str], year: int) -> bool:
    """Tell whether an amount is of the kind that the sentence compares, and of another year."""
    is_of_kind = told["kind"].removeprefix("预算") == against["kind"].removeprefix("预算")
    years = int(told["year"]), int(against["year"])
    return is_of_kind and years[0] != years[1] and max(years) < year


def _wrong_base(
    passage: Passage, said: SaidSentence, told: re.Match[str], against: re.Match[str]
) -> Fault:
    """Say of which year the amount is told, and with which one it is compared."""
    zh = f"列出的是 {told['year']} 年的{told['kind']}，比较的是 {against['year']} 年。"
    en = f"it tells {told['kind']} of {told['year']} and compares with {against['year']}."
    span = (said.start + against.start(), said.start + against.end())
    words = passage.text[slice(*span)]
    return fault_of_words("statement-year", passage, span, words, (zh, en))


# --- changes out of all proportion ----------------------------------------------------------------


def implausible_changes(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a change that last year's figure cannot have had: a rise of more than there is now, or,
    of what is steady, one that is ten times what there is.

    `机关运行经费预算343.01万元，比上年减少4925.98万元` would have been 5268.99 before. 含上年结转0.00万元，与上年相比增加…
    tells of more than what is left.
    """
    for passage in paper.prose:
        for said in sentences(passage.text):
            for by, sign in said.changes:
                now = compared_amount(said, by)
                if now is not None and not _CARRIED.search(said.before(now)):
                    yield from _implausible(passage, said, now, by, sign)


def compared_amount(said: SaidSentence, by: Quantity) -> Quantity | None:
    """Give the amount that the change behind it is of, where it is the only one before it.

    `会议费3.00万元，比上年增加0.50万元` → 3.00万元.
    """
    before: list[Quantity] = []
    for quantity in said.quantities:
        if quantity.end < by.start:
            before.append(quantity)
    if len(before) != 1:
        return None
    between = _VERB.split(said.text[before[0].end : by.start])[0]
    return before[0] if _COMPARED.fullmatch(between) else None


def _implausible(
    passage: Passage, said: SaidSentence, now: Quantity, by: Quantity, sign: int
) -> Iterator[Fault]:
    """Give a change that would make last year’s figure negative, or out of all proportion.

    343.01万元 after a fall by 4925.98万元 → 5268.99 before, more than ten times as much.
    """
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
    words = f"{now.printed} {by.printed}"
    told = (
        f"{now.printed}，{verb[0]} {by.printed}，则上年为 {implied} 万元，不合常理。",
        f"{now.printed} that {verb[1]} by {by.printed} would have been {implied} 万元 the"
        " year before, which cannot be.",
    )
    yield fault_of_words("implausible-change", passage, (start, start + 1), words, told, by.value)
