"""Amounts of a picture of which the sums of their table decide the reading.

    recognised:  人员 18.00 (or 10.00) | 公用 5.00 | 合计 15.00   → 人员 10.00, read by its sum

A reading wins only where it closes every sum that the amount is in, and no other reading of any
amount closes the same sum. What was recognised first is kept beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat
from operator import attrgetter

from budgetgraph.disclosure import READ_BY_SUM, Cell, Correction, Row, Table
from budgetgraph.document.problems import Note
from budgetgraph.parse.tables.rows import Block
from budgetgraph.recognise.closing import Figures, possible_sums, sums
from budgetgraph.values.amount import cell_text, decimal_or_none

#: So many unsure amounts of a table with open sums are named.
_MOST_NAMED = 10

#: An amount: the number of its row, and its column.
_Place = tuple[int, str]
#: An amount and another reading of it.
_Choice = tuple[_Place, Decimal]


@dataclass(frozen=True, slots=True)
class _Check:
    """One column of a sum; `siblings` are all its columns, where they have to agree as well."""

    whole: _Place
    parts: tuple[_Place, ...]
    tolerance: Decimal
    siblings: tuple[_Check, ...] = ()

    @property
    def places(self) -> tuple[_Place, ...]:
        return (self.whole, *self.parts)

    def holds(self, amounts: Mapping[_Place, Decimal]) -> bool:
        """Tell whether the whole is the sum of its parts, here and in the siblings."""
        total = sum(amounts[place] for place in self.parts)
        is_closed = abs(amounts[self.whole] - total) <= self.tolerance
        return is_closed and all(other.holds(amounts) for other in self.siblings)


def read_by_sum(
    placed: Sequence[tuple[Row, Block]], figures: Sequence[Figures], unit: Decimal
) -> list[tuple[Row, Block]]:
    """Give the rows of a table, the reading that closes the sums in the place of a doubtful one.

    `figures` are what each row adds to the sums, `unit` is the last digit that the table prints.
    """
    others = _other_readings(placed, figures)
    if not others:
        return list(placed)
    chosen = _decided(_checks(figures, unit), _amounts(figures), others)
    settled: list[tuple[Row, Block]] = []
    for number, (row, block) in enumerate(placed):
        settled.append((_with_choices(number, row, chosen, others), block))
    return settled


def _amounts(figures: Sequence[Figures]) -> dict[_Place, Decimal]:
    """Give every amount by its place."""
    amounts: dict[_Place, Decimal] = {}
    for number, row in enumerate(figures):
        for column, amount in row.amounts.items():
            amounts[number, column] = amount
    return amounts


def _other_readings(
    placed: Sequence[tuple[Row, Block]], figures: Sequence[Figures]
) -> dict[_Place, dict[Decimal, str]]:
    """Give the other readings of the amounts that have some, each with its text."""
    other_readings: defaultdict[_Place, dict[Decimal, str]] = defaultdict(dict)
    for number, (row, _) in enumerate(placed):
        for cell, text in _further_texts(row):
            amount = decimal_or_none(text)
            if amount is not None and cell.column in figures[number].amounts:
                other_readings[number, cell.column][amount] = text
    return other_readings


def _further_texts(row: Row) -> Iterator[tuple[Cell, str]]:
    """Give every other reading of a cell of a row."""
    for cell in row.cells:
        if cell.where.picture is not None:
            yield from zip(repeat(cell), cell.where.picture.others, strict=False)


# --- sums -----------------------------------------------------------------------------------------
def _checks(figures: Sequence[Figures], unit: Decimal) -> list[_Check]:
    """Give every column of every sum of a table."""
    numbers = {id(row): number for number, row in enumerate(figures)}
    checks: list[_Check] = []
    for whole, parts in sums(figures):
        checks += _columns(whole, parts, numbers, unit)
    for whole, parts in possible_sums(figures):
        columns = tuple(_columns(whole, parts, numbers, unit))
        for check in columns:
            checks.append(replace(check, siblings=columns))
    return checks


def _columns(
    whole: Figures, parts: Sequence[Figures], numbers: Mapping[int, int], unit: Decimal
) -> Iterator[_Check]:
    """Give the columns of one sum; a column of which no part prints anything tells nothing."""
    for column in whole.amounts:
        places = tuple((numbers[id(row)], column) for row in parts if column in row.amounts)
        if places:
            yield _Check((numbers[id(whole)], column), places, unit * len(parts))


# --- decision -------------------------------------------------------------------------------------
def _decided(
    checks: Sequence[_Check],
    amounts: dict[_Place, Decimal],
    others: Mapping[_Place, Mapping[Decimal, str]],
) -> dict[_Place, Decimal]:
    """Give the readings that win. One that wins may let another win in the sum above."""
    of_place: defaultdict[_Place, list[_Check]] = defaultdict(list)
    for check in checks:
        for place in check.places:
            of_place[place].append(check)
    decided: dict[_Place, Decimal] = {}
    is_changed = True
    while is_changed:
        is_changed = False
        for check in checks:
            closing = [] if check.holds(amounts) else _closing(check, of_place, amounts, others)
            if len(closing) == 1 and closing[0][0] not in decided:
                place, amount = closing[0]
                decided[place] = amounts[place] = amount
                is_changed = True
    return decided


def _closing(
    check: _Check,
    of_place: Mapping[_Place, Sequence[_Check]],
    amounts: Mapping[_Place, Decimal],
    others: Mapping[_Place, Mapping[Decimal, str]],
) -> list[_Choice]:
    """Give the other readings that close an open sum, and each sum that their amount is in."""
    choices: list[_Choice] = []
    for place in check.places:
        for amount in others.get(place, ()):
            changed = {**amounts, place: amount}
            if all(other.holds(changed) for other in of_place[place]):
                choices.append((place, amount))
    return choices


def _with_choices(
    number: int,
    row: Row,
    chosen: Mapping[_Place, Decimal],
    others: Mapping[_Place, Mapping[Decimal, str]],
) -> Row:
    """Give a row with the readings that won."""
    cells = []
    for cell in row.cells:
        place = number, cell.column
        if place in chosen:
            cell = _read_as(cell, others[place][chosen[place]])
        cells.append(cell)
    return replace(row, cells=tuple(cells))


def _read_as(cell: Cell, text: str) -> Cell:
    """Give a cell with another of its readings; the one before is kept."""
    value, printed = cell_text(text)
    kept = Correction(
        cell.where.first, cell.where.page, cell.column, cell.value, value, READ_BY_SUM
    )
    return replace(cell, value=value, printed=printed, corrected=kept)


# --- notes ----------------------------------------------------------------------------------------
def notes_on_sums(table: Table) -> Iterator[Note]:
    """Name the amounts that were read by their sum; and where the sums of a table on a picture do
    not close, the amounts that are the least sure.
    """
    unsure: list[Cell] = []
    for row in table.rows:
        for cell in row.cells:
            if cell.corrected is not None:
                yield _decided_note(cell, cell.corrected)
            elif _is_unsure(cell):
                unsure.append(cell)
    if table.closes is False and unsure:
        values = ", ".join(map(attrgetter("value"), unsure[:_MOST_NAMED]))
        message = f"the sums of {table.title or table.type} do not close; the least sure of its"
        yield Note("recognised-doubtful", f"{message} recognised amounts: {values}", table.where)


def _decided_note(cell: Cell, kept: Correction) -> Note:
    """Say which reading won over which."""
    message = (
        f"page {cell.where.page}: {kept.read} was recognised first; of its readings only"
        f" {kept.printed} closes the sums of the table"
    )
    return Note(READ_BY_SUM, message, cell.where)


def _is_unsure(cell: Cell) -> bool:
    box = cell.where.picture
    return box is not None and not box.is_sure
