"""Pipes from the workers of a pool, whose messages run no code here.

A pool tells by pickles which task a worker took, and what came of it. These are read with classes
that stand in for those of the pool and are thrown away with each message, and what is left must be
such a message, with nothing but numbers and the bytes of an answer in it.
"""

from __future__ import annotations

import copy
import io
import os
import pickle
import sys
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.reduction import ForkingPickler
from types import SimpleNamespace
from typing import Any

from pebble.common.types import Result, ResultStatus
from pebble.pool.process import Acknowledgement, TaskResult

_OF_THE_POOL: tuple[type, ...] = (Acknowledgement, TaskResult, Result)


def with_plain_pipes(context: BaseContext) -> BaseContext:
    """Give the context of a pool, with pipes out of which no code comes."""
    changed = copy.copy(context)
    changed.Pipe = _pipe  # type: ignore[method-assign]
    return changed


def _pipe(duplex: bool = True) -> tuple[Connection, Connection]:
    """Make a pipe; its reading end reads messages of workers here, and everything in a worker,
    which trusts its parent.
    """
    reader, writer = connection.Pipe(duplex)
    if sys.platform == "win32":
        return reader, writer
    with reader:
        return _Messages(os.dup(reader.fileno()), writable=duplex), writer


class _Messages(Connection):
    """The end of a pipe at which messages of workers arrive."""

    def recv(self) -> Acknowledgement | TaskResult:
        """Read a message. TypeError, as for what cannot be unpickled, where it is none."""
        content = self.recv_bytes()
        try:
            return _message(content)
        except Exception as fault:
            raise TypeError(f"no message of a worker: {type(fault).__name__}: {fault}") from None


def _as_plain_end(end: _Messages) -> Any:
    """A worker that gets the end (to close it) has a usual one."""
    return connection.reduce_connection(end)  # type: ignore[attr-defined]


ForkingPickler.register(_Messages, _as_plain_end)


class _Reading(pickle.Unpickler):
    """Reads one message with stand-ins: whatever is done to them, nothing else knows them."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self.kinds: dict[tuple[str, str], type] = {
            (kind.__module__, kind.__qualname__): type(kind.__name__, (SimpleNamespace,), {})
            for kind in _OF_THE_POOL
        }
        self.kinds[ResultStatus.__module__, ResultStatus.__qualname__] = int

    def find_class(self, module: str, name: str) -> type:
        return self.kinds[module, name]

    def fields(self, value: object, kind: type) -> dict[str, Any]:
        """Give the fields of a stand-in; ValueError where it stands for another class."""
        if type(value) is not self.kinds[kind.__module__, kind.__qualname__]:
            raise ValueError(f"a {type(value).__name__} instead of a {kind.__name__}")
        return vars(value)


def _message(content: bytes) -> Acknowledgement | TaskResult:
    reading = _Reading(content)
    value = reading.load()
    if type(value) is reading.kinds[Acknowledgement.__module__, Acknowledgement.__qualname__]:
        taken = reading.fields(value, Acknowledgement)
        return Acknowledgement(_number(taken["worker"]), _number(taken["task"]))
    done = reading.fields(value, TaskResult)
    result = reading.fields(done["result"], Result)
    answer = result["value"]
    if result["status"] != ResultStatus.SUCCESS or type(answer) is not bytes:
        raise ValueError("a result without bytes")
    return TaskResult(_number(done["task"]), Result(ResultStatus.SUCCESS, answer))


def _number(value: object) -> int:
    if type(value) is not int:
        raise ValueError("no number")
    return value
