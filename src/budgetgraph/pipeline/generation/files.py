"""Write the files of a generation of a built folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

from budgetgraph import mapping, store
from budgetgraph.export.dumps import Dump, checksum, offered, write_dumps, write_quads
from budgetgraph.export.pack import Pack, PackWriter
from budgetgraph.export.packed_graph import QUADS, PackedGraph, pack_disclosure, pack_graph
from budgetgraph.mapping.concepts import facts
from budgetgraph.mapping.vocabulary import vocabulary_quads
from budgetgraph.pipeline.build_report import BuildReport
from budgetgraph.pipeline.descriptions import ChangedStore, write_descriptions
from budgetgraph.pipeline.kept.early_store import EarlyStore
from budgetgraph.pipeline.kept.graph_index import difference_of, write_index
from budgetgraph.pipeline.kept.part import (
    FOR_EVERY,
    FOR_LINKS,
    FOR_RULES,
    LEDGER,
    LINES,
    PARTS,
    PICTURE,
    Part,
    PiecesOfParts,
)
from budgetgraph.query import search_index
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import joined, merged
from budgetgraph.store.loading import changing
from budgetgraph.store.loading.union_change import union_change
from budgetgraph.validate import load_shapes, validate_together
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.findings_graph import doubted_things, finding_quads, turtle

#: What is not the same bytes everywhere, or for the next build only, has no checksum.
_WITHOUT_SUMS = ("store", search_index.NAME, PARTS)
#: The pack of the graphs that no source has for itself.
_SHARED = "shared.pack.gz"


def write_generation(
    folder: Path,
    empty: BuildReport,
    early: EarlyStore | None = None,
    *,
    dumps: bool = True,
    before: Path | None = None,
) -> BuildReport:
    """Write everything; the report with what came of `empty`, which has no triples yet.

    `early` is the store as far as it was loaded while sources were read, `dumps` are the graph in
    other formats and its tables, for downloads; `before` is the generation whose store the new one
    may be made from. What came of each source is in `folder` already, and
    one of them is held at a time.
    """
    base, parts = empty.base, empty.parts
    if early is not None:
        # Rules across papers take as much memory as loading does.
        early.wait()
    with_graph = [part for part in parts if part.packed is not None]
    for_rules, for_every = (PiecesOfParts(with_graph, name) for name in (FOR_RULES, FOR_EVERY))
    together = validate_together(for_rules, load_shapes(base=base), narrow=for_every)
    findings = [*_findings(parts), *together]
    graphs = _graphs(folder, with_graph, findings, base, dumps)
    write_quads(folder / "graph.nq.gz", graphs)
    write_index(folder, graphs)
    changed = _write_store(folder, graphs, early, before)
    triples = sum(map(attrgetter("quads"), graphs.values()))
    report = replace(empty, triples=triples, together=together)
    (folder / "validation.ttl").write_bytes(turtle(findings, base))
    record = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(record + "\n", "utf-8")
    _write_sources(folder / "sources", parts)
    if dumps:
        write_dumps(folder, base, graphs)
    downloads = offered(folder)
    sizes = {name: graph.quads for name, graph in graphs.items()}
    write_descriptions(folder, report, downloads, sizes, changed)
    _write_sums(folder, downloads)
    return report


def _write_store(
    folder: Path,
    graphs: Mapping[str, PackedGraph],
    early: EarlyStore | None,
    before: Path | None,
) -> ChangedStore | None:
    """Write the store, from the one before where little has changed; tell what has."""
    if early is not None and early.complete(graphs):
        return None
    place = folder / "store"
    different = None
    if before is not None and changing.can_change(before / "store"):
        different = difference_of(before, graphs)
    if (
        before is None
        or different is None
        or not different.is_small
        or not changing.change(place, before / "store", different)
    ):
        store.build(place, [folder / "graph.nq.gz"])
        return None
    return ChangedStore(before, union_change(before / "store", place, different))


def _findings(parts: Sequence[Part]) -> Iterator[Finding]:
    for part in parts:
        yield from part.findings


def _graphs(
    folder: Path, parts: Sequence[Part], findings: Sequence[Finding], base: str, dumps: bool
) -> dict[str, PackedGraph]:
    """Give all graphs by name: those of the disclosures, and beside them the codes they use, what
    stands between them, the vocabulary, and the findings.
    """
    pack = PackWriter()
    graphs: dict[str, PackedGraph] = {}
    made: list[PackedGraph] = []
    for name, several in groupby(parts, attrgetter("graph")):
        of_graph = list(several)
        if len(of_graph) > 1:
            made.append(_joined_graph(pack, name, of_graph, base, dumps))
        elif of_graph[0].packed is not None:
            graphs[name] = of_graph[0].packed
    for name, nquads in _shared(parts, findings, base).items():
        if nquads:
            made.append(pack_graph(pack, name, nquads, base, dumps=dumps))
    path = folder / PARTS / _SHARED
    path.write_bytes(pack.content())
    return graphs | {graph.name: replace(graph, path=path) for graph in made}


def _joined_graph(
    pack: PackWriter, name: str, parts: Sequence[Part], base: str, dumps: bool
) -> PackedGraph:
    """Put the graph that several disclosures of one name share into a pack."""
    nquads = merged(part.packed.pack.content(QUADS) for part in parts if part.packed is not None)
    if not dumps:
        return pack_graph(pack, name, nquads, base, dumps=False)
    return pack_disclosure(pack, name, nquads, mapping.code_quads([nquads], base), base)


def _shared(parts: Sequence[Part], findings: Sequence[Finding], base: str) -> dict[str, bytes]:
    """Give the graphs beside those of the disclosures, by name."""
    iris = Iris(base)
    used = frozenset(chain.from_iterable(map(attrgetter("uses"), parts)))
    for_links = PiecesOfParts(parts, FOR_LINKS)
    return {
        iris.codes_graph: joined(facts(used, base)),
        iris.across_graph: mapping.across_quads(for_links, base, doubted_things(findings)),
        iris.ontology_graph: vocabulary_quads(base),
        iris.findings_graph: finding_quads(findings, base),
    }


def _write_sources(folder: Path, parts: Sequence[Part]) -> None:
    """Write the text of every source, personal data masked, for the pages that show a figure's
    line; beside it the lines that nothing was taken from (number, ignored or unparsed, reason) and
    the pictures of its recognised pages.
    """
    folder.mkdir()
    by_source: dict[str, list[Part]] = {}
    for part in parts:
        by_source.setdefault(part.sha256, []).append(part)
    for sha256, of_source in by_source.items():
        (folder / f"{sha256}.txt").write_bytes(of_source[-1].pack.content(LINES))
        (folder / f"{sha256}.ledger.tsv").write_bytes(_ledger(of_source))
        _write_pictures(folder / sha256, of_source[-1].pack)


def _write_pictures(folder: Path, pack: Pack) -> None:
    """Write the pictures of the recognised pages of a source; no folder where it has none."""
    names = [name for name in pack.places if name.startswith(PICTURE)]
    if names:
        folder.mkdir()
    for name in names:
        (folder / name.removeprefix(PICTURE)).write_bytes(pack.content(name))


def _ledger(parts: Sequence[Part]) -> bytes:
    """Give the rows of all disclosures of a source in the order of its lines."""
    rows: list[bytes] = []
    for part in parts:
        rows += part.pack.content(LEDGER).splitlines(keepends=True)
    rows.sort(key=lambda row: int(row[: row.index(b"\t")]))
    return b"".join(rows)


def _write_sums(folder: Path, downloads: Sequence[Dump]) -> None:
    """Write SHA256SUMS, in the form of sha256sum; the checksums of the downloads are known."""
    known = {file.path: file.sha256 for file in downloads}
    lines: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] not in _WITHOUT_SUMS:
            lines.append(f"{known.get(path) or checksum(path)}  {name}")
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")
