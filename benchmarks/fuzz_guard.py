"""Ask the engine what the guard of queries lets through: queries made at random around the word
SERVICE, and a listener that counts who calls.

    python benchmarks/fuzz_guard.py [--queries 200000] [--seed 1]

Prints a tally every 10,000 queries and at the end; ends with status 1 and the queries where one
called out, or was about to, that the guard had not refused.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from canary import canary
from query_fuzz import Tally, fuzz

from budgetgraph.store.outside_calls import calls_out

_AT_ONCE = 10_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--queries", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tally = Tally()
    with canary() as listener:
        for start in range(0, given.queries, _AT_ONCE):
            number = min(_AT_ONCE, given.queries - start)
            tally.add(fuzz(number, given.seed + start, listener, calls_out))
            print(tally, flush=True)
    for query in tally.holes:
        print(repr(query))
    return 1 if tally.holes else 0


if __name__ == "__main__":
    sys.exit(main())
