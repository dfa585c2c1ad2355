"""Ruled tables side by side on a page of a PDF."""

from __future__ import annotations

import pytest

from budgetgraph.read.pages.abreast_tables import in_reading_order
from budgetgraph.read.pages.page import Box, Line, Page, Ruled, Word

TITLES = frozenset({"收支总表", "支出总表"})


def _line(top: float, **places: tuple[float, float]) -> Line:
    words = [Word(text, x0, x1, top, top + 10) for text, (x0, x1) in places.items()]
    return Line(tuple(words))


def _table(x0: float, top: float, x1: float) -> Ruled:
    box = Box(x0, top, x1, top + 100, ("1.00",))
    return Ruled((box,), x0, top, x1, top + 100)


def _order(lines: list[Line], *tables: Ruled) -> list[str]:
    page = Page(1, 800, tuple(lines), tables)
    found = in_reading_order(page, TITLES.__contains__)
    return [item.text if isinstance(item, Line) else f"[{item.x0:.0f}]" for item in found]


LEFT, RIGHT = _table(50, 100, 350), _table(400, 104, 750)
HEADS = [
    _line(20, 某县水务局2025年预算=(200, 600)),
    _line(50, 收支总表=(150, 250), 支出总表=(520, 600)),
    _line(80, 单位甲=(50, 90), 单位乙=(710, 750)),
    _line(230, 注=(50, 70)),
]


def test_each_table_stands_below_its_own_lines() -> None:
    assert _order(HEADS, RIGHT, LEFT) == [
        *("某县水务局2025年预算", "收支总表", "单位甲", "[50]"),
        *("支出总表", "单位乙", "[400]", "注"),
    ]


def test_a_line_between_the_tops_of_the_tables_is_of_the_lower_one() -> None:
    lines = [*HEADS[:2], _line(108, 单位乙=(710, 750))]
    assert _order(lines, LEFT, _table(400, 130, 750))[-3:] == ["支出总表", "单位乙", "[400]"]


@pytest.mark.parametrize(
    ("titles", "border"),
    [
        (_line(50, 部门=(50, 90), 单位=(700, 750)), 350),
        (_line(50, 收支总表=(150, 250)), 350),
        (_line(50, 收支总表=(150, 250), 支出总表=(360, 440)), 350),
        (_line(50, 收支总表=(150, 250), 支出总表=(520, 600)), 420),
    ],
    ids=["captions", "one title", "over the border", "no tables side by side"],
)
def test_other_lines_stay_as_they_are(titles: Line, border: int) -> None:
    left = _table(50, 100, border)
    assert _order([titles], left, RIGHT) == [titles.text, "[50]", "[400]"]
