"""Write the files of a generation of a built folder."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from budgetgraph import mapping, store
from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.export import catalogue
from budgetgraph.export.built_quads import opened_graph
from budgetgraph.export.dumps import Dump, checksum, offered, write_dumps
from budgetgraph.export.graph_shares import GraphShare, share_of
from budgetgraph.export.publication import Publication
from budgetgraph.mapping.vocabulary import vocabulary_quads
from budgetgraph.pipeline.build_report import BuildReport
from budgetgraph.pipeline.built_disclosure import EDITIONS, PARTS, Built, Part, keep, made_share
from budgetgraph.pipeline.built_sources import MadeSources
from budgetgraph.query import search_index
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import merged
from budgetgraph.store.loading import changing
from budgetgraph.validate import load_shapes, validate_together
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.findings_graph import doubted_things, finding_quads, turtle

#: What is not the same bytes everywhere, or for the next build only, has no checksum.
_WITHOUT_SUMS = ("store", search_index.NAME, PARTS)


def write_generation(
    folder: Path,
    empty: BuildReport,
    made: MadeSources,
    *,
    dumps: bool = True,
    before: Path | None = None,
) -> BuildReport:
    """Write everything; the report with what came of `empty`, which has no triples yet.

    `dumps` are the graph in other formats and its tables, for downloads; `before` is the generation
    whose store the new one may be made from.
    """
    base, parts = empty.base, empty.parts
    # A source that completes another one has its quads in the graph of that one.
    graphs = [part.nquads for part in parts if part.nquads]
    together = validate_together(graphs, load_shapes(base=base))
    findings = [*_findings(parts), *together]
    shared = _shared(graphs, findings, base)
    content = merged((*graphs, *shared.values()))
    _write_gzip(folder / "graph.nq.gz", content)
    triples = _write_store(folder / "store", content, before)
    report = replace(empty, triples=triples, together=together)
    (folder / "validation.ttl").write_bytes(turtle(findings, base))
    record = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(record + "\n", "utf-8")
    _write_sources(folder / "sources", parts)
    if dumps:
        write_dumps(folder, base, _shares(parts, shared, base))
    downloads = offered(folder)
    _write_descriptions(folder, base, report.publication, downloads)
    _write_sums(folder, downloads)
    _keep(folder / PARTS, made.built, base)
    if made.editions:
        _keep(folder / PARTS / EDITIONS, made.editions, base)
    return report


def _write_store(place: Path, content: bytes, before: Path | None) -> int:
    """Write the store, from the one before where little has changed; give the number of quads."""
    different = None if before is None else _different(before, content)
    if before is None or different is None or not different.is_small:
        return store.build(place, [content])
    if not changing.change(place, before / "store", different):
        return store.build(place, [content])
    return different.lines


def _different(before: Path, content: bytes) -> changing.Difference | None:
    """Tell how the graph differs from that of a generation; None where that one cannot be used."""
    if not changing.can_change(before / "store"):
        return None
    try:
        with opened_graph(before) as old:
            return changing.difference(old, io.BytesIO(content))
    except (BudgetGraphError, OSError, EOFError, zlib.error):
        # A damaged file costs time, never a wrong store.
        return None


def _findings(parts: Sequence[Part]) -> Iterator[Finding]:
    for part in parts:
        yield from part.findings


def _shared(graphs: Sequence[bytes], findings: Sequence[Finding], base: str) -> dict[str, bytes]:
    """Give the graphs beside those of the disclosures, by name: the codes they use, what stands
    between them, the vocabulary, and the findings.
    """
    iris = Iris(base)
    return {
        iris.codes_graph: mapping.code_quads(graphs, base),
        iris.across_graph: mapping.across_quads(graphs, base, doubted_things(findings)),
        iris.ontology_graph: vocabulary_quads(base),
        iris.findings_graph: finding_quads(findings, base),
    }


def _shares(parts: Sequence[Part], shared: Mapping[str, bytes], base: str) -> dict[str, GraphShare]:
    """Give what every graph adds to the downloads, by the name of the graph."""
    shares: dict[str, GraphShare] = {}
    for name, of_graph in groupby(parts, attrgetter("graph")):
        held = [part for part in of_graph if part.nquads]
        if not held:
            continue
        part = held[0]
        if len(held) > 1:
            nquads = merged([part.nquads for part in held])
            part = replace(part, nquads=nquads, share=None)
        shares[name] = made_share(part, base)
    for name, nquads in shared.items():
        if nquads:
            shares[name] = share_of(name, nquads, base)
    return shares


def _write_descriptions(
    folder: Path, base: str, publication: Publication, downloads: Sequence[Dump]
) -> None:
    """Write what is told of the graph as a whole and of its files, and the index of its names."""
    built = store.Store.open(folder / "store")
    described = catalogue.metadata(built, base, publication, downloads)
    (folder / "metadata.ttl").write_bytes(described)
    search_index.build(folder / search_index.NAME, search_index.names(built, base))


def _write_gzip(path: Path, content: bytes) -> None:
    """Without a clock and a name inside, so that equal content gives equal bytes."""
    with (
        path.open("wb") as stream,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0) as zipped,
    ):
        zipped.write(content)


def _write_sources(folder: Path, parts: Sequence[Part]) -> None:
    """Write the text of every source, personal data masked, for the pages that show a figure's
    line; beside it the lines that nothing was taken from: number, ignored or unparsed, reason.
    """
    folder.mkdir()
    by_source: dict[str, list[Part]] = {}
    for part in parts:
        by_source.setdefault(part.sha256, []).append(part)
    for sha256, of_source in by_source.items():
        (folder / f"{sha256}.txt").write_text("\n".join(of_source[-1].lines), "utf-8")
        (folder / f"{sha256}.ledger.tsv").write_text(_ledger(of_source), "utf-8")


def _ledger(parts: Sequence[Part]) -> str:
    missed = [line for part in parts for line in part.ledger]
    missed.sort(key=lambda line: line.number)
    rows: list[str] = []
    for line in missed:
        rows.append(f"{line.number}\t{line.status}\t{line.reason or ''}\n")
    return "".join(rows)


def _write_sums(folder: Path, downloads: Sequence[Dump]) -> None:
    """Write SHA256SUMS, in the form of sha256sum; the checksums of the downloads are known."""
    known = {file.path: file.sha256 for file in downloads}
    lines: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] not in _WITHOUT_SUMS:
            lines.append(f"{known.get(path) or checksum(path)}  {name}")
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")


def _keep(folder: Path, built: Sequence[Built], base: str) -> None:
    """Keep what came of each source for the next build."""
    folder.mkdir()
    for source in built:
        keep(folder, source, base)
