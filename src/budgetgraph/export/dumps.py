"""Make the downloads of a built folder: the whole graph as packed dumps, and its tables."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from budgetgraph.export.graph_files import read_graph
from budgetgraph.rdf.serialise import Form, serialise, serialise_dataset
from budgetgraph.store import Store

DUMPS = ("ttl", "trig", "jsonld")
"""The formats of the whole graph beside the N-Quads that the build writes."""
TABLES = ("csv", "parquet")
"""The formats of the tables; each has a folder of its own."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A written file: its name below `/download/`, its path, its size in bytes, its SHA-256."""

    name: str
    path: Path
    size: int
    sha256: str


def write(_: Store, folder: str, out: str, form: str, base: str) -> list[Dump]:
    """Write the files of one format of DUMPS or TABLES below `out`; runs in a worker.

    Equal folders give equal bytes.
    """
    if form in TABLES:
        # Imported here, for data frames take long to import and only these files need them.
        from budgetgraph.export import table_files

        paths = table_files.export(Path(folder), form, Path(out) / form)
        return [_dump(f"{form}/{path.name}", path) for path in paths]
    written = _whole(read_graph(Path(folder)), form, base)
    path = Path(out) / f"graph.{form}.gz"
    path.write_bytes(gzip.compress(written, compresslevel=6, mtime=0))
    return [_dump(path.name, path)]


def _whole(quads: bytes, form: str, base: str) -> bytes:
    """Write a whole graph; named graphs keep their names where the format has names."""
    write = serialise_dataset if form in ("trig", "nq", "jsonld") else serialise
    return write(quads, cast("Form", form), base=base)


def _dump(name: str, path: Path) -> Dump:
    """Measure a written file."""
    content = path.read_bytes()
    return Dump(name, path, len(content), hashlib.sha256(content).hexdigest())
