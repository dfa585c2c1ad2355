"""Ask for the pages that visitors come in by before one comes, so that none of them waits for what
a server reads once: lists, metadata, templates.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

from starlette.applications import Starlette

from budgetgraph.publish.web.in_process import get

PAGES = ("/", "/findings", "/compare")
"""The pages that are made of lists of the whole graph."""
_log = logging.getLogger("budgetgraph.serve")


async def ask_first_pages(app: Starlette) -> None:
    """Ask an application for its first pages, one after the other; no log of requests has them.

    What goes wrong with one is told in the log of the server; whoever asks for it is told, too.
    """
    await _tried("templates", asyncio.to_thread(app.state.prepare))
    for page in PAGES:
        await _tried(page, get(app.router, page))


async def _tried(what: str, work: Awaitable[object]) -> None:
    """Wait for some work; a server goes on without it."""
    try:
        await work
    except Exception as problem:
        _log.warning("%s: not made before it was asked for: %s", what, problem)
