"""Start a worker process, tell whether it works, and kill it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import mkdtemp

from budgetgraph.isolation.termination import undisturbed
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.pipeline.sandbox.worker import Given, own_settings, work

#: A worker that used less than this share of its time did not work.
_STOOD_STILL = 0.1
#: An answer that began to arrive may take this many seconds, though its time be up: it is sent in
#: milliseconds unless its worker stops in the midst of it.
_LONGEST_ANSWER = 5.0
#: Where the seconds of user and of system stand behind the name in /proc/PID/stat (proc(5)).
_USER, _SYSTEM = 11, 12


class WorkerProcess:
    """A worker as its parent sees it: `number` is the job that it has in hand, None for none."""

    def __init__(self, allowed: Allowance) -> None:
        context = start_method()
        self.connection, theirs = context.Pipe()
        self._memory = allowed.memory
        self._folder = mkdtemp(prefix="budgetgraph-")
        given = Given(allowed.memory, self._folder, allowed.folders, own_settings())
        self._process = context.Process(  # type: ignore[attr-defined]
            target=work, args=(theirs, given), daemon=True
        )
        self._process.start()
        theirs.close()
        self._used_before = 0.0
        self._used_at_end: float | None = None
        self.number: int | None = None
        self.deadline = 0.0

    def take(self, number: int, seconds: float) -> None:
        """Note the job that the worker gets, and until when it has to be done."""
        self.number = number
        self.deadline = time.monotonic() + seconds
        self._used_before = _seconds_used(self._process.pid) or 0.0

    def stood_still(self, seconds: float) -> bool:
        """Tell whether the worker hardly worked in these seconds; False where nobody can tell."""
        used = self._used()
        return used is not None and used - self._used_before < seconds * _STOOD_STILL

    def _used(self) -> float | None:
        """Give the processor time that the worker has used, or had used when it was killed."""
        at_end = self._used_at_end
        return _seconds_used(self._process.pid) if at_end is None else at_end

    @property
    def is_late(self) -> bool:
        """Tell whether the time of the job is up."""
        return self.deadline <= time.monotonic()

    def send(self, job: object) -> bool:
        """Send the job; False where the worker died before it took all of it, or was killed because
        its time was up: one that is stopped takes no more than fits into the pipe.
        """
        try:
            with self._ended_after(self.deadline - time.monotonic()):
                self.connection.send(job)
        except OSError:
            return False
        return True

    def answer(self) -> bytes | None:
        """Read the answer that begins to arrive.

        None where the worker died in the midst of it, or was killed because its time was up; or
        where the answer is larger than all the memory that the worker has.
        """
        left = max(self.deadline - time.monotonic(), _LONGEST_ANSWER)
        try:
            with self._ended_after(left):
                return self.connection.recv_bytes(self._memory or None)
        except (EOFError, OSError):
            return None

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """End the worker where this lasts longer."""
        watch = threading.Timer(seconds, self._end)
        watch.daemon = True  # The end of the program does not wait for it.
        with undisturbed():
            watch.start()
        try:
            yield
        finally:
            watch.cancel()
            watch.join()

    def kill(self) -> None:
        """Kill the worker and what it started, and wait for its end; no code of its own can delay
        that. What it left in its folder for temporary files goes too.
        """
        self._end()
        self._process.join()
        self.connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self) -> None:
        # Of a process that was killed, the system may tell nothing any more.
        self._used_at_end = self._used()
        started = list(_descendants(self._process.pid))
        self._process.kill()
        for pid in started:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    @property
    def cause_of_death(self) -> str:
        """Name the signal or the exit code that the worker ended with."""
        code = self._process.exitcode or 0
        if code < 0:
            return signal.Signals(-code).name
        return f"exit code {code}"


def start_method() -> BaseContext:
    """Choose how workers start.

    A process of a single thread may fork, which costs next to nothing and imports nothing again. A
    lock that another thread holds would never come free in a fork; there a server process forks,
    which has one thread always. Where the system cannot fork safely, workers start from nothing.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    if _threads() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["budgetgraph.pipeline.sandbox.preloaded"])
    return context


def _threads() -> int:
    """Count the threads of this process, those of native code too."""
    return max(threading.active_count(), len(os.listdir("/proc/self/task")))


def _descendants(pid: int | None) -> Iterator[int]:
    """Give the processes that a process started, and what they started; Linux alone tells."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _seconds_used(pid: int | None) -> float | None:
    """Give the processor time of a process so far; None where the system does not tell."""
    try:
        content = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return None
    fields = content.rpartition(")")[2].split()
    ticks = int(fields[_USER]) + int(fields[_SYSTEM])
    return ticks / os.sysconf("SC_CLK_TCK")
