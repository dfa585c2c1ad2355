"""Kill builds at every step of theirs, the switch of the pointer included, and look what is left.

    python benchmarks/kills.py 200

Each kill is of a build that replaces another one. What stands there afterwards must be the old
folder or the new one, whole; the next build must give the new one and leave nothing behind. The
first kills are at each step that Python tells of; those beyond fall at moments of their own, so that
native code (the store) is hit as well.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from kill_points import State, build, built_with_kill, state_of  # noqa: E402

from budgetgraph.pipeline.generation.lock import LOCK  # noqa: E402
from budgetgraph.pipeline.generation.switch import is_whole  # noqa: E402
from budgetgraph.store.generations import generation_of  # noqa: E402

OLD, NEW = (next((ROOT / "examples").glob(f"{name}*.txt")) for name in ("临夏市", "临西县"))
#: A build ends within so many times the seconds that one took before.
LONGER = 1.2


def main(kills: int) -> int:
    """Kill so many builds; the exit status is the number of folders that were neither."""
    found: Counter[str] = Counter()
    with TemporaryDirectory() as name:
        folder = Path(name)
        build([str(OLD)], folder / "old")
        build([str(NEW)], folder / "new")
        old, new = state_of(folder / "old"), state_of(folder / "new")
        shutil.copytree(folder / "old", folder / "counted", symlinks=True)
        steps = built_with_kill([NEW], folder / "counted", None)
        start = time.monotonic()
        subprocess.run([*_BUILDING, str(NEW), str(folder / "timed")], check=True)
        longest = LONGER * (time.monotonic() - start)
        for number in range(kills):
            out = folder / str(number)
            shutil.copytree(folder / "old", out, symlinks=True)
            if number < steps:
                built_with_kill([NEW], out, number)
            else:
                _kill_by_time(out, longest)
            verdict = _verdict(out, old, new)
            found[verdict] += 1
            # Whoever stops this before its end has seen what was found so far.
            print(f"{number + 1} of {kills}: {verdict}", flush=True)
            shutil.rmtree(out)
    print(f"{kills} kills, {min(steps, kills)} of them at the {steps} steps of a build")
    for verdict, count in sorted(found.items()):
        print(f"{count:6} {verdict}")
    return sum(count for verdict, count in found.items() if verdict.startswith("FAULT"))


_BUILD = """
import pathlib, sys
from budgetgraph.pipeline.build import build
build([sys.argv[1]], pathlib.Path(sys.argv[2]), dumps=False)
"""


_BUILDING = (sys.executable, "-c", _BUILD)


def _kill_by_time(out: Path, longest: float) -> None:
    process = subprocess.Popen([*_BUILDING, str(NEW), str(out)], stderr=subprocess.DEVNULL)
    try:
        process.wait(random.uniform(0.2, longest))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _verdict(out: Path, old: State, new: State) -> str:
    """Say what the kill left, and whether the next build makes it good."""
    left = state_of(out)
    if left not in (old, new) or not is_whole(generation_of(out)):
        return "FAULT: neither the old folder nor the new one"
    build([str(NEW)], out)
    litter = {path.name for path in out.iterdir() if path.name[0] == "."} - {LOCK}
    litter |= {path.name for path in (out / "generations").iterdir() if path.name[0] == "."}
    if state_of(out) != new or litter:
        return f"FAULT: the next build left {sorted(litter)}"
    return "the old folder" if left == old else "the new folder"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
