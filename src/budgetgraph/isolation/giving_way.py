"""Let a worker give way to others while it works on what takes long."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

#: Seconds of work after which a task has a low priority. What it waits for does not count: beside
#: a build a quick task may wait long.
_QUICK = 0.3
#: That priority (nice): beside a build, a slow query still gets a tenth of a core, where the lowest
#: one (19) leaves it a hundredth.
_LOW = 10
_AUTOGROUP = Path("/proc/self/autogroup")
#: The exit status of a worker that cannot take its priority back (EX_TEMPFAIL).
TIRED = 75

_before: list[int] = []
"""In a worker: the priorities to take back before the next task."""


@contextlib.contextmanager
def giving_way() -> Iterator[None]:
    """Lower the priority of this thread once it has worked for long; before that, take back what
    the task before has lost.
    """
    if sys.platform != "linux":
        yield
        return
    thread = threading.get_native_id()
    _recover(thread)
    over = threading.Event()
    clock = time.pthread_getcpuclockid(threading.get_ident())
    watch = threading.Thread(target=_watch, args=(over, thread, clock), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _watch(over: threading.Event, thread: int, clock: int) -> None:
    """Let a task give way once its thread has worked for long; `clock` tells its seconds."""
    began = time.clock_gettime(clock)
    left = _QUICK
    while not over.wait(left):
        left = _QUICK - (time.clock_gettime(clock) - began)
        if left <= 0:
            _give_way(thread)
            return


def _give_way(thread: int) -> None:
    """Lower the priority of this worker."""
    usual = os.getpriority(os.PRIO_PROCESS, thread)
    if usual < _LOW:
        _before.append(usual)
        lower_priority(thread)


def lower_priority(thread: int = 0) -> None:
    """Give a thread (0: the one that calls) and this worker's session the low priority; Linux alone
    has priorities of threads.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, thread, _LOW)
        _session_priority(_LOW)


def _recover(thread: int) -> None:
    """Take the old priority back.

    Most users may only lower a priority. Then the worker exits, the pool starts a new one, and the
    task goes there.
    """
    try:
        while _before:
            usual = _before.pop()
            os.setpriority(os.PRIO_PROCESS, thread, usual)
            _session_priority(usual)
    except OSError:
        os._exit(TIRED)


def _session_priority(nice: int) -> None:
    """Set the priority of this worker's session among all sessions (sched(7), autogroup).

    Not every kernel has that.
    """
    with contextlib.suppress(FileNotFoundError, BlockingIOError):
        _AUTOGROUP.write_text(str(nice), encoding="ascii")
