"""Keep answers that were sent, and give them again: a generation of a built folder never changes,
so what it answered once it answers always.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

MOST_BYTES = 64 << 20
"""All kept answers together take at most so many bytes; the ones asked for longest ago go first."""
LONGEST_ANSWER = 1 << 20
"""An answer of more bytes is not kept: one of them would push out many small ones."""

_Key = tuple[str, str, str]
_OVERHEAD = 1 << 10
"""The bytes that the headers and the key of an answer take, rounded up."""


@dataclass(frozen=True, slots=True)
class _KeptAnswer:
    body: bytes
    headers: dict[str, str]


class KeptAnswers:
    """The answers of one generation, by entity tag and by the address that the client used.

    The scheme and host are part of the key, since pages and data may name them: what was made for
    one host is never sent to another.
    """

    def __init__(self, most_bytes: int = MOST_BYTES, longest: int = LONGEST_ANSWER) -> None:
        self._most_bytes, self._longest = most_bytes, longest
        self._answers: OrderedDict[_Key, _KeptAnswer] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, request: Request, tag: str) -> Response | None:
        """Give the answer with this entity tag again; None where it is not kept."""
        key = _key(request, tag)
        with self._lock:
            kept = self._answers.get(key)
            if kept is None:
                return None
            self._answers.move_to_end(key)
        return Response(kept.body, headers=kept.headers)

    def keep(self, request: Request, tag: str, body: bytes, headers: dict[str, str]) -> None:
        """Keep an answer, and drop the oldest ones where they are too many."""
        if len(body) > self._longest:
            return
        key = _key(request, tag)
        with self._lock:
            before = self._answers.pop(key, None)
            if before is not None:
                self._bytes -= _size(before)
            kept = self._answers[key] = _KeptAnswer(body, headers)
            self._bytes += _size(kept)
            while self._bytes > self._most_bytes:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= _size(oldest)


def _key(request: Request, tag: str) -> _Key:
    return request.scope["scheme"], request.headers.get("host", ""), tag


def _size(answer: _KeptAnswer) -> int:
    return len(answer.body) + _OVERHEAD
