"""Run queries in two lanes, so that quick ones never wait behind slow ones.

A query has half a second at first. One that needs more is stopped, and runs again in the long lane,
whose workers have the lowest priority of the machine and where every client has a share; the next
query of its shape goes there directly. Queries of shapes that were quick before have workers of
their own: whatever is tried for the first time, they need not wait for it. So have plain queries,
of one triple, that nobody asked before. What only looks modest is tried by a worker of its own, for
clients that had no slow query lately: they need not wait for what others try.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Concatenate, Generic, ParamSpec, TypeVar

from budgetgraph.publish.sparql.modest_queries import looks_modest
from budgetgraph.publish.sparql.query_costs import Cost, QueryCosts, is_plain, shape_of
from budgetgraph.publish.web.fair_places import FairPlaces, Shares
from budgetgraph.publish.web.workers import Limits, Overloaded, TimedOut, Workers

S = TypeVar("S")
T = TypeVar("T")
P = ParamSpec("P")

QUICK_SECONDS = 0.5
"""The time that a query has in the quick lane."""

_MOST_OVERRUNS = 4
"""Overruns of one client in a minute; past that, what it asks anew goes to the long lane directly.
"""

_CLIENT_IN_HAND = 8
"""Slow queries of one client, running and waiting."""

_REFUSAL_SECONDS = 1.0
"""The time before a refusal, so that a client that asks again at once does so once a second."""


class _IsLong(Exception):
    """The query does not belong in the quick lane."""


class Work(Enum):
    """What is done with a query; what one costs says nothing of the other."""

    READ = "read"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class ClientQuery:
    """A query, the client that asks it, and what is done with it."""

    client: str
    query: str
    work: Work = Work.ANSWER

    @property
    def shape(self) -> str:
        """The name under which the cost of this work is remembered."""
        return f"{self.work.value} {shape_of(self.query)}"


@dataclass(slots=True)
class Overruns:
    """How often each client needed more than the quick lane's time, lately."""

    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _times: dict[str, list[float]] = field(default_factory=dict)

    def add(self, client: str) -> None:
        """Note an overrun of the client."""
        self._times[client] = [*self._lately(client), self.clock()]
        if len(self._times) > 1000:
            self._times = {name: times for name in self._times if (times := self._lately(name))}

    def of(self, client: str) -> int:
        """Count the overruns of the client."""
        return len(self._lately(client))

    def _lately(self, client: str) -> list[float]:
        since = self.clock() - self.seconds
        return [moment for moment in self._times.get(client, ()) if moment > since]


class Lanes(Generic[S]):
    """The lanes over one store, `count` workers in each."""

    def __init__(
        self,
        count: int,
        limits: Limits,
        opener: Callable[..., S],
        *arguments: object,
        quick_seconds: float = QUICK_SECONDS,
        refusal_seconds: float = _REFUSAL_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        quick_limits = replace(limits, seconds=min(quick_seconds, limits.seconds))
        long_limits = replace(limits, in_background=True)
        # A pool of its own for what is tried: all workers of a pool stand still while one of them
        # is stopped.
        self.tried = Workers(max(1, count // 2), quick_limits, opener, *arguments)
        self.modest = Workers(1, quick_limits, opener, *arguments)
        self.quick = Workers(count, quick_limits, opener, *arguments)
        self.long = Workers(count, long_limits, opener, *arguments)
        self._tried_places = _places_of(self.tried, limits)
        self._modest_places = _places_of(self.modest, limits)
        self._quick_places = _places_of(self.quick, limits)
        # One client never has all places, where there is more than one.
        of_client = max(1, count - 1)
        shares = Shares(count, of_client, limits.queue, _CLIENT_IN_HAND, limits.seconds)
        self._long_places = FairPlaces(shares)
        self._refusal_seconds = refusal_seconds
        self._clock = clock
        self._costs = QueryCosts()
        self._overruns = Overruns()

    @property
    def pools(self) -> dict[str, Workers[S]]:
        """The workers, by the names that the metrics have for them."""
        return {
            "sparql-quick": self.quick,
            "sparql-new": self.tried,
            "sparql-modest": self.modest,
            "sparql-long": self.long,
        }

    async def run(
        self,
        question: ClientQuery,
        task: Callable[Concatenate[S, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a task and give its result, or raise its exception.

        TimedOut where it takes too long; Overloaded where too much is in hand, of this client or
        of all.
        """
        shape = question.shape
        if self._costs.of(shape) is Cost.UNKNOWN and is_plain(question.query):
            self._costs.learn(shape, Cost.QUICK)

        def in_pool(workers: Workers[S]) -> Awaitable[T]:
            return workers.run(task, *args, **kwargs)

        try:
            return await self._quickly(question, shape, in_pool)
        except _IsLong:
            return await self._at_length(question.client, shape, in_pool)

    async def _quickly(
        self, question: ClientQuery, shape: str, in_pool: Callable[[Workers[S]], Awaitable[T]]
    ) -> T:
        """Run a task in the quick lane and learn from it; _IsLong where it does not belong there.

        What is not known to be quick waits its turn to be tried. There, those come first whose
        client had no slow query lately.
        """
        client = question.client
        rank = self._overruns.of(client)
        workers, places = self.tried, self._tried_places
        if self._costs.of(shape) is Cost.QUICK:
            workers, places = self.quick, self._quick_places
        elif rank == 0 and looks_modest(question.query):
            workers, places = self.modest, self._modest_places
        try:
            self._stop_where_long(client, shape)
            async with places.place(client, rank):
                # Others of the shape or of the client may have been tried meanwhile.
                self._stop_where_long(client, shape)
                answer = await in_pool(workers)
        except TimedOut as error:
            self._costs.learn(shape, Cost.LONG)
            self._overruns.add(client)
            if self.quick.limits.seconds == self.long.limits.seconds:
                raise
            raise _IsLong from error
        self._costs.learn(shape, Cost.QUICK)
        return answer

    def _stop_where_long(self, client: str, shape: str) -> None:
        """Raise _IsLong for a shape that is known to be long, and for what a busy client tries."""
        cost = self._costs.of(shape)
        is_tried = cost is not Cost.QUICK
        if cost is Cost.LONG or (is_tried and self._overruns.of(client) >= _MOST_OVERRUNS):
            raise _IsLong

    async def _at_length(
        self, client: str, shape: str, in_pool: Callable[[Workers[S]], Awaitable[T]]
    ) -> T:
        """Run a task in the long lane, in its client's share."""
        try:
            async with self._long_places.place(client):
                start = self._clock()
                answer = await in_pool(self.long)
        except Overloaded:
            await asyncio.sleep(self._refusal_seconds)
            raise
        if self._clock() - start < self.quick.limits.seconds:
            self._costs.learn(shape, Cost.QUICK)
        return answer


def _places_of(workers: Workers[S], limits: Limits) -> FairPlaces:
    """Make as many places as there are workers; one client alone may take all of them."""
    shares = Shares(workers.count, workers.count, limits.queue, limits.queue, limits.seconds)
    return FairPlaces(shares)
