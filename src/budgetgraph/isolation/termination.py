"""Let a process that is told to end clear away what it was making."""

from __future__ import annotations

import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import TypeVar

_LOG = logging.getLogger(__name__)

T = TypeVar("T")

#: What a shell says of a process that a signal ended is this and the number of the signal.
_BY_SIGNAL = 128
#: What `kill` sends, and Ctrl-C.
_TOLD_BY = (signal.SIGTERM, signal.SIGINT)


@dataclass
class _Ending:
    """How many parts of the work must not be ended now, the signal that came meanwhile, the one
    that ended the work, and what closes each thing that is held, the newest last.
    """

    undisturbed: int = 0
    waiting: int | None = None
    told: int | None = None
    held: dict[contextlib.ExitStack, None] = field(default_factory=dict)


_ENDING = _Ending()


@contextlib.contextmanager
def tidy_end() -> Iterator[None]:
    """End by an exception on SIGTERM or Ctrl-C while this lasts, so that everything that was opened
    or made for the time being is closed and removed; a second one ends the process as it stands.

    Signals reach the main thread only: another one changes nothing. Those that are ignored, as in a
    program behind `nohup`, stay so. What breaks as all is closed is a consequence of the end, and
    takes nothing of its place: a log tells it.
    """
    if not _is_in_main_thread():
        yield
        return
    held_before = len(_ENDING.held)
    heeded = [number for number in _TOLD_BY if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, _end) for number in heeded}
    try:
        yield
    except Exception as problem:
        if _ENDING.told is None:
            raise
        _LOG.info("it was told to end, and this broke: %r", problem)
        raise _end_by(_ENDING.told) from problem
    finally:
        while len(_ENDING.held) > held_before:
            _close_newest()
        _ENDING.told = None
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Put off the end that a signal asks for until this is over.

    For what can only be closed when it is whole: a process that is forked and not yet in the list
    of those to kill would live on. The interpreter loses an exception that is raised as it forks.
    """
    if not _is_in_main_thread():
        yield
        return
    _ENDING.undisturbed += 1
    try:
        yield
    finally:
        _ENDING.undisturbed -= 1
        _end_where_it_was_told()


@contextlib.contextmanager
def held(make: Callable[[], T], clear_away: Callable[[T], None]) -> Iterator[T]:
    """Make something, and clear it away when this is over, as

        with held(lambda: sqlite3.connect(path), sqlite3.Connection.close) as connection: ...

    The end that a signal asks for comes neither before it is noted that the thing was made, nor
    while it is cleared away. Where it comes just before that, `tidy_end` clears away instead. At
    an end, what was made later goes first: a generator that waits may still work with this.
    """
    closing = contextlib.ExitStack()
    if _is_in_main_thread():
        _ENDING.held[closing] = None
    try:
        with undisturbed():
            thing = make()
            closing.callback(clear_away, thing)
        yield thing
    finally:
        with undisturbed():
            while _ENDING.told is not None and closing in _ENDING.held:
                _close_newest()
            closing.close()
            _ENDING.held.pop(closing, None)


def _close_newest() -> None:
    newest, _ = _ENDING.held.popitem()
    newest.close()


def _is_in_main_thread() -> bool:
    """Tell whether signals reach this thread: no other one is ever ended by them."""
    return threading.current_thread() is threading.main_thread()


def _end(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    _ENDING.waiting = number
    _end_where_it_was_told()


def _end_where_it_was_told() -> None:
    number = _ENDING.waiting
    if number is None or _ENDING.undisturbed:
        return
    _ENDING.waiting, _ENDING.told = None, number
    raise _end_by(number)


def _end_by(number: int) -> BaseException:
    """Give the exception of an end by a signal."""
    return KeyboardInterrupt() if number == signal.SIGINT else SystemExit(_BY_SIGNAL + number)
