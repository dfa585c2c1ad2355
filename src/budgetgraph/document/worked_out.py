"""A property of a record that never changes, worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class worked_out(Generic[T]):
    """`functools.cached_property` without its lock, which takes longer than most of the work:
    two threads that ask at once work out the same value twice.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, record: None, kind: type) -> worked_out[T]: ...
    @overload
    def __get__(self, record: object, kind: type) -> T: ...
    def __get__(self, record: object | None, kind: type) -> worked_out[T] | T:
        if record is None:
            return self
        # The record itself answers from now on: this is asked only where it has no such entry.
        value: T
        value = record.__dict__[self._name] = self._work(record)
        return value
