"""A limit on the time that a piece of work in this process may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from budgetgraph.document.problems import LimitExceeded

#: Seconds that one source may take, unless the caller says otherwise.
TIME_LIMIT = 300.0


@contextmanager
def time_limit(seconds: float, what: str) -> Iterator[None]:
    """LimitExceeded, naming `what`, where the block takes longer.

    Without effect where the system has no timers (Windows), or outside the main thread.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(*_: object) -> None:
        raise LimitExceeded(f"{what}: took longer than {seconds:g} s (--timeout)")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
