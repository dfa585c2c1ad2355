"""Limit a worker process before it touches what comes from strangers: its memory, and its life."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path

_DIE_WITH_PARENT = 1
"""prctl(2), PR_SET_PDEATHSIG."""
_SIZES = Path("/proc/self/statm")


def die_with_parent() -> None:
    """Let this process die when the one that started it does; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


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
