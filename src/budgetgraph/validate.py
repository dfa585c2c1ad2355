"""The rules on a graph: SHACL shapes run by pySHACL, one named graph at a time, over rdflib's memory store."""

from __future__ import annotations

import logging
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyshacl
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, SH, BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from budgetgraph.findings import Finding, Report
from budgetgraph.findings_graph import finding_quads, turtle
from budgetgraph.iris import BASE, Iris
from budgetgraph.messages import decimal_of, filled
from budgetgraph.messages import messages as in_words
from budgetgraph.nquads import escape
from budgetgraph.passages import Passages
from budgetgraph.problems import BrokenShapes, Severity, UnreadableInput
from budgetgraph.shapes import FORMATS, Shapes, prepared, reason
from budgetgraph.shapes import load_shapes as parse_shapes

__all__ = [
    "Report", "Shapes", "finding_quads", "load_shapes", "quads_of", "turtle", "validate_file", "validate_nquads", "validate_together",
]  # fmt: skip

# pySHACL prints what it also raises; the caller reports it once.
logging.getLogger("pyshacl-validate").disabled = True

_SEVERITIES = {str(SH.Violation): Severity.VIOLATION, str(SH.Warning): Severity.WARNING, str(SH.Info): Severity.INFO}
_FAULTS = (ShapeLoadError, ConstraintLoadError, RuleLoadError, ReportableRuntimeError, ValidationFailure)
_LITERAL = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^<>]*>|@[A-Za-z0-9-]+)?'
_QUAD = re.compile(rf"\s*(<[^<>]*>|_:\S+)\s*<([^<>]*)>\s*(<[^<>]*>|_:\S+|{_LITERAL})\s*(<[^<>]*>|_:\S+)?\s*\.\s*(?:#.*)?")
_EXACT = "http://www.w3.org/ns/oa#exact"

Solution = dict[str, Node]


def load_shapes(path: Path | None = None, base: str = BASE) -> Shapes:
    """Our shapes under `base`, or those of a file or folder of the user's. BrokenShapes names the file and what is wrong with it."""
    shapes = parse_shapes(path, base)
    if path is not None:
        try:
            # The SHACL shapes for shapes: ours are known to conform, a test says so.
            for one in (shapes, *([shapes.across] if shapes.across else [])):
                pyshacl.validate(Graph(), shacl_graph=one.graph, meta_shacl=True)
        except _FAULTS as fault:
            raise BrokenShapes(f"{path}: {reason(fault)}") from None
    return shapes


# --- running ----------------------------------------------------------------------------------------------------------
class _Remembering(Graph):
    """A memory graph that compiles each query once and remembers the solutions, of which pySHACL keeps only focus, path and value."""

    def __init__(self) -> None:
        super().__init__()
        self.solutions: dict[Node, list[Solution]] = defaultdict(list)

    def query(self, query_object: Any, *arguments: Any, **named: Any) -> Any:
        result = super().query(prepared(query_object) if isinstance(query_object, str) else query_object, *arguments, **named)
        bound = named.get("initBindings") or (arguments[3] if len(arguments) > 3 else None) or {}
        if "this" in bound:
            self.solutions[bound["this"]] += [{str(name): term for name, term in solution.items()} for solution in result.bindings]
        return result


def validate_file(path: Path, shapes: Shapes) -> Report:
    """The findings in an RDF file (Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML). UnreadableInput where it is none."""
    content = quads_of(path)
    try:
        return validate_nquads(content, shapes)
    except ValueError as fault:
        raise UnreadableInput(str(path), f"does not parse as {FORMATS[path.suffix.lower()]}: {reason(fault)}") from None


def quads_of(path: Path) -> bytes:
    """An RDF file as N-Quads; N-Quads and N-Triples as they stand. UnreadableInput where it is none by its suffix or its content."""
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UnreadableInput(str(path), f"is no RDF by its suffix; known are {', '.join(FORMATS)}")
    try:
        content = path.read_bytes()
        return content if kind in ("nquads", "nt") else _as_nquads(content, kind, path)
    except OSError as fault:
        raise UnreadableInput(str(path), fault.strerror or str(fault)) from None
    except Exception as fault:
        raise UnreadableInput(str(path), f"does not parse as {kind}: {reason(fault)}") from None


def _as_nquads(content: bytes, kind: str, path: Path) -> bytes:
    """The named graphs of an RDF file, line by line."""
    dataset = Dataset()
    with warnings.catch_warnings():
        # rdflib's own TriG and JSON-LD parsers call what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=content, format=kind, publicID=path.resolve().as_uri())
    lines = (f"{line.removesuffix(' .')} {graph.identifier.n3()} ." for graph in dataset.graphs() for line in _triples(graph))
    return "\n".join(lines).encode()


def _triples(graph: Graph) -> Iterable[str]:
    return filter(None, graph.serialize(format="nt").split("\n"))


def validate_nquads(nquads: bytes, shapes: Shapes) -> Report:
    """The findings in N-Quads, each named graph for itself. ValueError names the first line that is no quad."""
    graphs, quotes, triples = _by_graph(nquads, shapes.reads)
    findings = [finding for lines in graphs.values() for finding in _findings(_loaded(lines), shapes, quotes)]
    return Report(_in_order(findings), len(graphs), triples, shapes.base)


def validate_together(blocks: Iterable[bytes], shapes: Shapes) -> tuple[Finding, ...]:
    """What the shapes that look across disclosures find in all of `blocks` (N-Quads) as one graph; nothing where there are none."""
    across = shapes.across
    if across is None:
        return ()
    lines: dict[str, None] = {}
    quotes: dict[str, str] = {}
    for block in blocks:
        graphs, quoted, _ = _by_graph(block, across.reads)
        lines.update(dict.fromkeys(line for graph in graphs.values() for line in _reached(graph, across)))
        quotes |= quoted
    return _in_order(_findings(_loaded(lines), across, quotes))


def _reached(lines: Iterable[str], shapes: Shapes) -> Iterable[str]:
    """The triples about what the shapes look at, and about what findings on it are told with: its places, its disclosure."""
    about: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        about[subject].append((predicate[1:-1], value.removesuffix(" ."), line))
    todo = {subject for subject, said in about.items() if not {predicate for predicate, _, _ in said} <= shapes.told}
    seen: set[str] = set()
    while todo:
        seen |= todo
        todo = {value for subject in todo for _, value, _ in about[subject] if value in about} - seen
    return (line for subject in seen for _, _, line in about[subject])


def _loaded(lines: Iterable[str]) -> _Remembering:
    data = _Remembering()
    data.parse(data="\n".join(lines), format="nt")
    return data


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _by_graph(nquads: bytes, reads: frozenset[str] | None) -> tuple[dict[str, list[str]], dict[str, str], int]:
    """The triples of each graph that the shapes read; the quotes of selectors by IRI, which are shown, not checked; the number of quads."""
    graphs: dict[str, list[str]] = defaultdict(list)
    quotes: dict[str, str] = {}
    triples = 0
    for number, line in enumerate(nquads.decode().split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        quad = _QUAD.fullmatch(line)
        if quad is None:
            raise ValueError(f"line {number} is no quad: {line[:120]}")
        triples += 1
        subject, predicate, value, graph = quad.groups()
        triple = f"{subject} <{predicate}> {value} ."
        lines = graphs[graph or ""]
        if predicate == _EXACT:
            quotes[subject[1:-1]] = value
        if reads is None or predicate in reads:
            lines.append(triple)
    return graphs, quotes, triples


def _run(data: Graph, shapes: Shapes) -> Graph:
    """pySHACL's results graph. A fault of the shapes is BrokenShapes, never a result."""
    try:
        _, results, _ = pyshacl.validate(DataGraph.from_rdflib_graph(data), shacl_graph=shapes.graph, inplace=True)
    except _FAULTS as fault:
        raise BrokenShapes(reason(fault)) from None
    if not isinstance(results, Graph):
        raise BrokenShapes(reason(results))
    return results


# --- from results to findings -----------------------------------------------------------------------------------------
def _findings(data: _Remembering, shapes: Shapes, quotes: dict[str, str]) -> list[Finding]:
    results = _run(data, shapes)
    passages = Passages(data, quotes, Iris(shapes.base))
    return [
        _finding(results, result, data, shapes, passages) for result in sorted(results.subjects(RDF.type, SH.ValidationResult), key=str)
    ]


def _finding(results: Graph, result: Node, data: _Remembering, shapes: Shapes, passages: Passages) -> Finding:
    focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
    assert focus is not None  # SHACL §3.6.2: exactly one
    path = results.value(result, SH.resultPath)
    shape = results.value(result, SH.sourceShape)
    told = sorted(results.objects(result, SH.resultMessage), key=str)
    templates = _templates(shapes.graph, shape, results.value(result, SH.sourceConstraint))
    solution = _solution(data.solutions[focus], focus, path, value, templates, told)
    messages = in_words(templates or told, solution)
    figures = sorted(set(str(solution.get("figures", "")).split()))
    disclosure = next(filter(None, map(passages.disclosure, (focus, *map(URIRef, figures)))), None)
    named = _named(shapes.graph, shape)
    return Finding(
        rule=_rule(shapes, named),
        severity=_SEVERITIES.get(str(results.value(result, SH.resultSeverity)), Severity.VIOLATION),
        focus=_iri(focus),
        path=_iri(path) or None,
        value=None if value is None or value == focus else _term(value),
        gap=decimal_of(solution.get("gap")),
        message_zh=messages[0],
        message_en=messages[1],
        component=_iri(results.value(result, SH.sourceConstraintComponent)),
        shape=_iri(named),
        figures=tuple(figures),
        disclosure=_iri(disclosure) or None,
        department=passages.department(disclosure),
        fiscal_year=passages.fiscal_year(disclosure),
        passages=passages.of(value if value is not None and passages.has(value) else focus, *map(URIRef, figures)),
    )


def _templates(shapes: Graph, shape: Node | None, constraint: Node | None) -> list[Literal]:
    """The messages of a constraint and its shape, with their languages: pySHACL drops those where it fills in variables."""
    owners = [owner for owner in (constraint, shape) if owner is not None]
    return sorted(message for owner in owners for message in shapes.objects(owner, SH.message) if isinstance(message, Literal))


def _solution(
    solutions: list[Solution], focus: Node, path: Node | None, value: Node | None, templates: list[Literal], told: list[Node]
) -> Solution:
    """The query solution behind a result: same path, same value, same messages. Empty for a result of no query."""
    same = [one for one in solutions if one.get("path") == path and one.get("value", focus) == value]
    wanted = {str(message) for message in told}
    exact = (
        one for one in same if {filled(str(template), {name: str(term) for name, term in one.items()}) for template in templates} == wanted
    )
    return next(exact, same[0] if same else {})


def _named(shapes: Graph, shape: Node | None) -> Node | None:
    """The shape itself, or the nearest named one that a nameless shape belongs to."""
    seen: set[Node] = set()
    while isinstance(shape, BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(sorted(shapes.subjects(None, shape), key=str)), None)
    return shape


def _rule(shapes: Shapes, shape: Node | None) -> str:
    """What the shape calls its rule, else the shape's local name."""
    if shape is None:
        return "shape"
    return shapes.rules.get(shape) or re.split(r"[#/]", str(shape))[-1] or "shape"


def _iri(node: Node | None) -> str:
    """An IRI as text; empty for a blank node, which has no name to speak of, and for none."""
    return str(node) if isinstance(node, URIRef) else ""


def _term(node: Node) -> str | None:
    """An IRI or a literal as an N-Triples term, None for a blank node."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    if not isinstance(node, Literal):
        return None
    text = f'"{escape(str(node))}"'
    return f"{text}@{node.language}" if node.language else f"{text}^^<{node.datatype}>" if node.datatype else text
