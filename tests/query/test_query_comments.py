"""Queries are shown with their comments in the reader's language, and are the same queries."""

from __future__ import annotations

import re

import pytest

from budgetgraph.publish.sparql.endpoint import EXAMPLE
from budgetgraph.query.query_comments import in_language
from budgetgraph.query.questions import load

QUERY = """# title-zh: 标题
# title-en: Title
# question-zh: 多少？
# question-en: How much?
# param: year year optional 预算年度 / the fiscal year
# columns: amount

SELECT ?amount WHERE {
  VALUES ?year { UNDEF }  # param year
  # To the
  # fen.
  FILTER(?amount > 0)
  # Our own remark.
  ?figure bg:amount ?amount .
}
"""


def test_a_header_is_its_words_in_one_language() -> None:
    assert in_language(QUERY, "en").splitlines()[:4] == [
        "# Title",
        "# How much?",
        "# year: the fiscal year",
        "",
    ]
    assert in_language(QUERY, "zh").splitlines()[:4] == [
        "# 标题",
        "# 多少？",
        "# year：预算年度",
        "",
    ]


def test_comments_have_their_chinese_and_others_stay() -> None:
    chinese = in_language(QUERY, "zh").splitlines()
    assert chinese[6:9] == ["  # 取到分。", "  FILTER(?amount > 0)", "  # Our own remark."]
    assert "  # To the" in in_language(QUERY, "en").splitlines()


@pytest.mark.parametrize("name", [*load(), "the first example"])
def test_every_comment_of_a_query_that_is_shown_has_its_chinese(name: str) -> None:
    questions = load()
    query = questions[name].text if name in questions else EXAMPLE
    chinese, english = in_language(query, "zh"), in_language(query, "en")
    comments = re.findall(r"(?m)^ *# (.+)$", chinese)
    assert comments
    assert not [words for words in comments if not re.search(r"[\u4e00-\u9fff]", words)]
    assert _code(chinese) == _code(english) == _code(query)


def _code(query: str) -> list[str]:
    return [line for line in query.splitlines() if line and not line.lstrip().startswith("#")]
