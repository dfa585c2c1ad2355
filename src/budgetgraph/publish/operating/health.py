"""Answer `/-/health`, `/-/ready` and `/-/metrics`, for those who keep the server running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from budgetgraph.publish.operating.metrics import FORMAT, ServerMetrics
from budgetgraph.publish.web.workers import Workers
from budgetgraph.store import Store

_FRESH = {"Cache-Control": "no-store"}


class Health:
    """The state of this server process.

    `prompt` are the pools that answer at once while all is well; others may be busy for long.
    """

    def __init__(
        self,
        pools: Mapping[str, Workers[Store]],
        prompt: Sequence[Workers[Store]],
        counted: ServerMetrics,
    ) -> None:
        self.pools, self.prompt, self.counted = pools, prompt, counted

    async def health(self, _: Request) -> Response:
        """Answer 200 while the process lives."""
        return PlainTextResponse("ok\n", headers=_FRESH)

    async def ready(self, _: Request) -> Response:
        """Answer 200 while the prompt workers answer; the error of an overload becomes 503."""
        for pool in self.prompt:
            await pool.run(Store.ask, "ASK { }")
        return PlainTextResponse("ready\n", headers=_FRESH)

    async def metrics(self, _: Request) -> Response:
        """Write the counters in the text format of Prometheus."""
        return Response(self.counted.text(self.pools), 200, _FRESH, FORMAT)
