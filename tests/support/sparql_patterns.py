"""The regular expressions of shapes and queries: of `sh:pattern`, and of REGEX and REPLACE.

The engine of queries is in step with any text by itself; the engines of shapes that are written in
Python are not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pyoxigraph as ox
from pattern_walk import Found
from places import ROOT

from budgetgraph.store.sparql_tokens import SparqlToken, tokens

_SH = "http://www.w3.org/ns/shacl#"
_SEARCHED = frozenset(["search"])
_CALLS = ("REGEX", "REPLACE")


def written() -> Iterator[Found]:
    """Each expression with the file that it stands in."""
    for path in sorted(ROOT.glob("shapes/**/*.ttl")):
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.object, ox.Literal):
                continue
            if quad.predicate.value == f"{_SH}pattern":
                yield _found(quad.object.value, path.name)
            elif quad.predicate.value == f"{_SH}select":
                yield from (_found(text, path.name) for text in _of_query(quad.object.value))
    for path in sorted(ROOT.glob("queries/**/*.rq")):
        yield from (_found(text, path.name) for text in _of_query(path.read_text("utf-8")))


def _found(text: str, file: str) -> Found:
    return Found(re.compile(text), file, _SEARCHED)


def _of_query(query: str) -> Iterator[str]:
    """The second argument of each REGEX and REPLACE, where it is one string."""
    found = list(tokens(query))
    for at, token in enumerate(found):
        if token.kind == "word" and token.text.upper() in _CALLS:
            argument = _second_argument(found[at + 1 :])
            if len(argument) == 1 and argument[0].kind == "string":
                yield ast.literal_eval(argument[0].text)


def _second_argument(behind: list[SparqlToken]) -> list[SparqlToken]:
    """The tokens of `"b"` in `(STR(?x), "b", "i")`."""
    depth, comma, argument = 0, 0, []
    for token in behind:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 or comma == 2:
            break
        is_comma = depth == 1 and token.text == ","
        comma += is_comma
        if comma == 1 and not is_comma:
            argument.append(token)
    return argument
