"""Loading N-Quads into a store of the engine, on disk or in memory."""

from __future__ import annotations

import gzip
import io
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.without_graphs import graphless, triples_of

_LOG = logging.getLogger("budgetgraph.store")

_GZIP_MAGIC = b"\x1f\x8b"
#: So many bytes are loaded at a time: some 130 disclosures, for which the engine takes 1.3 GB of
#: memory. Each piece is sorted for itself and merged with those before it: smaller ones cost more
#: time, and where one piece is all, the store stays packed and takes 260 bytes a quad, not 440.
PIECE = 1 << 28


def build(folder: Path, nquads: Iterable[Path | bytes]) -> None:
    """Load N-Quads into a new store at `folder`, spelled as a build writes them: a graph in every
    line, one blank between two terms.

    They are files (`.gz` too) or bytes. An existing folder is replaced. UnreadableInput names the
    file that is no such N-Quads.

    They are loaded some million bytes at a time, for the engine keeps all that it is given at once
    in memory. Blank nodes of two pieces would be others; what a build writes has none.
    """
    if folder.exists():
        shutil.rmtree(folder)
    store = ox.Store(str(folder))
    for source in nquads:
        with _told_of(source), _opened(source) as stream:
            while piece := stream.read(PIECE):
                load_more(store, piece + stream.readline())
    store.optimize()
    store.flush()
    _LOG.info("loaded into %s", folder)


def load(store: ox.Store, nquads: Iterable[Path | bytes]) -> int:
    """Load everything twice: as it is, and once more into the default graph.

    The default graph is thereby the union of the named ones. Oxigraph can take the union at query
    time instead, but answers a triple of two graphs twice then: counts and sums of whatever two
    disclosures say (a document, a division) would be wrong.
    """
    sources = list(nquads)
    for source in sources:
        _load_one(store, source, lambda stream: stream)
    quads = len(store)
    for source in sources:
        _load_one(store, source, graphless)
    return quads


def load_part(folder: Path, graphs: Iterable[bytes]) -> None:
    """Load some graphs, each as N-Quads, into the store at `folder`; the first part makes it."""
    store = ox.Store(str(folder))
    load_graphs(store, graphs)
    store.flush()


def load_graphs(store: ox.Store, graphs: Iterable[bytes]) -> None:
    """Load graphs into a store that holds others, as many at a time as fit into one piece."""
    waiting: list[bytes] = []
    size = 0
    for nquads in graphs:
        waiting.append(nquads)
        size += len(nquads)
        if size >= PIECE:
            load_more(store, b"".join(waiting))
            waiting, size = [], 0
    load_more(store, b"".join(waiting))


def load_more(store: ox.Store, nquads: bytes) -> None:
    """Load N-Quads, spelled as a build writes them, into a store that holds others: as they are,
    and once more into the default graph.
    """
    for content in (nquads, triples_of(nquads)):
        store.bulk_load(content, ox.RdfFormat.N_QUADS)


@contextmanager
def _told_of(source: Path | bytes) -> Iterator[None]:
    """Raise UnreadableInput with the name of a source that is no N-Quads."""
    name = "N-Quads" if isinstance(source, bytes) else str(source)
    try:
        yield
    except (SyntaxError, ValueError, OSError) as error:
        raise UnreadableInput(name, f"cannot be loaded as N-Quads: {error}") from error


def _load_one(
    store: ox.Store,
    source: Path | bytes,
    through: Callable[[IO[bytes]], IO[bytes] | io.BufferedReader],
) -> None:
    with _told_of(source), _opened(source) as stream:
        store.bulk_load(through(stream), ox.RdfFormat.N_QUADS)


def _opened(source: Path | bytes) -> IO[bytes]:
    """Open N-Quads; whether a file is packed is told by its first bytes, not by its name."""
    if isinstance(source, bytes):
        return io.BytesIO(source)
    with source.open("rb") as probe:
        is_packed = probe.read(2) == _GZIP_MAGIC
    if is_packed:
        return cast("IO[bytes]", gzip.open(source, "rb"))
    return source.open("rb")
