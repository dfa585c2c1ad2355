"""Make the downloads of a built folder: the whole graph as packed dumps, and its tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.export.packed_graph import (
    JSON_LD,
    QUADS,
    TRIG,
    TURTLE,
    PackedGraph,
    by_disclosure,
    together,
)
from budgetgraph.rdf import whole_graphs
from budgetgraph.rdf.packed import packed

DUMPS = ("ttl", "trig", "jsonld")
"""The formats of the whole graph beside the N-Quads that the build writes."""
TABLES = ("csv", "parquet")
"""The formats of the tables; each has a folder of its own."""
#: What is offered beside the tables.
_OFFERED = (
    "graph.nq.gz",
    *(f"graph.{form}.gz" for form in DUMPS),
    "report.json",
    "validation.ttl",
)


@dataclass(frozen=True, slots=True)
class Dump:
    """A written file: its name below `/download/`, its path, its size in bytes, its SHA-256."""

    name: str
    path: Path
    size: int
    sha256: str


def write_dumps(folder: Path, base: str, graphs: Mapping[str, PackedGraph]) -> None:
    """Write the dumps and the tables of a built folder into itself, each under the name that it has
    below `/download/`; `graphs` are all graphs by name.

    Equal folders give equal bytes. One graph is held at a time.
    """
    _write_turtle(folder / "graph.ttl.gz", graphs, base)
    _write_trig(folder / "graph.trig.gz", graphs, base)
    _write_json_ld(folder / "graph.jsonld.gz", graphs, base)
    # Imported here, for data frames take long to import and only these files need them.
    from budgetgraph.export.data_frames import filled
    from budgetgraph.export.table_files import write_tables

    apart = {spec.name: together(spec, graphs.values()) for spec in by_disclosure()}
    write_tables(filled(folder, apart), {form: folder / form for form in TABLES})


def write_quads(path: Path, graphs: Mapping[str, PackedGraph]) -> None:
    """Write all graphs as N-Quads behind each other, in the order of their names."""
    with path.open("wb") as stream:
        for name in sorted(graphs):
            stream.write(graphs[name].pack.member(QUADS))


def _write_turtle(path: Path, graphs: Mapping[str, PackedGraph], base: str) -> None:
    """Write the triples of the graphs behind each other, in the order of their names."""
    with path.open("wb") as stream:
        stream.write(packed(whole_graphs.declarations(_prefixes(graphs), base)))
        for name in sorted(graphs):
            stream.write(graphs[name].pack.member(TURTLE))


def _write_trig(path: Path, graphs: Mapping[str, PackedGraph], base: str) -> None:
    """Write the graphs behind each other, in the order of their names as they are written."""
    with path.open("wb") as stream:
        stream.write(packed(whole_graphs.declarations(_prefixes(graphs), base)))
        for name in sorted(graphs, key="<{}>".format):
            stream.write(graphs[name].pack.member(TRIG))


def _prefixes(graphs: Mapping[str, PackedGraph]) -> set[str]:
    """Give the prefixes that any graph uses."""
    return {name for graph in graphs.values() for name in graph.prefixes}


def _write_json_ld(path: Path, graphs: Mapping[str, PackedGraph], base: str) -> None:
    """Write the graphs behind each other, in the order of their names."""
    terms = {term for graph in graphs.values() for term in graph.terms}
    between = packed(whole_graphs.JSON_LD_BETWEEN)
    with path.open("wb") as stream:
        stream.write(packed(whole_graphs.json_ld_head(terms, base)))
        for number, name in enumerate(sorted(graphs)):
            if number:
                stream.write(between)
            stream.write(graphs[name].pack.member(JSON_LD))
        stream.write(packed(whole_graphs.JSON_LD_END))


def offered(folder: Path) -> list[Dump]:
    """List the files of a built folder that are offered for download, by name; its metadata, which
    tells of them, is not among them.
    """
    paths = [folder / name for name in _OFFERED if (folder / name).is_file()]
    for form in TABLES:
        if (folder / form).is_dir():
            paths += (folder / form).iterdir()
    files: list[Dump] = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        files.append(Dump(name, path, path.stat().st_size, checksum(path)))
    return sorted(files, key=lambda file: file.name)


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file, which is never held whole."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
