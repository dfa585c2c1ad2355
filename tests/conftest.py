"""What holds for all tests."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable
from multiprocessing import forkserver

from hypothesis import settings

# How long one example takes says nothing on a machine that is busy with others.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

# Messages and reports follow the locale; tests say what they expect, whatever is spoken here.
os.environ["LC_ALL"] = "C.UTF-8"

# A process has one server that its workers are forked from, and the first to start it says what the
# server loads. Here one process builds and serves: what either wants is loaded by whoever is first,
# or each build after a test of a server would load everything anew.
_LOADED = frozenset(["budgetgraph.pipeline.sandbox.preloaded", "budgetgraph.publish.web.workers"])
_set_preload = forkserver.set_forkserver_preload


def _preload_all(modules: Iterable[str]) -> None:
    _set_preload(sorted(_LOADED.union(modules)))


forkserver.set_forkserver_preload = _preload_all


def pytest_configure() -> None:
    """Heed Ctrl-C, which a shell without job control has its jobs in the background ignore: tests
    of what ends by it would go on.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Tell the collector of garbage not to look at the tests themselves again: they are most of a
    million objects, and stay to the end.
    """
    gc.collect()
    gc.freeze()
