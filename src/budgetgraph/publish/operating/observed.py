"""Give every request its id, and note how it was answered."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from budgetgraph.publish.operating.metrics import ServerMetrics
from budgetgraph.publish.operating.request_log import AnsweredRequest, RequestLog, request_id

ID_HEADER = "X-Request-Id"
_log = logging.getLogger("budgetgraph.serve")


@dataclass(frozen=True, slots=True)
class Observer:
    """What is kept of the answers of a server process, over all generations that it serves."""

    metrics: ServerMetrics = field(default_factory=ServerMetrics)
    log: RequestLog = field(default_factory=RequestLog)


@dataclass(slots=True)
class _Sent:
    """What was sent for one request; 500 until something is."""

    sending: Send
    id: str
    status: int = 500
    size: int = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[ID_HEADER] = self.id
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self.sending(message)


class Observed:
    """An application whose every answer is counted, and logged with the id of its request."""

    def __init__(self, app: ASGIApp, observer: Observer) -> None:
        self.app, self.observer = app, observer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        sent = _Sent(send, request_id(Headers(scope=scope).get(ID_HEADER, "")))
        scope.setdefault("state", {})["request_id"] = sent.id
        try:
            await self.app(scope, receive, sent.send)
        except Exception:
            _log.error("request %s failed; why, the lines below say", sent.id)
            raise
        finally:
            self._note(scope, sent, time.monotonic() - began)

    def _note(self, scope: Scope, sent: _Sent, seconds: float) -> None:
        method, path = scope["method"], scope["path"]
        self.observer.metrics.count(path, sent.status, seconds)
        answered = AnsweredRequest(sent.id, method, path, sent.status, seconds, sent.size)
        self.observer.log.write(answered)


def id_of(request: Request) -> str:
    """Give the id of a request; "" where nothing observes."""
    given: str = getattr(request.state, "request_id", "")
    return given
