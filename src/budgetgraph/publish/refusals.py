"""Answer errors: as a page in the reader's language to a browser, as plain text to programs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from budgetgraph.document.file_names import printable
from budgetgraph.document.languages import message_in, problem_in
from budgetgraph.document.problems import (
    BudgetGraphError,
    LimitExceeded,
    QuestionError,
    UnreadableInput,
)
from budgetgraph.publish.operating.observed import ID_HEADER, id_of
from budgetgraph.publish.sparql.query_guard import LEFT, Refused
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import HTML, TEXT, headers_of_refusal, is_browser
from budgetgraph.query.search_index import Index, SearchHit
from budgetgraph.store.refusals import MalformedQuery, UnknownGraph

_log = logging.getLogger("budgetgraph.serve")

_Handler = Callable[[Request, Any], Awaitable[Response]]
#: How many things a page of an error proposes.
_NEAREST = 5
#: A name shorter than this is not shortened further to find something like it.
_SHORTEST = 2
_LONGEST = 80


def nearest_things(index: Index, request: Request) -> Sequence[SearchHit]:
    """Find what an address that leads nowhere may have meant.

    `/page/department/130532/平乡县医保局` → what begins with `平乡县医保`, `平乡县医`, `平乡县` …: the
    parts of the address are tried from the last one on, each shortened until something is found.
    Things of the kind that the address names (`department`) come first.
    """
    parts = unquote(request.url.path).split("/")[2:]
    of_kind = f"/{parts[0]}/" if parts else ""
    numbered = "".join(parts[-3:])
    for part in (numbered, *reversed(parts)):
        hits = _begins_like(index, part[:_LONGEST])
        if hits:
            return sorted(hits, key=lambda hit: of_kind not in hit.thing)
    return ()


def _begins_like(index: Index, name: str) -> Sequence[SearchHit]:
    """Find what has the longest beginning of a name, at least half of it."""
    shortest = max(_SHORTEST, -(-len(name) // 2))
    for end in range(len(name), shortest - 1, -1):
        hits = index.find(name[:end], _NEAREST)
        if hits:
            return hits
    return ()


class Refusals:
    """The answers to errors: as a page to a browser, as plain text to programs."""

    def __init__(self, renderer: Renderer, index: Index) -> None:
        self.renderer, self.index = renderer, index

    async def refuse(
        self, request: Request, status: int, reason: str, headers: dict[str, str] | None = None
    ) -> Response:
        """Answer with an error and its reason."""
        sent = headers_of_refusal(status) | (headers or {})
        if is_browser(request):
            nearest: Sequence[SearchHit] = ()
            if status == 404:
                nearest = await asyncio.to_thread(nearest_things, self.index, request)
            said = message_in(reason, self.renderer.language(request))
            page = self.renderer.page(
                request, "error.html", status=status, reason=said, nearest=nearest
            )
            return Response(page, status, sent, HTML.media_type)
        return Response(f"{reason}\n", status, sent, TEXT.media_type)

    async def http(self, request: Request, error: HTTPException) -> Response:
        return await self.refuse(
            request, error.status_code, error.detail, dict(error.headers or {})
        )

    async def refused(self, request: Request, error: Refused) -> Response:
        if error.status == LEFT:
            _log.warning("%s %s: %s", request.method, printable(request.url.path), error.reason)
        return await self.refuse(request, error.status, error.reason)

    async def late(self, request: Request, error: LimitExceeded) -> Response:
        return await self.refuse(request, 503, str(error))

    async def wrong(self, request: Request, error: BudgetGraphError) -> Response:
        return await self.refuse(request, 400, str(error))

    async def question(self, request: Request, error: QuestionError) -> Response:
        """Answer a wrong question: a browser in the reader's language, programs in both."""
        if is_browser(request):
            reason = problem_in(error, self.renderer.language(request))
            return await self.refuse(request, 400, reason)
        return await self.wrong(request, error)

    async def damaged(self, request: Request, error: UnreadableInput) -> Response:
        reason = f"what is served cannot be read, and has to be built again: {error.reason}"
        return await self.refuse(request, 500, reason)

    async def fault(self, request: Request, error: Exception) -> Response:
        given = id_of(request)
        reason = f"a fault of this server; its log says more at the request {given}"
        return await self.refuse(request, 500, reason, {ID_HEADER: given})


def handlers(renderer: Renderer, index: Index) -> dict[Any, _Handler]:
    """Choose the answer to every kind of error."""
    refusals = Refusals(renderer, index)
    return {
        HTTPException: refusals.http,
        Refused: refusals.refused,
        LimitExceeded: refusals.late,
        MalformedQuery: refusals.wrong,
        UnknownGraph: refusals.wrong,
        UnreadableInput: refusals.damaged,
        QuestionError: refusals.question,
        BudgetGraphError: refusals.wrong,
        Exception: refusals.fault,
    }
