"""A text that sets a blank line after every row of a table, or ends its lines twice."""

from __future__ import annotations

import pytest
from reading import document, parsed

from budgetgraph.document import Grid

HEAD = "青禾县水利局2025年部门预算\n\n部门支出总表\n\n单位：万元\n\n"
ROWS = (
    "科目编码|科目名称|合计|基本支出|项目支出",
    "213|农林水支出|9.00|5.00|4.00",
    "21303|水利|9.00|5.00|4.00",
    "2130301|行政运行|9.00|5.00|4.00",
)


def _widths(content: str) -> list[int]:
    """How many rows each grid of a text has."""
    return [len(block.rows) for block in document(content).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n", "\r\r\n"])
@pytest.mark.parametrize("is_barred", [True, False])
def test_rows_with_a_blank_line_between_all_of_them_are_one_table(
    gap: str, is_barred: bool
) -> None:
    rows = [f"|{row}|" if is_barred else row.replace("|", "\t") for row in ROWS]
    found = parsed(HEAD + gap.join(rows) + "\n")
    [table] = found.tables
    assert (table.empty, table.closes, len(table.rows)) == (False, True, 3)
    assert [row.code for row in table.rows] == ["213", "21303", "2130301"]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("a\tb\n\nc\td\n", [1, 1]),
        ("a\tb\n\nc\td\n\ne\tf\n", [3]),
        ("a\tb\n\nc\td\n\ne\tf\ng\th\n", [1, 1, 2]),
        ("a\tb\n\nc\td\n注\n\ne\tf\n", [1, 1, 1]),
        ("a\tb\nc\td\n\ne\tf\ng\th\n", [2, 2]),
    ],
)
def test_other_gaps_part_tables(content: str, rows: list[int]) -> None:
    assert _widths(content) == rows
