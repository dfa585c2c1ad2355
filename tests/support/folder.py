"""A built folder made from the sample, for tests of what reads one: no reader, parser or pipeline
needed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sample import sample_citations, sample_disclosures, sample_nquads

from budgetgraph.export.catalogue import metadata
from budgetgraph.export.dumps import offered, write_dumps
from budgetgraph.export.graph_files import by_graph
from budgetgraph.export.pack import PackWriter
from budgetgraph.export.packed_graph import PackedGraph, pack_disclosure, pack_graph
from budgetgraph.rdf.iris import BASE, Iris
from budgetgraph.rdf.nquads import joined
from budgetgraph.store import Store, build


def make_folder(folder: Path, more: bytes = b"") -> Path:
    """`folder` as a build leaves it: graph, store, sources, metadata, report and checksums; `more`
    are quads beside those of the sample.
    """
    return make_folder_of(folder, sample_nquads() + sample_citations() + more)


def make_folder_of(folder: Path, nquads: bytes) -> Path:
    """The same of other quads than those of the sample."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "graph.nq.gz").write_bytes(gzip.compress(nquads, mtime=0))
    build(folder / "store", [nquads])
    triples = len(Store.open(folder / "store"))
    (folder / "sources").mkdir()
    for disclosure in sample_disclosures():
        text = "".join(line + "\n" for line in disclosure.source.lines)
        (folder / "sources" / f"{disclosure.source.sha256}.txt").write_text(text, encoding="utf-8")
    (folder / "validation.ttl").write_text("", encoding="utf-8")
    (folder / "report.json").write_text(
        json.dumps({"base": BASE, "counts": {"triples": triples}}), encoding="utf-8"
    )
    with TemporaryDirectory() as beside:
        write_dumps(folder, BASE, packed_graphs(Path(beside) / "graphs.pack", nquads))
    graph = Store.open(folder / "store")
    (folder / "metadata.ttl").write_bytes(metadata(graph, downloads=offered(folder)))
    inner = {folder / "store", folder / "sources"}
    names = [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not inner & set(path.parents)
    ]
    sums = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return folder


def packed_graphs(path: Path, nquads: bytes) -> dict[str, PackedGraph]:
    """Every graph in pieces, which are in a pack at `path`."""
    graphs = {name: joined(lines) for name, lines in by_graph(nquads).items()}
    codes = graphs.get(Iris().codes_graph, b"")
    pack = PackWriter()
    packed: dict[str, PackedGraph] = {}
    for name, quads in graphs.items():
        if name.removeprefix(f"{BASE}graph/").count("/"):
            packed[name] = pack_disclosure(pack, name, quads, codes, BASE)
        else:
            packed[name] = pack_graph(pack, name, quads, BASE)
    path.write_bytes(pack.content())
    return {name: replace(graph, path=path) for name, graph in packed.items()}
