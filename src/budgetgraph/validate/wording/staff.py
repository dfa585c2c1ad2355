"""Persons in office against the establishment, and their cost against the classes of the table of
basic expenditure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetgraph.disclosure import Statement, Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.forms.column_paths import TOTAL, measure_of_column
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, yuan
from budgetgraph.validate.wording.twice.exchanged import is_exchanged
from budgetgraph.values.money import in_yuan

_ESTABLISHED, _OF_WHICH = pattern("staff", "established"), pattern("staff", "of_which")
_ON_POSTS = pattern("staff", "on_posts")
_IN_OFFICE = pattern("staff", "in_office")
_DEFINED = pattern("staff", "operating_defined")


def above_establishment(paper: CheckedPaper) -> Iterator[Fault]:
    """More persons in office than posts: 编制20人，实有在职23人."""
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        posts = _total(_ESTABLISHED, text)
        persons = _total(_ON_POSTS, text) or _total(_IN_OFFICE, text)
        if posts is None or persons is None:
            continue
        if persons <= posts:
            paper.right["staff"] += 1
        else:
            yield _too_many(passage, persons, posts)


def _too_many(passage: Passage, persons: int, posts: int) -> Fault:
    """Say how many persons there are above the establishment."""
    more = persons - posts
    return Fault(
        "staff-exceeds-establishment",
        f"{persons} {posts}",
        f"编制 {posts} 人，在职 {persons} 人，超出 {more} 人。",
        f"{persons} persons in office, {posts} posts: {more} more than there are.",
        [passage.where],
    )


def _total(counted: re.Pattern[str], text: str) -> int | None:
    """Give the total that a paragraph tells with its parts, or their sum; None without any.

    `编制20人，其中行政编制12人，事业编制8人` → 20; `在职206人，其中在编198人，编外8人` → 206.
    """
    matches = list(counted.finditer(text))
    counts = [int(match["count"]) for match in matches]
    if not counts:
        return None
    if _OF_WHICH.match(text, matches[0].end()):
        return counts[0]
    whole = sum(counts)
    if whole % 2 == 0 and whole // 2 in counts:
        return whole // 2
    return whole


# --- what staff and running cost ------------------------------------------------------------------

_BASIC = ("general_public_basic_expenditure", "fiscal_appropriation_basic_expenditure")
_PERSONNEL, _RUNNING = "personnel_expenditure", "public_expenditure"
#: The economic classes that staff costs are: wages, and what is paid to persons and households.
_OF_STAFF = frozenset({"301", "303"})
_NEEDED = frozenset({"301", "302"})
_CLASS = re.compile(r"3\d\d")
_NAMES = {_PERSONNEL: ("人员经费", "staff costs"), _RUNNING: ("公用经费", "running costs")}
#: 0.01 万元 for each of two amounts, in 元.
_SLACK = Decimal(200)


def staff_costs(paper: CheckedPaper) -> Iterator[Fault]:
    """Give staff or running costs of the prose that are not those of the economic classes, where
    the other of the two is, or where both together are the table's total: the prose tells of the
    same money then.

    `人员经费412.30万元，公用经费34.10万元` beside 301 310.00 and 303 92.30 in the table: 402.30.
    """
    told = {measure: paper.stated(measure) for measure in _NAMES}
    personnel, running = told[_PERSONNEL], told[_RUNNING]
    for table in paper.disclosure.tables:
        printed = _of_classes(table, paper.disclosure.year)
        if printed is None or personnel is None or running is None:
            continue
        gaps = {m: abs(yuan(cost) - printed[m]) for m, cost in told.items() if cost is not None}
        whole = abs(yuan(personnel) + yuan(running) - sum(printed.values()))
        if max(gaps.values()) <= _SLACK:
            paper.right["costs of staff and running"] += 1
        elif min(gaps.values()) <= _SLACK or whole <= _SLACK:
            measure = max(gaps, key=lambda cost: gaps[cost])
            yield _wrong_cost(table, measure, told[measure], printed[measure])
        return


def operating_above(paper: CheckedPaper) -> Iterator[Fault]:
    """Give operating expenses of the prose that are more than all running costs of basic
    expenditure, where the paper says that they are a part of these, or where both have the same
    digits and two of them are exchanged: 32.92 beside 23.92.

    `机关运行经费：指…基本支出中的日常公用经费支出`, 12.30 of 10.23 in the table. Elsewhere projects are counted too.
    """
    told = paper.stated("operating_expenses")
    if told is None:
        return
    texts = (fold_in_place(passage.text) for passage in paper.prose)
    is_part = any(_DEFINED.search(text) for text in texts)
    for table in paper.disclosure.tables:
        printed = _of_classes(table, paper.disclosure.year)
        if printed is None:
            continue
        running = printed[_RUNNING]
        is_above = yuan(told) - running > _SLACK
        if is_exchanged(yuan(told), running) or (is_above and is_part):
            yield _above(table, told, running)
        elif is_part and not is_above:
            paper.right["costs of staff and running"] += 1
        return


def _above(table: Table, told: Statement, running: Decimal) -> Fault:
    """Say that operating expenses are more than the running costs that they are a part of, or have
    their digits in another order.
    """
    said, shown = f"{told.value} {told.unit}", in_wan(running)
    gap = yuan(told) - running
    zh, en = ("大于", "more than all") if gap > 0 else ("不是", "other than the")
    return Fault(
        "statement-matches-table",
        f"机关运行经费 {said}",
        f"机关运行经费：说明文字为 {said}，{zh}{table.title}的公用经费 {shown}。",
        f"operating expenses: the prose says {said}, {en} running costs of {table.title}, {shown}.",
        [told.where, table.where],
        gap=abs(gap),
    )


def _of_classes(table: Table, year: int) -> dict[str, Decimal] | None:
    """Give staff and running costs as the classes (301, 302 …) of a table add up to them; None for
    a table without them.
    """
    if table.type not in _BASIC or not table.is_certain:
        return None
    totals = dict(_totals(table, year))
    if not _NEEDED.issubset(totals):
        return None
    staff = running = Decimal(0)
    for code, amount in totals.items():
        if code in _OF_STAFF:
            staff += amount
        else:
            running += amount
    return {_PERSONNEL: staff, _RUNNING: running}


def _totals(table: Table, year: int) -> Iterator[tuple[str, Decimal]]:
    """Give the amount of each economic class (301, 302 …) as a whole."""
    for row in table.rows:
        if not _CLASS.fullmatch(row.code or ""):
            continue
        for cell in row.cells:
            amount = in_yuan(cell.value, table.scale)
            if amount is not None and measure_of_column(cell.headings, table.type, year) == TOTAL:
                yield row.code or "", amount
                break


def _wrong_cost(table: Table, measure: str, told: Statement | None, printed: Decimal) -> Fault:
    """Say what the prose tells of a cost, and what the classes of the table give."""
    assert told is not None
    zh, en = _NAMES[measure]
    said, shown = f"{told.value} {told.unit}", f"{printed / 10000:f} 万元"
    gap = abs(yuan(told) - printed)
    return Fault(
        "statement-matches-table",
        f"{zh} {said}",
        f"{zh}：说明文字为 {said}，{table.title}按经济分类为 {shown}，相差 {gap / 10000:f} 万元。",
        f"{en}: the prose says {said}, the classes of {table.title} give {shown}: "
        f"a gap of {gap / 10000:f} 万元.",
        [told.where, table.where],
        gap=gap,
    )
