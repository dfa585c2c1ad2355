"""Validation three ways on the same graphs in one run: by the engine of `auto`, by the reference
engine, by one plain call of pySHACL.

Every graph is validated by itself, SPARQL rules included. Memory is that of a process of its own
that validates so many documents.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyshacl
from rdflib import SH, Graph

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.pipeline.line import extract, masked, to_graph
from budgetgraph.pipeline.source_files import listing
from budgetgraph.shacl import Engine
from budgetgraph.validate import load_shapes, validate_nquads

ROOT = Path(__file__).resolve().parent.parent
#: How many documents the memory is measured for.
DOCUMENTS = (1, 50, 200)


def graphs(paths: list[str]) -> Iterator[bytes]:
    """The graph of every disclosure that the paths name, as N-Quads."""
    for path in listing(paths).files:
        try:
            yield to_graph(masked(extract(path)))
        except UnreadableInput as problem:
            print(problem, file=sys.stderr)


def by(engine: Engine) -> Callable[[bytes], int]:
    return lambda nquads: len(validate_nquads(nquads, load_shapes(), engine).findings)


def plainly(nquads: bytes) -> int:
    """As somebody with rdflib and pySHACL does it: parse, one call, count."""
    data = Graph().parse(
        data=b"\n".join(line.rpartition(b" <")[0] + b" ." for line in nquads.splitlines()),
        format="nt",
    )
    _, report, _ = pyshacl.validate(data, shacl_graph=load_shapes().graph)
    assert isinstance(report, Graph)
    return len(set(report.objects(None, SH.result)))


def timed(run: Callable[[bytes], int], given: list[bytes]) -> tuple[float, int]:
    """Seconds of processor time, and the number of results."""
    start = time.process_time()
    results = sum(map(run, given))
    return time.process_time() - start, results


def memory(nquads: Path, documents: int) -> float:
    """The peak in MB of a process that validates a graph so many times."""
    command = [sys.executable, __file__, "--again", str(documents), str(nquads)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def again(path: Path, documents: int) -> None:
    content, run = path.read_bytes(), by(Engine.AUTO)
    for _ in range(documents):
        run(content)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "paths",
        nargs="*",
        default=[str(ROOT / "examples")],
        help="source documents or folders (the examples)",
    )
    parser.add_argument("--again", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.again:
        again(Path(chosen.paths[0]), chosen.again)
        return
    given = list(graphs(chosen.paths))
    triples = sum(nquads.count(b"\n") for nquads in given)
    print(
        f"{len(given)} graphs, {triples} triples, {len(load_shapes().rules)} shapes; processor time\n"
    )
    ways = {"auto": by(Engine.AUTO), "reference": by(Engine.REFERENCE), "pySHACL": plainly}
    by(Engine.AUTO)(given[0])  # the shapes are compiled once a process
    figures = {name: timed(run, given) for name, run in ways.items()}
    slowest = figures["pySHACL"][0]
    print(
        f"{'engine':<12}{'seconds':>10}{'graphs/s':>10}{'triples/s':>12}{'ratio':>8}{'results':>9}"
    )
    for name, (seconds, results) in figures.items():
        rates = f"{len(given) / seconds:>10.2f}{triples / seconds:>12.0f}{slowest / seconds:>8.1f}"
        print(f"{name:<12}{seconds:>10.2f}{rates}{results:>9}")
    print(f"\n{'documents':<12}{'peak MB':>10}")
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        file.write(given[0])
        file.flush()
        for documents in DOCUMENTS:
            print(f"{documents:<12}{memory(Path(file.name), documents):>10.0f}")


if __name__ == "__main__":
    main()
