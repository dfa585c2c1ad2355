"""Serve the current generation of a built folder, and change over when a build switches it.

Every request is answered from one generation: store, sources, search and entity tags together. The
new one is opened beside the old one, its workers are ready and its first pages are made before the
first request goes there; the old one answers what it has in hand, and is closed then.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.publish.app import create_app
from budgetgraph.publish.first_pages import ask_first_pages
from budgetgraph.publish.operating.observed import Observer
from budgetgraph.publish.operating.request_log import RequestLog
from budgetgraph.publish.web.edited import forget, stamp
from budgetgraph.publish.web.site import RETRY_AFTER, Settings
from budgetgraph.publish.web.workers import TimedOut, Workers
from budgetgraph.store import Store
from budgetgraph.store.generations import generation_of, held

#: Seconds between two looks at the pointer.
LOOK = 1.0
#: What a request is told that was not answered before the server ended.
_ENDED = b"this server is being stopped; ask again\n"
_log = logging.getLogger("budgetgraph.serve")


@dataclass(slots=True)
class Served:
    """A generation that is open: its application, what holds it, and the requests in hand."""

    generation: Path
    app: Starlette
    hold: contextlib.ExitStack
    in_hand: int = 0
    is_over: bool = False

    @property
    def workers(self) -> tuple[Workers[Store], ...]:
        workers: tuple[Workers[Store], ...] = self.app.state.workers
        return workers

    def close(self) -> None:
        """Stop the workers, and let builds remove the generation."""
        self.app.state.close()
        self.hold.close()


@dataclass(slots=True)
class _Answer:
    """What is sent for one request, and whether that has begun."""

    sending: Send
    has_begun: bool = False

    async def send(self, message: Message) -> None:
        self.has_begun = True
        await self.sending(message)


@dataclass(slots=True)
class Following:
    """The application over a built folder, whichever generation is current."""

    folder: Path
    settings: Settings
    look: float = LOOK
    observer: Observer = field(init=False)
    now: Served = field(init=False)
    _closing: set[asyncio.Task[None]] = field(default_factory=set)
    _answering: set[asyncio.Task[None]] = field(default_factory=set)
    _refused: Path | None = None
    _stamp: str = ""
    _is_ending: bool = False

    def __post_init__(self) -> None:
        self._stamp = stamp() if self.settings.reload else ""
        self.observer = Observer(log=RequestLog(self.settings.request_log))
        self.now = self._open()

    def _open(self) -> Served:
        with contextlib.ExitStack() as stack:
            generation = stack.enter_context(held(self.folder))
            app = create_app(generation, self.settings, self.observer)
            return Served(generation, app, stack.pop_all())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        served = self.now
        served.in_hand += 1
        answer = _Answer(send)
        answering = asyncio.current_task()
        assert answering is not None
        self._answering.add(answering)
        try:
            await served.app(scope, receive, answer.send)
        except asyncio.CancelledError:
            if answer.has_begun or not self._is_ending:
                raise
            await Response(_ENDED, 503, RETRY_AFTER)(scope, receive, send)
        finally:
            self._answering.discard(answering)
            served.in_hand -= 1
            self._close_where_over(served)

    async def end_requests(self, seconds: float) -> None:
        """Stop the requests that are not answered after so many seconds; they are told 503."""
        await asyncio.sleep(seconds)
        self._is_ending = True
        for answering in tuple(self._answering):
            answering.cancel()

    async def _live(self, receive: Receive, send: Send) -> None:
        """Follow the pointer from the start of the server to its end."""
        await receive()
        following = asyncio.ensure_future(self._follow())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        following.cancel()
        await asyncio.gather(following, *self._closing, return_exceptions=True)
        self.now.close()
        self.observer.log.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _follow(self) -> None:
        await ask_first_pages(self.now.app)
        while True:
            await asyncio.sleep(self.look)
            current = generation_of(self.folder)
            if self._was_edited() or current not in (self.now.generation, self._refused):
                await self._change_over(current)

    def _was_edited(self) -> bool:
        """Tell whether a question or a shape was edited since the last look; forget what it was."""
        if not self.settings.reload:
            return False
        before, self._stamp = self._stamp, stamp()
        if self._stamp == before:
            return False
        forget()
        return True

    async def _change_over(self, current: Path) -> None:
        """Open the generation that is current now, and send new requests there.

        Where it cannot be opened, the old one goes on.
        """
        served: Served | None = None
        try:
            served = await asyncio.to_thread(self._open)
            await asyncio.gather(*map(_made_ready, served.workers))
            await ask_first_pages(served.app)
        except (BudgetGraphError, ValueError) as problem:
            self._refused = current
            _log.warning("%s is not served: %s", current, problem)
            if served is not None:
                await asyncio.to_thread(served.close)
            return
        before, self.now = self.now, served
        before.is_over = True
        self._close_where_over(before)

    def _close_where_over(self, served: Served) -> None:
        """Close a generation that is not current any more and has answered everything."""
        if not served.is_over or served.in_hand > 0:
            return
        served.is_over = False
        closing = asyncio.ensure_future(asyncio.to_thread(served.close))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)


async def _made_ready(workers: Workers[Store]) -> None:
    """Have workers open the store.

    Those that do not begin in time, on a busy machine, open it later.
    """
    with contextlib.suppress(TimedOut):
        await workers.run(Store.ask, "ASK { }")
