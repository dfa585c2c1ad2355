"""Lanes: what is slow never keeps the workers of what is quick."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from budgetgraph.publish.sparql.lanes import ClientQuery, Lanes, Looks, Overruns, Work
from budgetgraph.publish.sparql.query_costs import (
    Cost,
    QueryCosts,
    is_plain,
    looks_up,
    shape_of,
)
from budgetgraph.publish.web.workers import Limits, Overloaded, TimedOut, Workers

T = TypeVar("T")

LIMITS = Limits(seconds=60, memory=0)


def opened() -> str:
    return "store"


def worker(_: str, until: str = "") -> int:
    """The process that did this, once the file `until` is there."""
    while until and not os.path.exists(until):
        time.sleep(0.01)
    return os.getpid()


async def pid(pool: Workers[str]) -> int:
    """The process of a pool of one worker."""
    return await pool.run(worker)


def within(
    use: Callable[[Lanes[str]], Awaitable[T]],
    limits: Limits = LIMITS,
    seconds: float = 0.1,
    clock: Callable[[], float] = time.monotonic,
) -> T:
    """What `use` makes of lanes of one worker each; `clock` tells how long work took in the long
    lane.
    """

    async def run() -> T:
        made = Lanes(1, limits, opened, quick_seconds=seconds, refusal_seconds=0, clock=clock)
        try:
            return await use(made)
        finally:
            for pool in made.pools.values():
                pool.close()

    return asyncio.run(run())


def test_slow_queries_never_keep_the_workers_of_quick_ones(tmp_path: Path) -> None:
    gate = tmp_path / "open"

    async def use(made: Lanes[str]) -> None:
        quick = {await made.run(ClientQuery("reader", "ASK {}"), worker)}
        slow = []
        for client in range(3):
            question = ClientQuery(f"client {client}", "SELECT * { ?a ?b ?c }")
            slow.append(asyncio.create_task(made.run(question, worker, str(gate))))
        while made._long_places.in_hand < 3:
            await asyncio.sleep(0.01)
        for number in range(5):
            quick.add(await made.run(ClientQuery("client 0", f"ASK {{}} # {number}"), worker))
        assert not any(task.done() for task in slow), "they ran all the time"
        gate.touch()
        long = set(await asyncio.gather(*slow))
        assert len(long) == 1
        assert not quick & long
        assert made.tried.killed == 1, "two of the three were not tried, once one was slow"
        assert made.quick.killed == 0

    within(use, seconds=1)


@pytest.mark.parametrize(("took", "is_long"), [(0.1, True), (0.09, False)])
def test_what_is_slow_once_goes_to_the_long_lane(
    tmp_path: Path, took: float, is_long: bool
) -> None:
    gate = tmp_path / "open"
    times = itertools.count()

    async def use(made: Lanes[str]) -> None:
        slow = "ASK { ?s ?p 1 . ?s ?q 2 }"
        first = asyncio.create_task(made.run(ClientQuery("a", slow), worker, str(gate)))
        while not made._long_places.in_hand:
            await asyncio.sleep(0.01)
        gate.touch()
        assert await first == await pid(made.long)
        same_shape = ClientQuery("b", "ask { ?x ?y 22 . ?x ?z 3 }")
        if is_long:
            assert await made.run(same_shape, worker) == await pid(made.long)
        else:
            assert made._costs.of(same_shape.shape) is Cost.BOTH, "it will be tried again"

    within(use, clock=lambda: next(times) * took)


def test_plain_queries_never_wait_behind_what_is_tried(tmp_path: Path) -> None:
    gate = tmp_path / "open"

    async def use(made: Lanes[str]) -> None:
        slow = ClientQuery("a", "SELECT * { ?a ?b ?c }")
        tried = asyncio.create_task(made.run(slow, worker, str(gate)))
        while not made._tried.places.in_hand:
            await asyncio.sleep(0.01)
        for _ in range(5):
            made._overruns.add(Looks("a", modest=False))
        plain = await made.run(ClientQuery("a", "ASK { ?s ?p ?o }"), worker)
        assert not tried.done()
        assert plain == await pid(made.quick)
        gate.touch()
        await tried

    within(use, seconds=30)


MODEST = "SELECT ?t { ?p a <x:Project> ; <x:title> ?t }"


@pytest.mark.parametrize(
    ("slow_ones", "is_modest"), [([], True), ([False] * 9, True), ([True], False)]
)
def test_modest_queries_never_wait_behind_what_is_tried(
    tmp_path: Path, slow_ones: list[bool], is_modest: bool
) -> None:
    gate = tmp_path / "open"

    async def use(made: Lanes[str]) -> None:
        slow = ClientQuery("a", "SELECT * { ?a ?b ?c }")
        tried = asyncio.create_task(made.run(slow, worker, str(gate)))
        while not made._tried.places.in_hand:
            await asyncio.sleep(0.01)
        for looked_modest in slow_ones:
            made._overruns.add(Looks("b", looked_modest))
        asked = asyncio.create_task(made.run(ClientQuery("b", MODEST), worker))
        while not asked.done() and made._tried.places.in_hand < 2:
            await asyncio.sleep(0.01)
        assert asked.done() is is_modest
        gate.touch()
        assert (await asked == await pid(made.modest)) is is_modest
        await tried

    within(use, seconds=30)


def test_short_queries_of_a_client_are_answered_beside_all_its_long_ones(tmp_path: Path) -> None:
    gate = tmp_path / "open"

    async def use(made: Lanes[str]) -> None:
        long = "SELECT * { ?a ?b ?c }"
        made._costs.learn(ClientQuery("a", long).shape, Cost.LONG)
        slow = [asyncio.create_task(made.run(ClientQuery("a", long), worker, str(gate)))]
        for _ in range(7):
            slow.append(asyncio.create_task(made.run(ClientQuery("a", long), worker)))
        for _ in range(9):
            made._overruns.add(Looks("a", modest=False))
        while made._long_places.in_hand < len(slow):
            await asyncio.sleep(0.01)
        with pytest.raises(Overloaded, match="8 slow queries of this client"):
            await made.run(ClientQuery("a", long), worker)
        assert await made.run(ClientQuery("a", MODEST), worker) == await pid(made.modest)
        other = ClientQuery("a", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert await made.run(other, worker) == await pid(made.doubted)
        assert not any(task.done() for task in slow)
        gate.touch()
        await asyncio.gather(*slow)

    within(use, seconds=30)


def test_what_was_quick_in_the_long_lane_is_tried_again() -> None:
    async def use(made: Lanes[str]) -> None:
        question = ClientQuery("a", "ASK {}")
        made._costs.learn(question.shape, Cost.LONG)
        assert await made.run(question, worker) == await pid(made.long)
        for _ in range(2):
            assert await made.run(question, worker) == await pid(made.tried)

    within(use, seconds=30)


@pytest.mark.parametrize(("overruns", "is_doubted"), [(3, False), (4, True)])
def test_what_a_client_of_many_slow_queries_tries_keeps_nobody_waiting(
    overruns: int, is_doubted: bool
) -> None:
    async def use(made: Lanes[str]) -> None:
        for _ in range(overruns):
            made._overruns.add(Looks("a", modest=False))
        pool = made.doubted if is_doubted else made.tried
        assert await made.run(ClientQuery("a", "ASK {}"), worker) == await pid(pool)
        # What was quick stays so for all.
        assert await made.run(ClientQuery("a", "ASK {}"), worker) == await pid(made.quick)

    within(use, seconds=30)


def test_what_waits_to_be_tried_goes_where_its_client_belongs_meanwhile(tmp_path: Path) -> None:
    gate = tmp_path / "open"

    async def use(made: Lanes[str]) -> None:
        first = ClientQuery("b", "SELECT * { ?a ?b ?c }")
        tried = asyncio.create_task(made.run(first, worker, str(gate)))
        waits = asyncio.create_task(made.run(ClientQuery("a", "ASK {}"), worker))
        while made._tried.places.in_hand < 2:
            await asyncio.sleep(0.01)
        for _ in range(4):
            made._overruns.add(Looks("a", modest=False))
        gate.touch()
        assert await waits == await pid(made.doubted)
        await tried

    within(use, seconds=30)


def test_other_words_than_those_of_slow_queries_are_tried_first(tmp_path: Path) -> None:
    gate = tmp_path / "open"
    served: list[str] = []

    async def use(made: Lanes[str]) -> None:
        async def asks(query: str, until: str = "") -> None:
            await made.run(ClientQuery("a", query), worker, until)
            served.append(query)

        for _ in range(4):
            made._overruns.add(ClientQuery("a", "SELECT * { ?a ?b ?c }").looks)
        others = [f"SELECT {'?a' * count} {{ ?a ?b ?c }}" for count in (1, 2, 3)]
        first = asyncio.create_task(asks(others[0], str(gate)))
        waiting = [asyncio.create_task(asks(query)) for query in (*others[1:], "ASK {}")]
        while made._doubted.places.in_hand < 4:
            await asyncio.sleep(0.01)
        gate.touch()
        await asyncio.gather(first, *waiting)
        assert served == [others[0], "ASK {}", *others[1:]]

    within(use, seconds=30)


def test_a_time_limit_below_that_of_the_quick_lane_counts_once(tmp_path: Path) -> None:
    async def use(made: Lanes[str]) -> None:
        with pytest.raises(TimedOut):
            await made.run(ClientQuery("a", "ASK {}"), worker, str(tmp_path / "never"))
        assert (made.tried.killed, made.long.killed) == (1, 0)

    within(use, Limits(seconds=0.1, memory=0), seconds=0.5)


@pytest.mark.parametrize(("later", "counted"), [(59.9, 2), (60.0, 1), (70.0, 0)])
def test_overruns_are_forgotten(later: float, counted: int) -> None:
    now = [0.0]
    overruns = Overruns(60.0, lambda: now[0])
    overruns.add(Looks("a", modest=True))
    now[0] = 10.0
    overruns.add(Looks("a", modest=True))
    now[0] = later
    assert overruns.of(Looks("a", modest=True)) == counted
    assert overruns.of(Looks("a", modest=True, words=frozenset({"ASK"}))) == 0
    assert overruns.of(Looks("a", modest=False)) == overruns.of(Looks("b", modest=True)) == 0


SAME = [
    ("ASK { <a> ?x 1 }", "ask{<b> ?y 22} # with a comment"),
    ("SELECT * { ?a ?b 'x' }", 'SELECT *\n{ $s $p """y\nz""" }'),
    ("PREFIX a: <b> ASK { a:c ?p _:d }", "prefix e: <f> ask { e:g ?q _:h }"),
]
OTHER = [
    ("ASK { ?x ?y ?z }", "ASK { ?x ?y ?x }"),
    ("SELECT ?a { ?a ?b ?c }", "SELECT ?b { ?a ?b ?c }"),
    ("ASK { ?x ?y 1 }", "ASK { ?x ?y 1 ; ?z 2 }"),
    ("ASK { ?x ?y 'ASK' }", "ASK { ?x ?y ?ASK }"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_and_values_are_no_part_of_a_shape(one: str, other: str) -> None:
    assert shape_of(one) == shape_of(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_stands_where_is_the_shape(one: str, other: str) -> None:
    assert shape_of(one) != shape_of(other)


PLAIN = [
    "ASK { ?s ?p ?o }",
    "ask where { <a> a <b> . } # first",
    "PREFIX x: <y> BASE <z> ASK { x:a ?p 'word' }",
    "SELECT * { ?s ?p ?o } LIMIT 10",
    "SELECT ?s ?p WHERE { ?s ?p 'ASK' } LIMIT 1",
]
NOT_PLAIN = [
    "ASK { ?s ?p ?s }",
    "ASK { ?s ?p ?o . ?a ?b ?c }",
    "ASK { ?s <a>* ?o }",
    "ASK { ?s ?p ?o FILTER(?o > 1) }",
    "ASK { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o }",
    "SELECT DISTINCT ?p { ?s ?p ?o } LIMIT 10",
    "SELECT * { ?s ?p ?o } ORDER BY ?o LIMIT 10",
    "SELECT * { ?s ?p ?o } LIMIT 10 OFFSET 10000",
]


@pytest.mark.parametrize("query", PLAIN)
def test_plain_queries_can_only_be_quick(query: str) -> None:
    assert is_plain(query)


@pytest.mark.parametrize("query", NOT_PLAIN)
def test_others_are_not_plain(query: str) -> None:
    assert not is_plain(query)


@pytest.mark.parametrize(("length", "plain"), [(2000, True), (2001, False)])
def test_a_long_query_is_not_plain(length: int, plain: bool) -> None:
    assert is_plain("ASK { ?s ?p ?o }".ljust(length)) is plain


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?p ?o { <a> ?p ?o }",
        "PREFIX x: <x#> SELECT ?o WHERE { x:a x:b ?o . } LIMIT 3",
        'ASK { <a> a "x" }',
    ],
)
def test_what_is_said_of_a_named_thing_is_a_lookup(query: str) -> None:
    assert looks_up(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?p { ?s ?p <a> } LIMIT 10",
        "ASK { ?s ?p ?o }",
        "SELECT * { <a> ?p ?p }",
        "SELECT * { <a> <p>* ?o }",
        "SELECT * { <a> ?p ?o . ?o ?q ?r }",
        "SELECT * { <a> ?p ?o } ORDER BY ?o",
        "SELECT * FROM <g> { <a> ?p ?o }",
        "SELECT * { GRAPH ?g { <a> ?p ?o } }",
        "DESCRIBE <a>",
    ],
)
def test_others_are_no_lookups(query: str) -> None:
    assert not looks_up(query)


def test_reading_and_answering_cost_apart() -> None:
    answering = ClientQuery("a", "ASK {}")
    reading = ClientQuery("a", "ASK {}", Work.READ)
    assert answering.shape == ClientQuery("b", "ask { }").shape
    assert answering.shape != reading.shape


@pytest.mark.parametrize(("length", "is_one"), [(4096, True), (4097, False)])
def test_a_long_query_is_its_own_shape(length: int, is_one: bool) -> None:
    assert (shape_of("ASK {}".ljust(length)) == shape_of("ask {}".ljust(length))) is is_one


def test_a_shape_may_have_been_both() -> None:
    costs = QueryCosts()
    assert costs.of("x") is Cost.UNKNOWN
    costs.learn("x", Cost.QUICK)
    costs.learn("x", Cost.QUICK)
    assert costs.of("x") is Cost.QUICK
    costs.learn("x", Cost.LONG)
    assert costs.of("x") is Cost.BOTH


def test_what_is_remembered_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetgraph.publish.sparql.query_costs._MOST", 2)
    costs = QueryCosts()
    for shape in ("a", "b", "a", "c"):
        costs.learn(shape, Cost.QUICK)
    kept = [shape for shape in "abc" if costs.of(shape) is Cost.QUICK]
    assert kept == ["a", "c"], "b was not seen for longest"
