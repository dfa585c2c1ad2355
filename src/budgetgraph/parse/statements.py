"""Amounts that the running text states: what each is, by its own label, its heading and what was
said before it.

The words are data (`forms/prose.toml`), the grammar stands in `parse/prose`. An amount that no
measure takes is a note with its words; no amount is both, and none is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from budgetgraph.disclosure import Statement
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms.prose import prose
from budgetgraph.parse.cars_and_running import with_cars_told
from budgetgraph.parse.prose.paragraphs import Paragraphs, Stated
from budgetgraph.parse.prose.readings import Paper, Reading

_FINAL_ACCOUNTS = "final_accounts"


@dataclass(frozen=True, slots=True)
class ProseAmounts:
    """All amounts of the running text: `statements` once each, `places` of every amount that was
    read, `notes` for those that no measure takes.
    """

    statements: tuple[Statement, ...]
    places: tuple[Where, ...]
    notes: tuple[Note, ...]


def read_amounts(
    passages: Iterable[Passage],
    fiscal_year: int,
    kind: str = "budget",
    names: tuple[str, ...] = (),
    of_place: bool = False,
) -> ProseAmounts:
    """Give every amount of the running text of a paper.

    `fiscal_year` is the year of an amount whose sentence prints none. In final accounts amounts are
    of money that was spent, unless they are called 预算. `names` are those of the body whose paper
    it is. Of a paper on all bodies of a place (`of_place`) the expenses alone are read: 全县收入 is
    the government's.
    """
    paper = Paper(fiscal_year, kind == _FINAL_ACCOUNTS, names, of_place)
    printed = list(Paragraphs(paper).read(passages))
    if of_place:
        printed = list(map(_expenses_alone, printed))
    printed = with_cars_told(printed)
    stated = _whole_only(printed)
    return ProseAmounts(
        statements=tuple(_statements(stated)),
        places=tuple(map(attrgetter("where"), filter(attrgetter("readings"), stated))),
        notes=tuple(chain.from_iterable(map(_notes, printed, stated))),
    )


def _expenses_alone(amount: Stated) -> Stated:
    """Give an amount without what is no expense: of 全县收入9万元，三公经费1万元 the second alone."""
    kept = (one for one in amount.readings if one.measure in prose().expenses)
    return replace(amount, readings=tuple(kept))


def parse_statements(
    passages: Iterable[Passage], fiscal_year: int, kind: str = "budget"
) -> tuple[Statement, ...]:
    """Give every stated amount once, at its first line."""
    return read_amounts(passages, fiscal_year, kind).statements


def unread_amounts(
    passages: Iterable[Passage], fiscal_year: int, kind: str = "budget"
) -> tuple[Note, ...]:
    """Give a note for each amount that no measure takes, or no label tells."""
    return read_amounts(passages, fiscal_year, kind).notes


def _notes(printed: Stated, kept: Stated) -> Iterator[Note]:
    """Say that no measure takes an amount, or that one of both sides is not taken for one of them,
    of which another amount is stated.

    财政拨款收、支总计120万元 beside 财政拨款收入100万元 → what is spent alone
    """
    if not kept.readings:
        message = f"no measure is stated for the amount in …{printed.words}"
        yield Note("amount-not-read", message, kept.where)
        return
    kept_measures = {reading.measure for reading in kept.readings}
    for reading in printed.readings:
        is_taken = reading.measure in kept_measures or reading.measure in prose().of_the_year
        if reading.sign and not is_taken:
            message = f"another {reading.measure} is stated than the amount in …{printed.words}"
            yield Note("amount-not-read", message, kept.where)


def _statements(stated: Iterable[Stated]) -> Iterator[Statement]:
    """Give the statements of all amounts; the same measure, subject, value, year and phase once.

    What is told of a fund, and with the same amount of all funds, is of all of them.
    """
    told: dict[tuple[str, str | None, str, int | None, str | None], Statement] = {}
    for amount in stated:
        for reading in amount.readings:
            said = _statement(amount, reading)
            key = (said.measure, said.subject, said.value, said.year, said.phase)
            first = told.setdefault(key, said)
            if said.fund is None:
                told[key] = replace(first, fund=None)
    yield from told.values()


def _statement(amount: Stated, reading: Reading) -> Statement:
    value = f"-{amount.digits}" if reading.sign < 0 else amount.digits
    subject = code = None
    if reading.about is None:
        subject, code = reading.subject.name, reading.subject.code
    return Statement(
        measure=reading.measure,
        value=value,
        unit=amount.unit,
        year=reading.year,
        subject=subject,
        where=amount.where,
        printed=amount.digits,
        code=code,
        phase=reading.phase,
        fund=reading.subject.fund,
    )


# --- what stands for the whole only where nothing else does ---------------------------------------

_Key = tuple[str, int, str | None, int]
#: The distance of the amounts that are furthest from the whole.
_FURTHEST = 2


def _whole_only(stated: list[Stated]) -> list[Stated]:
    """Give the amounts without those of a part where another amount of the whole is stated; 本年收入合计
    beside another 收入总计 has a measure of its own.

    财政拨款基本支出50万元 is basic_expenditure only where 基本支出 itself is not told, and the change of the
    appropriation is that of the total only where that one is not told, if only as 增加（减少）5万元.
    """
    told: dict[_Key, set[str]] = {}
    for amount in stated:
        for reading in amount.readings:
            for level in range(_distance(reading) + 1, _FURTHEST + 1):
                told.setdefault(_key(reading, level), set()).add(amount.digits)
    return [replace(amount, readings=tuple(_kept(amount, told))) for amount in stated]


def _kept(amount: Stated, told: dict[_Key, set[str]]) -> Iterator[Reading]:
    for reading in amount.readings:
        if reading.sign == 0:
            continue
        nearer = told.get(_key(reading, _distance(reading)), {amount.digits})
        if amount.digits in nearer:
            yield reading
        elif reading.about is None and reading.measure in prose().of_the_year:
            yield replace(reading, measure=prose().of_the_year[reading.measure])


def _key(reading: Reading, distance: int) -> _Key:
    return reading.measure, reading.year, reading.phase, distance


def _distance(reading: Reading) -> int:
    """Tell how far an amount is from the whole that it stands for: 0 for the whole itself, 1 for
    what one fund gives and 收入合计 without carryover, 2 for the change of an appropriation.
    """
    is_of_part = reading.about in prose().changes_of_part
    is_of_a_fund = reading.subject.stands_in
    return max(int(is_of_a_fund), _FURTHEST * is_of_part)
