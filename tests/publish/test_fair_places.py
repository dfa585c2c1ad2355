"""Places among clients: no client takes all, and who was served longest ago is next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from budgetgraph.publish.web.fair_places import FairPlaces, Shares
from budgetgraph.publish.web.workers import Overloaded

TWO = Shares(places=2, running=1, in_hand=6, in_hand_of_client=3, wait=60)


class Crowd:
    """Clients that ask for places of `places`, and keep what they get until they are sent away."""

    def __init__(self, shares: Shares) -> None:
        self.places = FairPlaces(shares)
        self.served: list[str] = []
        self._leave: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def asks(self, name: str, client: str, rank: int = 0) -> None:
        """A client asks for a place, under a name of its own."""
        self._leave[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self._stay(name, client, rank))
        await settle()

    async def _stay(self, name: str, client: str, rank: int) -> None:
        async with self.places.place(client, rank):
            self.served.append(name)
            await self._leave[name].wait()

    async def leaves(self, name: str) -> None:
        """It gives its place back."""
        self._leave[name].set()
        await self._tasks[name]
        await settle()

    async def gives_up(self, name: str) -> None:
        """It goes before it was served, or in the middle."""
        self._tasks[name].cancel()
        await settle()

    async def all_leave(self) -> None:
        """Everybody gives back what they have."""
        for event in self._leave.values():
            event.set()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)


async def settle() -> None:
    """Let every task go on until it waits."""
    for _ in range(5):
        await asyncio.sleep(0)


def played(shares: Shares, play: Callable[[Crowd], Awaitable[None]]) -> list[str]:
    """The names in the order in which they were served."""

    async def run() -> list[str]:
        crowd = Crowd(shares)
        await play(crowd)
        await crowd.all_leave()
        assert crowd.places.in_hand == 0, "nothing is left behind"
        return crowd.served

    return asyncio.run(run())


def test_one_client_cannot_use_up_the_places() -> None:
    async def play(crowd: Crowd) -> None:
        for name in ("a1", "a2", "a3"):
            await crowd.asks(name, "a")
        await crowd.asks("b1", "b")
        assert crowd.served == ["a1", "b1"]

    assert played(TWO, play) == ["a1", "b1", "a2", "a3"]


def test_who_was_served_longest_ago_is_next() -> None:
    async def play(crowd: Crowd) -> None:
        await crowd.asks("a1", "a")
        await crowd.asks("b1", "b")
        for name in ("a2", "b2", "c1"):
            await crowd.asks(name, name[0])
        await crowd.leaves("a1")
        assert crowd.served[2:] == ["c1"], "it was not served before"
        await crowd.leaves("b1")
        assert crowd.served[3:] == ["a2"], "a was served before b"

    played(TWO, play)


def test_a_low_rank_goes_first() -> None:
    async def play(crowd: Crowd) -> None:
        await crowd.asks("a", "a")
        await crowd.asks("b", "b", 3)
        await crowd.asks("c", "c", 2)
        await crowd.leaves("a")

    assert played(Shares(places=1, running=1), play) == ["a", "c", "b"]


def test_who_gives_up_takes_no_place() -> None:
    async def play(crowd: Crowd) -> None:
        await crowd.asks("a", "a")
        await crowd.asks("b", "b")
        await crowd.asks("c", "c")
        await crowd.gives_up("b")
        await crowd.leaves("a")
        assert crowd.served == ["a", "c"]
        await crowd.gives_up("c")
        await crowd.asks("d", "d")

    assert played(Shares(places=1, running=1), play) == ["a", "c", "d"]


async def refusal(crowd: Crowd, client: str) -> str | None:
    """Why a client is refused; None where it is served or waits."""
    try:
        async with asyncio.timeout(0.01), crowd.places.place(client):
            return None
    except TimeoutError:
        return None
    except Overloaded as refused:
        return str(refused)


@pytest.mark.parametrize(("in_hand", "is_refused"), [(2, False), (3, True)])
def test_a_client_has_so_many_in_hand(in_hand: int, is_refused: bool) -> None:
    async def play(crowd: Crowd) -> None:
        for number in range(in_hand):
            await crowd.asks(f"a{number}", "a")
        found = await refusal(crowd, "a")
        assert ("of this client" in (found or "")) == is_refused
        assert await refusal(crowd, "b") is None

    played(TWO, play)


@pytest.mark.parametrize(("in_hand", "is_refused"), [(5, False), (6, True)])
def test_all_clients_have_so_many_in_hand(in_hand: int, is_refused: bool) -> None:
    async def play(crowd: Crowd) -> None:
        for number in range(in_hand):
            await crowd.asks(f"a{number}", f"client {number}")
        found = await refusal(crowd, "one more")
        assert ("in hand already" in (found or "")) == is_refused

    played(TWO, play)


def test_a_wait_has_an_end() -> None:
    async def play(crowd: Crowd) -> None:
        await crowd.asks("a", "a")
        with pytest.raises(Overloaded, match="no worker was free"):
            async with crowd.places.place("b"):
                raise AssertionError("there is no place")

    played(Shares(places=1, running=1, wait=0.01), play)
