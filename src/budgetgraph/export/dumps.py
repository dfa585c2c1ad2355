"""Make the downloads of a built folder: the whole graph as packed dumps, and its tables."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from budgetgraph.export.built_quads import opened_graph
from budgetgraph.export.graph_shares import GraphShare, by_disclosure, together
from budgetgraph.rdf import whole_graphs
from budgetgraph.rdf.packed import packed
from budgetgraph.rdf.whole_graphs import WholeGraph

#: So many bytes are copied at a time.
_CHUNK = 1 << 20

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


def write_dumps(folder: Path, base: str, shares: Mapping[str, GraphShare]) -> None:
    """Write the dumps and the tables of a built folder into itself, each under the name that it has
    below `/download/`; `shares` are those of all graphs, by name.

    Equal folders give equal bytes. The graph is read and written a piece at a time.
    """
    with opened_graph(folder) as quads:
        _write_turtle(folder / "graph.ttl.gz", whole_graphs.turtle(quads, base))
    _write_trig(folder / "graph.trig.gz", shares, base)
    _write_json_ld(folder / "graph.jsonld.gz", shares, base)
    # Imported here, for data frames take long to import and only these files need them.
    from budgetgraph.export.data_frames import answers
    from budgetgraph.export.table_files import write_tables

    apart = {spec.name: together(spec, shares.values()) for spec in by_disclosure()}
    filled = answers(folder, apart)
    for form in TABLES:
        write_tables(filled, form, folder / form)


def _write_trig(path: Path, shares: Mapping[str, GraphShare], base: str) -> None:
    """Write the graphs behind each other, in the order of their names as they are written."""
    prefixes = {name for share in shares.values() for name in share.prefixes}
    with path.open("wb") as stream:
        stream.write(packed(whole_graphs.declarations(prefixes, base)))
        for name in sorted(shares, key="<{}>".format):
            stream.write(shares[name].trig)


def _write_json_ld(path: Path, shares: Mapping[str, GraphShare], base: str) -> None:
    """Write the graphs behind each other, in the order of their names."""
    terms = {term for share in shares.values() for term in share.terms}
    between = packed(whole_graphs.JSON_LD_BETWEEN)
    with path.open("wb") as stream:
        stream.write(packed(whole_graphs.json_ld_head(terms, base)))
        for number, name in enumerate(sorted(shares)):
            if number:
                stream.write(between)
            stream.write(shares[name].json_ld)
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


def _write_turtle(path: Path, graph: WholeGraph) -> None:
    """Write a graph packed. Its head is known last and stands first: the body waits, packed, in a
    file that has no name.
    """
    with TemporaryFile(dir=path.parent) as waiting:
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=waiting, mtime=0) as body:
            for piece in graph.body:
                body.write(piece)
        waiting.seek(0)
        with path.open("wb") as stream:
            stream.write(packed(graph.head()))
            shutil.copyfileobj(waiting, stream, _CHUNK)
