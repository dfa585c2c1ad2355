"""Goals are parted at list marks that count on; a number in the text is no mark."""

import pytest

from budgetgraph.document import Passage, Piece, passage
from budgetgraph.document.where import Where
from budgetgraph.parse.goals import split_goals

HERE = Where(7, 7)
CELLS = [
    ("1.提高参保率。 2.实现基金收支平衡。", ["提高参保率。", "实现基金收支平衡。"]),
    ("1、全年救助 200 人次 2、,满意度达 98%", ["全年救助 200 人次", ",满意度达 98%"]),
    ("救助资金按时拨付", ["救助资金按时拨付"]),
    ("1.救助资金按时拨付2.重点对象应救尽救", ["救助资金按时拨付", "重点对象应救尽救"]),
    ("1.参保率提高2.5个百分点", ["参保率提高2.5个百分点"]),
    ("1.第2、3季度完成检查", ["第2、3季度完成检查"]),
    ("（1）检查（2）整改", ["检查", "整改"]),
    ("2.强化规范化管理。", ["强化规范化管理。"]),
    ("1.目标内容1持续救助；", ["目标内容1持续救助；"]),
    ("1.检查 3.整改", ["检查 3.整改"]),
]


@pytest.mark.parametrize(("cell", "goals"), CELLS)
def test_goals_of_a_cell(cell: str, goals: list[str]) -> None:
    assert [goal.text for goal in split_goals(passage(cell, HERE))] == goals


def test_a_goal_stands_where_its_text_stands() -> None:
    cell = Passage(
        (Piece("1.检查", Where(5, 5)), Piece("\n2.整", Where(6, 6)), Piece("改", Where(7, 7)))
    )
    assert [(goal.text, goal.where) for goal in split_goals(cell)] == [
        ("检查", Where(5, 5)),
        ("整改", Where(6, 7)),
    ]


def test_the_table_is_as_long_as_it_looks() -> None:
    assert len(CELLS) == 10
