"""Make the downloads of a built folder: the whole graph as packed dumps, and its tables."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from budgetgraph.export.graph_files import read_graph
from budgetgraph.rdf.serialise import Form, serialise, serialise_dataset

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

    Equal folders give equal bytes.
    """
    quads = read_graph(folder)
    for form in DUMPS:
        packed = gzip.compress(_whole(quads, form, base), compresslevel=6, mtime=0)
        (folder / f"graph.{form}.gz").write_bytes(packed)
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


def _whole(quads: bytes, form: str, base: str) -> bytes:
    """Write a whole graph; named graphs keep their names where the format has names."""
    write = serialise_dataset if form in ("trig", "nq", "jsonld") else serialise
    return write(quads, cast("Form", form), base=base)
