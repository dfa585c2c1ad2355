"""Ask the application from inside, without a network: one GET, one whole response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message

#: As a browser asks: without `accept`, an address that also answers programs would answer as to a
#: program.
_REQUEST_HEADERS = (
    (b"host", b"localhost"),
    (b"accept", b"text/html, */*;q=0.1"),
    (b"accept-encoding", b"identity"),
)


@dataclass(frozen=True, slots=True)
class InProcessResponse:
    """A response as it would be sent; `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip()


async def get(app: ASGIApp, target: str) -> InProcessResponse:
    """Ask `app` for `target`: a percent-encoded path, with its query if it has one."""
    status, headers, body = 500, dict[str, str](), bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers.update(_decoded(message["headers"]))
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await app(_scope(target), receive, send)
    return InProcessResponse(status, headers, bytes(body))


def _scope(target: str) -> dict[str, Any]:
    """Describe a GET request as ASGI does."""
    parts = urlsplit(target)
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode("ascii"),
        "query_string": parts.query.encode("ascii"),
        "root_path": "",
        "headers": list(_REQUEST_HEADERS),
        "server": ("localhost", 80),
        "client": ("localhost", 1),
    }


def _decoded(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Decode response headers; their names become lower case."""
    decoded = {}
    for name, text in headers:
        decoded[name.decode("latin-1").lower()] = text.decode("latin-1")
    return decoded
