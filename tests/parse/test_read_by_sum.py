"""The sums of a table decide between the readings of an amount that a picture shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from budgetgraph.disclosure import Cell, Row, Table
from budgetgraph.document.where import PictureBox, Where
from budgetgraph.parse.tables.by_sum import READ_BY_SUM, notes_on_sums
from budgetgraph.parse.tables.closing import settled

EXPENDITURE = "general_public_expenditure"


def row(code: str | None, item: str, value: str, others: Iterable[str] = (), sure: float = 0.8) -> Row:  # fmt: skip
    box = PictureBox(100, 100, 150, 110, sure, tuple(others))
    where = Where(1, 1, page=2, picture=box)
    return Row(code, item, (Cell("合计", value, where),), where)


def read(*rows: Row, scale: str = "万元") -> tuple[list[str], bool | None]:
    """The values of the rows as their sums decide, and whether they close."""
    placed = [(one, (None, 0)) for one in rows]
    found, closes = settled(EXPENDITURE, placed, scale)
    return [one.cells[0].value for one, _ in found], closes


def test_the_one_reading_that_closes_the_sum_wins() -> None:
    values, closes = read(
        row("201", "一般公共服务支出", "15.00"),
        row("20101", "人大事务", "18.00", ["10.00", "16.00"]),
        row("20102", "政协事务", "5.00"),
    )
    assert values == ["15.00", "10.00", "5.00"]
    assert closes is True


def test_both_readings_are_kept() -> None:
    rows = [
        row("201", "一般公共服务支出", "15.00"),
        row("20101", "人大事务", "18.00", ["10.00"]),
        row("20102", "政协事务", "5.00"),
    ]
    found, closes = settled(EXPENDITURE, [(one, (None, 0)) for one in rows], "万元")
    kept = found[1][0].cells[0].corrected
    assert kept is not None
    assert (kept.read, kept.printed, kept.by) == ("18.00", "10.00", READ_BY_SUM)
    table = Table(EXPENDITURE, "支出表", "万元", False, tuple(one for one, _ in found), Where(1, 3))
    (note,) = notes_on_sums(replace(table, closes=closes))
    assert note.code == READ_BY_SUM
    assert "18.00" in note.message
    assert "10.00" in note.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Either reading alone would close the sum.
        (row("20101", "人大事务", "18.00", ["10.00"]), row("20102", "政协事务", "5.00", ["-3.00"])),
        # None would.
        (row("20101", "人大事务", "18.00", ["16.00"]), row("20102", "政协事务", "5.00")),
        # There is none.
        (row("20101", "人大事务", "18.00"), row("20102", "政协事务", "5.00")),
    ],
    ids=["two close it", "none closes it", "no other reading"],
)
def test_what_is_printed_stays_where_the_sum_does_not_decide(first: Row, second: Row) -> None:
    values, closes = read(row("201", "一般公共服务支出", "15.00"), first, second)
    assert values == ["15.00", "18.00", "5.00"]
    assert closes is False


def test_a_sum_that_closes_is_left_alone() -> None:
    """Another reading may close it as well, within the rounding of its parts."""
    values, closes = read(
        row("201", "一般公共服务支出", "15.00"),
        row("20101", "人大事务", "10.00", ["10.01"]),
        row("20102", "政协事务", "5.00"),
    )
    assert values == ["15.00", "10.00", "5.00"]
    assert closes is True


def test_a_reading_has_to_close_every_sum_of_its_amount() -> None:
    """18.00 for 20101 opens the sum above and closes the one below; nothing wins."""
    values, closes = read(
        row("201", "一般公共服务支出", "15.00"),
        row("20101", "人大事务", "10.00", ["18.00"]),
        row("20102", "政协事务", "5.00"),
        row("2010101", "行政运行", "18.00"),
    )
    assert values == ["15.00", "10.00", "5.00", "18.00"]
    assert closes is False


def test_two_amounts_in_two_sums_are_decided_each() -> None:
    values, closes = read(
        row(None, "合计", "45.00"),
        row("201", "一般公共服务支出", "15.00"),
        row("20101", "人大事务", "16.00", ["15.00"]),
        row("205", "教育支出", "38.00", ["30.00"]),
        row("20502", "普通教育", "30.00"),
    )
    assert values == ["45.00", "15.00", "15.00", "30.00", "30.00"]
    assert closes is True


def test_a_list_is_closed_by_a_reading_of_one_of_its_rows() -> None:
    """A list without marks may hold subtotals: a gap tells nothing, a closed sum does."""
    values, closes = read(
        row(None, "合计", "60.00"),
        row(None, "城乡居民补助", "16.00", ["10.00"]),
        row(None, "医疗救助", "20.00"),
        row(None, "业务经费", "30.00"),
    )
    assert values == ["60.00", "10.00", "20.00", "30.00"]
    assert closes is True


def test_where_sums_stay_open_the_least_sure_amounts_are_named() -> None:
    rows = (
        row("201", "一般公共服务支出", "15.00", sure=0.99),
        row("20101", "人大事务", "18.00", sure=0.96),
    )
    table = Table(EXPENDITURE, "支出表", "万元", False, rows, Where(1, 2), closes=False)
    (note,) = notes_on_sums(table)
    assert note.code == "recognised-doubtful"
    assert note.message.endswith(": 18.00")
    assert not list(notes_on_sums(replace(table, closes=True)))
    sure = replace(table, rows=(rows[0], row("20101", "人大事务", "18.00", sure=0.97)))
    assert not list(notes_on_sums(sure))
