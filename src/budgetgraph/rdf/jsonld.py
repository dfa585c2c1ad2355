"""Compact JSON-LD that a person can read, written straight from quads against
`ontology/context.jsonld`.

Written directly because the compaction of libraries follows their own order; here the same quads
always give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from budgetgraph.rdf.iris import BASE, PREFIXES
from budgetgraph.rdf.jsonld_context import Json, JsonldContext
from budgetgraph.rdf.terms import Iri, Term

_Triple = tuple[str, str, Term]

_TYPE = PREFIXES["rdf"] + "type"


class RdfStatement(NamedTuple):
    """A quad: subject and predicate as IRIs (`_:x` for a blank node), the graph None for the
    default one.
    """

    subject: str
    predicate: str
    object: Term
    graph: str | None


def resource(statements: Iterable[RdfStatement], focus: str, base: str = BASE) -> bytes:
    """Describe one thing: itself first, what it points at nested inside, what points at it behind.

    Graph names are left out. The context stands in the document, so it reads and parses without a
    network.
    """
    context = JsonldContext(base)
    nodes = _nodes(_triples(statements), context)
    seen: set[str] = set()
    trees = [_nested(nodes, focus, seen)] if focus in nodes else []
    trees += [node for subject, node in nodes.items() if subject not in seen]
    body: dict[str, Json] = trees[0] if len(trees) == 1 else {"@graph": list(trees)}
    used = context.document()
    head = ",\n    ".join(f"{line(key)}: {line(value)}" for key, value in used.items())
    behind_brace = json.dumps(body, ensure_ascii=False, indent=2)[1:]
    return f'{{\n  "@context": {{\n    {head}\n  }},{behind_brace}\n'.encode()


def dataset(statements: Iterable[RdfStatement], base: str = BASE) -> bytes:
    """Write whole graphs, a node a line, sorted by IRI; what is in no named graph at the top."""
    context = JsonldContext(base)
    graphs: dict[str, list[RdfStatement]] = {}
    for statement in statements:
        graphs.setdefault(statement.graph or "", []).append(statement)
    top = _node_lines(graphs.pop("", ()), context)
    named = [named_graph(name, graphs[name], context) for name in sorted(graphs)]
    body = ",\n".join([*top, *named])
    return f"{beginning(context)}{body}{END}".encode()


END = "\n]}\n"
"""What stands behind the last graph of a dataset."""


def beginning(context: JsonldContext) -> str:
    """Write what stands before the first graph of a dataset: the part of the context that the
    graphs have used.
    """
    head = json.dumps(context.document(), ensure_ascii=False)
    return f'{{"@context": {head},\n"@graph": [\n'


def named_graph(name: str, statements: Iterable[RdfStatement], context: JsonldContext) -> str:
    """Write one named graph of a dataset, a node a line."""
    return as_named_graph(name, _node_lines(statements, context))


def as_named_graph(name: str, nodes: Iterable[str]) -> str:
    """Write the nodes of a named graph, each a line, as one graph of a dataset."""
    inside = ",\n".join(nodes)
    return f'{{"id": {line(name)}, "@graph": [\n{inside}\n]}}'


def _node_lines(statements: Iterable[RdfStatement], context: JsonldContext) -> list[str]:
    return list(map(line, _nodes(_triples(statements), context).values()))


def _triples(statements: Iterable[RdfStatement]) -> Iterator[_Triple]:
    for statement in statements:
        yield statement.subject, statement.predicate, statement.object


line = json.JSONEncoder(ensure_ascii=False).encode
"""Write a value as JSON in a line."""


def _nodes(triples: Iterable[_Triple], context: JsonldContext) -> dict[str, dict[str, Json]]:
    """Return every subject as a flat node.

    Its keys are id, type, label, the rest in the order of the context, the source last.
    """
    about: dict[str, dict[str, set[Term]]] = {}
    for subject, predicate, term in triples:
        about.setdefault(subject, {}).setdefault(predicate, set()).add(term)
    nodes: dict[str, dict[str, Json]] = {}
    for subject in sorted(about):
        values: dict[str, list[Json]] = {}
        # The language of a term is compared only where the datatype is the same: both have one, or
        # neither.
        for predicate, terms in about[subject].items():
            for term in sorted(terms) if len(terms) > 1 else terms:
                key, value = entry(predicate, term, context)
                values.setdefault(key, []).append(value)
        nodes[subject] = _ordered(subject, values, context)
    return nodes


def entry(predicate: str, term: Term, context: JsonldContext) -> tuple[str, Json]:
    """Return key and value of a property; a class of a thing stands by its name alone."""
    if predicate == _TYPE and term.kind == "uri":
        return "type", context.word(term.value)
    return context.pair(predicate, term)


def stands_as_text(predicate: str, term: Term, context: JsonldContext) -> bool:
    """Tell whether values of the kind of `term` stand as their bare text: no class, no number, no
    value that says its type.
    """
    is_class = predicate == _TYPE and term.kind == "uri"
    return not is_class and context.takes_text(predicate, term)


def _ordered(
    subject: str, values: Mapping[str, list[Json]], context: JsonldContext
) -> dict[str, Json]:
    """Return a node with its keys in order; a single value stands without brackets."""

    node: dict[str, Json] = {"id": subject}
    for key in sorted(values, key=context.order):
        several = values[key]
        node[key] = several[0] if len(several) == 1 else several
    return node


def _nested(nodes: Mapping[str, dict[str, Json]], subject: str, seen: set[str]) -> dict[str, Json]:
    """Give a node with the nodes it points at inside it, each at its first place only."""
    seen.add(subject)
    node = dict(nodes[subject])
    for key, value in node.items():
        if key not in ("id", "type"):
            node[key] = _within(nodes, value, seen)
    return node


def _within(nodes: Mapping[str, dict[str, Json]], value: Json, seen: set[str]) -> Json:
    """Return a value, with the node that it names in its place where that stands nowhere yet."""
    if isinstance(value, list):
        return [_within(nodes, item, seen) for item in value]
    name = value.get("id") if isinstance(value, dict) else value
    if isinstance(name, Iri) and name in nodes and name not in seen:
        return _nested(nodes, name, seen)
    return value
