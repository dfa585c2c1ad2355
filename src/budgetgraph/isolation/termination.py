"""Let a process that is told to end clear away what it was making."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

#: What a shell says of a process that a signal ended is this and the number of the signal.
_BY_SIGNAL = 128


@contextlib.contextmanager
def tidy_end() -> Iterator[None]:
    """End by an exception on SIGTERM while this lasts, so that everything that was opened or made
    for the time being is closed and removed; a second one ends the process as it stands.

    Ctrl-C does so by itself. Signals reach the main thread only: another one changes nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise SystemExit(_BY_SIGNAL + number)
