"""A build on a Dask cluster gives what a build on one machine gives, also where a worker dies."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bucket_server import bucket, files
from test_build import budget

from budgetgraph.disclosure import Told
from budgetgraph.document.problems import UsageError
from budgetgraph.pipeline import cluster
from budgetgraph.pipeline.build import build
from budgetgraph.pipeline.cluster import Cluster
from budgetgraph.pipeline.kept.making import make_source
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.rdf.iris import BASE

if importlib.util.find_spec("distributed") is None:
    pytest.skip("no distributed: pip install .[cluster]", allow_module_level=True)

_NAMES = ("水利局", "教育局", "民政局", "财政局", "医疗保障局", "交通运输局")


def started(*words: str) -> subprocess.Popen[str]:
    """Start a program of Dask; what it says is read from its errors."""
    environment = os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    command = [sys.executable, "-m", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler."""
    words = "--host 127.0.0.1 --port 0 --no-dashboard".split()
    with started("distributed.cli.dask_scheduler", *words) as scheduler:
        assert scheduler.stderr is not None
        told = (re.search(r"tcp://[\d.]+:\d+", line) for line in scheduler.stderr)
        yield next(match[0] for match in told if match)
        scheduler.terminate()


@pytest.fixture(params=["file", "s3"])
def shared(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A folder that all workers reach: on this disk, or in a bucket."""
    if request.param == "file":
        yield f"file://{tmp_path}/shared"
        return
    with bucket(monkeypatch) as url:
        yield url


def left_in(shared: str) -> list[str]:
    """The files that are left in a shared folder."""
    if shared.startswith("s3:"):
        return list(files().ls(shared))
    return os.listdir(shared.removeprefix("file://"))


@pytest.fixture
def workers(address: str, shared: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Two worker processes of the scheduler."""
    words = "--nthreads 1 --no-nanny --no-dashboard --death-timeout 60".split()
    processes = [started("distributed.cli.dask_worker", address, *words) for _ in range(2)]
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


def papers(folder: Path) -> list[str]:
    folder.mkdir()
    for number, name in enumerate(_NAMES):
        (folder / f"{name}.txt").write_text(budget(f"平乡县{name}", f"{number + 1}.10"), "utf-8")
    # One that shares its department and year with another one, and one that is none.
    other = budget("平乡县水利局", "1.10") + "\n附注。\n"
    (folder / "second.txt").write_text(other, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return [str(folder)]


def test_a_killed_worker_costs_nothing(
    tmp_path: Path,
    address: str,
    shared: str,
    workers: list[subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One of two workers is killed when the first source is there: every source is made, each
    once, and the files are those of a build on this machine.
    """
    monkeypatch.setattr(cluster, "_BATCH", 1)
    inputs = papers(tmp_path / "in")
    killed: list[int] = []

    def kill_one(done: int, total: int) -> None:
        if not killed:
            assert done < total
            killed.append(workers[0].pid)
            os.kill(workers[0].pid, signal.SIGKILL)

    report = build(inputs, tmp_path / "far", cluster=Cluster(address, shared), progress=kill_one)
    assert killed
    assert workers[0].wait(timeout=30) == -signal.SIGKILL
    assert len(report.parts) == len(_NAMES) + 1
    assert [Path(failure.file).name for failure in report.failures] == ["empty.txt"]
    build(inputs, tmp_path / "near")
    for name in ("SHA256SUMS", "report.json"):
        assert (tmp_path / "far" / name).read_bytes() == (tmp_path / "near" / name).read_bytes()
    for path in (tmp_path / "near" / "parts").rglob("*.pack.gz"):
        same = tmp_path / "far" / "parts" / path.relative_to(tmp_path / "near" / "parts")
        assert same.read_bytes() == path.read_bytes()
    # A worker that was killed while it left a result may leave a file; nobody takes it.
    assert len(left_in(shared)) <= 2


def test_a_cluster_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no scheduler answers"):
        build(papers(tmp_path / "in"), tmp_path / "out", cluster=Cluster("tcp://127.0.0.1:9"))


def test_a_worker_of_another_version_refuses() -> None:
    orders = cluster._Orders(Allowance(1.0, 0), "another", None)
    refusal = cluster.perform([], orders)
    assert isinstance(refusal, UsageError)
    assert "another version" in str(refusal)


@pytest.mark.parametrize(
    ("folder", "why"), [("file:///dev/null/far", "Not a directory"), ("nowhere://far", "Protocol")]
)
def test_a_shared_folder_that_takes_nothing_is_said(
    tmp_path: Path, folder: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(budget("平乡县水利局", "1.10"), "utf-8")
    made = make_source(source, BASE, Told(), dumps=False)
    monkeypatch.setattr(cluster, "run", lambda jobs, given: iter([made]))
    refusal = cluster.perform([], cluster._Orders(Allowance(1.0, 0), cluster.engine(), folder))
    assert isinstance(refusal, UsageError)
    assert str(refusal).startswith(f"--cluster-folder {folder}: ")
    assert why in str(refusal)


@pytest.mark.parametrize("folder", ["file://{}/far", "{}/far", "memory://far"])
def test_results_are_left_and_taken(tmp_path: Path, folder: str) -> None:
    """In a folder by its path or by any address that fsspec knows; nothing stays there."""
    source = tmp_path / "a.txt"
    source.write_text(budget("平乡县水利局", "1.10"), "utf-8")
    made = make_source(source, BASE, Told(), dumps=False)
    left = cluster.parked(made, folder.format(tmp_path))
    assert cluster.fetched(left) == made
    with pytest.raises(FileNotFoundError):
        cluster.fetched(left)
