"""What `bench.py` measures of a cluster: a Dask scheduler and two workers on this machine."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from budgetgraph.pipeline import cluster  # noqa: E402
from budgetgraph.pipeline.build import build  # noqa: E402
from budgetgraph.pipeline.cluster import Cluster  # noqa: E402

#: As the extra `cluster` has it.
_PROGRAM = "distributed>=2026.3,<2027"
#: So many papers are a task here: there are few.
_BATCH = 2
_PLACE = "cluster"


def install(folder: Path, source: Path) -> None:
    """Install Dask into an environment of its own that sees the packages of this one."""
    place = folder / _PLACE
    if place.exists():
        return
    venv.create(place, with_pip=True)
    packages = next(place.glob("lib/python*/site-packages"))
    seen = [str(source), *filter(lambda path: path.endswith("site-packages"), sys.path)]
    (packages / "seen.pth").write_text("\n".join(dict.fromkeys(seen)) + "\n", "utf-8")
    pip = [str(python(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, _PROGRAM], check=False).returncode:
        print(f"{_PROGRAM} cannot be installed: no cluster is measured", file=sys.stderr)


def python(folder: Path) -> Path:
    """The Python of that environment."""
    return folder / _PLACE / "bin" / "python"


def is_there(folder: Path) -> bool:
    """Tell whether Dask could be installed."""
    return any(folder.glob(f"{_PLACE}/lib/python*/site-packages/distributed"))


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    told = folder / "scheduler"
    told.unlink(missing_ok=True)
    environment = os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    run = [sys.executable, "-m"]
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    worker = ["distributed.cli.dask_worker", "--scheduler-file", str(told), "--nthreads", "1"]
    with contextlib.ExitStack() as stack:
        commands = [
            [*scheduler, "--no-dashboard", "--scheduler-file", str(told)],
            *[[*worker, "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]] * 2,
        ]
        for command in commands:
            process = stack.enter_context(subprocess.Popen([*run, *command], **quiet))
            stack.callback(process.terminate)
        yield _address(told)


def _address(told: Path) -> str:
    """Wait until both workers are there."""
    from distributed import Client

    while not told.exists():
        time.sleep(0.1)
    with Client(scheduler_file=str(told), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)
        return str(client.scheduler.address)


def built_on(address: str, papers: Path, out: Path) -> None:
    """Build on the cluster, whose workers leave their results in a folder."""
    cluster._BATCH = _BATCH
    far = Cluster(address, str(out.with_name("shared")))
    build([str(papers)], out, force=True, cluster=far)
