"""Build made-up papers and say what each stage costs, in processor time for a document.

    python benchmarks/build.py [100 300 ...] [--jobs 1] [--folder DIR]

For every size the papers of `corpus.py` are made, built, and built again with one of them changed.
Processor time is counted; a busy machine changes it less than the time on the wall. Workers are
often children of a server process that forks, whose time the system does not tell: what they do is
measured by doing it here for some of the papers, without the cost of handing results over. The
stages of the main process are measured around their functions.
"""

from __future__ import annotations

import argparse
import functools
import resource
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import corpus  # noqa: E402

from budgetgraph import mapping, store  # noqa: E402
from budgetgraph.disclosure import Told  # noqa: E402
from budgetgraph.export import table_files  # noqa: E402
from budgetgraph.pipeline import build as building  # noqa: E402
from budgetgraph.pipeline.generation import files  # noqa: E402
from budgetgraph.pipeline.kept.making import make_source  # noqa: E402
from budgetgraph.query import search_entries  # noqa: E402
from budgetgraph.rdf.iris import BASE  # noqa: E402

#: So many papers are read here to measure what workers do.
SAMPLE = 20
#: The stages of the main process: the module, and the function that a build finds in it.
STAGES: dict[str, tuple[Any, str]] = {
    "sources handed out and taken": (building, "_gathered"),
    "parts of the last build read": (building, "known"),
    "rules across disclosures": (files, "validate_together"),
    "links across disclosures": (mapping, "across_quads"),
    "graphs beside the disclosures": (files, "_graphs"),
    "store": (files, "_write_store"),
    "store loaded whole": (store, "build"),
    "graph.nq.gz": (files, "write_quads"),
    "SHACL report": (files, "turtle"),
    "texts of the sources": (files, "_write_sources"),
    "downloads": (files, "write_dumps"),
    "tables of them": (table_files, "write_tables"),
    "metadata and search": (files, "write_descriptions"),
    "index of the search": (search_entries, "build"),
    "checksums": (files, "_write_sums"),
    "made current": (building, "publish"),
}
spent: Counter[str] = Counter()


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description="Measure builds in processor time.")
    parser.add_argument("sizes", type=int, nargs="*", default=[100])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="a folder for the built graphs, with room")
    given = parser.parse_args()
    for name, (module, function) in STAGES.items():
        setattr(module, function, _measured(name, getattr(module, function)))
    for size in given.sizes:
        with TemporaryDirectory(dir=given.folder) as folder:
            _measure(Path(folder), size, given.jobs)


def _measured(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] += time.process_time() - begun

    return timed


def _measure(folder: Path, size: int, jobs: int) -> None:
    papers = corpus.write(folder / "papers", size)
    print(f"{size} papers: {_reading(papers):.1f} ms each from reading to findings, in a worker")
    full = _build(folder, jobs, f"{size} papers")
    with papers[0].open("ab") as changed:
        changed.write(b"\n")
    again = _build(folder, jobs, f"{size} papers, one of them changed")
    share = 100 * again / full
    print(f"the second build costs the main process {share:.1f} % of the first\n")
    shutil.rmtree(folder / "out")


def _reading(papers: Sequence[Path]) -> float:
    """Return the milliseconds that a worker spends on a paper, over the first ones."""
    make_source(papers[0], BASE, Told())
    some = papers[:SAMPLE]
    begun = time.process_time()
    for path in some:
        make_source(path, BASE, Told())
    return 1000 * (time.process_time() - begun) / len(some)


def _build(folder: Path, jobs: int, title: str) -> float:
    """Build, print the costs, and return the seconds of the main process."""
    spent.clear()
    begun = time.process_time()
    report = building.build([str(folder / "papers")], folder / "out", jobs=jobs)
    own = time.process_time() - begun
    count = len(report.parts)
    print(
        f"{title}: {count} disclosures, {report.triples} triples, {len(report.failures)} failures"
    )
    print(f"  {'main process, ms a disclosure':34}{1000 * own / count:9.1f}")
    for name, seconds in spent.most_common():
        print(f"    {name:32}{1000 * seconds / count:9.1f}")
    # Linux counts kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the main process so far: {peak:.0f} MB", flush=True)
    return own


if __name__ == "__main__":
    main()
