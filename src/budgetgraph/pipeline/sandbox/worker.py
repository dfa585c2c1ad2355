"""Work off documents in a confined process: the side of the worker."""

from __future__ import annotations

import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.isolation.answers import Done
from budgetgraph.isolation.file_lock import lock_files
from budgetgraph.isolation.garbage import search_rarely
from budgetgraph.isolation.network_lock import lock_network
from budgetgraph.isolation.plain_form import to_bytes
from budgetgraph.isolation.process_limits import die_with_parent, limit_memory, memory_in_use
from budgetgraph.read.source.office import place_of_sockets

_OURS = "BUDGETGRAPH_"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The task ended in an error that is the document's."""

    problem: BudgetGraphError


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The task wanted more memory than the worker may have."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The task ended in an error that is ours: its type and words, and the place in our code."""

    what: str
    place: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a worker gets: bytes of memory, a folder for its temporary files, other folders that it
    may write into, and the variables of the environment of now. A server process that forks still
    has those of its start.
    """

    memory: int
    folder: str
    folders: tuple[Path, ...]
    settings: dict[str, str]


Answer = Done | Refusal | OutOfMemory | Breakdown


def own_settings() -> dict[str, str]:
    """Give the variables of the environment that set our limits."""
    return {name: value for name, value in os.environ.items() if name.startswith(_OURS)}


def work(connection: Connection, given: Given) -> None:
    """Answer the tasks that come through the connection until it is closed.

    A worker that ran out of memory answers, and ends: what it still holds would be too much for
    the next document.
    """
    for name in own_settings():
        del os.environ[name]
    os.environ.update(given.settings)
    tempfile.tempdir = given.folder
    confine(given.memory, [Path(given.folder), *given.folders])
    search_rarely()
    while True:
        try:
            task, arguments = connection.recv()
        except (EOFError, OSError):
            return
        except (MemoryError, ImportError) as fault:
            # What comes through the connection names functions, whose code is loaded now.
            if not _lacks_memory(fault):
                raise
            connection.send_bytes(_OUT_OF_MEMORY)
            return
        answer = _answer(task, arguments)
        connection.send_bytes(answer)
        if answer == _OUT_OF_MEMORY:
            return


def confine(memory: int, folders: Sequence[Path]) -> None:
    """Take the network away from this process, let it write into these folders only, limit its
    memory to `memory` bytes more than it has now, and let it die with its parent.
    """
    lock_files(folders, place_of_sockets())
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    lock_network(namespace=False)
    if memory > 0:
        limit_memory(memory_in_use() + memory)


#: What the dynamic linker says where a library does not fit into the memory.
_NO_ROOM = ("failed to map segment", "annot allocate memory")
#: Made beforehand: without memory nothing could be written.
_OUT_OF_MEMORY = to_bytes(OutOfMemory())


def _answer(task: Callable[..., object], arguments: tuple[object, ...]) -> bytes:
    try:
        return to_bytes(Done(task(*arguments)))
    except BudgetGraphError as problem:
        return _OUT_OF_MEMORY if _ran_out(problem) else to_bytes(Refusal(problem))
    except Exception as fault:
        if _lacks_memory(fault):
            return _OUT_OF_MEMORY
        return to_bytes(Breakdown(f"{type(fault).__name__}: {fault}", _place(fault)))


def _lacks_memory(fault: Exception) -> bool:
    """Tell whether an error says that memory is short: a library that is loaded then cannot be put
    into it.
    """
    if isinstance(fault, MemoryError):
        return True
    return isinstance(fault, ImportError) and any(words in str(fault) for words in _NO_ROOM)


def _ran_out(problem: BudgetGraphError) -> bool:
    """Tell whether a reader took its want of memory for a damaged file.

    Libraries wrap every error in one of their own.
    """
    error: BaseException | None = problem
    while error is not None:
        if any(isinstance(cause, MemoryError) for cause in (error, *error.args)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _place(fault: Exception) -> str:
    """Name the last line that was running: `compile.py, line 81`."""
    frames = traceback.extract_tb(fault.__traceback__)
    if not frames:
        return "unknown place"
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}"
