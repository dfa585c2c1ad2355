"""When Python looks for garbage in circles."""

from __future__ import annotations

import gc

#: Records of a document live until it is done: with the usual 700 the search costs 5 % of the time
#: and finds nothing.
_THRESHOLD = (50_000, 20, 50)


def search_rarely() -> None:
    """Let this process search seldom."""
    gc.set_threshold(*_THRESHOLD)
