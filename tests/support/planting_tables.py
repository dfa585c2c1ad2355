"""Faults in tables: a digit, a decimal point, two digits swapped, a row dropped, a code broken, a
value in another column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from budgetgraph.disclosure import Cell, Disclosure, Row, Table
from budgetgraph.values.amount import decimal_or_none
from planting import Fault

SUMS = frozenset({"children-sum-to-parent", "column-total", "row-total", "summary-matches-detail"})
SIDES = frozenset({"revenue-equals-expenditure", "summary-matches-detail"})
CODED = (
    "expenditure_summary",
    "general_public_expenditure",
    "general_public_basic_expenditure",
    "revenue_summary",
)
TWO_SIDED = ("revenue_expenditure_summary", "fiscal_appropriation_summary")
#: Changes below it may be rounding: 0.01 万元 for each of the rows of a large table.
_SLACK = {"万元": Decimal("0.5"), "元": Decimal(50)}
_TAG = re.compile(r"</?b>")


def number(text: str) -> Decimal | None:
    return decimal_or_none(text.replace(",", ""))


def spots(table: Table, row: Row, lines: tuple[str, ...]) -> Iterator[tuple[Cell, int]]:
    """Each cell of a row of one line with the field of the line that it stands in."""
    if row.where.first != row.where.last:
        return
    fields = [_TAG.sub("", field).strip() for field in lines[row.where.first - 1].split("\t")]
    at = next(
        (
            index
            for index, field in enumerate(fields)
            if "".join(field.split()) == "".join(row.item.split())
        ),
        None,
    )
    for cell in row.cells if at is not None else ():
        at = next(
            (index for index in range((at or 0) + 1, len(fields)) if fields[index] == cell.value),
            None,
        )
        if at is None:
            return
        yield cell, at


def changed(line: str, field: int, new: str) -> str:
    fields = line.split("\t")
    fields[field] = new
    return "\t".join(fields)


def other_digit(rng: Random, text: str) -> str:
    at = rng.choice([index for index, char in enumerate(text) if char.isdigit()])
    return (
        text[:at]
        + rng.choice([digit for digit in "0123456789" if digit != text[at]])
        + text[at + 1 :]
    )


def moved_point(rng: Random, text: str) -> str:
    bare = text.replace(",", "")
    whole, _, cents = bare.partition(".")
    return (
        f"{whole[:-1] or '0'}.{whole[-1]}{cents[:1]}"
        if rng.random() < 0.5
        else f"{whole}{cents[:1]}.{cents[1:]}0"
    )


def swapped_digits(rng: Random, text: str) -> str:
    pairs = [
        at
        for at in range(len(text) - 1)
        if text[at : at + 2].isdigit() and text[at] != text[at + 1]
    ]
    if not pairs:
        return other_digit(rng, text)
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


SLIPS: dict[str, Callable[[Random, str], str]] = {
    "digit": other_digit,
    "point": moved_point,
    "swapped": swapped_digits,
}


def coded_fault(rng: Random, table: Table, disclosure: Disclosure) -> Fault | None:
    """A fault of some kind in a table by code."""
    kind = rng.choice(
        [
            *SLIPS,
            *SLIPS,
            "row-dropped",
            "code-broken",
            "other-column",
            "names-swapped",
            "rows-swapped",
        ]
    )
    lines = disclosure.source.lines
    rows = [row for row in table.rows if row.where.first == row.where.last]
    return (
        _figure(rng, kind, table, rows, lines)
        if kind in SLIPS
        else _KINDS[kind](rng, table, rows, lines)
    )


def _figure(
    rng: Random,
    kind: str,
    table: Table,
    rows: list[Row],
    lines: tuple[str, ...],
    rules: frozenset[str] = SUMS,
) -> Fault | None:
    every = [
        (row, cell, field)
        for row in rows
        for cell, field in spots(table, row, lines)
        if number(cell.value)
    ]
    if not every:
        return None
    row, cell, field = rng.choice(every)
    new = SLIPS[kind](rng, cell.value)
    before, after = number(cell.value), number(new)
    if before is None or after is None or before == after:
        return None
    line = row.where.first
    edits = {line: changed(lines[line - 1], field, new)}
    covered = abs(before - after) > _SLACK[table.scale or "万元"]
    told = f"{table.type} {row.code} {row.item} {cell.column}: {cell.value} → {new}"
    return Fault(f"table-{kind}", edits, frozenset({line}), rules if covered else frozenset(), told)


def _related(table: Table, code: str) -> frozenset[int]:
    """The rows that a sum with this code cites: those above it, those beside it, and the total."""
    return frozenset(
        row.where.first
        for row in table.rows
        if row.code is None or code[:3] == row.code[:3] or len(row.code) == 3
    )


def _amount(row: Row) -> Decimal:
    return max((number(cell.value) or Decimal(0) for cell in row.cells), default=Decimal(0))


def _large(table: Table, rows: list[Row]) -> list[Row]:
    return [
        row
        for row in rows
        if row.code and len(row.code) > 3 and _amount(row) > _SLACK[table.scale or "万元"]
    ]


def _row_dropped(
    rng: Random, table: Table, rows: list[Row], lines: tuple[str, ...]
) -> Fault | None:
    codes = [row.code for row in table.rows]
    #: A row whose parent has no other child leaves nothing to add up.
    fit = [
        row
        for row in _large(table, rows)
        if sum((code or "")[:-2] == (row.code or "")[:-2] for code in codes if code) > 1
    ]
    fit = [
        row
        for row in fit
        if not any(code and code != row.code and code.startswith(row.code or "-") for code in codes)
    ]
    if not fit:
        return None
    row = rng.choice(fit)
    return Fault(
        "row-dropped",
        {row.where.first: None},
        _related(table, row.code or ""),
        SUMS,
        f"{table.type} {row.code} {row.item}",
    )


def _code_broken(
    rng: Random, table: Table, rows: list[Row], lines: tuple[str, ...]
) -> Fault | None:
    codes = {row.code for row in table.rows}
    for row in rng.sample(_large(table, rows), len(_large(table, rows))):
        code = row.code or ""
        slip = code[:2] + other_digit(rng, code[2:])
        siblings = sum(
            bool(one) and len(one or "") == len(code) and (one or "").startswith(code[:-2])
            for one in codes
        )
        # Another item of the same class, or the only one of a class, leaves every sum as it was.
        if (
            slip in codes
            or slip[:-2] == code[:-2]
            or siblings < 2
            or any(one and one != code and one.startswith(code) for one in codes)
        ):
            continue
        line = row.where.first
        fields = lines[line - 1].split("\t")
        if code not in fields:
            continue
        edits = {line: changed(lines[line - 1], fields.index(code), slip)}
        return Fault(
            "code-broken",
            edits,
            _related(table, code) | _related(table, slip) | {line},
            SUMS,
            f"{table.type} {code} → {slip}",
        )
    return None


def _other_column(
    rng: Random, table: Table, rows: list[Row], lines: tuple[str, ...]
) -> Fault | None:
    """A value moved into the next column, which was blank."""
    for row in rng.sample(_large(table, rows), len(_large(table, rows))):
        line = row.where.first
        fields = lines[line - 1].split("\t")
        for _, field in spots(table, row, lines):
            if field + 1 < len(fields) and fields[field + 1] in ("", "0.00"):
                fields[field], fields[field + 1] = fields[field + 1], fields[field]
                return Fault(
                    "other-column",
                    {line: "\t".join(fields)},
                    frozenset({line}),
                    SUMS,
                    f"{table.type} {row.code} {row.item}",
                )
    return None


def _names_swapped(
    rng: Random, table: Table, rows: list[Row], lines: tuple[str, ...]
) -> Fault | None:
    """The codes and names of two rows of different parents and different amounts."""
    pairs = [
        (one, two)
        for one in _large(table, rows)
        for two in _large(table, rows)
        if (one.code or "")[:-2] != (two.code or "")[:-2]
        and len(one.code or "") == len(two.code or "") == 7
        and abs(_amount(one) - _amount(two)) > _SLACK[table.scale or "万元"]
    ]
    if not pairs:
        return None
    one, two = rng.choice(pairs)
    first, second = lines[one.where.first - 1].split("\t"), lines[two.where.first - 1].split("\t")
    if one.code not in first or two.code not in second:
        return None
    at, there = first.index(one.code), second.index(two.code)
    first[at : at + 2], second[there : there + 2] = second[there : there + 2], first[at : at + 2]
    edits: dict[int, str | None] = {
        one.where.first: "\t".join(first),
        two.where.first: "\t".join(second),
    }
    places = _related(table, one.code or "") | _related(table, two.code or "")
    return Fault("names-swapped", edits, places, SUMS, f"{table.type} {one.code} ↔ {two.code}")


def _rows_swapped(
    rng: Random, table: Table, rows: list[Row], lines: tuple[str, ...]
) -> Fault | None:
    """Two whole rows: another order is no fault, and nothing may be found."""
    fit = [row for row in rows if row.code]
    if len(fit) < 2:
        return None
    one, two = rng.sample(fit, 2)
    edits: dict[int, str | None] = {
        one.where.first: lines[two.where.first - 1],
        two.where.first: lines[one.where.first - 1],
    }
    return Fault(
        "rows-swapped", edits, frozenset(), frozenset(), f"{table.type} {one.code} ↔ {two.code}"
    )


_KINDS: dict[str, Callable[[Random, Table, list[Row], tuple[str, ...]], Fault | None]] = {
    "row-dropped": _row_dropped,
    "code-broken": _code_broken,
    "other-column": _other_column,
    "names-swapped": _names_swapped,
    "rows-swapped": _rows_swapped,
}


def summary_fault(rng: Random, table: Table, disclosure: Disclosure) -> Fault | None:
    """A slip in a total or a class of expenditure of a two-sided summary."""
    rows = [
        row
        for row in table.rows
        if re.search(r"[收支]入?出?总计$|支出$", "".join(row.item.split())) and "结" not in row.item
    ]
    return _figure(
        rng,
        rng.choice(list(SLIPS)),
        table,
        rows,
        disclosure.source.lines,
        SIDES | SUMS | {"statement-matches-table"},
    )


def table_faults(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """One fault in each table that the rules of sums look at."""
    for table in disclosure.tables:
        make = (
            coded_fault
            if table.type in CODED
            else summary_fault
            if table.type in TWO_SIDED
            else None
        )
        fault = make(rng, table, disclosure) if make and not table.empty else None
        if fault:
            yield fault
