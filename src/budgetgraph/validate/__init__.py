"""The rules on graphs: each named graph for itself, or all of them together, by the SHACL engine
that the caller wants.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rdflib import Dataset, Graph

from budgetgraph.document.problems import BrokenShapes, UnreadableInput, UsageError
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.named_graphs import EXACT, NamedGraph, Triple, named_graphs
from budgetgraph.rdf.self_contained import self_contained
from budgetgraph.shacl import Engine
from budgetgraph.shacl.engines import run
from budgetgraph.shacl.queries import reason
from budgetgraph.shacl.result import FaultyShapes, Result, Unsupported
from budgetgraph.shacl.terms import canonical
from budgetgraph.shacl.triples import TYPE, Triples
from budgetgraph.validate.causes import grouped
from budgetgraph.validate.findings import Finding, Report
from budgetgraph.validate.findings_graph import finding_quads, turtle
from budgetgraph.validate.misplaced_tables import with_misplaced_together
from budgetgraph.validate.papers_of_bodies import papers_of_bodies
from budgetgraph.validate.quoted_passages import Passages
from budgetgraph.validate.result_findings import finding
from budgetgraph.validate.shapes import FORMATS, Shapes
from budgetgraph.validate.shapes import load_shapes as parse_shapes

__all__ = [
    "Engine", "Report", "Shapes", "finding_quads", "for_all", "load_shapes", "quads_of",
    "turtle", "validate_file", "validate_nquads", "validate_paper", "validate_together",
]  # fmt: skip


def load_shapes(path: Path | None = None, base: str = BASE) -> Shapes:
    """Give our shapes under `base`, or those of a file or folder of the user's.

    BrokenShapes names the file and what is wrong with it.
    """
    shapes = parse_shapes(path, base)
    if path is not None:
        # Loading pySHACL takes longer than most checks, and our own shapes need no judge.
        from budgetgraph.shacl.reference import check_shapes

        try:
            # The SHACL shapes for shapes: ours are known to conform, a test says so.
            for loaded in (shapes, *([shapes.across] if shapes.across else [])):
                check_shapes(loaded.graph)
        except FaultyShapes as fault:
            raise BrokenShapes(f"{path}: {fault}") from None
    return shapes


def validate_file(path: Path, shapes: Shapes, engine: Engine = Engine.AUTO) -> Report:
    """Give the findings in an RDF file (Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML).

    UnreadableInput where it is none.
    """
    content = quads_of(path)
    try:
        return validate_nquads(content, shapes, engine)
    except ValueError as fault:
        raise UnreadableInput(
            str(path), f"does not parse as {FORMATS[path.suffix.lower()]}: {reason(fault)}"
        ) from None


def quads_of(path: Path) -> bytes:
    """Give an RDF file as N-Quads; N-Quads and N-Triples as they stand.

    UnreadableInput where it is none by its suffix or its content.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UnreadableInput(str(path), f"is no RDF by its suffix; known are {', '.join(FORMATS)}")
    try:
        content = self_contained(path.read_bytes(), path)
        return content if kind in ("nquads", "nt") else _as_nquads(content, kind, path)
    except UnreadableInput:
        raise
    except OSError as fault:
        raise UnreadableInput(str(path), fault.strerror or str(fault)) from None
    except Exception as fault:
        raise UnreadableInput(str(path), f"does not parse as {kind}: {reason(fault)}") from None


def _as_nquads(content: bytes, kind: str, path: Path) -> bytes:
    """Give the named graphs of an RDF file, line by line."""
    dataset = Dataset()
    with warnings.catch_warnings():
        # rdflib's own TriG and JSON-LD parsers call what rdflib has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=content, format=kind, publicID=path.resolve().as_uri())
    lines = (
        f"{line.removesuffix(' .')} {graph.identifier.n3()} ."
        for graph in dataset.graphs()
        for line in _lines(graph)
    )
    return "\n".join(lines).encode()


def _lines(graph: Graph) -> Iterable[str]:
    """Give the triples of a graph as lines of N-Triples, empty ones left out."""
    return filter(None, graph.serialize(format="nt").split("\n"))


def validate_nquads(nquads: bytes, shapes: Shapes, engine: Engine = Engine.AUTO) -> Report:
    """Give the findings in N-Quads, each named graph for itself.

    ValueError names the first line that is no quad.
    """
    return _report(named_graphs(nquads, shapes.reads, canonical), shapes, engine)


def _report(graphs: Iterable[NamedGraph], shapes: Shapes, engine: Engine) -> Report:
    """Give the findings in graphs, each for itself."""
    findings: list[Finding] = []
    count = quads = 0
    for graph in graphs:
        findings += _findings(graph.triples, shapes, graph.quotes, engine)
        count, quads = count + 1, quads + graph.quads
    return Report(_put_together(findings), count, quads, shapes.base)


@dataclass(frozen=True, slots=True)
class ValidatedPaper:
    """The findings in a paper; what `validate_together` looks at of it, and what of that those
    shapes look at that compare every disclosure with every other one.
    """

    report: Report
    for_all: bytes
    for_every: bytes


def validate_paper(nquads: bytes, shapes: Shapes) -> ValidatedPaper:
    """Give the findings in the N-Quads of a paper and what validates it with others, all from one
    reading.
    """
    across = shapes.across
    if across is None:
        return ValidatedPaper(validate_nquads(nquads, shapes), b"", b"")
    reads = None
    if shapes.reads is not None and across.reads is not None:
        reads = shapes.reads | across.reads
    graphs = list(named_graphs(nquads, reads, canonical))
    alone = (graph.only(shapes.reads) for graph in graphs)
    for_all, for_every = (_written(graphs, kind) for kind in (across, _of_all(across)))
    return ValidatedPaper(_report(alone, shapes, Engine.AUTO), for_all, for_every)


def validate_together(
    blocks: Sequence[bytes],
    shapes: Shapes,
    engine: Engine = Engine.AUTO,
    *,
    narrow: Sequence[bytes] | None = None,
) -> tuple[Finding, ...]:
    """Tell what the shapes that look across disclosures find in all of `blocks` (N-Quads) as one
    graph; nothing where there are none.

    `narrow` is the `for_every` of each block, where that is known. The blocks themselves are
    read for papers of one body alone then.
    """
    across = shapes.across
    if across is None:
        return ()
    of_every = blocks if narrow is None else narrow
    findings = _findings_in(of_every, _of_all(across), engine)
    if across.parted is not None:
        of_bodies, _ = across.parted
        for places in papers_of_bodies(blocks, across.base):
            findings += _findings_in(map(blocks.__getitem__, places), of_bodies, engine)
    return _put_together(findings)


def _findings_in(blocks: Iterable[bytes], shapes: Shapes, engine: Engine) -> list[Finding]:
    """Give the findings in some N-Quads as one graph."""
    papers: list[list[Triple]] = []
    quotes: dict[str, str] = {}
    for block in blocks:
        graphs = named_graphs(block, shapes.reads, canonical)
        triples, quoted = _shared(graphs, shapes)
        papers.append(triples)
        quotes |= quoted
    every = list(dict.fromkeys(chain.from_iterable(papers)))
    return _findings(every, shapes, quotes, engine)


def for_all(nquads: bytes, shapes: Shapes) -> bytes:
    """Tell what of some N-Quads `validate_together` looks at: many documents are kept for it in
    little room.
    """
    if shapes.across is None:
        return b""
    return _written(named_graphs(nquads, shapes.across.reads, canonical), shapes.across)


def _of_all(across: Shapes) -> Shapes:
    """Give the shapes that compare every disclosure with every other one."""
    return across.parted[1] if across.parted else across


def _written(graphs: Iterable[NamedGraph], shapes: Shapes) -> bytes:
    """Write what shapes that look across disclosures look at, as N-Triples."""
    triples, quotes = _shared(graphs, shapes)
    said = {value for _, _, value in triples}
    quoted = ((selector, EXACT, text) for selector, text in quotes.items() if selector in said)
    return "\n".join(
        f"{subject} {predicate} {value} ." for subject, predicate, value in (*triples, *quoted)
    ).encode()


def _shared(graphs: Iterable[NamedGraph], across: Shapes) -> tuple[list[Triple], dict[str, str]]:
    """Give what the shapes that look across disclosures read of some graphs, and the quotes of the
    passages that it names.
    """
    triples: list[Triple] = []
    quotes: dict[str, str] = {}
    for graph in graphs:
        triples += _reached(graph.only(across.reads).triples, across)
        quotes |= graph.quotes
    return triples, quotes


def _reached(triples: Sequence[Triple], shapes: Shapes) -> Iterable[Triple]:
    """Give the triples about what the shapes look at, and about what findings on it are told with:
    its places, its disclosure.
    """
    about: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        about[triple[0]].append(triple)
    seen: set[str] = set()
    todo = _looked_at(about, shapes)
    while todo:
        seen |= todo
        values = {value for subject in todo for _, _, value in about[subject]}
        todo = values.intersection(about) - seen
    return (triple for subject in sorted(seen) for triple in about[subject])


def _looked_at(about: Mapping[str, Sequence[Triple]], shapes: Shapes) -> set[str]:
    """Give the subjects that shapes start from: things of the kinds that ours name, so that of the
    many cells of a table none is kept; for a user's shapes whatever says more than where it stands.
    """
    told = {f"<{iri}>" for iri in shapes.told}
    named = {f"<{iri}>" for iri in shapes.reads or ()}
    subjects: set[str] = set()
    for subject, said in about.items():
        kinds = {value for _, predicate, value in said if predicate == TYPE}
        says_more = any(predicate not in told for _, predicate, _ in said)
        if says_more and (shapes.reads is None or kinds & named):
            subjects.add(subject)
    return subjects


def _findings(
    triples: Sequence[Triple], shapes: Shapes, quotes: dict[str, str], engine: Engine
) -> list[Finding]:
    """Give the findings of one graph, each with the passages that it is about."""
    graph = Triples(triples)
    results = _results(graph, triples, shapes, engine)
    passages = Passages(graph, quotes, Iris(shapes.base))
    return [finding(result, shapes, passages) for result in results]


def _results(
    graph: Triples, triples: Sequence[Triple], shapes: Shapes, engine: Engine
) -> list[Result]:
    """Tell what an engine says of a graph; what it cannot do, and why, in the words of our user.

    BrokenShapes where the shapes do not run; UsageError where the fast engine is insisted on and
    cannot do it.
    """
    try:
        return run(graph, triples, shapes.graph, engine, proven=shapes.reads is not None)
    except FaultyShapes as fault:
        raise BrokenShapes(str(fault)) from fault
    except Unsupported as reason:
        raise UsageError(
            f"the set-wise engine does not know {reason}; --engine auto or reference does"
        ) from None


def _put_together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings by their causes and in their total order: the most serious first, then by
    place.
    """
    by_cause = with_misplaced_together(grouped(findings))
    return tuple(sorted(by_cause, key=lambda finding: finding.order))
