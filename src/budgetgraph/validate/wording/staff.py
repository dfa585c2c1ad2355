"""Persons in office against the establishment, and their cost against the classes of the table of
basic expenditure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Statement, Table
from budgetgraph.document.folding import fold_in_place
from budgetgraph.forms.column_paths import TOTAL, measure_of_column
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.money import in_yuan

_ESTABLISHED = re.compile(
    r"(?:编制(?:总数|数|人数|人员)?|核定人数)(?:为|共有|共|合计|:){0,2}(?P<count>\d{1,5})[人名个]"
)
_IN_OFFICE = re.compile(
    r"(?:实有|在职|在编|现有)(?:在职|在编|人员|人数|职工|干部){0,3}(?:为|共有|共|合计|:){0,2}(?P<count>\d{1,5})[人名]"
)


def above_establishment(paper: CheckedPaper) -> Iterator[Fault]:
    """More persons in office than posts: 编制20人，实有在职23人."""
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        posts = _total([int(match["count"]) for match in _ESTABLISHED.finditer(text)])
        persons = _total([int(match["count"]) for match in _IN_OFFICE.finditer(text)])
        if posts is None or persons is None:
            continue
        if persons <= posts:
            paper.right["staff"] += 1
            continue
        yield Fault(
            "staff-exceeds-establishment",
            f"{persons} {posts}",
            f"编制 {posts} 人，在职 {persons} 人，超出 {persons - posts} 人。",
            f"{persons} persons in office, {posts} posts: {persons - posts} more than there are.",
            [passage.where],
        )


def _total(counts: Sequence[int]) -> int | None:
    """Give the total that a paragraph tells with its parts, or their sum; None without any."""
    if not counts:
        return None
    return next((one for one in counts if 2 * one == sum(counts)), sum(counts))


# --- what staff and running cost ------------------------------------------------------------------

_BASIC = ("general_public_basic_expenditure", "fiscal_appropriation_basic_expenditure")
_PERSONNEL, _RUNNING = "personnel_expenditure", "public_expenditure"
#: The economic classes that staff costs are: wages, and what is paid to persons and households.
_OF_STAFF = frozenset({"301", "303"})
_NAMES = {_PERSONNEL: ("人员经费", "staff costs"), _RUNNING: ("公用经费", "running costs")}
#: 0.01 万元 for each of two amounts, in 元.
_SLACK = Decimal(200)


def staff_costs(paper: CheckedPaper) -> Iterator[Fault]:
    """Give staff or running costs of the prose that are not those of the economic classes, where
    the other of the two is, or where both together are the table's total: the prose tells of the
    same money then.

    `人员经费412.30万元，公用经费34.10万元` beside 301 310.00 and 303 92.30 in the table: 402.30.
    """
    told = {measure: _told(paper.disclosure, measure) for measure in _NAMES}
    personnel, running = told[_PERSONNEL], told[_RUNNING]
    for table in paper.disclosure.tables:
        printed = _of_classes(table, paper.disclosure.year)
        if printed is None or personnel is None or running is None:
            continue
        gaps = {m: abs(_yuan(one) - printed[m]) for m, one in told.items() if one is not None}
        whole = abs(_yuan(personnel) + _yuan(running) - sum(printed.values()))
        if max(gaps.values()) <= _SLACK:
            paper.right["costs of staff and running"] += 1
        elif min(gaps.values()) <= _SLACK or whole <= _SLACK:
            measure = max(gaps, key=lambda one: gaps[one])
            yield _wrong_cost(table, measure, told[measure], printed[measure])
        return


def _told(disclosure: Disclosure, measure: str) -> Statement | None:
    """Give the one amount that the prose tells of a measure for the paper's own year."""
    found = [
        statement
        for statement in disclosure.statements
        if statement.measure == measure
        and statement.year == disclosure.fiscal_year
        and disclosure.is_own(statement)
    ]
    amounts = {in_yuan(one.value, one.unit) for one in found}
    return found[0] if len(amounts) == 1 and None not in amounts else None


def _yuan(one: Statement) -> Decimal:
    return in_yuan(one.value, one.unit) or Decimal(0)


def _of_classes(table: Table, year: int) -> dict[str, Decimal] | None:
    """Give staff and running costs as the classes (301, 302 …) of a table add up to them; None for
    a table without them.
    """
    if table.type not in _BASIC or not table.is_certain:
        return None
    totals = dict(_totals(table, year))
    if "301" not in totals or "302" not in totals:
        return None
    nothing = Decimal(0)
    staff = sum((amount for code, amount in totals.items() if code in _OF_STAFF), nothing)
    return {_PERSONNEL: staff, _RUNNING: sum(totals.values(), nothing) - staff}


def _totals(table: Table, year: int) -> Iterator[tuple[str, Decimal]]:
    for row in table.rows:
        if row.code is None or not re.fullmatch(r"3\d\d", row.code):
            continue
        for cell in row.cells:
            amount = in_yuan(cell.value, table.scale)
            if amount is not None and measure_of_column(cell.headings, table.type, year) == TOTAL:
                yield row.code, amount
                break


def _wrong_cost(table: Table, measure: str, told: Statement | None, printed: Decimal) -> Fault:
    assert told is not None
    zh, en = _NAMES[measure]
    said, shown = f"{told.value} {told.unit}", f"{printed / 10000:f} 万元"
    gap = abs(_yuan(told) - printed)
    return Fault(
        "statement-matches-table",
        f"{zh} {said}",
        f"{zh}：说明文字为 {said}，{table.title}按经济分类为 {shown}，相差 {gap / 10000:f} 万元。",
        f"{en}: the prose says {said}, the classes of {table.title} give {shown}: "
        f"a gap of {gap / 10000:f} 万元.",
        [told.where, table.where],
        gap=gap,
    )
