"""Rows of cells by role → indicators: levels taken over from above, targets put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetgraph.disclosure import Indicator
from budgetgraph.document import Passage, squeeze
from budgetgraph.document.where import Where, span
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.columns import LEVELS, OTHER
from budgetgraph.parse.project_forms.indicator_rows import Cells
from budgetgraph.recognise.labels import is_same_text, value_text
from budgetgraph.values import document_number
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.target import Target, read_target, target_of_columns


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
        if "level3" not in cells or _is_total(cells):
            continue
        places = [cell.where for cell in cells.values()] + ([opening] if opening else [])
        opening = None
        yield _indicator(cells, levels, span(places))


def _levels(above: dict[str, Passage], cells: Cells) -> dict[str, Passage]:
    """The levels that hold in a row; another first level ends the second one above."""
    if not cells:
        return {}
    here = {key: cells[key] for key in LEVELS if key in cells}
    first = above.get("level1")
    goes_on = "level1" not in here or (first is not None and _is_same(first, here["level1"]))
    return above | here if goes_on else here


def _is_same(one: Passage, other: Passage) -> bool:
    return is_same_text(one.text, other.text)


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


def _is_total(cells: Cells) -> bool:
    """Whether a row adds up the scores of those above it: 总分 | 100 | 98."""
    return cells["level3"].text in forms().label["no_indicator"]


def _target(cells: Cells) -> Target | None:
    """The target, put together where operator, value and unit stand in columns of their own.

    `≥ | 12 | 公里` → ≥12公里.
    """
    operator, value, unit = (_text(cells.get(key)) or "" for key in ("operator", "target", "unit"))
    if not value and not operator:
        return None
    return target_of_columns(operator, value, unit) if operator or unit else read_target(value)


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
