"""Share a number of places among clients, so that none of them can take all for itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from budgetgraph.publish.web.workers import Overloaded


@dataclass(frozen=True, slots=True)
class Shares:
    """How many `places` there are, and what one client may have of them.

    `running` places of one client at a time; `in_hand`: what of all clients runs and waits;
    `in_hand_of_client`: what of one client runs and waits; `wait`: the seconds that one may wait.
    """

    places: int
    running: int
    in_hand: int = 64
    in_hand_of_client: int = 64
    wait: float = 30.0


@dataclass(eq=False, slots=True)
class _Wish:
    """A place that is wanted; the lower its `rank`, the sooner it gets one."""

    client: str
    rank: int
    granted: asyncio.Future[None]


@dataclass(slots=True)
class FairPlaces:
    """Places that are given by rank first, then to the client that was served longest ago."""

    shares: Shares
    _waiting: list[_Wish] = field(default_factory=list)
    _running: list[_Wish] = field(default_factory=list)
    _served: dict[str, int] = field(default_factory=dict)
    _turn: int = 0

    @asynccontextmanager
    async def place(self, client: str, rank: int = 0) -> AsyncIterator[None]:
        """Wait for a place, and have it as long as the block lasts.

        Overloaded where too much is in hand already, or no place becomes free in time.
        """
        self._refuse_excess(client)
        wish = _Wish(client, rank, asyncio.get_running_loop().create_future())
        self._waiting.append(wish)
        self._give()
        try:
            await self._granted(wish)
            yield
        finally:
            self._take_back(wish)

    @property
    def in_hand(self) -> int:
        """What runs and what waits."""
        return len(self._running) + len(self._waiting)

    async def _granted(self, wish: _Wish) -> None:
        """Wait until the wish is granted."""
        try:
            async with asyncio.timeout(self.shares.wait):
                await wish.granted
        except TimeoutError as error:
            raise Overloaded(
                f"no worker was free within {self.shares.wait:g} seconds; try again later"
            ) from error

    def _refuse_excess(self, client: str) -> None:
        """Raise Overloaded where one more would be too much, of this client or of all."""
        of_client = _count(self._running, client) + _count(self._waiting, client)
        if of_client >= self.shares.in_hand_of_client:
            raise Overloaded(f"{of_client} slow queries of this client are in hand already")
        if self.in_hand >= self.shares.in_hand:
            raise Overloaded(f"{self.in_hand} queries are in hand already")

    def _give(self) -> None:
        """Give the free places to those that wait."""
        while len(self._running) < self.shares.places:
            wish = self._next()
            if wish is None:
                return
            self._waiting.remove(wish)
            self._running.append(wish)
            self._turn += 1
            self._served[wish.client] = self._turn
            wish.granted.set_result(None)

    def _next(self) -> _Wish | None:
        """Choose who is next; None where nobody waits that may have a place."""
        able = [wish for wish in self._waiting if self._may_run(wish)]
        return min(able, key=self._order, default=None)

    def _may_run(self, wish: _Wish) -> bool:
        """Tell whether its client, that did not leave, has room in its share."""
        has_left = wish.granted.done()
        return not has_left and _count(self._running, wish.client) < self.shares.running

    def _order(self, wish: _Wish) -> tuple[int, int]:
        """Order by rank, then by the turn in which the client was served last."""
        return wish.rank, self._served.get(wish.client, 0)

    def _take_back(self, wish: _Wish) -> None:
        """Take a place back, or a wish that was not granted, and give what is free."""
        if wish in self._running:
            self._running.remove(wish)
        else:
            self._waiting.remove(wish)
        if not _count(self._running, wish.client) + _count(self._waiting, wish.client):
            self._served.pop(wish.client, None)
        self._give()


def _count(wishes: list[_Wish], client: str) -> int:
    return sum(1 for wish in wishes if wish.client == client)
