"""Limit a worker process before it touches what comes from strangers: its memory, and its life."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.process import BaseProcess
from pathlib import Path

_DIE_WITH_PARENT = 1
"""prctl(2), PR_SET_PDEATHSIG."""
#: The exit status of a worker whose parent is dead.
_NO_PARENT = 1
_SIZES = Path("/proc/self/statm")


def die_with_parent() -> None:
    """Let this process die when the one that started it does; Linux only.

    The system tells of a death that comes from now on. A parent that is dead already, killed while
    its worker started, tells nothing any more: the worker ends at once. A worker that a server of
    processes forked for its parent (`forkserver`) keeps that server alive, so that the system tells
    nothing of the parent: a thread waits for it.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if not parent.is_alive():
        os._exit(_NO_PARENT)
    if parent.pid != os.getppid():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """End this process when its parent has ended."""
    parent.join()
    os._exit(_NO_PARENT)


def limit_memory(memory: int) -> None:
    """Limit the address space of this process to `memory` bytes; 0 sets no limit.

    Windows has no such limit.
    """
    if memory <= 0 or sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def memory_in_use() -> int:
    """Give the address space of this process in bytes; 0 where the system does not tell."""
    if sys.platform == "win32" or not _SIZES.is_file():
        return 0
    import resource

    pages = int(_SIZES.read_text("ascii").split()[0])
    return pages * resource.getpagesize()
