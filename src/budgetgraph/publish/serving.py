"""Listen on a port, and serve a built folder.

Addresses may hold Chinese as it is typed; clients that send their request too slowly are cut off.
"""

from __future__ import annotations

import asyncio
import errno
import re
import socket
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import UsageError
from budgetgraph.publish.following import Following
from budgetgraph.publish.web.bundle import bundle
from budgetgraph.publish.web.client_addresses import client_of
from budgetgraph.publish.web.connections import Connections
from budgetgraph.publish.web.site import Settings
from budgetgraph.publish.web.workers import NotIsolated, locks_of_worker
from budgetgraph.query.run_query import most_shared_document
from budgetgraph.store.generations import generation_of

HEAD_SECONDS = 20.0
"""The time that a client has for a request's head, from its first byte (or from the connection on).
"""
HEAD_BYTES = 1 << 17
"""The longest head: a query of this length in the address is still answered."""
ENDING_SECONDS = 4.0
"""The time that requests in hand have once the server is told to end; `docker stop` kills after 10.
"""
CONNECTIONS = 512
"""Connections at a time; one more is told 503."""

_RAW = re.compile(rb"[\x80-\xff]")
_REASON = (
    "malformed HTTP request. A query in the address has to be percent-encoded "
    "(curl: -G --data-urlencode query@file.rq);"
    f" a head is limited to {HEAD_BYTES} bytes, longer queries go by POST."
)


_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 10\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 57\r\n\r\n"
    b"this address has as many requests in hand as it may have\n"
)
_NO_BUNDLE = (
    "this installation has no browser bundle: pages are plain HTML, without the query editor"
    " and the charts (`make bundle` in a clone builds it)"
)
OPEN = Connections(CONNECTIONS)
"""The connections of this process."""


class TypedAddresses(H11Protocol):
    """HTTP/1.1 that accepts an address with Chinese as it is typed.

    Bytes outside ASCII in a request line are percent-encoded, as a browser does it: `?q=医疗` →
    `?q=%E5%8C%BB%E7%96%97`. RFC 3986 allows only ASCII there, but curl and many scripts send UTF-8,
    and their users could not know what a bare 400 means.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waiting: asyncio.TimerHandle | None = None
        if not OPEN.admit(self):
            transport.write(_FULL)
            transport.close()
            return
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        OPEN.forget(self)
        self._stop_watching()
        super().connection_lost(exc)

    @property
    def address(self) -> str:
        """The client, as `client_of` names it."""
        return client_of(self.client[0]) if self.client else ""

    @property
    def is_idle(self) -> bool:
        """Whether no request is in hand: its head has not come, or its answer is sent."""
        return self.conn.their_state is h11.IDLE and self.conn.our_state is h11.IDLE

    def leave(self) -> None:
        """Close the connection to make room for another."""
        self.transport.close()

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
        """Close the connection where the whole head does not arrive in time."""
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_watching(self) -> None:
        """Let the client take its time from here on."""
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

    `announce` gets two texts: what keeps the workers from the network, and addresses to open once
    the port is ours (port 0 takes a free one).

    UnreadableInput where `folder` cannot be served; UsageError where the host, the port or the
    wanted isolation cannot be had.
    """
    if settings.timeout <= 0 or settings.workers < 1:
        raise UsageError(
            "nothing can be served without time or workers: --timeout and --workers start above 0"
        )
    app = Following(folder, settings)
    with listener(host, port) as listening:
        announce(_isolation(app))
        # An IPv6 address stands in brackets before the port.
        shown_host = f"[{host}]" if ":" in host else host
        root = f"http://{shown_host}:{listening.getsockname()[1]}"
        announce(_addresses(folder, root))
        config = uvicorn.Config(
            app,
            http=TypedAddresses,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=2 * CONNECTIONS,
            h11_max_incomplete_event_size=HEAD_BYTES,
        )
        _Server(config, app).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that, told to end, waits `ENDING_SECONDS` for the requests in hand and no longer."""

    def __init__(self, config: uvicorn.Config, app: Following) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        ending = asyncio.ensure_future(self._app.end_requests(ENDING_SECONDS))
        await super().shutdown(sockets)
        ending.cancel()


def _isolation(app: Following) -> str:
    """Say which locks keep the workers from the network.

    A worker with the most time tells it: one for quick queries has half a second, and does not even
    start in it on a busy machine. UsageError where there is no lock and one was asked for.
    """
    patient = max(app.now.workers, key=attrgetter("limits.seconds"))
    try:
        locks = asyncio.run(patient.run(locks_of_worker))
    except NotIsolated as error:
        app.now.close()
        raise UsageError(
            "--require-isolation: this system gives no lock between the workers and the network,"
            f" so the server does not start: {error}"
        ) from error
    if locks.hold:
        return f"the workers have no network: {locks}"
    return (
        "WARNING: the workers are not locked away from the network; only the check of each query's"
        f" text holds (locks: {locks}). docs/deployment.md says what would help;"
        " --require-isolation does not start the server so"
    )


def _addresses(folder: Path, root: str) -> str:
    """Say which addresses are worth opening."""
    document = most_shared_document(generation_of(folder))
    second = f"{root}/page/{document}" if document else f"{root}/questions"
    heading = f"serving {shown(folder)} — three addresses worth opening:"
    addresses = "\n  ".join([heading, f"{root}/", second, f"{root}/sparql"])
    return addresses if bundle() else f"{addresses}\n{_NO_BUNDLE}"


def listener(host: str, port: int) -> socket.socket:
    """Open a listening socket; UsageError says why there is none and what to do."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise UsageError(
            f"--host {host}: this machine has no such address ({error.strerror})"
        ) from error
    # The protocol is named because asyncio turns Nagle's delay off only for a socket named as TCP;
    # the delay would cost every answer 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise UsageError(_why_not(error, host, port)) from error
    return listening


def _why_not(error: OSError, host: str, port: int) -> str:
    """Say why nothing can listen there, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use already; choose another with --port (0 takes a free one)"
    if error.errno == errno.EACCES:
        return f"port {port} is not for this user; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"--host {host}: this machine has no such address"
    return f"cannot listen on {host}:{port}: {error.strerror}"
