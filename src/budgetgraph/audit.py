"""audit(paths): the rules on built folders, on anybody's RDF files, and straight on source documents before they are published."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from budgetgraph.ask import base_of
from budgetgraph.build import Failure
from budgetgraph.findings import Report, merged
from budgetgraph.graphfiles import read_graph
from budgetgraph.iris import Iris
from budgetgraph.pipeline import extract, sources, to_graph
from budgetgraph.problems import BrokenShapes, BudgetGraphError, UnreadableInput, UsageError
from budgetgraph.shapes import FORMATS
from budgetgraph.validate import load_shapes, validate_file, validate_nquads


def audit(paths: Iterable[str], shapes: Path | None = None) -> tuple[Report, tuple[Failure, ...]]:
    """The findings in everything that `paths` name, and what could not be read. BrokenShapes when the shapes do not load or run."""
    load_shapes(shapes)
    reports: list[Report] = []
    failures: list[Failure] = []
    for name in paths:
        for item in _items(name):
            try:
                reports.append(_one(item, shapes))
            except BrokenShapes:
                raise
            except UnreadableInput as problem:
                failures.append(Failure(problem.path, problem.reason, problem.status))
            except BudgetGraphError as problem:
                failures.append(Failure(str(item), str(problem), problem.status))
    if not reports and not failures:
        raise UsageError("nothing to validate")
    return merged(reports), tuple(failures)


def _items(name: str) -> Iterable[Path]:
    """A built folder is one item; of any other folder or glob, each disclosure is one."""
    path = Path(name)
    if (path / "graph.nq.gz").is_file() or path.suffix.lower() in FORMATS:
        return [path]
    return sources([name])


def _one(path: Path, own: Path | None) -> Report:
    if path.is_dir():
        rules = load_shapes(own, base_of(path))
        return validate_nquads(_data_only(read_graph(path), Iris(rules.base)), rules)
    rules = load_shapes(own)
    if path.suffix.lower() in FORMATS:
        return validate_file(path, rules)
    return validate_nquads(to_graph(extract(path), rules.base), rules)


def _data_only(nquads: bytes, iris: Iris) -> bytes:
    """The quads of the disclosures: the findings of an earlier run and the shared code lists are no data to check."""
    others = tuple(f" <{graph}> .".encode() for graph in (iris.findings_graph, iris.codes_graph))
    return b"\n".join(line for line in nquads.splitlines() if not line.endswith(others))
