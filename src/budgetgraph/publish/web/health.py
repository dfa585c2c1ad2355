"""Answer `/-/health`, `/-/ready` and `/-/metrics`, for those who keep the server running."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from budgetgraph import __version__
from budgetgraph.publish.web.workers import Workers
from budgetgraph.store import Store

_FRESH = {"Cache-Control": "no-store"}


class Health:
    """The state of this server process; `responses` counts its answers by status.

    `prompt` are the pools that answer at once while all is well; others may be busy for long.
    """

    def __init__(
        self,
        pools: Mapping[str, Workers[Store]],
        prompt: Sequence[Workers[Store]],
        responses: Counter[str],
    ) -> None:
        self.pools, self.prompt, self.responses = pools, prompt, responses
        self.started = time.time()

    async def health(self, _: Request) -> Response:
        """Answer 200 while the process lives."""
        return PlainTextResponse("ok\n", headers=_FRESH)

    async def ready(self, _: Request) -> Response:
        """Answer 200 while the prompt workers answer; the error of an overload becomes 503."""
        for pool in self.prompt:
            await pool.run(Store.ask, "ASK { }")
        return PlainTextResponse("ready\n", headers=_FRESH)

    async def metrics(self, _: Request) -> Response:
        """Write a few counters in the Prometheus text format."""
        lines = []
        for status, count in sorted(self.responses.items()):
            lines.append(f'budgetgraph_responses_total{{status="{status}"}} {count}')
        for name, pool in self.pools.items():
            lines.append(f'budgetgraph_workers_killed_total{{pool="{name}"}} {pool.killed}')
            lines.append(f'budgetgraph_queries_in_hand{{pool="{name}"}} {pool.waiting}')
        lines.append(f"budgetgraph_uptime_seconds {time.time() - self.started:.0f}")
        lines.append(f'budgetgraph_info{{version="{__version__}"}} 1')
        return PlainTextResponse("\n".join(lines) + "\n", headers=_FRESH)
