"""Run queries in worker processes that hold a store open.

A worker that takes too long is killed; the others go on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from budgetgraph.document.problems import BudgetGraphError, LimitExceeded
from budgetgraph.isolation.network_lock import NetworkLocks, lock_network
from budgetgraph.isolation.process_limits import die_with_parent, limit_memory

_LOG = logging.getLogger(__package__)

S = TypeVar("S")
T = TypeVar("T")
P = ParamSpec("P")


class TimedOut(LimitExceeded):
    """The work ran past its time and was stopped."""


class Overloaded(LimitExceeded):
    """Too much is waiting, or the worker died (out of memory); it may work later."""


class NotIsolated(BudgetGraphError):
    """The worker could reach a network, and was told not to work then."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` of work a task, `memory` bytes of address space a worker (0: no limit), `queue`
    tasks in hand altogether; whether a worker works only `isolated` from all networks, whether it
    works `in_background`, at a low priority from the start, and whether a task that takes long
    `gives_way` to others.
    """

    seconds: float = 30.0
    memory: int = 8 << 30
    queue: int = 64
    isolated: bool = False
    in_background: bool = False
    gives_way: bool = True


#: Seconds of work after which a task has a low priority. What it waits for does not count: beside
#: a build a quick task may wait long.
_QUICK = 0.3
#: That priority (nice): beside a build, a slow query still gets a tenth of a core, where the lowest
#: one (19) leaves it a hundredth.
_LOW = 10
_AUTOGROUP = Path("/proc/self/autogroup")
#: The exit status of a worker that cannot take its priority back (EX_TEMPFAIL).
_TIRED = 75

_before: list[int] = []
"""In a worker: the priorities to take back before the next task."""

_held: list[Any] = []
"""What this worker process holds open; filled by `_enter`, empty in the parent."""

_limits: list[Limits] = []
"""In a worker: its limits."""

_locks: list[NetworkLocks] = []
"""In a worker: the locks between it and the network; filled by `_enter`."""


class Workers(Generic[S]):
    """`count` processes, each holding what `opener(*arguments)` returns: the first argument of
    every task.

    `opener` and the tasks are functions of modules, for they travel to another process by name.
    """

    def __init__(
        self, count: int, limits: Limits, opener: Callable[..., S], *arguments: object
    ) -> None:
        self.limits = limits
        self.count = count
        self.waiting = 0
        self.killed = 0
        self._opener, self._arguments = opener, arguments
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            self.count,
            initializer=_enter,
            initargs=(self.limits, self._opener, self._arguments),
            context=_context(self._opener),
        )

    async def run(
        self, task: Callable[Concatenate[S, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a task and give its result, or raise its exception.

        TimedOut where it takes too long, Overloaded where it cannot be started in time.
        """
        if self.waiting >= self.limits.queue:
            raise Overloaded(f"{self.waiting} queries are waiting already")
        self.waiting += 1
        try:
            return await self._until_a_worker_takes_it(task, args, kwargs)
        except ProcessExpired as error:
            self.killed += 1
            _LOG.info("a worker stopped without an answer, exit code %s", error.exitcode)
            raise Overloaded(
                f"the worker stopped without an answer (exit code {error.exitcode}), "
                "out of memory perhaps"
            ) from error
        except BrokenProcessPool as error:
            self.killed += 1
            raise Overloaded("all workers stopped; new ones are started") from error
        except MemoryError as error:
            raise Overloaded(
                "the answer needs more memory than a worker of this server may have"
            ) from error
        except TimeoutError as error:
            # Pebble's time starts when a worker takes the task; ours, longer, ends a wait for a
            # worker that never comes.
            self.killed += 1
            _LOG.info("a task was stopped after %g seconds", self.limits.seconds)
            raise TimedOut(
                f"stopped after {self.limits.seconds:g} seconds, the time limit of this server"
            ) from error
        finally:
            self.waiting -= 1

    async def _until_a_worker_takes_it(
        self, task: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> T:
        """Run the task; where a worker left to be replaced, give the task to the next one."""
        for _ in range(self.count):
            try:
                return await self._once(task, args, kwargs)
            except ProcessExpired as error:
                if error.exitcode != _TIRED:
                    raise
        return await self._once(task, args, kwargs)

    async def _once(
        self, task: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> T:
        """Give the task to the next free worker, and wait for its result."""
        if not self._pool.active:
            # All its workers died while they had nothing to do: it takes no task any more.
            _LOG.warning("all workers stopped; new ones are started")
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool = self._new_pool()
        future: ProcessFuture[T] = self._pool.schedule(
            _perform, args=(task, args, kwargs), timeout=self.limits.seconds
        )
        return await asyncio.wait_for(asyncio.wrap_future(future), self.limits.seconds * 2 + 5)

    def close(self) -> None:
        """Stop all workers, whatever they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _context(opener: Callable[..., object]) -> BaseContext:
    """Choose how worker processes start: without our threads.

    Where the system can fork, from a server process that has imported the store already.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, opener.__module__])
    return context


def locks_of_worker(_: object) -> NetworkLocks:
    """Say which locks keep the worker from the network; a task for `run`."""
    return _locks[0]


def _enter(limits: Limits, opener: Callable[..., object], arguments: tuple[object, ...]) -> None:
    """Prepare a worker: make it stoppable, without network, of limited memory; open the store."""
    # Python's own handler would wait until the engine returns. The pool waits for this worker
    # meanwhile: three seconds for everybody.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        # Linux divides the processor among sessions first (autogroup). In a session of its own, a
        # busy worker uses its own share only, not ours.
        os.setsid()
    die_with_parent()
    _limits[:], _locks[:] = [limits], [lock_network()]
    if limits.isolated and not _locks[0].hold:
        # Not an exit: the pool would start one worker after the other.
        return
    limit_memory(limits.memory)
    if limits.in_background and sys.platform == "linux":
        _lower()
    _held[:] = [opener(*arguments)]


def _perform(task: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
    """Run the task; one that takes long gets a low priority, so that quick ones go first,
    where it is to give way.
    """
    if not _held:
        raise NotIsolated(f"this worker can reach a network (locks that hold: {_locks[0]})")
    if sys.platform != "linux" or not _limits[0].gives_way:
        return task(_held[0], *args, **kwargs)
    thread = threading.get_native_id()
    _recover(thread)
    over = threading.Event()
    clock = time.pthread_getcpuclockid(threading.get_ident())
    watch = threading.Thread(target=_watch, args=(over, thread, clock), daemon=True)
    watch.start()
    try:
        return task(_held[0], *args, **kwargs)
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
        _lower(thread)


def _lower(thread: int = 0) -> None:
    """Give a thread (0: the one that calls) and this worker's session the low priority."""
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
        os._exit(_TIRED)


def _session_priority(nice: int) -> None:
    """Set the priority of this worker's session among all sessions (sched(7), autogroup).

    Not every kernel has that.
    """
    with contextlib.suppress(FileNotFoundError, BlockingIOError):
        _AUTOGROUP.write_text(str(nice), encoding="ascii")
