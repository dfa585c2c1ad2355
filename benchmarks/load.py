"""Mixed load on a served folder for as long as you like: memory, open files and answers.

    python benchmarks/load.py DIR [--seconds 3600] [--clients 8] [--tally build/load/tally.json]

Each client asks for pages, searches, quick and endless queries, downloads and nonsense, in any
order, and leaves some answers before they came. Every ten seconds the memory and the open files of
the server and its workers are noted. It goes on where the last run stopped: `--seconds` are those of
all runs, each with a server of its own. The figures of a run compare its second quarter with its
last.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx
from serve import HOSTILE, served

EVERY = 10.0
QUICK = [
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } LIMIT 50",
    "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 100",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "this is no query",
]
PATHS = [
    "/", "/search?q=" + quote("医疗"), "/search?q=" + quote("县") + "&format=json", "/findings",
    "/questions/documents", "/questions/projects.csv", "/questions/budget-totals", "/feed", "/-/health",
    "/download/report.json", "/download/graph.nq.gz", "/catalog?format=ttl", "/sparql", "/nowhere",
    "/page/%00", "/search?q=" + "a" * 3000, "/openapi.json", "/llms.txt", "/sitemap.xml",
]  # fmt: skip


@dataclass(slots=True)
class Load:
    """Answers by status, and what was noted: seconds, megabytes, open files, processes."""

    seconds: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)
    runs: list[list[tuple[float, float, int, int]]] = field(default_factory=list)


def addresses(rng: random.Random) -> str:
    """An address, drawn at random."""
    chance = rng.random()
    if chance < 0.05:
        return "/sparql?query=" + quote(HOSTILE)
    if chance < 0.4:
        return "/sparql?format=json&query=" + quote(rng.choice(QUICK))
    return rng.choice(PATHS)


def client(base: str, seed: int, over: threading.Event, seen: Counter[str]) -> None:
    """Ask until it is over; one answer in twenty is not waited for."""
    rng = random.Random(seed)
    with httpx.Client(base_url=base, follow_redirects=True) as asking:
        while not over.is_set():
            patience = 0.05 if rng.random() < 0.05 else 60.0
            try:
                status = str(asking.get(addresses(rng), timeout=patience).status_code)
            except httpx.HTTPError as error:
                status = "left" if patience < 1 else type(error).__name__
            seen[status] += 1


def processes(root: int) -> list[int]:
    """A process and all that it started."""
    found, parents = [root], {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.parent.name)] = int(told[1])
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def noted(root: int) -> tuple[float, int, int]:
    """Megabytes that are shared fairly (PSS), open files, and processes."""
    pids = processes(root)
    memory = files = 0
    for pid in pids:
        try:
            told = Path(f"/proc/{pid}/smaps_rollup").read_text()
            memory += next(int(row.split()[1]) for row in told.split("\n") if row[:4] == "Pss:")
            files += len(os.listdir(f"/proc/{pid}/fd"))
        except (OSError, StopIteration):
            continue
    return memory / 1024, files, len(pids)


def run(folder: str, seconds: float, clients: int, load: Load, path: Path) -> None:
    """One server under load, with a note every ten seconds."""
    seen, over, notes = Counter(load.statuses), threading.Event(), []
    before, start = load.seconds, time.monotonic()
    load.runs.append(notes)
    with served(folder) as asking:
        root = next(
            pid for pid in processes(os.getpid())[1:]
            if b"serve" in Path(f"/proc/{pid}/cmdline").read_bytes()
        )  # fmt: skip
        for number in range(clients):
            arguments = (str(asking.base_url), number + len(load.runs) * 1000, over, seen)
            threading.Thread(target=client, args=arguments, daemon=True).start()
        while time.monotonic() - start < seconds:
            time.sleep(min(EVERY, seconds))
            notes.append((round(time.monotonic() - start, 1), *noted(root)))
            load.seconds, load.statuses = before + time.monotonic() - start, dict(seen)
            save(load, path)
        over.set()
        time.sleep(1)


def save(load: Load, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    told = {"seconds": load.seconds, "statuses": load.statuses, "runs": load.runs}
    fresh.write_text(json.dumps(told, indent=1), "utf-8")
    fresh.replace(path)


def show(load: Load) -> None:
    asked = sum(load.statuses.values())
    print(f"{load.seconds / 60:.0f} minutes, {asked} requests: {load.statuses}")
    for number, notes in enumerate(load.runs, start=1):
        quarter = len(notes) // 4
        if not quarter:
            continue
        for name, at in (("MB", 1), ("open files", 2), ("processes", 3)):
            early, late = (
                median(note[at] for note in part)
                for part in (notes[quarter : 2 * quarter], notes[-quarter:])
            )
            print(f"run {number}, {name}: second quarter {early:.0f}, last quarter {late:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--seconds", type=float, default=3600, help="of all runs")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--tally", type=Path, default=Path("build/load/tally.json"))
    options = parser.parse_args()
    load = Load()
    if options.tally.is_file():
        load = Load(**json.loads(options.tally.read_text("utf-8")))
    left = options.seconds - load.seconds
    if left > 0:
        run(options.folder, left, options.clients, load, options.tally)
    show(load)


if __name__ == "__main__":
    main()
