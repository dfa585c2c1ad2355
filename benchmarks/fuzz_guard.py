"""Ask the engine what the guard of queries lets through: queries made at random around the word
SERVICE, and a listener that counts who calls.

    python benchmarks/fuzz_guard.py [--queries 200000] [--seconds 3600] [--seed 1]
        [--tally build/fuzz/guard.json]

It goes on where the last run stopped, and prints a tally every 5,000 queries. The exit status is 1
where a query called out, or was about to, that the guard had not refused; the tally names it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from canary import canary
from query_fuzz import Tally, fuzz

from budgetgraph.store.outside_calls import calls_out

_AT_ONCE = 5_000


def kept(path: Path) -> Tally:
    """The tally of the runs before."""
    if not path.is_file():
        return Tally()
    found = json.loads(path.read_text("utf-8"))
    return Tally(Counter(found["counts"]), found["holes"])


def save(tally: Tally, path: Path) -> None:
    """Write the tally, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    found = {"counts": tally.counts, "holes": tally.holes}
    fresh.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    fresh.replace(path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--queries", type=int, default=200_000, help="altogether, over all runs")
    parser.add_argument("--seconds", type=float, default=3600, help="of this run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tally", type=Path, default=Path("build/fuzz/guard.json"))
    given = parser.parse_args()
    end = time.monotonic() + given.seconds
    tally = kept(given.tally)
    with canary() as listener:
        while tally.counts["queries"] < given.queries and time.monotonic() < end:
            number = min(_AT_ONCE, given.queries - tally.counts["queries"])
            seed = given.seed + tally.counts["queries"]
            tally.add(fuzz(number, seed, listener, calls_out))
            save(tally, given.tally)
            print(tally, flush=True)
    print(tally)
    for query in tally.holes:
        print(repr(query))
    return 1 if tally.holes else 0


if __name__ == "__main__":
    sys.exit(main())
