"""Keep the open connections of a server, so that no address can take all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

PER_ADDRESS = 128
"""Connections of one address at a time; a proxy in front of the server is one address."""


class Peer(Protocol):
    """A connection as the register sees it."""

    @property
    def address(self) -> str:
        """The address of the client."""

    @property
    def is_idle(self) -> bool:
        """Whether it has no request in hand, as one that only waits or sends its head slowly."""

    def leave(self) -> None:
        """Close the connection."""


@dataclass(slots=True)
class Connections:
    """All connections, the oldest first; `most` altogether, `per_address` of one client.

    Where there is no room, the oldest idle connection makes room: of the same address where that
    has its share, else of the address that has most. So connections that do nothing shut nobody
    out.
    """

    most: int
    per_address: int = PER_ADDRESS
    _open: dict[int, Peer] = field(default_factory=dict)

    def admit(self, peer: Peer) -> bool:
        """Take a new connection in; False where there is no room and none can be made."""
        of_address = sum(1 for other in self._open.values() if other.address == peer.address)
        has_room = True
        if of_address >= self.per_address:
            has_room = self._make_room(lambda other: other.address == peer.address)
        elif len(self._open) >= self.most:
            busiest = self._busiest()
            has_room = self._make_room(lambda other: other.address == busiest)
        if has_room:
            self._open[id(peer)] = peer
        return has_room

    def forget(self, peer: Peer) -> None:
        """Take out a connection that is closed."""
        self._open.pop(id(peer), None)

    def __len__(self) -> int:
        return len(self._open)

    def _busiest(self) -> str:
        """Name the address with the most idle connections; "" where none is idle."""
        counts: dict[str, int] = {}
        for peer in self._idle():
            counts[peer.address] = counts.get(peer.address, 0) + 1
        return max(counts, key=lambda address: counts[address], default="")

    def _idle(self) -> Iterator[Peer]:
        return (peer for peer in self._open.values() if peer.is_idle)

    def _make_room(self, may_leave: Callable[[Peer], bool]) -> bool:
        for peer in self._idle():
            if may_leave(peer):
                self.forget(peer)
                peer.leave()
                return True
        return False
