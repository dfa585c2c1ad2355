"""Tell which queries look as if they were quick, before anybody knows.

`SELECT ?p { ?p a <x:Project> ; <x:title> ?t FILTER(?t = "a") }` looks modest: its triples hang
together, and each has something that is no variable. Those of EXISTS and MINUS count as well.
`SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }` does not: every triple is combined with every
other one. This is a guess, by the tokens alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.store.sparql_tokens import SparqlToken, tokens

#: The longest query, in characters, and the most triples, that may look modest.
_LONGEST, _MOST_TRIPLES = 2000, 12
#: Words that may part triples; GRAPH has a name behind it.
_BETWEEN = frozenset({"{", "}", ".", "OPTIONAL", "UNION", "MINUS", "WHERE"})
_TERMS = frozenset({"variable", "iri", "name", "string", "long", "number"})
_TRIPLE = 3
#: How many terms of a triple the next one begins with.
_STAYING = {";": 1, ",": 2}
#: Words behind which all solutions are needed before the first one is known.
_NEED_ALL = frozenset({"ORDER", "GROUP", "HAVING", "DISTINCT", "REDUCED", "("})

_Triple = tuple[SparqlToken, SparqlToken, SparqlToken]


class _IsOther(Exception):
    """The query holds something else than plain triples: a path, a query inside, VALUES."""


def looks_modest(query: str) -> bool:
    """Tell whether a query only looks for triples that hang together, each with a known term; or
    for the first such triples, known terms or not.
    """
    if len(query) > _LONGEST:
        return False
    every = list(tokens(query))
    words = [token.text.upper() for token in every]
    if "{" not in words or "}" not in words:
        return False
    first = words.index("{")
    last = len(words) - 1 - words[::-1].index("}")
    try:
        triples = list(_triples(every[first:last]))
    except _IsOther:
        return False
    around = {*words[:first], *words[last:]}
    is_first_enough = "ASK" in around or ("LIMIT" in around and not around & _NEED_ALL)
    has_terms = is_first_enough or all(map(_has_term, triples))
    is_query = bool(around & {"ASK", "SELECT"})
    return is_query and has_terms and len(triples) <= _MOST_TRIPLES and _hang_together(triples)


def _triples(body: Sequence[SparqlToken]) -> Iterator[_Triple]:
    """Give the triples between the braces, those of optional and other parts alike."""
    terms: list[SparqlToken] = []
    place = 0
    while place < len(body):
        token = body[place]
        word = token.text.upper()
        place += 1
        if word == "FILTER":
            place = _behind_filter(body, place)
        elif word == "GRAPH":
            place += 1
        elif _is_term(token):
            terms.append(token)
            if len(terms) == _TRIPLE:
                yield terms[0], terms[1], terms[2]
        else:
            _end(terms, word)
        if len(terms) > _TRIPLE:
            raise _IsOther


def _is_term(token: SparqlToken) -> bool:
    """Tell whether a token is a part of a triple; `a` is one, too."""
    return token.kind in _TERMS or token.text.upper() == "A"


def _end(terms: list[SparqlToken], mark: str) -> None:
    """Take those terms away that the next triple does not begin with: behind `;` the subject stays,
    behind `,` the predicate too.
    """
    is_whole = len(terms) == _TRIPLE
    if mark in _STAYING and is_whole:
        del terms[_STAYING[mark] :]
    elif mark in _BETWEEN and (is_whole or len(terms) <= 1):
        terms.clear()
    else:
        raise _IsOther


def _behind_filter(body: Sequence[SparqlToken], place: int) -> int:
    """Tell where the condition of a FILTER ends: behind the bracket that closes it, or before the
    triples of EXISTS, which are looked for like others.
    """
    if body[place : place + 1] and body[place].text.upper() == "NOT":
        place += 1
    if body[place : place + 1] and body[place].text.upper() == "EXISTS":
        return place + 1
    depth = 0
    while place < len(body):
        mark = body[place].text.upper()
        place += 1
        if mark in ("{", "EXISTS"):
            break
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == ")" and depth == 0:
            return place
    raise _IsOther


def _has_term(triple: _Triple) -> bool:
    return any(token.kind != "variable" for token in triple)


def _hang_together(triples: Sequence[_Triple]) -> bool:
    """Tell whether variables lead from each triple to every other one."""
    groups: list[set[str]] = []
    for triple in triples:
        names = {token.text[1:] for token in triple if token.kind == "variable"}
        for group in [group for group in groups if group & names]:
            groups.remove(group)
            names |= group
        if names:
            groups.append(names)
    return len(groups) <= 1 and bool(triples)
