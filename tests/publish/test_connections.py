"""No address can take all connections of a server, however little its connections do."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.publish.web.connections import Connections


@dataclass(eq=False)
class Client:
    address: str
    is_idle: bool = True
    left: list[Client] = field(default_factory=list)

    def leave(self) -> None:
        self.left.append(self)


def clients(address: str, count: int, *, idle: bool = True) -> list[Client]:
    return [Client(address, idle) for _ in range(count)]


def test_the_oldest_idle_connection_makes_room() -> None:
    register = Connections(most=10, per_address=3)
    hoard = clients("a", 4)
    assert [register.admit(client) for client in hoard] == [True] * 4
    assert [bool(client.left) for client in hoard] == [True, False, False, False]
    assert len(register) == 3


def test_a_share_that_is_busy_is_a_share_that_is_full() -> None:
    register = Connections(most=10, per_address=3)
    for client in clients("a", 3, idle=False):
        assert register.admit(client)
    assert not register.admit(Client("a"))
    assert register.admit(Client("b")), "other addresses have their own"


def test_a_full_server_takes_from_the_address_with_the_most_idle() -> None:
    register = Connections(most=5, per_address=4)
    few, many = clients("a", 1), clients("b", 4)
    for client in [*few, *many]:
        register.admit(client)
    assert register.admit(Client("c"))
    assert [bool(client.left) for client in [*few, *many]] == [False, True, False, False, False]


def test_a_full_server_of_busy_connections_takes_no_more() -> None:
    register = Connections(most=3, per_address=2)
    busy = [*clients("a", 2, idle=False), *clients("b", 1, idle=False)]
    for client in busy:
        register.admit(client)
    assert not register.admit(Client("c"))
    register.forget(busy[0])
    assert register.admit(Client("c"))
