"""Run queries in worker processes that hold a store open.

A worker that takes too long is killed; the others go on.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from budgetgraph.document.problems import BudgetGraphError, LimitExceeded
from budgetgraph.isolation.answers import Done, answer_of
from budgetgraph.isolation.file_lock import lock_files
from budgetgraph.isolation.giving_way import TIRED, giving_way, lower_priority
from budgetgraph.isolation.network_lock import NetworkLocks, lock_network
from budgetgraph.isolation.plain_form import NoAnswer, to_bytes
from budgetgraph.isolation.plain_pipe import with_plain_pipes
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


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a task raised, and where."""

    error: Exception
    place: str


#: Seconds after which it is looked whether the pool of a task is still there.
_LOOK_AGAIN = 1.0
#: Made beforehand: without memory nothing could be written.
_OUT_OF_MEMORY = to_bytes(_Raised(MemoryError(), ""))

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
            message = await self._until_a_worker_takes_it(task, args, kwargs)
            return self._result(task, message)
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

    def _result(self, task: Callable[..., T], message: bytes) -> T:
        """Give the result that a worker sent, or raise its exception.

        A worker that sends anything else is not ours any more; all are replaced.
        """
        try:
            answer: Done | _Raised = answer_of(task, message, Done | _Raised)
        except NoAnswer as fault:
            _LOG.error("what a worker sent is no answer of %s: %s", task.__qualname__, fault)
            self._replace_all()
            raise Overloaded("a worker gave no answer and was stopped") from fault
        if isinstance(answer, Done):
            return cast("T", answer.result)
        answer.error.add_note(answer.place)
        raise answer.error

    async def _until_a_worker_takes_it(
        self, task: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> bytes:
        """Run the task; where a worker left to be replaced, give the task to the next one.

        A pool breaks only while no worker has a task: the new ones can do it as well.
        """
        for _ in range(self.count):
            try:
                return await self._once(task, args, kwargs)
            except ProcessExpired as error:
                if error.exitcode != TIRED:
                    raise
            except BrokenProcessPool:
                continue
        return await self._once(task, args, kwargs)

    async def _once(
        self, task: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> bytes:
        """Give the task to the next free worker, and wait for what it sends."""
        if not self._pool.active:
            # All its workers died while they had nothing to do: it takes no task any more.
            _LOG.warning("all workers stopped; new ones are started")
            self._replace_all()
        pool = self._pool
        future: ProcessFuture[bytes] = pool.schedule(
            _perform, args=(task, args, kwargs), timeout=self.limits.seconds
        )
        # Not `wait_for`: in Python 3.11 it gives an answer that comes while it is cancelled, and
        # whoever cancelled it waits for ever.
        async with asyncio.timeout(self.limits.seconds * 2 + 5):
            return await _answer(asyncio.wrap_future(future), pool)

    def _replace_all(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool = self._new_pool()

    def close(self) -> None:
        """Stop all workers, whatever they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


async def _answer(coming: asyncio.Future[bytes], pool: ProcessPool) -> bytes:
    """Wait for an answer; BrokenProcessPool where none can come any more.

    A task that is given to a pool just as its last worker dies is forgotten by it.
    """
    try:
        while not coming.done():
            await asyncio.wait([coming], timeout=_LOOK_AGAIN)
            if not coming.done() and not pool.active:
                raise BrokenProcessPool("the pool stopped with the task in hand")
        return coming.result()
    finally:
        coming.cancel()


def _context(opener: Callable[..., object]) -> BaseContext:
    """Choose how worker processes start: without our threads.

    Where the system can fork, from a server process that has imported the store already.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return with_plain_pipes(multiprocessing.get_context("spawn"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, opener.__module__])
    return with_plain_pipes(context)


def locks_of_worker(_: object) -> NetworkLocks:
    """Say which locks keep the worker from the network; a task for `run`."""
    return _locks[0]


def _enter(limits: Limits, opener: Callable[..., object], arguments: tuple[object, ...]) -> None:
    """Prepare a worker: make it stoppable, without network and without files to write, of limited
    memory; open the store.
    """
    lock_files([])
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
    if limits.in_background:
        lower_priority()
    _held[:] = [opener(*arguments)]


def _perform(
    task: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> bytes:
    """Run the task, and write what came of it."""
    try:
        return to_bytes(Done(_result_of(task, args, kwargs)))
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as error:
        return to_bytes(_Raised(error, traceback.format_exc()))


def _result_of(
    task: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> object:
    """Run the task; one that takes long gets a low priority, so that quick ones go first,
    where it is to give way.
    """
    if not _held:
        raise NotIsolated(f"this worker can reach a network (locks that hold: {_locks[0]})")
    if not _limits[0].gives_way:
        return task(_held[0], *args, **kwargs)
    with giving_way():
        return task(_held[0], *args, **kwargs)
