"""The process that listens: a port of its own, requests with Chinese as people type it, and
patience with slow clients that ends.
"""

from __future__ import annotations

import asyncio
import errno
import re
import socket
from collections.abc import Callable
from pathlib import Path

import h11
import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from budgetgraph.document.problems import UsageError
from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.site import Settings
from budgetgraph.publish.web.workers import NotIsolated, locks_of_worker
from budgetgraph.query.run_query import most_shared_document

HEAD_SECONDS = 20.0
"""The time that a client has for a request's head, from its first byte (or from the connection on).
"""
HEAD_BYTES = 1 << 17
"""The longest head: a query of this length in the address is still answered."""
CONNECTIONS = 512
"""Connections at a time; one more is told 503."""

_RAW = re.compile(rb"[\x80-\xff]")
_REASON = (
    "malformed HTTP request. A query in the address has to be percent-encoded (curl: -G --data-urlencode query@file.rq);"
    f" a head is limited to {HEAD_BYTES} bytes, longer queries go by POST."
)


class TypedAddresses(H11Protocol):
    """HTTP/1.1 that takes `?q=医疗` as it is typed: bytes outside ASCII in a request line are
    percent-encoded, as a browser does it.

    RFC 3986 allows only ASCII there; curl and many scripts send UTF-8 all the same, and could not
    know what an unexplained 400 means.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting: asyncio.TimerHandle | None = None
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.conn.their_state is h11.IDLE:
            buffered, _ = self.conn.trailing_data
            if b"\n" not in buffered:
                line, end, rest = data.partition(b"\n")
                data = _RAW.sub(lambda match: b"%%%02X" % match[0][0], line) + end + rest
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_watching()
        elif self.conn.trailing_data[0]:
            self._watch()

    def send_400_response(self, msg: str) -> None:
        self._stop_watching()
        super().send_400_response(_REASON)

    def _watch(self) -> None:
        """Close the connection unless a whole head is there in time."""
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_watching(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def serve(
    folder: Path,
    host: str,
    port: int,
    settings: Settings,
    announce: Callable[[str], None] = lambda text: None,
) -> None:
    """Serve a built folder until interrupted.

    `announce` is told what keeps the workers from the network, and addresses worth opening once
    they are ours (port 0 takes a free one).

    UnreadableInput where `folder` is none that can be served, UsageError where host or port or the
    isolation that was asked for cannot be had.
    """
    if settings.timeout <= 0 or settings.workers < 1:
        raise UsageError(
            "nothing can be served without time or workers: --timeout and --workers start above 0"
        )
    app = create_app(folder, settings)
    with listener(host, port) as listening:
        announce(_isolation(app, settings))
        root = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
        announce(_addresses(folder, root))
        config = uvicorn.Config(
            app,
            http=TypedAddresses,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            h11_max_incomplete_event_size=HEAD_BYTES,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _isolation(app: Starlette, settings: Settings) -> str:
    """Which locks hold between the workers and the network, in words; UsageError where none does
    and one was asked for.
    """
    try:
        locks = asyncio.run(app.state.workers[0].run(locks_of_worker))
    except NotIsolated as error:
        for workers in app.state.workers:
            workers.close()
        raise UsageError(
            "--require-isolation: 本系统无法切断查询进程的网络 / this system gives no lock between"
            f" the workers and the network, so the server does not start: {error}"
        ) from error
    if locks.hold:
        return f"查询进程没有网络 / the workers have no network: {locks}"
    return (
        "警告：查询进程没有与网络隔离，只剩对查询文本的检查\n"
        "WARNING: the workers are not locked away from the network; only the check of each query's"
        f" text holds (locks: {locks}). docs/deployment.md says what would help;"
        " --require-isolation refuses to start so."
    )


def _addresses(folder: Path, root: str) -> str:
    document = most_shared_document(folder)
    second = f"{root}/page/{document}" if document else f"{root}/questions"
    return (
        f"serving {folder} — three addresses worth opening:\n  {root}/\n  {second}\n  {root}/sparql"
    )


def listener(host: str, port: int) -> socket.socket:
    """A listening socket; UsageError says why there is none and what to do."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise UsageError(
            f"--host {host}: this machine has no such address ({error.strerror})"
        ) from error
    # Named as TCP: asyncio turns Nagle's delay off only where it is sure of that, and a delay would
    # cost every answer 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        listening.close()
        reasons = {
            errno.EADDRINUSE: f"port {port} is in use already; choose another with --port (0 takes a free one)",
            errno.EACCES: f"port {port} is not for this user; choose one above 1023 with --port",
            errno.EADDRNOTAVAIL: f"--host {host}: this machine has no such address",
        }
        raise UsageError(
            reasons.get(error.errno or 0, f"cannot listen on {host}:{port}: {error.strerror}")
        ) from error
    return listening
