"""What a SHACL engine says of a graph: validation results as SHACL §3.6.2 lists them, before they
become findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib.term import Node

SH = "http://www.w3.org/ns/shacl#"
SPARQL_CONSTRAINT = SH + "SPARQLConstraintComponent"


class Unsupported(Exception):
    """The fast engine does not do this exactly; the message says what.

    The reference engine takes over, unless the caller insists on the fast one.
    """


class FaultyShapes(Exception):
    """The shapes themselves are wrong: they do not conform to SHACL, or do not run."""


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result.

    `focus` and `value` are canonical N-Triples terms, `path` an IRI (None for a node shape and for
    a path of several steps), `severity` and `component` IRIs, `shape` and `constraint` nodes of the
    shapes graph. `solution` is what the query of a `sh:sparql` constraint found; `told` the
    engine's own words where the shape has none.
    """

    focus: str
    path: str | None
    value: str | None
    severity: str
    component: str
    shape: Node
    constraint: Node | None = None
    solution: Mapping[str, Node] = field(default_factory=dict)
    told: tuple[Node, ...] = ()
