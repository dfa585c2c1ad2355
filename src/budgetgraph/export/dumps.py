"""What is made of a built folder for those who take it away: the whole graph as packed dumps, and
its tables.
"""

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
    """A file that was written: its name below `/download/`, where it lies, its size in bytes and
    its SHA-256.
    """

    name: str
    path: Path
    size: int
    sha256: str


def write(_: Store, folder: str, out: str, form: str, base: str) -> list[Dump]:
    """Run in a worker: the files of one of DUMPS or TABLES for a built folder, written below `out`.

    Equal folders give equal bytes.
    """
    if form in TABLES:
        # Late, for data frames take long to import and only these files need them.
        from budgetgraph.export import table_files

        paths = table_files.export(Path(folder), form, Path(out) / form)
        return [_dump(f"{form}/{path.name}", path) for path in paths]
    written = _whole(read_graph(Path(folder)), form, base)
    path = Path(out) / f"graph.{form}.gz"
    path.write_bytes(gzip.compress(written, compresslevel=6, mtime=0))
    return [_dump(path.name, path)]


def _whole(quads: bytes, form: str, base: str) -> bytes:
    """Graphs keep their names where the format has names."""
    write = serialise_dataset if form in ("trig", "nq", "jsonld") else serialise
    return write(quads, cast("Form", form), base=base)


def _dump(name: str, path: Path) -> Dump:
    content = path.read_bytes()
    return Dump(name, path, len(content), hashlib.sha256(content).hexdigest())
