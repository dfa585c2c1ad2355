"""A listener on this machine that counts who calls: a test that reaches it opened a socket."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Canary(socketserver.ThreadingTCPServer):
    """Counts the connections and hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.calls = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def process_request(self, request: object, client_address: object) -> None:
        self.calls += 1
        super().process_request(request, client_address)  # type: ignore[arg-type]


@contextmanager
def canary() -> Iterator[Canary]:
    """The listener, while the block runs."""
    with Canary() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
