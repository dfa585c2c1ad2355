"""Rows of cells by role → indicators: levels taken over from above, targets put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from budgetgraph.disclosure import Indicator
from budgetgraph.document import Passage
from budgetgraph.document.where import Where, span
from budgetgraph.forms import forms
from budgetgraph.parse.project_forms.indicator_table.cells import Cells, adds_up
from budgetgraph.parse.project_forms.indicator_table.column_roles import LEVELS, OTHER
from budgetgraph.parse.project_forms.printed import given, numbers_of, text_of
from budgetgraph.recognise.labels import is_same_text, value_text
from budgetgraph.values.amount import is_number
from budgetgraph.values.target import Target, read_target, target_of_columns


def indicators(rows: Sequence[Cells]) -> Iterator[Indicator]:
    """Give an indicator for each row with a third level, or with a target under a level of two.

    Blank levels are the last ones above, up to a heading with other labels (an empty row here); a
    first level printed alone begins the row below it:

    产出指标 |          |          |
             | 数量指标 | 清淤长度 | ≥12公里    → 产出指标, 数量指标, 清淤长度, ≥12公里
    """
    levels: dict[str, Passage] = {}
    opening: list[Where] = []
    for cells in rows:
        levels = _levels(levels, cells)
        if "level1" in cells:
            opening = [cells["level1"].where]
        if not _is_indicator(cells):
            continue
        places = list(map(attrgetter("where"), cells.values()))
        yield _indicator(cells, levels, span(places + opening))
        opening = []


def _levels(above: dict[str, Passage], cells: Cells) -> dict[str, Passage]:
    """Give the levels that hold in a row; another first level ends the second one above.

    Below 产出指标, 数量指标 a row ` | 质量指标` is of 产出指标, a row `效益指标 | ` is of no second level. Below
    a second level alone the first one is printed at the middle of its cell: ` | 数量指标`, `产出指标 | `.
    """
    if not cells:
        return {}
    here = {key: cells[key] for key in LEVELS if key in cells}
    return above | here if _goes_on(above, here) else here


def _goes_on(above: dict[str, Passage], here: dict[str, Passage]) -> bool:
    """Tell whether the first level of a row is blank, the first one, or the one above again."""
    if "level1" not in here or "level1" not in above:
        return True
    return is_same_text(above["level1"].text, here["level1"].text)


def _is_indicator(cells: Cells) -> bool:
    """Tell whether a row names an indicator; one that adds up scores (总分 | 100 | 98) does not, nor
    one that a template left blank (指标2： | , …… | ……).
    """
    if "level3" not in cells or adds_up(cells):
        return False
    blank = forms().form["blank_indicator"]
    target = _printed(cells, "target")
    return cells["level3"].text not in blank or bool(target and target not in blank)


def lacks_name(cells: Cells) -> bool:
    """Tell whether a row holds a target and no name: no indicator is made of it."""
    blank = forms().form["blank_indicator"]
    target = _printed(cells, "target")
    return "level3" not in cells and bool(target) and target not in blank


def _indicator(cells: Cells, levels: dict[str, Passage], where: Where) -> Indicator:
    """Give the indicator of a row under its levels."""
    return Indicator(
        level1=_level_text(levels.get("level1")),
        level2=_level_text(levels.get("level2")),
        level3=value_text(cells["level3"]),
        description=text_of(cells.get("description")),
        target=_target(cells),
        basis=text_of(cells.get("basis")),
        documents=numbers_of(given(cells, "basis")),
        where=where,
        other=tuple(_others(cells)),
        achieved=text_of(cells.get("achieved")),
        score=text_of(cells.get("score")),
        reason=text_of(cells.get("reason")),
    )


def _target(cells: Cells) -> Target | None:
    """Give the target, put together where operator, value and unit stand in columns of their own.

    `≥ | 12 | 公里` → ≥12公里. A sign and a unit without a value (`≥ | | 公里`) are no target, and a
    number as the unit (`≥ | 12 | 15`) is of another column.
    """
    operator = _printed(cells, "operator")
    value = _printed(cells, "target")
    unit = _printed(cells, "unit")
    is_nothing = not value and not any(map(str.isdigit, operator))
    if is_nothing or counts_in_no_unit(cells):
        return None
    if operator or (value and unit):
        return target_of_columns(operator, value, unit)
    return read_target(value) if value else None


def counts_in_no_unit(cells: Cells) -> bool:
    """Tell whether a number stands where the unit of a target does: the cells of its row stand
    under other headings than theirs.
    """
    return is_number(_printed(cells, "unit"))


def _printed(cells: Cells, key: str) -> str:
    """Give the text of a cell, an empty one where the row has none."""
    return "".join(map(value_text, given(cells, key)))


def _others(cells: Cells) -> Iterator[tuple[str, str]]:
    """Give the texts of columns that are not known, each with its heading."""
    for key, cell in cells.items():
        if key.startswith(OTHER):
            yield key.removeprefix(OTHER), value_text(cell)


def _level_text(cell: Passage | None) -> str | None:
    """Give the name of a level without the blanks that a narrow column breaks it with."""
    return cell.squeezed if cell else None
