"""Make sources on the workers of a Dask cluster: the same tasks as on one machine, each in a
confined process of its own, and the same bytes.

A batch of sources is one task of Dask. A worker that dies costs its batch a second try elsewhere;
what a batch made arrives once, whatever happened to the workers that tried.
"""

from __future__ import annotations

import multiprocessing
import zlib
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from budgetgraph.document.problems import BudgetGraphError, LimitExceeded, UsageError
from budgetgraph.pipeline.kept.part import Built, MadeSource
from budgetgraph.pipeline.kept.record import engine
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.pipeline.sandbox.runner import Job, run

#: So many sources are a task: a fresh process needs seconds to load the rules, and each batch has
#: one.
_BATCH = 16
#: So many batches a thread of the cluster are given out ahead of the one that is waited for.
_AHEAD = 3
_INSTALL = "pip install 'budgetgraph[cluster]' for --cluster"
_DAEMON = (
    "--cluster: start its workers with DASK_DISTRIBUTED__WORKER__DAEMON=False or --no-nanny: "
    "they have to start processes of their own"
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The address of a Dask scheduler (`tcp://host:8786`), and a folder that all workers reach, by
    path or URL, to leave their results in; without one, results travel over the network.
    """

    address: str
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """A source that was made, with its record and its pack in a shared folder."""

    built: Built
    record: str
    pack: str


@dataclass(frozen=True, slots=True)
class _Orders:
    """What a worker needs to know: the limits of a source, the version of the code that sent it,
    and where results are left.
    """

    allowance: Allowance
    version: str
    folder: str | None


def run_on(
    cluster: Cluster, jobs: Sequence[Job[MadeSource]], given: Allowance
) -> Generator[MadeSource | BudgetGraphError, None, None]:
    """Give what came of each job, in their order: its result, or the error that says why not.

    UsageError where there is no such cluster, or its workers cannot do the work.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(_INSTALL) from None
    try:
        client = Client(cluster.address, timeout=10, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as problem:
        raise UsageError(f"--cluster {cluster.address}: no scheduler answers ({problem})") from None
    orders = _Orders(given, engine(), cluster.folder)
    with client:
        threads = sum(client.nthreads().values()) or 1
        waiting = _batches(jobs)
        given_out: deque[tuple[Sequence[Job[MadeSource]], Any]] = deque()
        ahead = _AHEAD * threads
        for batch in islice(waiting, ahead):
            given_out.append((batch, client.submit(perform, list(batch), orders, pure=False)))
        while given_out:
            batch, future = given_out.popleft()
            outcomes = _outcomes(batch, future)
            for following in islice(waiting, 1):
                future = client.submit(perform, list(following), orders, pure=False)
                given_out.append((following, future))
            yield from outcomes


def _batches(jobs: Sequence[Job[MadeSource]]) -> Iterator[Sequence[Job[MadeSource]]]:
    for start in range(0, len(jobs), _BATCH):
        yield jobs[start : start + _BATCH]


def _outcomes(batch: Sequence[Job[MadeSource]], future: Any) -> list[MadeSource | BudgetGraphError]:
    """Wait for a batch; its sources have failed where every worker that tried it died."""
    from distributed import KilledWorker

    try:
        results = future.result()
    except KilledWorker:
        why = "the workers of the cluster that read its batch died, out of memory perhaps"
        return [LimitExceeded(f"{job.file}: {why}") for job in batch]
    if isinstance(results, UsageError):
        raise results
    return [fetched(given) if isinstance(given, Parked) else given for given in results]


def perform(jobs: list[Job[MadeSource]], orders: _Orders) -> list[Any] | UsageError:
    """Work off a batch: the side of a Dask worker. UsageError is given where it cannot, or where
    the shared folder takes nothing.
    """
    if orders.version != engine():
        return UsageError("--cluster: a worker has another version of budgetgraph than this one")
    if multiprocessing.current_process().daemon:
        return UsageError(_DAEMON)
    outcomes: list[Any] = []
    for outcome in run(jobs, orders.allowance):
        if orders.folder is not None and isinstance(outcome, MadeSource):
            try:
                outcomes.append(parked(outcome, orders.folder))
            except (OSError, ImportError, ValueError) as problem:
                return UsageError(f"--cluster-folder {orders.folder}: {problem}")
        else:
            outcomes.append(outcome)
    return outcomes


def parked(made: MadeSource, folder: str) -> Parked:
    """Leave what was made in a shared folder.

    A source that is made a second time, because its worker died, writes the same bytes again.
    """
    import fsspec

    name = f"{folder.rstrip('/')}/{made.built.sha256}-{zlib.crc32(made.pack):08x}"
    left = Parked(made.built, f"{name}.json.gz", f"{name}.pack.gz")
    for url, content in ((left.record, made.record), (left.pack, made.pack)):
        with fsspec.open(url, "wb", auto_mkdir=True) as stream:
            stream.write(content)
    return left


def fetched(left: Parked) -> MadeSource:
    """Take what was made from a shared folder, where nothing stays."""
    import fsspec

    contents: list[bytes] = []
    for url in (left.record, left.pack):
        with fsspec.open(url, "rb") as stream:
            contents.append(stream.read())
        files, path = fsspec.core.url_to_fs(url)
        files.rm(path)
    return MadeSource(left.built, *contents)
