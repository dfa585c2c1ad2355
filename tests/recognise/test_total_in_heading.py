"""A row that heads the last columns and is the total of the others."""

from __future__ import annotations

import pytest

from budgetgraph.document import GridRow, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.headings import texts
from budgetgraph.recognise.total_in_heading import total_apart

HEADING = ["科目编码", "科目名称", "本年收入", "本年支出", "", "", "年末结转"]
FIRST = ["221", "住房保障支出", "105.00", "105.00", "", "105.00", ""]


def cells_of(*words: str) -> GridRow:
    return tuple(passage(word, Where(1, 1)) for word in words)


def apart(total: list[str]) -> list[list[str]]:
    rows: list[GridRow] = [cells_of(*HEADING), cells_of(*total), cells_of(*FIRST)]
    return [texts(row) for row in total_apart(rows)]


def test_words_that_head_columns_stand_above_the_total() -> None:
    total = ["合计", "", "105.00", "合计", "基本支出", "项目支出", "0.00"]
    assert apart(total) == [
        HEADING,
        ["", "", "", "合计", "基本支出", "项目支出", ""],
        ["合计", "", "105.00", "", "", "", "0.00"],
        FIRST,
    ]


@pytest.mark.parametrize(
    "total",
    [
        # The total is whole.
        ["合计", "", "105.00", "105.00", "", "105.00", ""],
        # A row that is named otherwise is no total.
        ["教育支出", "", "105.00", "合计", "基本支出", "项目支出", ""],
        # A remark beside the total.
        ["合计", "", "105.00", "合计", "基本支出", "项目支出", "见附表"],
        # One word may be anything.
        ["合计", "", "105.00", "105.00", "", "项目支出", ""],
    ],
)
def test_other_rows_below_a_heading_stay_as_they_are(total: list[str]) -> None:
    assert apart(total) == [HEADING, total, FIRST]
