"""Make a store from the store of an earlier build: only what differs is taken out and loaded.

The engine writes its tables of data (`.sst`) once and never again, so that two stores can share
them by hard links. What the new store takes out or adds stands in tables of its own.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from budgetgraph.store.loading import load_graphs, load_more

_LOG = logging.getLogger("budgetgraph.store")

#: Where more than one line in so many differs, loading everything anew costs less.
_SHARE = 8
#: Counts how often a store was made from an earlier one since everything was loaded.
_STEPS = "changes.txt"
#: After so many times everything is loaded anew, for what was taken out still fills the disk.
MOST_STEPS = 20
_END = b""


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines of N-Quads that are gone and those that are new, and how many lines there are."""

    removed: Sequence[bytes]
    added: Sequence[bytes]
    lines: int

    @property
    def is_small(self) -> bool:
        """Tell whether to change a store is less work than to load it anew."""
        return (len(self.removed) + len(self.added)) * _SHARE <= self.lines


def difference(old: Iterable[bytes], new: Iterable[bytes]) -> Difference:
    """Compare two sorted files of N-Quads line by line; neither is held whole.

    old `a b d`, new `b c d` → removed `a`, added `c`, 3 lines.
    """
    removed: list[bytes] = []
    added: list[bytes] = []
    lines = 0
    old_lines, new_lines = iter(old), iter(new)
    before, after = next(old_lines, _END), next(new_lines, _END)
    while before or after:
        if before == after:
            lines += 1
            before, after = next(old_lines, _END), next(new_lines, _END)
        elif before and (not after or before < after):
            removed.append(before)
            before = next(old_lines, _END)
        else:
            lines += 1
            added.append(after)
            after = next(new_lines, _END)
    return Difference(removed, added, lines)


def can_change(folder: Path) -> bool:
    """Tell whether a store is there that another one may be made from."""
    return (folder / "CURRENT").is_file() and _steps(folder) < MOST_STEPS


def change(folder: Path, earlier: Path, different: Difference) -> bool:
    """Make a store at `folder` from an `earlier` one, which stays as it is.

    False, and nothing is left, where the disk has no hard links or the engine does not open it.
    """
    try:
        _link(folder, earlier)
        store = ox.Store(str(folder))
    except (OSError, RuntimeError) as problem:
        _LOG.info("%s is loaded anew: %s", folder, problem)
        shutil.rmtree(folder, ignore_errors=True)
        return False
    _remove(store, different.removed)
    load_more(store, b"".join(different.added))
    store.flush()
    (folder / _STEPS).write_text(f"{_steps(earlier) + 1}\n", "ascii")
    _LOG.info(
        "%d quads taken out and %d loaded into %s",
        len(different.removed),
        len(different.added),
        folder,
    )
    return True


def load_rest(folder: Path, gone: Iterable[bytes], graphs: Iterable[bytes]) -> None:
    """Load the graphs that are left into a store that holds a part of them, and take out those that
    are `gone` since it was loaded.
    """
    store = ox.Store(str(folder))
    for nquads in gone:
        _remove(store, [nquads])
    load_graphs(store, graphs)
    store.optimize()
    store.flush()
    _LOG.info("the last graphs loaded into %s", folder)


def _link(folder: Path, earlier: Path) -> None:
    """Copy a store; its tables of data are shared."""
    folder.mkdir()
    for path in earlier.iterdir():
        if path.suffix == ".sst":
            os.link(path, folder / path.name)
        elif path.name != "LOCK":
            shutil.copyfile(path, folder / path.name)


def _steps(folder: Path) -> int:
    try:
        return int((folder / _STEPS).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def _remove(store: ox.Store, quads: Sequence[bytes]) -> None:
    """Take quads out of their graphs, and out of the union those that no graph holds any more."""
    gone = quads_of(b"".join(quads))
    for quad in gone:
        store.remove(quad)
    for quad in gone:
        triple = (quad.subject, quad.predicate, quad.object)
        still = store.quads_for_pattern(*triple, None)
        if all(isinstance(held.graph_name, ox.DefaultGraph) for held in still):
            store.remove(ox.Quad(*triple))


def quads_of(nquads: bytes) -> list[ox.Quad]:
    """Read N-Quads as the engine's own quads."""
    return list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
