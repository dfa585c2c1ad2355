"""Notes of what a workbook holds and is not read: hidden parts, and cells with faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetgraph.document.problems import Note
from budgetgraph.read.sheets.sheet import WHITE, Address, Sheet, address_text

#: So many cells of one fault a note names; it counts the rest.
MOST_NAMED = 6


def notes(sheets: Iterable[Sheet]) -> Iterator[Note]:
    """Give the notes of all sheets."""
    for sheet in sheets:
        if not sheet.is_hidden:
            yield from _hidden_rows(sheet)
            yield from _hidden_columns(sheet)
            yield from _faults(sheet)
            yield from _pictures(sheet)
        elif sheet.cells:
            yield Note("hidden-not-read", f"the hidden sheet {sheet.name} is not read (隐藏)")


def _hidden_rows(sheet: Sheet) -> Iterator[Note]:
    rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
    if rows:
        named = ", ".join(str(row + 1) for row in rows[:MOST_NAMED])
        what = f"{len(rows)} hidden row(s) of sheet {sheet.name} are not read (隐藏行)"
        yield Note("hidden-not-read", f"{what}: {named}")


def _hidden_columns(sheet: Sheet) -> Iterator[Note]:
    columns = sorted({column for _, column in sheet.cells} & sheet.hidden_columns)
    if columns:
        named = ", ".join(map(_column_name, columns[:MOST_NAMED]))
        what = f"{len(columns)} hidden column(s) of sheet {sheet.name} are not read (隐藏列)"
        yield Note("hidden-not-read", f"{what}: {named}")


def _column_name(column: int) -> str:
    """Give the letters of a column: 27 → AB."""
    return address_text((0, column)).rstrip("0123456789")


def _faults(sheet: Sheet) -> Iterator[Note]:
    """Give the faults of visible cells, one note a kind, with the addresses."""
    by_fault: dict[str, list[Address]] = {}
    for address, cell in sorted(sheet.cells.items()):
        if cell.fault is not None and sheet.is_visible(address):
            by_fault.setdefault(cell.fault, []).append(address)
    for fault, addresses in by_fault.items():
        named = ", ".join(f"{sheet.name}!{address_text(at)}" for at in addresses[:MOST_NAMED])
        rest = len(addresses) - MOST_NAMED
        more = f" and {rest} more" if rest > 0 else ""
        code = "hidden-not-read" if fault == WHITE else "part-not-read"
        yield Note(code, f"{fault} in {named}{more}")


def _pictures(sheet: Sheet) -> Iterator[Note]:
    """Say that a sheet which has no cells shows pictures: its table may be one of them."""
    if sheet.pictures and not sheet.cells:
        what = f"{sheet.pictures} picture(s) (图片) of sheet {sheet.name} are not read"
        yield Note("part-not-read", what)
