"""One claimed table → rows with codes, items and cells under their contract column names. Continuations are stitched before anything is read."""

from __future__ import annotations

from collections.abc import Iterator

from budgetgraph.codes import join_code
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.forms import forms
from budgetgraph.headings import Column, columns, is_amount, texts
from budgetgraph.model import Cell, Row, Table
from budgetgraph.recognise import Fragment, TableClaim
from budgetgraph.where import span

_NO_TEXT = Passage(())


def parse_table(claim: TableClaim, default_scale: str | None) -> Table:
    """The table as the contract prints it. `default_scale` is the money unit last printed above, for tables that print none."""
    rows: list[Row] = []
    places = [claim.title.where]
    for index, fragment in enumerate(claim.fragments):
        places.extend(row_where(row) for row in (*fragment.heading, *fragment.rows) if any(row))
        parsed = list(_rows(fragment, _columns(claim, index)))
        if index and parsed and rows and _goes_on(parsed[0], rows[-1]):
            rows[-1] = _merged(rows[-1], parsed.pop(0))
        rows.extend(parsed)
    kept = [row for row in rows if row.item or row.cells]
    empty = not any(is_amount(cell.value) for row in kept for cell in row.cells)
    scale = scale_of([claim.title, *claim.captions]) or _scale_in_heading(claim) or default_scale
    return Table(claim.type, squeeze(claim.title.text), scale, empty, () if empty else tuple(kept), span(places))


def scale_of(captions: list[Passage]) -> str | None:
    """The money unit that a caption prints."""
    for caption in captions:
        found = forms().caption["scale"].match(caption.text)
        if found:
            return found.group("unit")
    return None


def _scale_in_heading(claim: TableClaim) -> str | None:
    """The unit that a column heading prints: `价值（金额单位：万元）`."""
    return scale_of([cell for fragment in claim.fragments for row in fragment.heading for cell in row])


def _columns(claim: TableClaim, index: int) -> list[Column]:
    """The columns of a fragment: by its own heading, else by the last one printed before it."""
    heading = next((fragment.heading for fragment in reversed(claim.fragments[: index + 1]) if fragment.heading), ())
    return columns(heading)


def _rows(fragment: Fragment, layout: list[Column]) -> Iterator[Row]:
    """Rows of a fragment; each side of a two-sided line that names an item is a row of its own."""
    sides = sorted({column.side for column in layout if column.side}, reverse=True)
    has_serial = any(column.role == "serial" for column in layout)
    previous: list[Row] = []
    for cells in fragment.rows:
        if not any(cells):
            continue
        row = [_side_row(cells, layout, side) for side in sides] if sides else [_side_row(cells, layout, None)]
        found = [side for side in row if side is not None]
        if previous and not sides and len(found) == 1 and has_serial and not _serial(cells, layout) and _goes_on(found[0], previous[-1]):
            previous[-1] = _merged(previous[-1], found[0])
            continue
        yield from previous
        previous = found
    yield from previous


def _serial(cells: GridRow, layout: list[Column]) -> str:
    return "".join(text for text, column in zip(texts(cells), layout, strict=False) if column.role == "serial")


def _side_row(cells: GridRow, layout: list[Column], side: str | None) -> Row | None:
    mine = [(cell, column) for cell, column in zip(cells, layout, strict=False) if column.side == side or (side is None)]
    items = [(cell, column) for cell, column in mine if column.role == "item" and cell]
    item = next((cell for cell, column in items if column.preferred), items[0][0] if items else _NO_TEXT)
    code = _code([(squeeze(cell.text), column) for cell, column in mine])
    values = tuple(
        Cell(column.name, squeeze(cell.text), cell.where) for cell, column in mine if column.role == "value" and cell
    )
    if side is not None and not item:
        return None
    if not item and not values and not code:
        return None
    return Row(code, squeeze(item.text), values, row_where(cells))


def _code(cells: list[tuple[str, Column]]) -> str | None:
    """The code as printed in one cell, or joined from the columns 类, 款, 项."""
    whole = [text for text, column in cells if column.role == "code" and text]
    parts = [text for text, column in cells if column.role == "code_part"]
    if len(whole) == 1 and not any(parts):
        return whole[0]
    return join_code(*whole, *parts)


def _goes_on(row: Row, above: Row) -> bool:
    """Whether a row is only the rest of the item above it: a name without code and without any value."""
    return bool(row.item) and row.code is None and not row.cells and bool(above.item) and bool(above.cells or above.code)


def _merged(above: Row, rest: Row) -> Row:
    where = span((above.where, rest.where))
    return Row(above.code, above.item + rest.item, above.cells, where)


def passages(claim: TableClaim) -> Iterator[Passage]:
    """Every text of a table, for whoever looks for document numbers in it."""
    for fragment in claim.fragments:
        for row in fragment.rows:
            yield from (cell for cell in row if cell)

