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
