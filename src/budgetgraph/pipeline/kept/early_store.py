"""Load the store of a generation while sources are still being read: the graphs of those that are
made, some hundred thousand quads at a time, in a process of its own.

What cannot stand as it is, for two sources say it together, waits for the end; where a source turns
out to be one of several editions, its graph is taken out again.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing.process import BaseProcess
from operator import attrgetter
from pathlib import Path

from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.export.packed_graph import QUADS, PackedGraph
from budgetgraph.isolation.process_limits import die_with_parent
from budgetgraph.isolation.termination import undisturbed
from budgetgraph.pipeline.kept.part import Built, Part
from budgetgraph.pipeline.sandbox.process import start_method
from budgetgraph.store.loading import load_part
from budgetgraph.store.loading.changing import load_rest

_LOG = logging.getLogger("budgetgraph.store")

#: So many quads are loaded at a time, some 256 MB of text: what fits into one piece stays packed.
QUADS_AT_A_TIME = 800_000
#: Where more than one quad in so many has to be taken out again, loading all anew costs less.
_SHARE = 8
_QUADS_OF = attrgetter("quads")


class EarlyStore:
    """The store of a generation that is being made, which is to stand in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[PackedGraph] = []
        self._keys: set[str] = set()
        self._batch: Sequence[PackedGraph] = ()
        self._process: BaseProcess | None = None
        self._loaded: dict[str, PackedGraph] = {}
        self._has_failed = False

    def close(self) -> None:
        """End the process that loads, so that nothing writes into the folder any more."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def add(self, built: Built) -> None:
        """Take in what came of a source, and load what waits where it is enough."""
        for part in built.parts:
            if part.packed is not None and self._is_certain(part):
                self._waiting.append(part.packed)
            self._keys.add(part.key)
        is_loading = self._process is not None and self._process.is_alive()
        if not is_loading:
            self.wait()
            self._begin()

    def _is_certain(self, part: Part) -> bool:
        """Tell whether a graph will stand as it is, by all that is known now."""
        return part.holds == "both" and part.key not in self._keys

    def _begin(self) -> None:
        """Load what waits in a process of its own, which gives its memory back at its end."""
        is_enough = sum(map(_QUADS_OF, self._waiting)) >= QUADS_AT_A_TIME
        if not is_enough or self._has_failed:
            return
        self._batch, self._waiting = self._waiting, []
        process = start_method().Process(  # type: ignore[attr-defined]
            target=_load, args=(self._folder, self._batch), daemon=True
        )
        with undisturbed():
            process.start()
            self._process = process

    def wait(self) -> None:
        """Wait for the process that loads, where there is one, and note what came of it."""
        if self._process is None:
            return
        self._process.join()
        self._has_failed |= self._process.exitcode != 0
        self._loaded |= {graph.name: graph for graph in self._batch}
        self._process, self._batch = None, ()

    def complete(self, graphs: Mapping[str, PackedGraph]) -> bool:
        """Make the store hold these graphs and no other.

        False where it is to be loaded whole: nothing was loaded yet, or a part could not be, or too
        much of it has to be taken out again.
        """
        self.wait()
        gone = [graph for name, graph in self._loaded.items() if graphs.get(name) != graph]
        quads = sum(map(_QUADS_OF, self._loaded.values()))
        is_of_use = sum(map(_QUADS_OF, gone)) * _SHARE <= quads
        if not self._loaded or self._has_failed or not is_of_use:
            return False
        _LOG.info("%d quads were loaded while sources were read", quads)
        stay = self._loaded.keys() - set(map(attrgetter("name"), gone))
        rest = [graph for name, graph in sorted(graphs.items()) if name not in stay]
        load_rest(self._folder, _contents(gone), _contents(rest))
        return True


def _load(folder: Path, graphs: Sequence[PackedGraph]) -> None:
    """Load graphs into a store; runs in a process of its own, which its parent ends."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    try:
        load_part(folder, _contents(graphs))
    except (OSError, RuntimeError, MemoryError, BudgetGraphError) as problem:
        # All is loaded at the end then, which says why it cannot be.
        _LOG.info("%s: %s", folder, problem)
        raise SystemExit(1) from None


def _contents(graphs: Iterable[PackedGraph]) -> Iterator[bytes]:
    """Give the N-Quads of graphs, one at a time."""
    for graph in graphs:
        yield graph.pack.content(QUADS)
