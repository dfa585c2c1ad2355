"""What `bench.py` measures: each case has our work, and that of a peer on the same data."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import bench_cluster
import corpus
import httpx
import pdfplumber
import pyoxigraph as ox
import pyshacl
import rdflib

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from budgetgraph import validate  # noqa: E402
from budgetgraph.export.graph_files import by_graph, read_graph  # noqa: E402
from budgetgraph.export.graph_files import export as export_graph  # noqa: E402
from budgetgraph.pipeline.build import build  # noqa: E402
from budgetgraph.pipeline.line import extract  # noqa: E402
from budgetgraph.query.search_entries import normal  # noqa: E402
from budgetgraph.query.search_index import Index  # noqa: E402
from budgetgraph.rdf.nquads import joined  # noqa: E402
from budgetgraph.shacl import Engine  # noqa: E402
from budgetgraph.store import loading  # noqa: E402

_LOOKUP = "SELECT ?p ?o WHERE {{ <{thing}> ?p ?o }}"
_ASKED = 100
#: Answered over all disclosures.
_OPEN = """PREFIX bg: <https://w3id.org/budgetgraph/ontology#>
SELECT ?disclosure (COUNT(?figure) AS ?figures) (SUM(?amount) AS ?sum) WHERE {
  ?figure a bg:KeyFigure ; bg:disclosure ?disclosure ; bg:amount ?amount
} GROUP BY ?disclosure ORDER BY ?disclosure"""
Work = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """Our work and that of the peer (None where there is none), and the clock for both."""

    ours: Work
    peer: str
    theirs: Work | None = None
    clock: Callable[[], float] = time.perf_counter


def _processor() -> float:
    """Processor time of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def prepare(folder: Path, papers: int) -> None:
    """Make the papers and build them once, for the cases that read what was built."""
    for name in ("papers", "built"):
        shutil.rmtree(folder / name, ignore_errors=True)
    corpus.write(folder / "papers", papers)
    build([str(folder / "papers")], folder / "built")
    content = read_graph(folder / "built")
    (folder / "graph.nq").write_bytes(content)
    store = ox.Store()
    store.bulk_load(content, ox.RdfFormat.N_QUADS, to_graph=None)
    triples = sorted({f"{quad.triple} ." for quad in store})
    (folder / "graph.nt").write_text("\n".join(triples) + "\n", "utf-8")


@contextmanager
def _extract(folder: Path) -> Iterator[Case]:
    pdf = ROOT / "tests" / "cases" / "layouts"
    files = sorted(pdf.rglob("*.pdf"))[:3]

    def plain() -> None:
        for file in files:
            with pdfplumber.open(file) as document:
                for page in document.pages:
                    page.extract_text()
                    page.extract_tables()

    yield Case(
        lambda: [extract(file) for file in files], "pdfplumber, words and tables", plain, _processor
    )


@contextmanager
def _build(folder: Path) -> Iterator[Case]:
    """A first build; the peer is a second one of which one paper has changed."""
    with TemporaryDirectory(dir=folder) as place:
        papers = shutil.copytree(folder / "papers", Path(place) / "papers")
        changed = min(papers.iterdir())
        build([str(papers)], Path(place) / "again")

        # Workers are often children of a server process, whose processor time nobody tells.
        def again() -> None:
            with changed.open("ab") as stream:
                stream.write(b"\n")
            build([str(papers)], Path(place) / "again")

        def first() -> None:
            build([str(papers)], Path(place) / "first", force=True)

        yield Case(first, "the same with one paper changed", again)


@contextmanager
def _validate(folder: Path) -> Iterator[Case]:
    graphs = by_graph(read_graph(folder / "built"))
    # The smallest paper: pySHACL takes seconds for a thousand triples.
    papers = [lines for name, lines in graphs.items() if name.count("/") > 5]
    quads = joined(min(papers, key=len))
    shapes = validate.load_shapes()
    data = rdflib.Graph()
    for subject, predicate, thing, _ in rdflib.Dataset().parse(data=quads, format="nquads").quads():
        data.add((subject, predicate, thing))

    def theirs() -> None:
        pyshacl.validate(data, shacl_graph=shapes.graph)

    yield Case(
        lambda: validate.validate_nquads(quads, shapes, Engine.AUTO),
        "pySHACL, one paper",
        theirs,
        _processor,
    )


@contextmanager
def _load(folder: Path) -> Iterator[Case]:
    with TemporaryDirectory(dir=folder) as place:

        def ours() -> None:
            loading.build(Path(place) / "ours", [folder / "graph.nq"])

        def theirs() -> None:
            shutil.rmtree(Path(place) / "theirs", ignore_errors=True)
            store = ox.Store(str(Path(place) / "theirs"))
            store.bulk_load(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
            store.flush()

        yield Case(ours, "pyoxigraph, without the union", theirs, _processor)


@contextmanager
def _query(folder: Path) -> Iterator[Case]:
    with _ours(folder) as client, _oxigraph(folder) as peer:
        yield Case(
            lambda: _ask(client, "/sparql", _OPEN),
            "Oxigraph server",
            peer and (lambda: _ask(peer, "/query", _OPEN)),
        )


@contextmanager
def _serve(folder: Path) -> Iterator[Case]:
    things = [line.split(" ", 1)[0][1:-1] for line in (folder / "graph.nt").open(encoding="utf-8")]
    lookups = [
        _LOOKUP.format(thing=thing) for thing in sorted(set(things))[:: len(set(things)) // _ASKED]
    ]

    def all_of(client: httpx.Client, path: str) -> Work:
        return lambda: [_ask(client, path, lookup) for lookup in lookups]

    with _ours(folder) as client, _rdflib_endpoint(folder) as peer:
        yield Case(
            all_of(client, "/sparql"), "rdflib-endpoint", all_of(peer, "/") if peer else None
        )


def is_paper(triple: str) -> bool:
    """Tell whether a triple says of something that it is a disclosure."""
    return "/id/disclosure/" in triple and triple.endswith("ontology#Disclosure> .")


@contextmanager
def _pages(folder: Path) -> Iterator[Case]:
    lines = (folder / "graph.nt").read_text("utf-8").splitlines()
    papers = [line.split(">", 1)[0][1:] for line in lines if is_paper(line)]
    paths = [
        "/",
        "/search?q=医疗",
        *("/page/" + paper.partition("/id/")[2] for paper in papers[:10]),
    ]

    def get(client: httpx.Client, paths: list[str]) -> None:
        for path in paths:
            client.get(path, headers={"Accept": "text/html"}).raise_for_status()

    with _ours(folder) as client:
        yield Case(
            lambda: get(client, paths),
            "/-/health, which does nothing",
            lambda: get(client, ["/-/health"] * len(paths)),
        )


@contextmanager
def _search(folder: Path) -> Iterator[Case]:
    index = Index.open(folder / "built" / "search.sqlite")
    assert index is not None
    import sqlite3

    rows = (
        sqlite3.connect(folder / "built" / "search.sqlite")
        .execute("SELECT normal FROM entry")
        .fetchall()
    )
    typed = ["医疗保障", "资金", "财政", "208", "平乡"]

    def scan() -> None:
        for text in typed * _ASKED:
            wanted = normal(text)
            [row for (row,) in rows if wanted in row][:20]

    yield Case(
        lambda: [index.find(text, 20) for text in typed * _ASKED],
        "a look at every name",
        scan,
        _processor,
    )


@contextmanager
def _export(folder: Path) -> Iterator[Case]:
    def theirs() -> None:
        graph = rdflib.Graph().parse(folder / "graph.nt", format="nt")
        graph.serialize(folder / "theirs.ttl", format="turtle")

    with TemporaryDirectory(dir=folder) as place:
        yield Case(
            lambda: export_graph(folder / "built", "turtle", Path(place)),
            "rdflib",
            theirs,
            _processor,
        )


@contextmanager
def _cluster(folder: Path) -> Iterator[Case]:
    """A build by a scheduler and two workers; the peer is one of this process with two workers."""
    with TemporaryDirectory(dir=folder) as place, bench_cluster.started(Path(place)) as address:
        papers = folder / "papers"

        def near() -> None:
            build([str(papers)], Path(place) / "near", force=True, jobs=2)

        yield Case(
            lambda: bench_cluster.built_on(address, papers, Path(place) / "far"),
            "the same on this machine alone",
            near,
        )


CASES: dict[str, Callable[[Path], AbstractContextManager[Case]]] = {
    "extract": _extract,
    "build": _build,
    "validate": _validate,
    "load": _load,
    "query": _query,
    "serve": _serve,
    "pages": _pages,
    "search": _search,
    "export": _export,
    "cluster": _cluster,
}


# --- servers --------------------------------------------------------------------------------------
def _ask(client: httpx.Client, path: str, query: str) -> None:
    headers = {"Accept": "application/sparql-results+json"}
    client.get(path, params={"query": query}, headers=headers).raise_for_status()


@contextmanager
def _ours(folder: Path) -> Iterator[httpx.Client]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "budgetgraph",
        "serve",
        str(folder / "built"),
        "--port",
        str(port),
    ]
    with _running(command, port) as client:
        yield client


@contextmanager
def _oxigraph(folder: Path) -> Iterator[httpx.Client | None]:
    """The Oxigraph server over the triples of the union."""
    program = folder / "peers" / "bin" / "oxigraph"
    if not program.is_file():
        yield None
        return
    with TemporaryDirectory(dir=folder) as place:
        where = ["--location", place]
        loaded = [str(program), "load", *where, "--file", str(folder / "graph.nt")]
        subprocess.run(loaded, check=True, stderr=subprocess.DEVNULL)
        port = free_port()
        command = [str(program), "serve-read-only", *where, "--bind", f"127.0.0.1:{port}"]
        with _running(command, port) as client:
            yield client


@contextmanager
def _rdflib_endpoint(folder: Path) -> Iterator[httpx.Client | None]:
    program = folder / "peers" / "bin" / "rdflib-endpoint"
    if not program.is_file():
        yield None
        return
    port = free_port()
    with _running(
        [
            str(program),
            "serve",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            str(folder / "graph.nt"),
        ],
        port,
    ) as client:
        yield client


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[httpx.Client]:
    """A server as a process, and a client of it once it answers."""
    environment = (
        os.environ | {"PYTHONPATH": str(ROOT / "src")} if command[0] == sys.executable else None
    )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, **quiet) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
                until = time.monotonic() + 120
                while time.monotonic() < until:
                    with contextlib.suppress(httpx.TransportError):
                        client.get("/")
                        break
                    time.sleep(0.2)
                yield client
        finally:
            process.terminate()
