"""Which lines are titles of forms and tables."""

from __future__ import annotations

import pytest

from budgetgraph.document import Paragraph, passage
from budgetgraph.document.where import Where
from budgetgraph.recognise.titles import title_of

SENTENCE = "年度预算安排。项目已经立项。"
AMOUNT = "财政拨款12.00万元。"
TITLE = "河道清淤绩效目标表"


@pytest.mark.parametrize(
    ("before", "is_title"),
    [
        (SENTENCE + "清" * (60 - len(SENTENCE + TITLE)), True),
        (SENTENCE * 4, False),
        # an amount in a sentence before it is prose, however short the line
        (AMOUNT, False),
        ("财政拨款12.00万元", True),
    ],
)
def test_a_long_line_of_sentences_is_no_title(before: str, is_title: bool) -> None:
    """Of a dump a line may hold prose with the title of the next form at its end: its amounts are
    prose, which is read or noted; a title's are not looked at.
    """
    paragraph = Paragraph(passage(before + TITLE, Where(1, 1)))
    assert (title_of(paragraph) is not None) is is_title


@pytest.mark.parametrize(
    ("line", "kind", "table_type"),
    [
        ("支出预算表", "table", "expenditure_summary"),
        # of a kind that has no type
        ("财政专户管理资金预算支出表", "other_table", None),
    ],
)
def test_what_kind_of_title_a_line_is(line: str, kind: str, table_type: str | None) -> None:
    title = title_of(Paragraph(passage(line, Where(1, 1))))
    assert title is not None
    assert (title.kind, title.table_type) == (kind, table_type)


def test_a_part_of_what_is_spent_is_no_table_of_all_of_it() -> None:
    assert title_of(Paragraph(passage("人员支出预算表", Where(1, 1)))) is None


@pytest.mark.parametrize(
    ("line", "kind", "number", "name"),
    [
        ("3、基金监管绩效目标表", "project", 3, "基金监管"),
        ("二、森林防火项目支出绩效目标表", "project", 2, "森林防火"),
        ("（三）森林防火绩效目标表", "project", 3, "森林防火"),
        ("森林防火项目绩效目标表", "project", None, "森林防火项目"),
        ("二、项目支出绩效目标表", "generic_project", None, None),
    ],
)
def test_the_number_before_a_title_is_no_part_of_the_name(
    line: str, kind: str, number: int | None, name: str | None
) -> None:
    title = title_of(Paragraph(passage(line, Where(1, 1))))
    assert title is not None
    assert (title.kind, title.number, title.name) == (kind, number, name)
