"""Make the downloads of a built folder: the whole graph as packed dumps, and its tables."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from budgetgraph.export.graphs_apart import graphs_apart, opened_graph
from budgetgraph.rdf import whole_graphs
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


def write_dumps(folder: Path, base: str) -> None:
    """Write the dumps and the tables of a built folder into itself, each under the name that it has
    below `/download/`.

    Equal folders give equal bytes. The graph is read and written a piece at a time.
    """
    with opened_graph(folder) as quads:
        _write(folder / "graph.ttl.gz", whole_graphs.turtle(quads, base))
    with graphs_apart(folder) as graphs:
        in_order = sorted(graphs, key=lambda graph: f"<{graph.name}>")
        trig = whole_graphs.trig((graph.quads() for graph in in_order), base)
        _write(folder / "graph.trig.gz", trig)
        in_order = sorted(graphs, key=lambda graph: graph.name)
        named = ((graph.name, graph.quads()) for graph in in_order)
        _write(folder / "graph.jsonld.gz", whole_graphs.json_ld(named, base))
    # Imported here, for data frames take long to import and only these files need them.
    from budgetgraph.export.data_frames import answers
    from budgetgraph.export.table_files import write_tables

    filled = answers(folder)
    for form in TABLES:
        write_tables(filled, form, folder / form)


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


def _write(path: Path, graph: WholeGraph) -> None:
    """Write a graph packed. Its head is known last and stands first: the body waits in a file that
    has no name.
    """
    with TemporaryFile(dir=path.parent) as waiting:
        with gzip.GzipFile("", "wb", compresslevel=1, fileobj=waiting) as body:
            for piece in graph.body:
                body.write(piece)
        waiting.seek(0)
        with (
            path.open("wb") as stream,
            gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0) as packed,
            gzip.GzipFile("", "rb", fileobj=waiting) as body,
        ):
            packed.write(graph.head())
            shutil.copyfileobj(body, packed, _CHUNK)
