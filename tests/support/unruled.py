"""Words of a page without rulings, ten points high, and the table that they are."""

from __future__ import annotations

from budgetgraph.read.pages.page import Line, Word
from budgetgraph.read.pages.unruled.table import UnruledTable, unruled_table

WORDS = "项目 收入 支出 合计 小计 科目编码 科目名称 一般公共预算 基本支出 项目支出 单位资金".split()
HEIGHT = 10.0


def at_left(text: str, left: float, top: float = 0) -> Word:
    return Word(text, left, left + width(text), top, top + HEIGHT)


def at_right(text: str, right: float, top: float = 0) -> Word:
    return Word(text, right - width(text), right, top, top + HEIGHT)


def width(text: str) -> float:
    return sum(10.0 if character > "ÿ" else 5.0 for character in text)


def told(*lines: list[Word], above: UnruledTable | None = None) -> UnruledTable | None:
    found = [Line(tuple(line)) for line in lines]
    return unruled_table(found, WORDS.__contains__, {"收入", "支出"}.__contains__, above)


def cells(found: UnruledTable | None) -> list[list[str]]:
    assert found is not None
    return [list(row) for _, row in found.rows]
