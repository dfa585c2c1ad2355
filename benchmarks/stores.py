"""Other stores beside ours: how long they take to load a built folder, and whether they answer alike.

    python benchmarks/stores.py DIR [--only NAME ...] [--seconds 60] [--push] [--oxigraph]

The Oxigraph server and Virtuoso (Debian's `virtuoso-opensource`), where they are installed, are
started on folders of their own, loaded with the N-Quads of DIR in bulk, and with `--push` once more
by the Graph Store Protocol, as `budgetgraph push` does. Then each is asked every question, open and
with each of its parameters, as text over HTTP, and its rows are held to those of the embedded store.
Loading is counted in processor time, answers in milliseconds on the wall. It ends with status 1
where the Oxigraph server answers otherwise; of Virtuoso it is known and told, and with `--oxigraph`
it is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from bench_cases import free_port
from questions import asked_with, opened

from budgetgraph.export.push import push
from budgetgraph.query import questions
from budgetgraph.query.endpoint import read_json
from budgetgraph.query.narrowed import answered
from budgetgraph.store import loading
from budgetgraph.store.answer import Answer
from budgetgraph.store.generations import generation_of

_SETTINGS = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
FileExtend = 200
[Parameters]
ServerPort = {port}
DirsAllowed = {folder}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""
#: The user and the password that Virtuoso begins with.
_LOGIN = "dba"


@dataclass
class Peer:
    """A store that runs: where it is asked and pushed to, and what it said to each question."""

    name: str
    query: str
    store: str
    process: int
    alike: int = 0
    other: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "-")


def processor(process: int) -> float:
    """The processor time of a process, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(work: Callable[[], object]) -> float:
    """The processor time of this process and of those that it waited for."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def until_it_answers(address: str) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            httpx.get(address, timeout=10)
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit(f"{address} does not answer")


@contextmanager
def oxigraph(place: Path, graph: Path, told: dict[str, float]) -> Iterator[Peer | None]:
    """The Oxigraph server, loaded in bulk."""
    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if program is None:
        print("no Oxigraph server: pip install oxigraph", file=sys.stderr)
        yield None
        return
    where = ["--location", str(place / "oxigraph")]
    load = [program, "load", *where, "--file", str(graph)]
    told["Oxigraph server"] = timed(
        lambda: subprocess.run(load, check=True, stderr=subprocess.DEVNULL)
    )
    at = f"127.0.0.1:{free_port()}"
    serve = [program, "serve", *where, "--bind", at, "--union-default-graph"]
    with subprocess.Popen(serve, stderr=subprocess.DEVNULL) as process:
        until_it_answers(f"http://{at}/")
        yield Peer("Oxigraph server", f"http://{at}/query", f"http://{at}/store", process.pid)
        process.terminate()


@contextmanager
def virtuoso(place: Path, graph: Path, told: dict[str, float]) -> Iterator[Peer | None]:
    """Virtuoso, loaded by its bulk loader."""
    program, speaker = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or speaker is None:
        print("no Virtuoso: apt-get install virtuoso-opensource", file=sys.stderr)
        yield None
        return
    folder = place / "virtuoso"
    folder.mkdir()
    shutil.copy(graph, folder / "graph.nq")
    port, http = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, port=port, http=http))
    run = [program, "+foreground", "+configfile", str(settings)]
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until_it_answers(f"http://127.0.0.1:{http}/sparql")
        say = [speaker, str(port), _LOGIN, _LOGIN, "VERBOSE=OFF"]
        before = processor(process.pid)
        for words in (
            f"ld_dir('{folder}', 'graph.nq', 'urn:none');",
            "rdf_loader_run();",
            "checkpoint;",
        ):
            subprocess.run([*say, f"exec={words}"], check=True, stdout=subprocess.DEVNULL)
        told["Virtuoso"] = processor(process.pid) - before
        root = f"http://127.0.0.1:{http}"
        store = f"http://{_LOGIN}:{_LOGIN}@127.0.0.1:{http}/sparql-graph-crud-auth"
        yield Peer("Virtuoso", f"{root}/sparql", store, process.pid)
        process.terminate()


def rows_of(answer: Answer) -> Counter[tuple[str, ...]]:
    """The rows of an answer, however a store writes its numbers."""
    return Counter(tuple(map(_plain, row)) for row in answer.rows)


def _plain(cell: object) -> str:
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return str(cell)
    return f"{Decimal(str(cell)).normalize():f}"


def ask(peer: Peer, query: str, seconds: float, what: str = "-") -> Answer:
    """Ask a store; its error is a ValueError of one line."""
    headers = {"Accept": "application/sparql-results+json"}
    begun = time.monotonic()
    try:
        told = httpx.post(peer.query, data={"query": query}, headers=headers, timeout=seconds)
    except httpx.TimeoutException:
        raise ValueError(f"no answer in {seconds:g} s") from None
    spent = time.monotonic() - begun
    peer.seconds += spent
    peer.slowest = max(peer.slowest, (spent, what))
    if told.is_error:
        raise ValueError(" ".join(told.text.split())[:120])
    answer = read_json(told.content)
    assert isinstance(answer, Answer)
    return answer


def compared(
    peer: Peer, query: str, ours: Counter[tuple[str, ...]], seconds: float, what: str
) -> str:
    """`alike`, or what is otherwise."""
    try:
        theirs = rows_of(ask(peer, query, seconds, what))
    except (ValueError, httpx.TransportError, json.JSONDecodeError) as problem:
        return f"error: {problem}"
    missing, more = (ours - theirs).total(), (theirs - ours).total()
    if missing or more:
        return f"{missing} of {ours.total()} rows missing, {more} others"
    return "alike"


def main() -> None:
    parser = argparse.ArgumentParser(description="Hold other stores to ours.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--push", action="store_true")
    parser.add_argument("--oxigraph", action="store_true")
    given = parser.parse_args()
    folder = generation_of(given.folder)
    told: dict[str, float] = {}
    with TemporaryDirectory() as name:
        place = Path(name)
        graph = place / "graph.nq"
        with gzip.open(folder / "graph.nq.gz") as packed, graph.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        told["ours, with the union"] = timed(lambda: loading.build(place / "ours", [graph]))
        with ExitStack() as stack:
            known = (oxigraph,) if given.oxigraph else (oxigraph, virtuoso)
            begun = [stack.enter_context(store(place, graph, told)) for store in known]
            peers = [peer for peer in begun if peer is not None]
            loaded(told, peers, folder, given.push)
            asked(peers, given)
    if any(peer.name == "Oxigraph server" and peer.other for peer in peers):
        raise SystemExit(1)


def loaded(told: dict[str, float], peers: list[Peer], folder: Path, with_push: bool) -> None:
    """Print what loading took."""
    print("| loaded in bulk | processor seconds |\n| --- | --- |")
    for name, seconds in told.items():
        print(f"| {name} | {seconds:.1f} |", flush=True)
    for peer in peers if with_push else ():
        before, begun = processor(peer.process), time.monotonic()
        result = push(folder, peer.store)
        spent, waited = processor(peer.process) - before, time.monotonic() - begun
        what = f"{peer.name}, {result.put} graphs pushed, {waited:.0f} s on the wall"
        print(f"| {what} | {spent:.1f} |", flush=True)


def asked(peers: list[Peer], given: argparse.Namespace) -> None:
    """Ask every question, and print what is not alike, then the sums."""
    ours = opened(given.folder)
    wanted = questions.load().items()
    names = [name for name, _ in wanted if not given.only or name in given.only]
    total, spent = 0, 0.0
    print("\n| question | asked with | rows | store | what is otherwise |\n" + "| --- " * 5 + "|")
    for name in names:
        question = questions.load()[name]
        for asking in asked_with(question):
            values = {one: ours.values[one] for one in asking}
            query = questions.bind(question, values, ours.base)
            begun = time.monotonic()
            rows = rows_of(answered(ours.store, query))
            spent += time.monotonic() - begun
            total += 1
            for peer in peers:
                found = compared(peer, query, rows, given.seconds, name)
                peer.alike += found == "alike"
                if found != "alike":
                    peer.other.append(name)
                    cells = [name, " ".join(asking) or "-", str(rows.total()), peer.name, found]
                    print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\n{len(names)} questions asked in {total} ways; ours took {spent:.1f} s")
    for peer in peers:
        whole = len(names) - len(set(peer.other))
        print(f"{peer.name}: {peer.alike} of {total} alike, {whole} questions in all their ways,"
              f" {peer.seconds:.1f} s, most {peer.slowest[0]:.1f} s ({peer.slowest[1]})")  # fmt: skip


if __name__ == "__main__":
    main()
