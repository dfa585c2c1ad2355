"""A server starts, and goes over to a new build, on a machine so busy that a worker for quick
queries does not begin in its time.
"""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from budgetgraph.publish.following import Following, _made_ready
from budgetgraph.publish.serving import _isolation
from budgetgraph.publish.web.workers import Limits, TimedOut, Workers
from budgetgraph.store import Store


class Pool:
    """Workers with some seconds for a task; those with less than a second never begin in time."""

    def __init__(self, seconds: float) -> None:
        self.limits = Limits(seconds, 0, 1, isolated=False)

    async def run(self, *_: object) -> Any:
        if self.limits.seconds < 1:
            raise TimedOut("stopped")
        return SimpleNamespace(hold=True)


def app_of(*seconds: float) -> Following:
    pools = tuple(map(Pool, seconds))
    return cast("Following", SimpleNamespace(now=SimpleNamespace(workers=pools)))


@pytest.mark.parametrize("seconds", [(0.5, 30.0), (30.0, 0.5), (0.5, 0.5, 30.0, 30.0)])
def test_a_worker_with_time_says_what_locks_it(seconds: tuple[float, ...]) -> None:
    assert _isolation(app_of(*seconds)).startswith("the workers have no network")


def test_where_none_has_time_it_is_told() -> None:
    with pytest.raises(TimedOut):
        _isolation(app_of(0.5))


def test_workers_that_do_not_begin_in_time_are_no_reason_to_stay_with_the_old_build() -> None:
    for seconds in (0.5, 30.0):
        asyncio.run(_made_ready(cast("Workers[Store]", Pool(seconds))))
