"""Rows of cells by role → indicators: levels taken over from above, targets put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.disclosure import Indicator
from budgetgraph.document import Passage, squeeze
from budgetgraph.document.where import Where, span
from budgetgraph.parse.project_forms.indicator_rows import LEVELS, OTHER, Cells
from budgetgraph.recognise.labels import value_text
from budgetgraph.values import document_number
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.target import Target, read_target


def indicators(rows: Sequence[Cells]) -> Iterator[Indicator]:
    """An indicator for each row with a third level, or with a target under a level of two.

    Blank levels are the last ones above, up to a heading with other labels (an empty row here); a
    first level printed alone begins the row below it.
    """
    levels: dict[str, Passage] = {}
    opening: Where | None = None
    for cells in rows:
        levels = _levels(levels, cells)
        if "level1" in cells:
            opening = cells["level1"].where
        if "level3" not in cells:
            continue
        places = [cell.where for cell in cells.values()] + ([opening] if opening else [])
        opening = None
        yield _indicator(cells, levels, span(places))


def _levels(above: dict[str, Passage], cells: Cells) -> dict[str, Passage]:
    """The levels that hold in a row; a new first level ends the second one above."""
    if not cells:
        return {}
    here = {key: cells[key] for key in LEVELS if key in cells}
    kept = {key: cell for key, cell in above.items() if key == "level1" or "level1" not in here}
    return kept | here


def _indicator(cells: Cells, levels: dict[str, Passage], where: Where) -> Indicator:
    basis = cells.get("basis")
    numbers = document_number.find(basis.text) if basis else ()
    return Indicator(
        level1=_squeezed(levels.get("level1")),
        level2=_squeezed(levels.get("level2")),
        level3=value_text(cells["level3"]),
        description=_text(cells.get("description")),
        target=_target(cells),
        basis=_text(basis),
        documents=unique(found.number for found in numbers),
        where=where,
        other=tuple(_others(cells)),
        achieved=_text(cells.get("achieved")),
        score=_text(cells.get("score")),
        reason=_text(cells.get("reason")),
    )


def _target(cells: Cells) -> Target | None:
    """The target, put together where operator, value and unit stand in columns of their own.

    `≥ | 12 | 公里` → ≥12公里.
    """
    parts = [cells[key] for key in ("operator", "target", "unit") if key in cells]
    if "target" not in cells and "operator" not in cells:
        return None
    text = "".join(value_text(part) for part in parts)
    return read_target(text) if text else None


def _others(cells: Cells) -> Iterator[tuple[str, str]]:
    for key, cell in cells.items():
        if key.startswith(OTHER):
            yield key.removeprefix(OTHER), value_text(cell)


def _text(passage: Passage | None) -> str | None:
    return value_text(passage) if passage else None


def _squeezed(passage: Passage | None) -> str | None:
    return squeeze(passage.text) if passage else None


def unique(numbers: Iterable[DocumentNumber]) -> tuple[DocumentNumber, ...]:
    """Each number once, in the order in which they stand."""
    return tuple(dict.fromkeys(numbers))
