"""Faults in the prose: a digit, a unit or the year of a stated figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from planting_tables import SLIPS, number

from budgetgraph.disclosure import Disclosure, Statement
from planting import Fault

RULES = frozenset(
    {
        "statement-matches-table",
        "statement-parts",
        "change-parts",
        "implausible-unit",
        "statement-year",
    }
)
#: What the tables of the layouts print as well, and what adds up in the prose.
TABLED = frozenset(
    [
        "total_revenue",
        "general_public_revenue",
        "total_expenditure",
        "basic_expenditure",
        "project_expenditure",
        "personnel_expenditure",
        "public_expenditure",
        "three_public_total",
        "vehicle_total",
        "vehicle_running",
        "reception",
        "total_change",
        "basic_change",
        "project_change",
        "fixed_assets_total",
    ]
)


def prose_faults(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """At most one fault in each paragraph, and one in those about expenditure: changes are only
    judged where the totals agree.
    """
    by_line: dict[int, list[Statement]] = {}
    for statement in disclosure.statements:
        by_line.setdefault(statement.where.first, []).append(statement)
    totals = [
        line
        for line, stated in by_line.items()
        if any(one.measure in ("basic_expenditure", "basic_change") for one in stated)
    ]
    skipped = set(totals) - set(rng.sample(totals, min(1, len(totals))))
    for line, stated in by_line.items():
        if line in skipped:
            continue
        kind = rng.choice([*SLIPS, "unit", "year"])
        text = disclosure.source.lines[line - 1]
        fault = (
            _year(text, line, stated, disclosure)
            if kind == "year"
            else _slip(rng, kind, text, line, stated)
        )
        if fault:
            yield fault


def _slip(rng: Random, kind: str, text: str, line: int, stated: list[Statement]) -> Fault | None:
    #: The change of revenue has no parts; it is told beside them only in the paragraph about
    #: changes.
    adds_up = any(one.measure == "basic_change" for one in stated)
    fit = [
        one
        for one in stated
        if one.measure in TABLED
        and (adds_up or "change" not in one.measure)
        and (number(one.value.lstrip("-")) or 0) > 0
    ]
    if not fit:
        return None
    chosen = rng.choice(fit)
    printed = chosen.value.lstrip("-")
    spot = re.search(rf"(?<![\d.]){re.escape(printed)}(\s*){chosen.unit}", text)
    if spot is None:
        return None
    if kind == "unit":
        unit = "元" if chosen.unit == "万元" else "万元"
        new, covered = f"{printed}{spot[1]}{unit}", True
    else:
        if "." not in printed and kind == "point":
            return None
        value = SLIPS[kind](rng, printed)
        before, after = number(printed), number(value)
        if before is None or after is None or before == after:
            return None
        new = f"{value}{spot[1]}{chosen.unit}"
        covered = abs(before - after) > (Decimal("0.5") if chosen.unit == "万元" else 5000)
    edited = text[: spot.start()] + new + text[spot.end() :]
    told = f"{chosen.measure}: {printed}{chosen.unit} → {new}"
    return Fault(
        f"prose-{kind}", {line: edited}, frozenset({line}), RULES if covered else frozenset(), told
    )


def _year(text: str, line: int, stated: list[Statement], disclosure: Disclosure) -> Fault | None:
    """The three public expenses of last year; elsewhere the year is said more than once."""
    year = str(disclosure.fiscal_year)
    if not any(one.measure == "three_public_total" for one in stated) or text.count(year) != 1:
        return None
    edited = text.replace(year, str(disclosure.fiscal_year - 1))
    return Fault(
        "prose-year",
        {line: edited},
        frozenset({line}),
        frozenset({"statement-year"}),
        f"{year} → {disclosure.fiscal_year - 1}",
    )
