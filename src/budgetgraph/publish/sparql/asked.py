"""Read what a request asks of the endpoint (SPARQL 1.1 Protocol §2.1)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from budgetgraph.publish.sparql.query_guard import LEFT, Refused
from budgetgraph.publish.web.site import Settings

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the protocol carries it; graphs are None where the request names none."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


async def read(request: Request, settings: Settings) -> Asked:
    """Read what a request asks.

    Refused for a wrong media type, two queries, an update, or text that is no UTF-8.
    """
    query_string = request.scope.get("query_string", b"")
    if request.method != "POST":
        return _asked(form_fields(query_string))
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await body_of(request, settings.body, settings.patience)
    if media_type == _FORM:
        # The dataset and the format may stand in the address, the query only in the form (§2.1.2).
        in_address = [pair for pair in form_fields(query_string) if pair[0] != "query"]
        return _asked([*in_address, *form_fields(body)], must=True)
    if media_type == _QUERY:
        return _asked([*form_fields(query_string), ("query", _text(body))], must=True)
    if media_type == _UPDATE:
        raise Refused(403, "updates are refused: this endpoint is read-only")
    raise Refused(415, f"POST a form ({_FORM}) or a query ({_QUERY})")


def _asked(pairs: list[tuple[str, str]], *, must: bool = False) -> Asked:
    """Gather the fields of a request; with `must`, a query has to be among them."""
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    if any(name == "update" or name.startswith("using-") for name in given):
        raise Refused(403, "updates are refused: this endpoint is read-only")
    query = _query(given.get("query", []), must=must)
    default = tuple(given.get("default-graph-uri", ()))
    named = tuple(given.get("named-graph-uri", ()))
    return Asked(query, default or None, named or None)


def _query(queries: list[str], *, must: bool) -> str | None:
    """Choose the one query; a blank one is None, except where there must be a query."""
    if len(queries) > 1:
        raise Refused(400, f"one query at a time, not {len(queries)}")
    if must and not queries:
        raise Refused(400, "no query: the form needs the field `query`")
    if not queries:
        return None
    return queries[0] if must or queries[0].strip() else None


def form_fields(encoded: bytes) -> list[tuple[str, str]]:
    """Read the names and values of a form or a query string, percent-decoded once."""
    try:
        return _fields(encoded.decode("ascii"))
    except UnicodeDecodeError:
        pass
    except ValueError as error:
        raise Refused(400, f"not a form: {error}") from error
    # Some clients send UTF-8 as it is; percent-encoded parts must be UTF-8 as well.
    try:
        return _fields(encoded.decode("utf-8"))
    except ValueError as error:
        raise Refused(400, "the request is not UTF-8") from error


def _fields(written: str) -> list[tuple[str, str]]:
    """Read the fields of a form; ValueError where it is malformed."""
    return parse_qsl(
        written, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000
    )


def _text(body: bytes) -> str:
    """Read a body as UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "the query is not UTF-8") from error


async def body_of(request: Request, limit: int, seconds: float) -> bytes:
    """Read the body of a request, of at most `limit` bytes, within `seconds`."""
    pieces, size = [], 0
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                size += len(piece)
                if size > limit:
                    raise Refused(413, f"a request is limited to {limit} bytes")
                pieces.append(piece)
    except ClientDisconnect as error:
        raise Refused(LEFT, "the client left before its request was whole") from error
    except TimeoutError as error:
        raise Refused(408, f"the body did not arrive within {seconds:g} seconds") from error
    return b"".join(pieces)
