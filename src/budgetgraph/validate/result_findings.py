"""From a validation result to a finding: the rule's name, the words in both languages, the figures
compared and the passages read.
"""

from __future__ import annotations

import re

from rdflib import SH, BNode, Graph
from rdflib.term import Node

from budgetgraph.document.problems import Severity
from budgetgraph.shacl.result import Result
from budgetgraph.shacl.terms import templates
from budgetgraph.shacl.words import words
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.messages import decimal_of
from budgetgraph.validate.messages import messages as in_words
from budgetgraph.validate.quoted_passages import Passages
from budgetgraph.validate.shapes import Shapes
from budgetgraph.validate.shown_amounts import with_separators

_SEVERITIES = {
    str(SH.Violation): Severity.VIOLATION,
    str(SH.Warning): Severity.WARNING,
    str(SH.Info): Severity.INFO,
}


def finding(result: Result, shapes: Shapes, passages: Passages) -> Finding:
    """Give the finding that a result of these shapes is."""
    focus, value = result.focus, result.value
    told = (
        templates(shapes.graph, result.shape, result.constraint)
        or words(result.component)
        or result.told
    )
    message_zh, message_en = map(with_separators, in_words(told, result.solution))
    figures = sorted(set(str(result.solution.get("figures", "")).split()))
    compared = [f"<{figure}>" for figure in figures]
    disclosure = next(filter(None, map(passages.disclosure, (focus, *compared))), None)
    named = _named(shapes.graph, result.shape)
    shape = "" if isinstance(named, BNode) else str(named)
    shown = None if value is None or value == focus or value.startswith("_") else value
    cited = value if value is not None and passages.has(value) else focus
    return Finding(
        rule=_rule(shapes, named),
        severity=_SEVERITIES.get(result.severity, Severity.VIOLATION),
        focus=_iri(focus),
        path=result.path,
        value=shown,
        gap=decimal_of(result.solution.get("gap")),
        message_zh=message_zh,
        message_en=message_en,
        component=result.component,
        shape=shape,
        figures=tuple(figures),
        disclosure=_iri(disclosure or "") or None,
        department=passages.department(disclosure),
        fiscal_year=passages.fiscal_year(disclosure),
        passages=passages.of(cited, *compared),
    )


def _named(shapes: Graph, shape: Node) -> Node:
    """Give the shape itself, or the nearest named one that a nameless shape belongs to."""
    seen: set[Node] = set()
    while isinstance(shape, BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(sorted(shapes.subjects(None, shape), key=str)), shape)
    return shape


def _rule(shapes: Shapes, shape: Node) -> str:
    """Tell what the shape calls its rule, else the shape's local name."""
    if isinstance(shape, BNode):
        return "shape"
    return shapes.rules.get(shape) or re.split(r"[#/]", str(shape))[-1] or "shape"


def _iri(term: str) -> str:
    """Give an IRI as text; empty for a blank node, which has no name to speak of, and for a
    literal.
    """
    return term[1:-1] if term.startswith("<") else ""
