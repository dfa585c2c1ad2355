"""Let a process write into some folders and nowhere else: what a hostile file that takes its reader
over could do to other files.

Linux has a lock for that which every user may set (landlock(7)); where it is missing, files are
guarded by the rights of the user alone. What is readable stays readable, and programs can be run,
under the same lock. The lock also keeps a process from tracing others and, from Linux 6.12 on, from
sending them signals. None can be taken off again.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

#: The numbers of the calls are the same on every architecture.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_NO_NEW_PRIVILEGES = 38

_WRITE_FILE = 1 << 1
#: To write, remove and make files of any kind: bits 4 to 12 (landlock(7)).
_FIRST_RIGHTS = _WRITE_FILE | sum(1 << bit for bit in range(4, 13))
#: To remove a file, and to make a socket.
_FOR_SOCKETS = 1 << 5 | 1 << 9
#: What later versions know beside: to move a file to another folder, to cut it.
_RIGHTS_SINCE = {2: 1 << 13, 3: 1 << 14}
_SIGNALS_SINCE, _OTHERS_SIGNALS = 6, 1 << 1
#: Programs write to it what nobody wants.
_NOWHERE = "/dev/null"


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Rule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def lock_files(writable: Iterable[Path], sockets: Path | None = None) -> bool:
    """Keep this process from writing anywhere but into these folders; in the folder `sockets` it
    may make sockets, and remove files. False where the system has no such lock. The process must
    have no other thread.
    """
    version = lock_version()
    if version < 1:
        return False
    system = ctypes.CDLL(None, use_errno=True)
    since = (rights for first, rights in _RIGHTS_SINCE.items() if first <= version)
    rights = _FIRST_RIGHTS | sum(since)
    scoped = _OTHERS_SIGNALS if version >= _SIGNALS_SINCE else 0
    asked = _Ruleset(rights, 0, scoped)
    size = ctypes.sizeof(_Ruleset) if scoped else ctypes.sizeof(ctypes.c_uint64)
    ruleset = system.syscall(_CREATE, ctypes.byref(asked), size, 0)
    if ruleset < 0:
        return False
    try:
        for path in writable:
            _allow(system, ruleset, path, rights)
        _allow(system, ruleset, Path(_NOWHERE), _WRITE_FILE)
        if sockets is not None:
            _allow(system, ruleset, sockets, _FOR_SOCKETS)
        if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
            return False
        return bool(system.syscall(_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def lock_version() -> int:
    """Give the version of the system's lock; 0 where it has none."""
    if sys.platform != "linux":
        return 0
    system = ctypes.CDLL(None, use_errno=True)
    return max(0, int(system.syscall(_CREATE, None, 0, _ASK_VERSION)))


def _allow(system: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Give the process rights below a folder, or on a file; what is not there is left out."""
    with contextlib.suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = _Rule(rights, place)
            system.syscall(_ADD, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(place)
