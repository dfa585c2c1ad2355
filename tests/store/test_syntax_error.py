"""The words for a query that is none, from the engine's own messages."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.store.syntax_error import mistake

MISTAKES = [
    (
        "SELECT * WHERE {?p a bg:Project} LIMIT 5",
        "line 1, column 32: the prefix bg: is not declared; begin with PREFIX bg: <…>",
    ),
    (
        "SELECT *\nWHERE { ?p a :Project }",
        "line 2, column 22: the prefix : is not declared; begin with PREFIX : <…>",
    ),
    ("SELEC ?a WHERE {}", "line 1, column 10, after “SELEC ?a”: expected"),
    ("SELECT ?a WHERE { ?a ?b }", "line 1, column 26, after “SELECT ?a WHERE { ?a ?b }”: expected"),
    ("SELECT ?a WHERE { ?a ?b ?c ", "line 1, column"),
]


@pytest.mark.parametrize(("query", "said"), MISTAKES)
def test_the_author_learns_where_and_what(query: str, said: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query)
    words = mistake(str(caught.value), query)
    assert words.startswith(said)
    assert "\\u{" not in words
    assert len(words) < 200


def test_there_are_five() -> None:
    assert len(MISTAKES) == 5


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_message_has_words(message: str, query: str) -> None:
    assert mistake(message, query) == message or message.startswith("error at")
