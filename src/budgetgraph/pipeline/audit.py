"""audit(paths): the rules on built folders, on anybody's RDF files, and straight on source
documents before they are published.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import (
    BrokenShapes,
    BudgetGraphError,
    UnreadableInput,
    UsageError,
)
from budgetgraph.export.graph_files import read_graph
from budgetgraph.mapping import key_of
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.built_sources import EDITION_DIGITS
from budgetgraph.pipeline.fit_for_graph import is_citation_only, unfit
from budgetgraph.pipeline.kept.record import page_findings
from budgetgraph.pipeline.line import extract_all, to_graph
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT, Allowance, allowance
from budgetgraph.pipeline.sandbox.runner import Job, run
from budgetgraph.pipeline.sandbox.warmed import warm_to_fork
from budgetgraph.pipeline.seen_files import look_at
from budgetgraph.pipeline.source_files import listing
from budgetgraph.query.run_query import base_of
from budgetgraph.rdf.iris import Iris
from budgetgraph.shacl import Engine
from budgetgraph.store.generations import held
from budgetgraph.validate import (
    for_all,
    load_shapes,
    quads_of,
    validate_file,
    validate_nquads,
    validate_together,
)
from budgetgraph.validate.causes import with_those_of_page
from budgetgraph.validate.checked import statements_right, sums_right
from budgetgraph.validate.findings import Finding, Report, merged
from budgetgraph.validate.page_checks import review
from budgetgraph.validate.seen_places import SeenPlaces
from budgetgraph.validate.shapes import FORMATS, Shapes


@dataclass(frozen=True, slots=True)
class _Workshop:
    """How everything is checked: a user's shapes or None for ours, the engine, the limits; and
    whether files are told apart as editions of one paper.
    """

    shapes: Path | None
    engine: Engine
    given: Allowance
    with_editions: bool = False


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was found in one input, what of it the shapes across disclosures look at, and the names
    of its disclosures where it is a source document.
    """

    report: Report
    shared: bytes
    names: tuple[str, ...] = ()


def audit(
    paths: Iterable[str],
    shapes: Path | None = None,
    engine: Engine = Engine.AUTO,
    timeout: float = TIME_LIMIT,
) -> tuple[Report, tuple[Failure, ...]]:
    """Give the findings in everything that `paths` name, each for itself and all together, and what
    could not be read. BrokenShapes when the shapes do not load or run.
    """
    load_shapes(shapes)
    given = allowance(timeout)
    items, failures = _items(paths, given)
    workshop = _Workshop(shapes, engine, given)
    reports: list[Report] = []
    blocks: dict[str, list[bytes]] = {}
    for item, outcome in zip(items, _apart(items, workshop), strict=True):
        if isinstance(outcome, BrokenShapes | UsageError):
            raise outcome
        if isinstance(outcome, BudgetGraphError):
            failures.append(Failure.of(item, outcome))
            continue
        reports.append(outcome.report)
        blocks.setdefault(outcome.report.base, []).append(outcome.shared)
    if not reports and not failures:
        raise UsageError("nothing to validate")
    for base, graphs in blocks.items():
        together = validate_together(graphs, load_shapes(shapes, base), engine)
        reports.append(Report(together, 0, 0, base))
    unread = Report((), 0, 0, unread=tuple(map(attrgetter("file", "reason"), failures)))
    return merged([*reports, unread]), tuple(failures)


def _apart(items: list[Path], workshop: _Workshop) -> list[_Outcome | BudgetGraphError]:
    """Tell what came of each item, in their order.

    Files of one body, year and kind share the name of their graph, and their figures would run
    into one: each is made again as an edition of its own. A build does so too, but for two files
    that complete each other (prose and tables), which it makes one paper; here they stay two.
    """
    outcomes = list(_outcomes(items, workshop))
    names: Counter[str] = Counter()
    for outcome in outcomes:
        if isinstance(outcome, _Outcome):
            names.update(outcome.names)
    clashing: list[int] = []
    for at, outcome in enumerate(outcomes):
        if isinstance(outcome, _Outcome) and any(names[name] > 1 for name in outcome.names):
            clashing.append(at)
    again = _outcomes([items[at] for at in clashing], replace(workshop, with_editions=True))
    for at, outcome in zip(clashing, again, strict=True):
        outcomes[at] = outcome
    return outcomes


def _outcomes(items: list[Path], workshop: _Workshop) -> Iterator[_Outcome | BudgetGraphError]:
    """Tell what came of each item, in their order: each in a confined worker, one for each core.

    A built folder is ours and may be large; it is checked here, without limits.
    """
    foreign = [item for item in items if not item.is_dir()]
    jobs = [Job(shown(item), _of_file, (item, workshop), "checked") for item in foreign]
    warm_to_fork(len(jobs))
    outcomes = run(jobs, workshop.given, os.cpu_count() or 1)
    for item in items:
        if item.is_dir():
            yield _of_folder(item, workshop.shapes, workshop.engine)
        else:
            yield next(outcomes)


def _items(names: Iterable[str], given: Allowance) -> tuple[list[Path], list[Failure]]:
    """Give a built folder as one item, and each disclosure of any other folder or glob as one."""
    items: list[Path] = []
    failures: list[Failure] = []
    for name in names:
        path = Path(name)
        if (path / "graph.nq.gz").is_file() or path.suffix.lower() in FORMATS:
            items.append(path)
            continue
        listed = listing([name])
        seen, unseen = look_at(listed.files, given, os.cpu_count() or 1)
        items += map(attrgetter("file"), seen)
        failures += [Failure.of(problem.path, problem) for problem in listed.problems]
        failures += unseen
    return items, failures


def _of_folder(folder: Path, own: Path | None, engine: Engine) -> _Outcome | BudgetGraphError:
    """Give the findings in a built folder, and what of it the shapes across disclosures look at.

    The checks of the page belong to our shapes: a user's shapes are run alone.
    """
    try:
        with held(folder) as generation:
            rules = load_shapes(own, base_of(generation))
            quads = _data_only(read_graph(generation), Iris(rules.base))
            report = validate_nquads(quads, rules, engine)
            if own is None:
                report = _with(report, page_findings(generation))
    except BudgetGraphError as problem:
        return problem
    return _Outcome(report, for_all(quads, rules))


def _of_file(path: Path, workshop: _Workshop) -> _Outcome:
    """Give the findings in an RDF file or a source document; runs in a worker."""
    rules = load_shapes(workshop.shapes)
    if path.suffix.lower() not in FORMATS:
        return _of_source(path, rules, workshop)
    report = validate_file(path, rules, workshop.engine)
    shared = b""
    if rules.across:
        shared = for_all(quads_of(path), rules)
    return _Outcome(report, shared)


def _of_source(path: Path, rules: Shapes, workshop: _Workshop) -> _Outcome:
    """Give the findings in the disclosures of a source document; one that can go into no graph is
    named as unread. UnreadableInput where none can.
    """
    disclosures = extract_all(path)
    digest = disclosures[0].source.sha256
    edition = digest[:EDITION_DIGITS] if workshop.with_editions else None
    reasons: list[str] = []
    graphs: list[bytes] = []
    reports: list[Report] = []
    names: list[str] = []
    for disclosure in disclosures:
        reason = unfit(disclosure)
        if reason is not None:
            reasons.append(reason)
            continue
        paper = replace(disclosure, edition=edition)
        graphs.append(to_graph(paper, rules.base))
        names.append(key_of(paper))
        report = validate_nquads(graphs[-1], rules, workshop.engine)
        if workshop.shapes is None:
            report = _with_page(paper, report)
        reports.append(_placed(report, SeenPlaces(paper, rules.base)))
    if not graphs and not all(map(is_citation_only, disclosures)):
        raise UnreadableInput(str(path), "; ".join(reasons))
    paths = {Iris(rules.base).source(digest): shown(path.as_posix())}
    unread = Report((), 0, 0, rules.base, unread=tuple((shown(path), why) for why in reasons))
    checked = merged([_with(merged(reports), (), paths), unread])
    return _Outcome(checked, for_all(b"".join(graphs), rules), tuple(names))


def _with_page(disclosure: Disclosure, of_graph: Report) -> Report:
    """Give the findings of a graph with those of the checks of its page, and how much of the paper
    was compared and holds.
    """
    of_page, checked = review(disclosure, of_graph.base)
    sums = sums_right(disclosure, of_graph.findings)
    right = Counter(sums=sums, comparisons=statements_right(disclosure)) + checked.right
    findings = tuple(with_those_of_page(of_graph.findings, of_page))
    return replace(of_graph, findings=findings, right=right, unsure=dict(checked.unsure))


def _placed(report: Report, seen: SeenPlaces) -> Report:
    return replace(report, findings=seen.placed(report.findings))


def _with(
    report: Report, findings: Iterable[Finding], paths: Mapping[str, str] | None = None
) -> Report:
    return merged([report, Report(tuple(findings), 0, 0, report.base, paths=paths or {})])


def _data_only(nquads: bytes, iris: Iris) -> bytes:
    """Give the quads of the disclosures: the findings of an earlier run and the shared code lists
    are no data to check.
    """
    shared = (iris.findings_graph, iris.codes_graph, iris.across_graph, iris.ontology_graph)
    others = tuple(f" <{graph}> .".encode() for graph in shared)
    return b"\n".join(line for line in nquads.splitlines() if not line.endswith(others))
