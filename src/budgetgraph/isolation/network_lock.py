"""Take the network away from a process that answers queries: the lock behind the guard of queries.

The engine is native code, so what Python forbids does not bind it. Linux has two locks that do:

- a network namespace of the process's own, in which there is no network (unshare(2)); some systems
  do not let users have one;
- a filter of system calls, by which the kernel refuses every new socket that is not one of this
  machine's files (seccomp(2)); every user may set one.

Elsewhere only Python's own sockets can be denied. Each lock is tried out before it is believed, and
none can be taken off again.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import platform
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38
"""prctl(2): without it only root may set a filter."""
_SET_FILTER, _ALL_THREADS = 1, 1

#: Of an instruction of the filter: load a word, jump if equal, jump if not below, return.
_LOAD, _IF_EQUAL, _IF_NOT_BELOW, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
#: Where the number of the call, the architecture and the first argument stand (seccomp(2)).
_NUMBER, _ARCHITECTURE, _ARGUMENT = 0, 4, 16
_X32 = 0x40000000
"""Numbers from here on are those of a second ABI of x86-64, of which nothing here makes use."""
_IO_URING_SETUP = 425
"""It opens sockets in its own way."""

_PYTHON_NETWORK = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


@dataclass(frozen=True, slots=True)
class _Architecture:
    audit: int
    socket: int
    seccomp: int


_ARCHITECTURES = {
    "x86_64": _Architecture(0xC000003E, 41, 317),
    "aarch64": _Architecture(0xC00000B7, 198, 277),
}


@dataclass(frozen=True, slots=True)
class NetworkLocks:
    """Which locks hold."""

    namespace: bool = False
    call_filter: bool = False
    python: bool = False

    @property
    def hold(self) -> bool:
        """Whether the engine too is kept from the network."""
        return self.namespace or self.call_filter

    def __str__(self) -> str:
        names = {
            "own network namespace": self.namespace,
            "system call filter": self.call_filter,
            "Python's sockets denied": self.python,
        }
        return ", ".join(name for name, held in names.items() if held) or "none"


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("first", ctypes.POINTER(_Instruction)))


def lock_network(*, namespace: bool = True) -> NetworkLocks:
    """Take the network away from this process, for good, by every lock that can be had.

    `namespace` may be left out where the process is to keep its user's name.
    """
    left = namespace and _leave_network() and not _reaches_itself()
    filtered = _filter_calls() and not _may_open_sockets()
    sys.addaudithook(_deny)
    return NetworkLocks(left, filtered, not _may_open_sockets())


def _leave_network() -> bool:
    if sys.platform != "linux":
        return False
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is None:
        return False
    ways = (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    return any(unshare(way) == 0 for way in ways)


def _reaches_itself() -> bool:
    """Tell whether there is a way to this machine's own address; nothing is sent."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
            trial.connect(("127.0.0.1", 9))
    except OSError:
        return False
    return True


def _may_open_sockets() -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.socket(family, socket.SOCK_STREAM).close()
        except PermissionError:
            continue
        except OSError:
            # The machine does not have this family at all.
            continue
        return True
    return False


def _filter_calls() -> bool:
    here = _ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or here is None:
        return False
    system = ctypes.CDLL(None, use_errno=True)
    program = _program(here)
    with contextlib.suppress(AttributeError):
        if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
            return False
        set_filter = system.syscall(here.seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program))
        return bool(set_filter == 0)
    return False


def _program(here: _Architecture) -> _Program:
    """Give the filter: of all system calls, only those are refused that open a socket to a network.

    A jump counts the instructions that it leaves out; the last two are where all paths end.
    """
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 7, here.audit),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_NOT_BELOW, 5, 0, _X32),
        (_IF_EQUAL, 4, 0, _IO_URING_SETUP),
        (_IF_EQUAL, 0, 2, here.socket),
        (_LOAD, 0, 0, _ARGUMENT),
        (_IF_EQUAL, 0, 1, socket.AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    return _Program(len(steps), instructions)


def _deny(event: str, arguments: Sequence[object]) -> None:
    """Python's own word (PEP 578) for what its code is about to do; an exception forbids it."""
    opens = event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6)
    if opens or event in _PYTHON_NETWORK:
        raise PermissionError(errno.EPERM, "this process has no network")
