"""Ask a server while the folder that it serves is built again and again.

    python benchmarks/following.py [--requests 1000] [--clients 4] [--builds 4]

`serve` and `build` run as processes of their own, as an operator runs them. No request may fail,
and none may mix what two builds say: one address with one ETag has one body. It ends with status 1
where one did, and asks on until the last build is served.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import httpx
from serve import served

ROOT = Path(__file__).resolve().parents[1]
PAPERS = sorted((ROOT / "examples").glob("*县医疗保障局*.*"))
COUNT = "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D&format=csv"
PATHS = (
    "/", COUNT, "/search?q=医疗&format=json", "/download/report.json", "/download/graph.nq.gz",
    "/findings?format=json", "/questions/coverage?format=csv", "/catalog?format=ttl", "/feed",
)  # fmt: skip


@dataclass(slots=True)
class Answers:
    """The statuses, and the bodies by address and ETag."""

    statuses: Counter[str] = field(default_factory=Counter)
    bodies: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, path: str, status: str, tag: str, body: bytes) -> None:
        with self.lock:
            self.statuses[status] += 1
            if tag:
                self.bodies[path, tag].add(sha256(body).hexdigest())

    @property
    def number(self) -> int:
        return sum(self.statuses.values())


def build(paper: Path, out: Path) -> None:
    command = [sys.executable, "-m", "budgetgraph", "build", str(paper), "--out", str(out)]
    subprocess.run([*command, "--keep", "1"], check=True, capture_output=True)


def ask(address: str, answers: Answers, requests: int, over: threading.Event) -> None:
    """Ask for one address after the other until there are so many answers and the builds are over."""
    with httpx.Client(base_url=address, timeout=120) as client:
        for path in itertools.cycle(PATHS):
            if answers.number >= requests and over.is_set():
                return
            try:
                got = client.get(path)
                answers.add(path, str(got.status_code), got.headers.get("etag", ""), got.content)
            except httpx.HTTPError as error:
                answers.add(path, type(error).__name__, "", b"")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--builds", type=int, default=4)
    options = parser.parse_args()
    answers, over = Answers(), threading.Event()
    with tempfile.TemporaryDirectory(prefix="budgetgraph-following-") as folder:
        out = Path(folder) / "out"
        build(PAPERS[0], out)
        with served(str(out)) as client:
            arguments = (str(client.base_url), answers, options.requests, over)
            asking = [threading.Thread(target=ask, args=arguments) for _ in range(options.clients)]
            for thread in asking:
                thread.start()
            for number in range(options.builds):
                build(PAPERS[(number + 1) % len(PAPERS)], out)
            over.set()
            for thread in asking:
                thread.join()
    generations = max(Counter(path for path, _ in answers.bodies).values())
    mixed = [place for place, found in answers.bodies.items() if len(found) > 1]
    failed = answers.number - answers.statuses["200"]
    print(f"{answers.number} requests of {options.clients} clients beside {options.builds} builds,")
    print(
        f"answers from up to {generations} builds for one address: {failed} failed {len(mixed)} mixed"
    )
    print(dict(answers.statuses), *mixed)
    return 1 if failed or mixed else 0


if __name__ == "__main__":
    sys.exit(main())
