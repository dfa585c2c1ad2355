"""Workers: a task that takes long runs at a low priority, and the next one is none the worse
for it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from typing import Any

import pytest
from pebble import ProcessFuture, ProcessPool

from budgetgraph.isolation import giving_way
from budgetgraph.isolation.answers import Done
from budgetgraph.isolation.plain_form import to_bytes
from budgetgraph.publish.web.workers import Limits, Overloaded, TimedOut, Workers

LIMITS = Limits(seconds=60, memory=0, queue=4)
#: Seconds within which it must be known that no answer comes, on a slow machine; the limits give 125.
_SOON = 60.0


def opened() -> str:
    return "store"


def priority(_: str, seconds: float) -> int:
    """The priority after so much work, or as soon as it is another one."""
    usual = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    until = time.thread_time() + seconds
    while True:
        now = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
        if now != usual or time.thread_time() >= until:
            return now


def priority_after_waiting(_: str, seconds: float) -> int:
    time.sleep(seconds)
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def process(_: str) -> int:
    return os.getpid()


def no_way_back(_: str) -> None:
    """From now on this worker is a user's who may lower a priority, and not raise it."""

    def refuse(*_: int) -> None:
        raise PermissionError

    giving_way._before.append(0)
    os.setpriority = refuse


def die(_: str) -> None:
    os._exit(9)


def another_type(_: str) -> int:
    return "text"  # type: ignore[return-value]


def stumble(_: str) -> None:
    raise KeyError("no such row")


def run(*calls: tuple[object, ...], limits: Limits = LIMITS, count: int = 1) -> list[object]:
    """The results of the calls, one after the other; an exception is its own result."""

    async def all_of_them() -> list[object]:
        workers = Workers(count, limits, opened)
        try:
            return [
                (await asyncio.gather(workers.run(*call), return_exceptions=True))[0]
                for call in calls
            ]  # type: ignore[arg-type]
        finally:
            workers.close()

    return asyncio.run(all_of_them())


@pytest.mark.skipif(
    sys.platform != "linux", reason="threads have priorities of their own on Linux only"
)
def test_what_takes_long_gives_way() -> None:
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    assert run((priority, 0.0), (priority, 1.0), (priority, 0.0)) == [usual, max(usual, 10), usual]


@pytest.mark.skipif(
    sys.platform != "linux", reason="threads have priorities of their own on Linux only"
)
def test_what_waits_long_does_not_give_way() -> None:
    """Beside a build a quick task waits for the processor."""
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    assert run((priority_after_waiting, 1.0)) == [usual]


def test_what_is_made_for_a_page_gives_way_to_nobody() -> None:
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    hurried = Limits(seconds=60, memory=0, queue=4, gives_way=False)
    assert run((priority, 0.6), limits=hurried) == [usual]


@pytest.mark.skipif(
    sys.platform != "linux", reason="threads have priorities of their own on Linux only"
)
def test_a_worker_that_may_not_take_its_priority_back_is_replaced() -> None:
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    assert run((no_way_back,), (priority, 0.0)) == [None, usual]


def test_a_worker_that_dies_costs_its_own_task() -> None:
    died, alive = run((die,), (priority, 0.0))
    assert isinstance(died, Overloaded)
    assert isinstance(alive, int)


@pytest.mark.parametrize("seconds", [0.0, 0.5])
def test_workers_that_die_with_nothing_to_do_are_replaced(
    seconds: float, caplog: pytest.LogCaptureFixture
) -> None:
    """Killed by the system for want of memory, say: the next task is done by new ones."""

    async def use() -> object:
        made = Workers(1, LIMITS, opened)
        try:
            os.kill(await made.run(process), signal.SIGKILL)
            await asyncio.sleep(seconds)
            return await made.run(process)
        finally:
            made.close()

    assert isinstance(asyncio.run(use()), int)
    assert len(caplog.records) <= 1, "one line of log"


def test_a_task_that_its_pool_forgot_is_given_to_new_workers() -> None:
    """The last worker dies just as the task is given: the pool knows nothing of it any more."""

    async def use() -> tuple[bool, object]:
        made = Workers(1, LIMITS, opened)
        try:
            await made.run(process)
            broken = made._pool
            broken.schedule = lambda *_, **__: _stopped(broken)  # type: ignore[method-assign]
            done = await asyncio.wait_for(made.run(process), _SOON)
            return made.waiting == 0, done
        finally:
            made.close()

    is_nobody_waiting, done = asyncio.run(use())
    assert is_nobody_waiting
    assert isinstance(done, int)


def test_a_task_that_every_pool_forgets_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def use() -> int:
        made = Workers(1, LIMITS, opened)
        monkeypatch.setattr(ProcessPool, "schedule", lambda pool, *_, **__: _stopped(pool))
        try:
            with pytest.raises(Overloaded):
                await asyncio.wait_for(made.run(process), _SOON)
            return made.waiting
        finally:
            made.close()

    assert asyncio.run(use()) == 0


def _stopped(pool: ProcessPool) -> ProcessFuture[Any]:
    """Stop a pool, and give the answer that never comes."""
    pool.stop()  # type: ignore[no-untyped-call]
    return ProcessFuture()


def test_time_is_limited() -> None:
    late, alive = run(
        (priority_after_waiting, 60.0), (priority, 0.0), limits=Limits(seconds=0.5, memory=0)
    )
    assert isinstance(late, TimedOut)
    assert isinstance(alive, int)


def test_what_is_no_answer_is_refused_and_its_worker_replaced(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refused, alive = run((another_type,), (process,))
    assert isinstance(refused, Overloaded)
    assert isinstance(alive, int)
    assert "what a worker sent is no answer of another_type" in caplog.text


@pytest.mark.parametrize("turns", range(4))
def test_what_is_cancelled_as_its_answer_comes_is_cancelled(
    turns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a server that is stopped while it makes its first pages never ends."""

    async def use() -> bool:
        made = Workers(1, LIMITS, opened)
        await made.run(process)
        answer = ProcessFuture[bytes]()
        monkeypatch.setattr(made._pool, "schedule", lambda *_, **__: answer)
        asking = asyncio.ensure_future(made.run(process))
        await asyncio.sleep(0)
        answer.set_result(to_bytes(Done(7)))
        for _ in range(turns):
            await asyncio.sleep(0)
        is_cancelled = asking.cancel()
        await asyncio.wait({asking})
        made.close()
        return asking.cancelled() or not is_cancelled

    assert asyncio.run(use())


def test_an_error_says_where_it_arose() -> None:
    (fault,) = run((stumble,))
    assert isinstance(fault, KeyError)
    assert "in stumble" in fault.__notes__[0]
