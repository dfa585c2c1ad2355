"""Give readers, parsers and grammars inputs made at random: no exception but ours, no hang, and no
value that is not in the source.

    python benchmarks/fuzz.py [--inputs 100000] [--seconds 3600] [--tally build/fuzz/tally.json]
    python benchmarks/fuzz.py --only texts/1234     that input again, with its traceback

It goes on where the last run stopped: the tally says how many inputs of each family were looked at,
how many of them were refused, and which ones broke a rule. The exit status is 1 where one did.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from fuzz_inputs import check, names

#: Processor seconds of one input, past which it hangs; and the memory it may have.
_SECONDS, _MEMORY = 20, 3 << 30
_SAVED_EVERY = 200


class Hang(Exception):
    """An input took more processor time than it may."""


@dataclass(slots=True)
class Tally:
    """What was looked at: inputs by family, refused ones by family, and broken ones with why."""

    inputs: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def count(self, name: str, outcome: str) -> None:
        """Count an input: `read`, `refused`, or what was wrong with it."""
        family = name.partition("/")[0]
        self.inputs[family] = self.inputs.get(family, 0) + 1
        if outcome == "refused":
            self.refused[family] = self.refused.get(family, 0) + 1
        elif outcome != "read":
            self.broken[name] = outcome

    def __str__(self) -> str:
        each = [
            f"{family} {number} ({self.refused.get(family, 0)} refused)"
            for family, number in self.inputs.items()
        ]
        return f"{sum(self.inputs.values())} inputs: {', '.join(each)}; {len(self.broken)} broken"


@contextmanager
def timed() -> Iterator[None]:
    """Raise Hang in code that takes too much processor time."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise Hang(f"in {frame.f_code.co_filename}:{frame.f_lineno}" if frame else "somewhere")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def outcome_of(name: str, folder: Path) -> str:
    """Look at one input; `read`, `refused`, or what was wrong with it."""
    try:
        with timed():
            return check(name, folder)
    except MemoryError:
        # As the process of a document does, which has such a limit.
        return "refused"
    except Exception as problem:
        return f"{type(problem).__name__}: {str(problem)[:200]}"


def go_on(tally: Tally, path: Path, inputs: int, seconds: float) -> None:
    """Look at inputs until there are so many in the tally or the time is over."""
    end = time.monotonic() + seconds
    done = sum(tally.inputs.values())
    with tempfile.TemporaryDirectory(prefix="budgetgraph-fuzz-") as folder:
        for name in names(tally.inputs):
            if done >= inputs or time.monotonic() > end:
                break
            tally.count(name, outcome_of(name, Path(folder)))
            done += 1
            if done % _SAVED_EVERY == 0:
                save(tally, path)
            if done % 5000 == 0:
                print(tally, flush=True)
    save(tally, path)


def save(tally: Tally, path: Path) -> None:
    """Write the tally, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(tally), ensure_ascii=False, indent=1), "utf-8")
    fresh.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="altogether, over all runs")
    parser.add_argument("--seconds", type=float, default=3600, help="of this run")
    parser.add_argument("--tally", type=Path, default=Path("build/fuzz/tally.json"))
    parser.add_argument("--only", metavar="NAME", help="one input by its name")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    if options.only:
        with tempfile.TemporaryDirectory() as folder, timed():
            print(check(options.only, Path(folder)))
        return
    tally = Tally()
    if options.tally.is_file():
        tally = Tally(**json.loads(options.tally.read_text("utf-8")))
    go_on(tally, options.tally, options.inputs, options.seconds)
    print(tally)
    for name, why in tally.broken.items():
        print(f"  {name}: {why}")
    if tally.broken:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
