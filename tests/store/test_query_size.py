"""Queries that would end in a crash of the engine are refused with the reason; long ones of data
are
not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from budgetgraph.store import Store
from budgetgraph.store.query_size import DEPTH, STEPS, too_deep
from budgetgraph.store.refusals import MalformedQuery

#: How a query grows without end: text before, a part that is repeated, text after; and another part
#: that closes what was opened.
DEEP = {
    "functions": ("SELECT * {{ FILTER({}1{}) }}", "STR(", ")"),
    "exists": ("SELECT * {{ {} {} }}", "FILTER EXISTS {", "}"),
    "groups": ("SELECT * {{ {} {} }}", "{", "}"),
    "subqueries": ("SELECT * {{ {} {} }}", "{ SELECT * {", "} }"),
    "parentheses": ("SELECT * {{ FILTER({}1{}) }}", "(", ")"),
    "paths": ("SELECT * {{ ?s {}<a:b>{} ?o }}", "(", ")*"),
    "a comparison": ("SELECT * {{ FILTER(?a<{}1{}&&?b>2) }}", "(", ")"),
}
LONG = {
    "not": ("SELECT * {{ FILTER({} true) }}", "!"),
    "sum": ("SELECT * {{ FILTER(1{}) }}", " + 1"),
    "product": ("SELECT * {{ FILTER(1{}) }}", " * 1"),
    "difference": ("SELECT * {{ FILTER(1{}) }}", "-1"),
    "and": ("SELECT * {{ FILTER(?a{}) }}", " && ?a"),
    "or": ("SELECT * {{ FILTER(?a{}) }}", "||?a"),
    "minus": ("SELECT * {{ ?a ?b ?c {} }}", " MINUS { ?a ?b ?d }"),
    "union": ("SELECT * {{ {{ }} {} }}", " UNION { ?a ?b ?c }"),
    "bind": ("SELECT * {{ ?a ?b ?c {} }}", " BIND(1 AS ?{n})"),
    "select": ("SELECT {} {{ }}", " (1 AS ?{n})"),
    "describe": ("DESCRIBE {}", "<a:b> "),
    "having": ("SELECT (1 AS ?z) {{ }} HAVING {}", "(1)"),
    "a comparison": ("SELECT * {{ FILTER(?a<{}?c&&?b>2) }}", "!"),
}
_ASK = """
import sys, pyoxigraph
text = sys.stdin.read()
list(pyoxigraph.Store().query(text))
print("answered")
"""


def nested(name: str, depth: int) -> str:
    frame, opening, closing = DEEP[name]
    return frame.format(opening * depth, closing * depth)


def repeated(name: str, times: int) -> str:
    frame, part = LONG[name]
    return frame.format("".join(part.replace("{n}", f"x{number}") for number in range(times)))


def engine_answers(query: str) -> bool:
    """Asked in a process of its own, which the engine may take down."""
    asked = subprocess.run(
        [sys.executable, "-c", _ASK], input=query, capture_output=True, text=True
    )
    return asked.stdout.strip() == "answered"


@pytest.mark.parametrize("name", DEEP)
def test_brackets_inside_one_another_are_limited(name: str) -> None:
    assert too_deep(nested(name, DEPTH // 3)) is None
    assert too_deep(nested(name, DEPTH + 1)) == f"more than {DEPTH} brackets inside one another"


@pytest.mark.parametrize("name", LONG)
def test_operators_are_limited(name: str) -> None:
    assert too_deep(repeated(name, STEPS - 10)) is None
    assert too_deep(repeated(name, STEPS + 1)) == f"more than {STEPS} operators and brackets"


@pytest.mark.parametrize("name", ["functions", "exists", "subqueries", "paths"])
def test_the_engine_bears_what_is_as_deep_as_it_may_be(name: str) -> None:
    depth = max(depth for depth in range(DEPTH) if too_deep(nested(name, depth)) is None)
    assert engine_answers(nested(name, depth))


@pytest.mark.parametrize("name", ["not", "sum", "minus", "bind", "select", "describe", "having"])
def test_the_engine_bears_what_is_as_long_as_it_may_be(name: str) -> None:
    assert engine_answers(repeated(name, STEPS - 10))


LISTS = [
    "SELECT * { VALUES ?a { " + "-1 +2 " * 3000 + " } }",
    "SELECT * { VALUES (?a ?b) { " + "(1 2) " * 3000 + " } }",
    "SELECT * { ?a ?b ?c FILTER(?a IN (" + ", ".join(["<http://x/a-b/c-d?e=f>"] * 3000) + ")) }",
    "SELECT * { ?a ?b " + ", ".join(["'((((!!!!))))'"] * 500) + " } # " + "(" * 5000,
    "SELECT * { " + "<http://x/a-(b)/(c)> <http://x/d> ?o . " * 500 + "}",
]


@pytest.mark.parametrize("query", LISTS, ids=["values", "rows", "in", "strings", "triples"])
def test_long_lists_of_data_are_welcome(query: str) -> None:
    assert too_deep(query) is None


def test_the_store_says_what_is_too_much() -> None:
    with pytest.raises(MalformedQuery, match="1000 operators and brackets: write it in a simpler"):
        Store.memory([]).select("SELECT * { FILTER(" + "!" * 9000 + "true) }")
