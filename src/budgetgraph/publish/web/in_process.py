"""The application asked from inside, without a network: one GET, one whole answer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from starlette.types import ASGIApp, Message


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it would have gone out; `headers` by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip()


async def get(app: ASGIApp, target: str) -> Answer:
    """The answer of `app` to GET `target`: a percent-encoded path, with its query if it has one."""
    parts = urlsplit(target)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode("ascii"),
        "query_string": parts.query.encode("ascii"),
        "root_path": "",
        # As a browser asks: without it, an address that answers programs too would answer as to one
        # of them.
        "headers": [
            (b"host", b"localhost"),
            (b"accept", b"text/html, */*;q=0.1"),
            (b"accept-encoding", b"identity"),
        ],
        "server": ("localhost", 80),
        "client": ("localhost", 1),
    }
    status, headers, body = 500, dict[str, str](), bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers.update(
                {
                    name.decode("latin-1").lower(): text.decode("latin-1")
                    for name, text in message["headers"]
                }
            )
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await app(scope, receive, send)
    return Answer(status, headers, bytes(body))
