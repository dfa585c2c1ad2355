"""Answer a question in two steps: first the things that are asked for, then all about them.

    { SELECT DISTINCT ?disclosure WHERE { … ?department_param … } }
    → VALUES (?disclosure) { (<…/130532/平乡县医疗保障局/2025>) }

The engine does not know how few things a sub-SELECT will give, and reads whole graphs to join them;
of a list it knows. A question says several times what it asks for, and that is asked once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.query.selects import Selects
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer
from budgetgraph.store.sparql_tokens import tokens

#: The variables of things that questions ask for first. Others may be texts, and many.
_THING = r"\?(?:any_named|disclosure|document|earlier|indicator|named|project)"
_BEGINS = re.compile(rf"\{{\s*(?=SELECT DISTINCT (?P<things>{_THING}(?: {_THING})*)\s+WHERE \{{)")
_FIRST_SELECT = re.compile(r"(?m)^SELECT\b")
#: More things are not listed in a query: reading it would take longer than what it saves.
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sub-SELECT of things alone, in its braces: where it stands and what is inside.

    `key` is the same where two differ in blanks and comments alone.
    """

    things: str
    start: int
    end: int
    text: str
    key: str


def answered(store: Selects, question: str) -> Answer:
    """Answer the SPARQL of one of our questions, the same rows as in one step."""
    return store.select(narrowed(store, question))


def narrowed(store: Selects, question: str) -> str:
    """Write a question with the things that it asks for in the place of its sub-SELECTs for them.

    It is for questions of ours only: a sub-SELECT is asked for itself, outside any GRAPH.
    """
    first = _FIRST_SELECT.search(question)
    if first is None:
        return question
    prologue = question[: first.start()]
    known: dict[str, str | None] = {}
    pieces: list[str] = []
    done = 0
    for asked in _sub_selects(question, first.end()):
        if asked.key not in known:
            known[asked.key] = _listed(store, narrowed(store, prologue + asked.text))
        found = known[asked.key]
        if found is not None:
            pieces += [question[done : asked.start], f"VALUES ({asked.things}) {{ {found} }}"]
            done = asked.end
    return "".join([*pieces, question[done:]])


def _listed(store: Selects, sub_select: str) -> str | None:
    """List the things that a sub-SELECT gives; None where there are too many, or no IRIs."""
    rows = store.select(sub_select).rows
    if len(rows) > _MOST:
        return None
    listed: list[str] = []
    for row in rows:
        if not all(isinstance(cell, Iri) for cell in row):
            return None
        things = " ".join(f"<{cell}>" for cell in row)
        listed.append(f"({things})")
    return " ".join(listed)


def _sub_selects(question: str, start: int) -> Iterator[_Asked]:
    """Find the sub-SELECTs of things alone; none that stands inside of another one."""
    for begin in _BEGINS.finditer(question, start):
        if begin.start() < start:
            continue
        depth = 0
        for token in tokens(question[begin.start() :]):
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            if depth == 0:
                break
        start = begin.start() + token.end
        inner = question[begin.start() + 1 : start - 1]
        key = " ".join(token.text for token in tokens(inner))
        yield _Asked(begin["things"], begin.start(), start, inner, key)
