"""Count what the server answers, for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from budgetgraph import __version__

FORMAT = "text/plain; version=0.0.4; charset=utf-8"
"""The media type of the text format of Prometheus."""
#: What the first part of an address may be; any other counts as `other`, so that nobody makes
#: counters at will.
_KINDS = frozenset(
    "page data id sparql search source graph questions findings compare download check embed"
    " reconcile static ontology codes -".split()
)
#: A page takes some milliseconds, a query up to `--timeout`.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

# When a counter began is not asked for: the process says when it did.
prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]


class Pool(Protocol):
    """Workers: how many were killed, and how many queries they have in hand."""

    @property
    def killed(self) -> int: ...

    @property
    def waiting(self) -> int: ...


class ServerMetrics:
    """The counters of a server process, over all generations that it serves."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._responses = Counter(
            "budgetgraph_responses", "Answers by status.", ["status"], registry=self._registry
        )
        self._seconds = Histogram(
            "budgetgraph_response_seconds",
            "Seconds from the head of a request to the end of its answer.",
            ["kind"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        began = Gauge(
            "budgetgraph_start_time_seconds", "When the server began.", registry=self._registry
        )
        began.set_to_current_time()
        version = Gauge("budgetgraph_info", "The version.", ["version"], registry=self._registry)
        version.labels(__version__).set(1)
        ProcessCollector(registry=self._registry)

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count an answer."""
        kind = path.lstrip("/").partition("/")[0]
        self._responses.labels(str(status)).inc()
        known = kind if kind in _KINDS else "other"
        self._seconds.labels(known).observe(seconds)

    def text(self, pools: Mapping[str, Pool]) -> bytes:
        """Write the counters, with those of the workers by the names of their pools."""
        of_server = prometheus_client.generate_latest(self._registry)
        return of_server + prometheus_client.generate_latest(_OfPools(pools))


@dataclass(frozen=True, slots=True)
class _OfPools(Collector):
    """What the workers of the generation that is served now count themselves."""

    pools: Mapping[str, Pool]

    def collect(self) -> Iterator[Metric]:
        killed = CounterMetricFamily(
            "budgetgraph_workers_killed", "Workers that were stopped.", labels=["pool"]
        )
        in_hand = GaugeMetricFamily(
            "budgetgraph_queries_in_hand", "Queries that run or wait.", labels=["pool"]
        )
        for name, pool in self.pools.items():
            killed.add_metric([name], pool.killed)
            in_hand.add_metric([name], pool.waiting)
        yield from (killed, in_hand)
