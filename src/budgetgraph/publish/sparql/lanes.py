"""Run queries in two lanes, so that quick ones never wait behind slow ones.

A query has half a second at first. One that needs more is stopped, and runs again in the long lane,
whose workers have a low priority and where every client has a share; the next
query of its shape goes there directly. Queries of shapes that were quick before have workers of
their own: whatever is tried for the first time, they need not wait for it. So have plain queries,
of one triple, that nobody asked before. What only looks modest is tried by a worker of its own, for
clients that had no slow query of such looks lately: they need not wait for what others try. What
clients with many slow queries try has a worker of its own, too: their short ones are answered,
however many of their long ones wait, and nobody else waits for them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Concatenate, Generic, ParamSpec, TypeVar

from budgetgraph.publish.sparql.modest_queries import looks_modest
from budgetgraph.publish.sparql.query_costs import Cost, QueryCosts, is_plain, shape_of, words_of
from budgetgraph.publish.web.fair_places import FairPlaces, Shares
from budgetgraph.publish.web.workers import Limits, Overloaded, TimedOut, Workers

S = TypeVar("S")
T = TypeVar("T")
P = ParamSpec("P")

QUICK_SECONDS = 0.5
"""The time that a query has in the quick lane."""

_MOST_OVERRUNS = 4
"""Overruns of one client in a minute, by queries of the same looks; past that, what it asks anew is
tried where only such clients wait.
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
class Looks:
    """A client, whether what it asks looks modest, and the words of the language in it.

    `SELECT (COUNT(*) AS ?n) { ?s ?p ?o }` has the words SELECT, COUNT and AS.
    """

    client: str
    modest: bool
    words: frozenset[str] = frozenset()

    @property
    def without_words(self) -> Looks:
        """The same for all that the client asks with other words."""
        return replace(self, words=frozenset())


@dataclass(frozen=True, slots=True)
class ClientQuery:
    """A query, the client that asks it, and what is done with it."""

    client: str
    query: str
    work: Work = Work.ANSWER

    @property
    def looks(self) -> Looks:
        """What this query and others of its client are judged by, until their cost is known."""
        return Looks(self.client, looks_modest(self.query), words_of(self.query))

    @property
    def shape(self) -> str:
        """The name under which the cost of this work is remembered."""
        return f"{self.work.value} {shape_of(self.query)}"


@dataclass(slots=True)
class Overruns:
    """How often each client needed more than the quick lane's time, lately: by the looks of what it
    asked, and by these without their words.
    """

    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _times: dict[Looks, list[float]] = field(default_factory=dict)

    def add(self, looks: Looks) -> None:
        """Note an overrun."""
        now = self.clock()
        for noted in {looks, looks.without_words}:
            self._times[noted] = [*self._lately(noted), now]
        if len(self._times) > 1000:
            self._times = {name: times for name in self._times if (times := self._lately(name))}

    def of(self, looks: Looks) -> int:
        """Count the overruns of a client by queries that look so."""
        return len(self._lately(looks))

    def _lately(self, looks: Looks) -> list[float]:
        since = self.clock() - self.seconds
        return [moment for moment in self._times.get(looks, ()) if moment > since]


@dataclass(frozen=True, slots=True)
class _QuickLane(Generic[S]):
    """Workers that have half a second for a query, and the places before them."""

    workers: Workers[S]
    places: FairPlaces


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
        # Pools of their own for what is tried: all workers of a pool stand still while one of them
        # is stopped.
        self.tried = Workers(max(1, count // 2), quick_limits, opener, *arguments)
        self.modest = Workers(1, quick_limits, opener, *arguments)
        self.doubted = Workers(1, quick_limits, opener, *arguments)
        self.quick = Workers(count, quick_limits, opener, *arguments)
        self.long = Workers(count, long_limits, opener, *arguments)
        self._tried = _with_places(self.tried, limits)
        self._modest = _with_places(self.modest, limits)
        self._doubted = _with_places(self.doubted, limits)
        self._quick = _with_places(self.quick, limits)
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
            "sparql-doubted": self.doubted,
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
            return await self._quickly(question.looks, shape, in_pool)
        except _IsLong:
            return await self._at_length(question.client, shape, in_pool)

    async def _quickly(
        self, looks: Looks, shape: str, in_pool: Callable[[Workers[S]], Awaitable[T]]
    ) -> T:
        """Run a task in a quick lane and learn from it; _IsLong where it does not belong there."""
        try:
            answer = await self._in_its_lane(looks, shape, in_pool)
        except TimedOut as error:
            self._costs.learn(shape, Cost.LONG)
            self._overruns.add(looks)
            if self.quick.limits.seconds == self.long.limits.seconds:
                raise
            raise _IsLong from error
        self._costs.learn(shape, Cost.QUICK)
        return answer

    async def _in_its_lane(
        self, looks: Looks, shape: str, in_pool: Callable[[Workers[S]], Awaitable[T]]
    ) -> T:
        """Run a task once its lane has a place; those of few slow queries come first.

        What is learnt of its shape and its client while it waits may send it to another lane.
        """
        while True:
            lane = self._lane_of(looks, shape)
            # Where all clients have many slow queries, those with other words than these go first.
            judged = looks if lane is self._doubted else looks.without_words
            async with lane.places.place(looks.client, self._overruns.of(judged)):
                if self._lane_of(looks, shape) is lane:
                    return await in_pool(lane.workers)

    def _lane_of(self, looks: Looks, shape: str) -> _QuickLane[S]:
        """Choose the quick lane of a query; _IsLong where its shape is known to be long."""
        cost, overruns = self._costs.of(shape), self._overruns.of(looks.without_words)
        if cost is Cost.LONG:
            raise _IsLong
        if cost is Cost.QUICK:
            return self._quick
        if overruns >= _MOST_OVERRUNS:
            return self._doubted
        return self._modest if looks.modest and not overruns else self._tried

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


def _with_places(workers: Workers[S], limits: Limits) -> _QuickLane[S]:
    """Make as many places as there are workers; one client alone may take all of them."""
    shares = Shares(workers.count, workers.count, limits.queue, limits.queue, limits.seconds)
    return _QuickLane(workers, FairPlaces(shares))
