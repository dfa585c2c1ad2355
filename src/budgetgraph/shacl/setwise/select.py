"""A `sh:select` query for one focus node, rewritten into one query for all of them.

SHACL pre-binds `$this` (§5.3.1): every group of the query is evaluated with its value put in. Here
every group begins by joining with the targets instead, which a named graph lists, so that each
group's solutions carry the `$this` they belong to. A sub-query that adds up groups by it as well:
`{ SELECT (SUM(?a) AS ?sum) ?x WHERE { … } GROUP BY ?x }` →
`{ SELECT ?this (SUM(?a) AS ?sum) ?x WHERE { … } GROUP BY ?this ?x }`. What would not come to the
same (another subquery that loses `$this`, an aggregate over all focus nodes, MINUS, VALUES,
LIMIT …) is Unsupported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from budgetgraph.shacl.result import Unsupported
from budgetgraph.shacl.setwise.query_tokens import (
    QueryToken,
    closing,
    in_pairs,
    next_mark,
    next_word,
    outside_of_brackets,
    tokens_of,
)

#: The named graph that holds the focus nodes of the shape whose query is asked, and the property
#: they carry there.
TARGETS = "urn:x-setwise:targets"
TARGET = "urn:x-setwise:target"
#: Stands in a rewritten query for the number of the set of focus nodes that it is asked for.
SET = "urn:x-setwise:set"
_JOIN = f" GRAPH <{TARGETS}> {{ ?this <{TARGET}> <{SET}> }} . "

_REFUSED = frozenset(
    """
    VALUES MINUS SERVICE GRAPH FROM LIMIT OFFSET REDUCED BASE PREFIX CONSTRUCT ASK DESCRIBE
    BNODE RAND UUID STRUUID NOW
    """.split()
)
_AGGREGATES = frozenset(["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])
#: Python knows these in a regular expression, SPARQL does not.
_PYTHON_ONLY = re.compile(r"\(\?|\\\\[1-9bBAZ]|[*+?}][+]")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def set_wise(select: str, prefixes: Mapping[str, str], path: str | None, shape: str | None) -> str:
    """Return the query for all focus nodes.

    `path` stands for `$PATH`, `shape` (an IRI as a term) for `$currentShape`; else Unsupported.
    """
    tokens = [_put_in(token, path, shape) for token in tokens_of(select)]
    _refuse(tokens, prefixes)
    apart = _apart(tokens)
    own_groups = _groups_without_this(tokens, apart)
    declared = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items())]
    return "".join([*declared, *_joined(tokens, own_groups, apart)])


def _put_in(token: QueryToken, path: str | None, shape: str | None) -> QueryToken:
    """Return a token with what SHACL puts into the query in its place."""
    if token.is_variable("PATH"):
        if path is None:
            raise Unsupported("$PATH in a node shape")
        return QueryToken("path", path, token.space)
    if token.is_variable("currentShape"):
        if shape is None:
            raise Unsupported("$currentShape of a nameless shape")
        return QueryToken("iri", shape, token.space)
    if token.is_variable("shapesGraph") or token.is_variable("failure"):
        raise Unsupported(token.text)
    return token


def _refuse(tokens: Sequence[QueryToken], prefixes: Mapping[str, str]) -> None:
    """Refuse what pre-binding and joining differ in, and what the two SPARQL engines differ in."""
    for token, after in in_pairs(tokens):
        if token.is_word(*_REFUSED):
            raise Unsupported(f"{token.text.upper()} in a query")
        if token.is_word("AS") and after.is_variable("this"):
            raise Unsupported("$this bound anew")
        if token.kind == "text" and _PYTHON_ONLY.search(token.text):
            raise Unsupported("an expression that only Python's regular expressions know")
        if after.text == "(" and _is_foreign_name(token, prefixes):
            raise Unsupported("a function of its own in a query")


def _is_foreign_name(token: QueryToken, prefixes: Mapping[str, str]) -> bool:
    """Say whether a token is an IRI, in full or with a prefix, other than XML Schema's."""
    if token.kind == "iri":
        return not token.text[1:-1].startswith(_XSD)
    if token.kind != "name":
        return False
    prefix, _, local = token.text.partition(":")
    return not (prefixes.get(prefix, "") + local).startswith(_XSD)


def _apart(tokens: Sequence[QueryToken]) -> frozenset[int]:
    """Return the places inside of sub-queries that add up and nowhere speak of `$this`.

    They answer the same for every focus node, so they are asked once:
    `{ SELECT (MIN(?t) AS ?first) ?d WHERE { ?d dcterms:title ?t } GROUP BY ?d }`.
    """
    places: set[int] = set()
    for opening, (token, after) in enumerate(in_pairs(tokens)):
        if token.text != "{" or not after.is_word("SELECT"):
            continue
        inside = range(opening + 1, closing(tokens, opening))
        query = tokens[inside.start : inside.stop]
        adds_up = query[1].text == "(" and next_word(query, "GROUP") is not None
        if adds_up and not any(word.is_variable("this") for word in query):
            places.update(inside)
    return frozenset(places)


def _groups_without_this(tokens: Sequence[QueryToken], apart: frozenset[int]) -> frozenset[int]:
    """Return the places behind which `?this` has to be put in.

    They are the SELECT and the GROUP BY of every sub-query that adds up for itself; every other
    SELECT has to hand `$this` on, and to group by it what it aggregates.
    """
    starts = [place for place, token in enumerate(tokens) if token.is_word("SELECT")]
    if not starts or starts[0] != 0:
        raise Unsupported("a query that is no SELECT")
    places: list[int] = []
    for start in starts:
        if start not in apart:
            places += _places_for_this(tokens, start)
    return frozenset(places)


def _places_for_this(tokens: Sequence[QueryToken], start: int) -> Sequence[int]:
    """Return the places of SELECT and of BY where the sub-query at `start` adds up without `$this`.

    None where it names `$this`. `modifiers` are what stands behind the pattern: GROUP BY, HAVING,
    ORDER BY. A group inside them (EXISTS) ends what is looked at.
    """
    opening = next_mark(tokens, "{", start)
    if opening is None:
        raise Unsupported("a query without a pattern")
    head = tokens[start:opening]
    behind = closing(tokens, opening) + 1
    modifiers = tokens[behind : next_mark(tokens, "}", behind)]
    grouped = next_word(modifiers, "GROUP")
    if _names_this(head):
        _check_groups(head, modifiers, grouped)
        return ()
    # The reference engine takes it only where what is added up stands first.
    if start == 0 or grouped is None or head[1].text != "(":
        raise Unsupported("a SELECT without $this")
    if _names_this(_keys(modifiers, grouped)):
        raise Unsupported("a sub-query that groups by $this and keeps it to itself")
    return start, behind + grouped + 1


def _check_groups(
    head: Sequence[QueryToken], modifiers: Sequence[QueryToken], grouped: int | None
) -> None:
    """See that what a SELECT with `$this` aggregates is grouped by `$this`."""
    if grouped is not None:
        if not _names_this(_keys(modifiers, grouped)):
            raise Unsupported("a GROUP BY without $this")
    elif any(token.is_word(*_AGGREGATES) for token in (*head, *modifiers)):
        raise Unsupported("an aggregate without GROUP BY")


def _keys(modifiers: Sequence[QueryToken], grouped: int) -> Sequence[QueryToken]:
    """Return what stands behind GROUP BY: `GROUP BY ?a ?b HAVING (…)` → `?a ?b`."""
    keys = modifiers[grouped + 2 :]
    return keys[: next_word(keys, "HAVING", "ORDER")]


def _names_this(tokens: Sequence[QueryToken]) -> bool:
    """Say whether `$this` stands outside of brackets."""
    return any(token.is_variable("this") for token in outside_of_brackets(tokens))


def _joined(
    tokens: Sequence[QueryToken], own_groups: frozenset[int], apart: frozenset[int]
) -> Iterator[str]:
    """Yield the query's text with the join at the beginning of every group that is no subquery.

    `own_groups` are the places behind which `?this` is put in; `apart` are those of sub-queries
    that are joined with nothing.
    """
    alike = _alike_for_every_node(tokens)
    for place, (token, after) in enumerate(in_pairs(tokens)):
        yield token.space + token.text
        is_group = token.text == "{" and not after.is_word("SELECT")
        if is_group and place not in apart and place not in alike:
            yield _JOIN
        if place in own_groups:
            yield " ?this"


def _alike_for_every_node(tokens: Sequence[QueryToken]) -> frozenset[int]:
    """Return the places in and of the OPTIONAL and EXISTS groups that nowhere speak of `$this`.

    They give the same for every focus node: joined with the targets, each of their solutions would
    stand there once for every one, `OPTIONAL { ?second bg:unit ?unit }` with the square of the
    disclosures. What an EXISTS is asked of has its `$this` already, and the join costs the engine
    most of the time of `EXISTS { ?row bg:item ?item }`.
    """
    places: set[int] = set()
    for place, (token, after) in enumerate(in_pairs(tokens)):
        if not token.is_word("OPTIONAL", "EXISTS") or after.text != "{":
            continue
        group = range(place + 1, closing(tokens, place + 1) + 1)
        inside = tokens[group.start : group.stop]
        if not any(word.is_variable("this") or word.is_word("SELECT") for word in inside):
            places.update(group)
    return frozenset(places)
