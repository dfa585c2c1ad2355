"""A small size of everything, ours beside the peer in the same run: make bench.

    python benchmarks/bench.py [NAME ...] [--papers 20] [--repeat 3] [--peers FOLDER]

Each measurement runs in a process of its own, whose peak memory is printed. Ours and the peer take
turns, so that what else the machine does slows both; the table has the median of each, the spread
(highest less lowest, as a share of the median) and the ratio of the medians. What runs in one
process is counted in processor time, answers of servers in time on the wall. Peers that are
programs are installed into FOLDER (build/bench) on the first run; one that cannot be had is `-`.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import resource
import statistics
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bench_cases
import bench_cluster

ROOT = Path(__file__).resolve().parents[1]
_HERE = ("pyoxigraph", "pyshacl", "rdflib", "pdfplumber", "pandas")
#: Programs that are asked over HTTP, with the version that is installed.
_PROGRAMS = ("rdflib-endpoint[web]==0.6.3", "oxigraph==0.5.13")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure everything at a small size.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(bench_cases.CASES))
    parser.add_argument("--papers", type=int, default=6)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(_measured(given.names[0], given.peers, given.repeat)))
        return
    given.peers.mkdir(parents=True, exist_ok=True)
    _install(given.peers)
    bench_cases.prepare(given.peers, given.papers)
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _HERE]
    print(f"{given.papers} made papers; {platform.python_implementation()} "
          f"{platform.python_version()}, {', '.join(versions)}\n")  # fmt: skip
    print("| what | ours | spread | peer | its time | spread | ours / peer | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in given.names or bench_cases.CASES:
        if name != "cluster" or bench_cluster.is_there(given.peers):
            print(_row(name, given), flush=True)


def _install(folder: Path) -> None:
    """Install the programs; without a network their rows have no peer."""
    bench_cluster.install(folder, ROOT / "src")
    if (folder / "peers").exists():
        return
    venv.create(folder / "peers", with_pip=True)
    pip = [str(folder / "peers" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    for program in _PROGRAMS:
        done = subprocess.run([*pip, "--disable-pip-version-check", program], check=False)
        if done.returncode:
            print(f"{program} cannot be installed: its rows have no peer", file=sys.stderr)


def _row(name: str, given: argparse.Namespace) -> str:
    """Measure in a process of its own, and write a row of the table."""
    python = bench_cluster.python(given.peers) if name == "cluster" else Path(sys.executable)
    command = [str(python), __file__, "--one", name, "--repeat", str(given.repeat)]
    done = subprocess.run(
        [*command, "--peers", str(given.peers)], stdout=subprocess.PIPE, text=True, check=True
    )
    measured = json.loads(done.stdout.splitlines()[-1])
    ours, theirs = measured["ours"], measured["theirs"]
    middle = statistics.median(ours)
    cells = [name, f"{middle:.3f} s", _spread(ours), measured["peer"]]
    if theirs:
        ratio = middle / statistics.median(theirs)
        cells += [f"{statistics.median(theirs):.3f} s", _spread(theirs), f"{ratio:.2f}"]
    else:
        cells += ["-", "-", "-"]
    return f"| {' | '.join([*cells, str(measured['peak'])])} |"


def _spread(times: list[float]) -> str:
    middle = statistics.median(times)
    return f"{100 * (max(times) - min(times)) / middle:.0f} %"


def _measured(name: str, folder: Path, repeat: int) -> dict[str, object]:
    """Time ours and the peer in turns."""
    with bench_cases.CASES[name](folder) as case:
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(repeat):
            ours.append(_timed(case.ours, case.clock))
            if case.theirs is not None:
                theirs.append(_timed(case.theirs, case.clock))
    # Linux counts kilobytes.
    peaks = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {"ours": ours, "theirs": theirs, "peer": case.peer, "peak": max(peaks) // 1024}


def _timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    begun = clock()
    work()
    return clock() - begun


if __name__ == "__main__":
    main()
