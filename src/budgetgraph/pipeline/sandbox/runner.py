"""Hand documents to confined worker processes, and take back what they make of them.

The time of a document is watched from outside: a worker that is late is killed, whatever it does.
So a document that hangs, kills its worker or takes all memory costs itself only.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from budgetgraph.document.problems import BudgetGraphError, LimitExceeded, UnreadableInput
from budgetgraph.isolation.answers import Done, answer_of
from budgetgraph.isolation.plain_form import NoAnswer
from budgetgraph.isolation.termination import held, undisturbed
from budgetgraph.pipeline.sandbox.allowance import MAX_MEMORY_MB, Allowance, allowance
from budgetgraph.pipeline.sandbox.process import WorkerProcess
from budgetgraph.pipeline.sandbox.worker import Answer, Breakdown, OutOfMemory, Refusal

_LOG = logging.getLogger(__package__)

T = TypeVar("T")

_OWNER_ONLY = 0o700

_NO_ANSWER = (
    "the process that read it sent something that is no answer, and was stopped; the file may be "
    "made to take it over"
)


class ReaderFault(BudgetGraphError):
    """Our own code broke on a document."""


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """The work on one document: `task(*arguments)`; messages name it by `file`, and say what is
    `done` behind it.

    The task is a function of a module, for it travels to another process by name.
    """

    file: str
    task: Callable[..., T]
    arguments: tuple[object, ...] = ()
    done: str = "done"


def alone(file: str, seconds: float, task: Callable[..., T], *arguments: object) -> T:
    """Run one task on one document in a worker; its result, or its error raised."""
    (outcome,) = run([Job(file, task, arguments)], allowance(seconds))
    if isinstance(outcome, BudgetGraphError):
        raise outcome
    return outcome


def run(
    jobs: Sequence[Job[T]], given: Allowance, count: int = 1
) -> Generator[T | BudgetGraphError, None, None]:
    """Give what came of each job, in their order: its result, or the error that says why not.

    To close it ends the workers.
    """
    with held(lambda: _Desk(jobs, given, count), _Desk.close) as desk:
        for number in range(len(jobs)):
            yield desk.outcome(number)


def _is_made(folder: Path) -> bool:
    """Make a folder for workers to write into, its owner's alone, where it is not there."""
    try:
        folder.mkdir(_OWNER_ONLY, parents=True)
    except OSError:
        return False
    return True


class _Desk(Generic[T]):
    """The jobs that wait, the workers, and the outcomes that were not asked for yet."""

    def __init__(self, jobs: Sequence[Job[T]], given: Allowance, count: int) -> None:
        self._jobs = jobs
        self._allowance = given
        self._count = min(count, len(jobs))
        self._waiting = deque(range(len(jobs)))
        self._tried_again: set[int] = set()
        self._workers: list[WorkerProcess] = []
        self._outcomes: dict[int, T | BudgetGraphError] = {}
        self._made_folders: list[Path] = []

    def outcome(self, number: int) -> T | BudgetGraphError:
        """Wait for the outcome of one job; the others go on meanwhile."""
        while number not in self._outcomes:
            self._hand_out()
            self._collect()
        outcome = self._outcomes.pop(number)
        if isinstance(outcome, BudgetGraphError):
            _LOG.info("%s", outcome)
        else:
            _LOG.info("%s: %s", self._jobs[number].file, self._jobs[number].done)
        return outcome

    def close(self) -> None:
        """Kill every worker, whatever it does."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        for folder in self._made_folders:
            with contextlib.suppress(OSError):
                folder.rmdir()  # Where nothing was written into it.

    def _hand_out(self) -> None:
        """Give waiting jobs to idle workers, and start workers that are wanted."""
        while self._waiting:
            idle = next((worker for worker in self._workers if worker.number is None), None)
            if idle is None:
                if len(self._workers) >= self._count:
                    return
                idle = self._started()
            self._give(idle, self._waiting.popleft())

    def _started(self) -> WorkerProcess:
        """Start a worker, which is killed at the end whatever happens from now on."""
        with undisturbed():
            self._made_folders += filter(_is_made, self._allowance.folders)
            worker = WorkerProcess(self._allowance)
            self._workers.append(worker)
        return worker

    def _give(self, worker: WorkerProcess, number: int) -> None:
        job = self._jobs[number]
        worker.take(number, self._allowance.seconds)
        if not worker.send((job.task, job.arguments)):
            self._lost(worker)

    def _collect(self) -> None:
        """Wait until a worker answers, dies or is late, and note what came of its job."""
        busy: dict[Any, WorkerProcess] = {}
        for worker in self._workers:
            if worker.number is not None:
                busy[worker.connection] = worker
        if not busy:
            return
        left = min(worker.deadline for worker in busy.values()) - time.monotonic()
        ready = connection.wait(list(busy), max(left, 0.0))
        for worker in busy.values():
            if worker.connection in ready:
                self._receive(worker)
            elif worker.is_late:
                self._late(worker)

    def _receive(self, worker: WorkerProcess) -> None:
        message = worker.answer()
        if message is None:
            self._lost(worker)
            return
        job = self._jobs[worker.number or 0]
        try:
            answer: Answer = answer_of(job.task, message, Answer)
        except NoAnswer as fault:
            _LOG.warning("%s: what its reader sent is no answer: %s", job.file, fault)
            self._outcomes[self._killed(worker)] = UnreadableInput(job.file, _NO_ANSWER)
            return
        is_spent = isinstance(answer, OutOfMemory)
        number = self._killed(worker) if is_spent else self._released(worker)
        self._outcomes[number] = self._said(job.file, answer)

    def _said(self, file: str, answer: Answer) -> T | BudgetGraphError:
        match answer:
            case Done(result):
                return cast("T", result)
            case Refusal(problem):
                return problem
            case OutOfMemory():
                megabytes = self._allowance.memory / 1e6
                return LimitExceeded(
                    f"{file}: it needs more than {megabytes:g} MB of memory to read "
                    f"({MAX_MEMORY_MB} sets another limit)"
                )
            case Breakdown(what, place):
                return ReaderFault(
                    f"{file}: a fault of ours: {what} ({place}); please report it, with the file "
                    "if you can"
                )

    def _lost(self, worker: WorkerProcess) -> None:
        """Note that a worker did not answer to the end."""
        if worker.is_late:
            self._late(worker)
        else:
            self._died(worker)

    def _late(self, worker: WorkerProcess) -> None:
        """Kill a worker that is past its time.

        One that was busy would be late again. One that stood still (stopped, or stuck at its
        start) says nothing about its document, which gets a second try.
        """
        stood_still = worker.stood_still(self._allowance.seconds)
        number = self._killed(worker)
        seconds = self._allowance.seconds
        reason = f"it took longer than {seconds:g} s to read (--timeout sets another limit)"
        if stood_still:
            self._again(number, reason)
        else:
            self._give_up(number, reason)

    def _died(self, worker: WorkerProcess) -> None:
        """Note that a worker died over its job, which gets a second try."""
        number = self._killed(worker)
        self._again(
            number,
            f"the process that read it died twice ({worker.cause_of_death}), out of memory "
            "perhaps; save the document in another format and give that",
        )

    def _again(self, number: int, reason: str) -> None:
        if number in self._tried_again:
            self._give_up(number, reason)
            return
        self._tried_again.add(number)
        self._waiting.appendleft(number)

    def _give_up(self, number: int, reason: str) -> None:
        self._outcomes[number] = LimitExceeded(f"{self._jobs[number].file}: {reason}")

    def _killed(self, worker: WorkerProcess) -> int:
        worker.kill()
        self._workers.remove(worker)
        return self._released(worker)

    def _released(self, worker: WorkerProcess) -> int:
        """Take its job from a worker."""
        number = worker.number
        assert number is not None, "only busy workers are waited for"
        worker.number = None
        return number
