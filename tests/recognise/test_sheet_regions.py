"""Where a table begins and ends in the rows of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from budgetgraph.recognise.sheet_regions import parts


@dataclass(frozen=True)
class Cell:
    text: str
    span: int = 1


@dataclass(frozen=True)
class Row:
    text: str

    def filled(self) -> list[tuple[int, Cell]]:
        cells = enumerate(cell.strip() for cell in self.text.split("|"))
        return [(column, Cell(text)) for column, text in cells if text]


@pytest.mark.parametrize(
    ("rows", "is_text"),
    [
        (["一 | 收支情况", " | 2025年收入预算332.25万元。"], True),
        (["（二） | 采购情况", "1. | 货物采购5万元。"], True),
        ([" | 2025年收入预算332.25万元。", "二、采购情况 | "], True),
        # nothing is a sentence
        (["一 | 收支情况", "二 | 采购情况"], False),
        # a row of one cell may be the rest of a table above
        ([" | 清淤五公里。"], False),
        # words beside each other are a heading and its rows
        (["序号 | 重点工作", "1 | 清淤五公里。"], False),
        (["绩效目标 | 清淤五公里。", " | 加固水库。"], False),
    ],
)
def test_sentences_in_cells_are_no_table(rows: list[str], is_text: bool) -> None:
    above, body, below = parts([Row(text) for text in rows], lambda _: False)
    assert (len(above) == len(rows)) is is_text
    assert bool(body) is not is_text
    assert not below
