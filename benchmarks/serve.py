"""How long pages and queries take on a served folder, one after the other, and what clients that
send nothing but hostile queries cost everybody else.

    python benchmarks/serve.py DIR [--requests 200] [--seconds 15] [--clients 16] [--varied]
        [--kinds] [--fresh] [--apart]

The command `serve` runs as a process of its own. The peer of the pages is `/-/health`, which does
nothing; the peer of the ASKs beside hostile clients is the same stream of ASKs alone. All come from
one address, which is the worst case: no share of an address tells them apart. `--apart` gives each
client an address of its own (Linux only). With `--varied`, no two hostile queries have the same
shape; with `--kinds`, they are of a dozen kinds too (`KINDS_OF_HOSTILE`); with `--fresh`, no two ASKs have. `--requests 0` leaves the pages out.
"""

from __future__ import annotations

import argparse
import itertools
import re
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from urllib.parse import quote

import httpx

HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_ROWS = " ".join(f"(<x:{row}> {row})" for row in range(2000))
_UNIONS = " ".join(["{ ?a ?x ?y } UNION { ?d ?y ?x }"] * 8)
#: What costs much for reasons of its own; `MORE` stands for a filter that gives each one a shape.
KINDS_OF_HOSTILE = {
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i MORE }",
    "regular expressions": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    'FILTER(REGEX(STR(?c), "^((.*)*|(a|.?)+)+$", "i") && REGEX(STR(?f), ".{0,99}x?$")) MORE }',
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b . ?b (!<x:z>|^(!<x:z>))+ ?c MORE }",
    "paths of nothing": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)*/(!<x:z>)* ?b . ?c !<x:y> ?d MORE }",
    "values": "SELECT (COUNT(*) AS ?n) { VALUES (?a ?b) { ROWS } VALUES (?c ?d) { ROWS } "
    "?e ?f ?g MORE }",
    "order of all": "SELECT * { ?a ?b ?c . ?d ?e ?f MORE } ORDER BY DESC(?f) ?c LIMIT 10",
    "describe all": "DESCRIBE ?a ?c ?d { ?a ?b ?c . ?d ?e ?f MORE }",
    "distinct": "SELECT DISTINCT ?a ?f ?c { ?a ?b ?c . ?d ?e ?f MORE } LIMIT 9999999",
    "texts": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?n) { ?a ?b ?c . ?d ?e ?f MORE }",
    "not exists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MORE "
    "FILTER NOT EXISTS { ?f ?g ?h . ?h ?i ?a } }",
    "minus": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?f ?g ?a . ?x ?y ?z } MORE }",
    "optional": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f "
    "OPTIONAL { ?g ?h ?i FILTER(?i > ?f) } } MORE }",
    "unions": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f UNIONS MORE }",
    "construct": "CONSTRUCT { ?a ?e ?f . ?d ?b ?c } { ?a ?b ?c . ?d ?e ?f MORE }",
}
KINDS = [
    "Department",
    "Disclosure",
    "Project",
    "PerformanceIndicator",
    "Table",
    "OfficialDocument",
    "Division",
]
QUESTIONS = ["documents", "projects", "indicators", "shared-documents", "budget-totals", "findings"]


@contextmanager
def served(folder: str) -> Iterator[httpx.Client]:
    """A client of the server on a free port."""
    command = [
        sys.executable,
        "-m",
        "budgetgraph",
        "serve",
        folder,
        "--port",
        "0",
        "--timeout",
        "20",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = "".join(process.stderr.readline() for _ in range(4))
        # Nobody else takes what the server says later; a full pipe would stop it.
        threading.Thread(target=deque, args=(process.stderr, 0), daemon=True).start()
        found = re.search(r"http://127\.0\.0\.1:\d+", lines)
        if found is None:
            raise SystemExit(lines)
        with httpx.Client(
            base_url=found[0], timeout=60, headers={"Accept-Encoding": "identity"}
        ) as client:
            try:
                yield client
            finally:
                process.terminate()
                process.wait()


def things(client: httpx.Client, kind: str) -> list[str]:
    """The pages of all things of a class."""
    service = client.get("/sparql/vocabulary.json").json()
    ontology = next(
        iri for iri in re.findall(r'"(https?://[^"]+ontology#)', str(service).replace("'", '"'))
    )
    query = f"SELECT ?thing WHERE {{ ?thing a <{ontology}{kind}> }} ORDER BY ?thing"
    rows = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"][
        "bindings"
    ]
    base = ontology.removesuffix("ontology#")
    return [
        "/page/" + quote(row["thing"]["value"].removeprefix(base + "id/"), safe="/%")
        for row in rows
    ]


def times(client: httpx.Client, addresses: list[str], count: int) -> list[float]:
    """Milliseconds of `count` requests, one after the other, round and round; each has to be
    answered with 200.
    """
    found = []
    for address in islice(cycle(addresses), count):
        start = time.perf_counter()
        answer = client.get(address)
        found.append((time.perf_counter() - start) * 1000)
        answer.raise_for_status()
    return sorted(found)


def p(share: float, ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def pages(client: httpx.Client, count: int) -> None:
    groups = {
        "/-/health (peer)": ["/-/health"],
        "start": ["/"],
        "search": ["/search?q=" + quote("医疗")],
        "findings": ["/findings"],
    }
    groups |= {kind: found for kind in KINDS if (found := things(client, kind))}
    groups |= {
        "questions": [f"/questions/{name}" for name in QUESTIONS],
        "questions, CSV": [f"/questions/{name}.csv" for name in QUESTIONS],
    }
    peer = p(0.5, times(client, groups["/-/health (peer)"], count))
    print(
        "| page | different ones | p50, ms | p95, ms | p95 / peer's p50 |\n| --- | ---: | ---: | ---: | ---: |"
    )
    for name, addresses in groups.items():
        times(client, addresses, min(20, count))
        found = times(client, addresses, count)
        print(
            f"| {name} | {len(addresses)} | {p(0.5, found):.1f} | {p(0.95, found):.1f} | {p(0.95, found) / peer:.1f} |",
            flush=True,
        )


def stream(client: httpx.Client, seconds: float, asks: Iterator[str]) -> list[float]:
    """Milliseconds of ASKs that come one every 20 ms, as from people, for so many seconds."""
    found: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        found += times(client, ["/sparql?format=json&query=" + quote(next(asks))], 1)
        time.sleep(0.02)
    return sorted(found)


def fresh_asks() -> Iterator[str]:
    """Quick queries without end, none of the shape of another."""
    for number in itertools.count():
        digits = f"{number:b}"
        parts = ["?s ?p ?o" if digit == "0" else "?s ?q ?t" for digit in digits]
        yield f"ASK {{ {' . '.join(parts)} }}"


def shapes() -> Iterator[str]:
    """Hostile queries without end, none of the shape of another."""
    for number in itertools.count(1000):
        filters = "".join(f" FILTER(?{'abcdefghij'[int(digit)]} != 0)" for digit in str(number))
        yield HOSTILE.replace(" }", filters + " }")


def kinds() -> Iterator[str]:
    """Hostile queries of all kinds without end, none of the shape of another."""
    for number, query in zip(itertools.count(1000), cycle(KINDS_OF_HOSTILE.values()), strict=False):
        filters = "".join(f" FILTER(?{'abcdefabcd'[int(digit)]} != 0)" for digit in str(number))
        yield query.replace("MORE", filters).replace("ROWS", _ROWS).replace("UNIONS", _UNIONS)


def attack(
    client: httpx.Client, queries: Iterator[str], until: threading.Event, seen: Counter[int]
) -> None:
    """Send one hostile query after the other, and count the answers by status."""
    with client:
        while not until.is_set():
            seen[client.post("/sparql", data={"query": next(queries)}).status_code] += 1


def hostile(client: httpx.Client, options: argparse.Namespace) -> None:
    seconds, clients = options.seconds, options.clients
    asks = fresh_asks() if options.fresh else itertools.repeat("ASK { ?s ?p ?o }")
    stream(client, 1, asks)
    alone = stream(client, seconds, asks)
    over, seen = threading.Event(), Counter[int]()
    for number in range(clients):
        queries = itertools.repeat(HOSTILE)
        if options.kinds:
            queries = islice(kinds(), number, None, clients)
        elif options.varied:
            queries = islice(shapes(), number, None, clients)
        address = f"127.0.0.{number + 2}" if options.apart else None
        transport = httpx.HTTPTransport(local_address=address)
        attacker = httpx.Client(base_url=client.base_url, timeout=120, transport=transport)
        arguments = (attacker, queries, over, seen)
        threading.Thread(target=attack, args=arguments, daemon=True).start()
    time.sleep(0.5)
    beside = stream(client, seconds, asks)
    over.set()
    print(f"\nASK alone: p50 {p(0.5, alone):.1f} ms, p95 {p(0.95, alone):.1f} ms ({len(alone)})")
    print(
        f"ASK beside {clients} hostile clients: p50 {p(0.5, beside):.1f} ms, "
        f"p95 {p(0.95, beside):.1f} ms, longest {beside[-1]:.0f} ms ({len(beside)})"
    )
    print(f"p95 ratio {p(0.95, beside) / p(0.95, alone):.2f}")
    print(f"hostile answers by status, without the last ones: {dict(seen)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument(
        "--seconds", type=float, default=15.0, help="how long each stream of ASKs is"
    )
    parser.add_argument("--clients", type=int, default=16, help="hostile clients")
    parser.add_argument("--varied", action="store_true", help="no hostile query is like another")
    parser.add_argument("--kinds", action="store_true", help="hostile queries of all kinds")
    parser.add_argument("--fresh", action="store_true", help="no ASK is like another")
    parser.add_argument("--apart", action="store_true", help="each client has its own address")
    options = parser.parse_args()
    with served(options.folder) as client:
        if options.requests:
            pages(client, options.requests)
        hostile(client, options)


if __name__ == "__main__":
    main()
