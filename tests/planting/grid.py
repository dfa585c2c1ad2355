"""`python tests/planting/grid.py FILE.jsonl [PAPERS]`: plants faults, and harmless changes, in so many
papers of each layout, in every format, and prints how many were found by kind, layout and format.

It goes on where FILE.jsonl stops, so that a long run may be broken off.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from planting_grid import FORMATS, LAYOUTS, cells

_PAPERS = 20
PLANTS = ("faults", "harmless")


def run(file: Path, papers: int) -> None:
    """Append a line for each paper, layout and format that the file does not hold yet."""
    done = {_key(one) for one in _lines(file)}
    for number in range(papers):
        for layout in LAYOUTS:
            for plant in PLANTS:
                missing = [f for f in FORMATS if (plant, layout, number, f) not in done]
                with TemporaryDirectory() as folder, file.open("a", encoding="utf-8") as out:
                    for cell in cells(layout, number, missing, Path(folder), plant):
                        line = {"plant": plant, **asdict(cell)}
                        out.write(json.dumps(line, ensure_ascii=False) + "\n")
                        out.flush()


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if file.is_file():
        yield from map(json.loads, file.read_text("utf-8").splitlines())


def _key(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["plant"], one["layout"], one["number"], one["format"]


def table(file: Path) -> Iterator[str]:
    """Found of planted, by kind, layout and format; then what was missed and found elsewhere."""
    found: Counter[tuple[str, str]] = Counter()
    planted: Counter[tuple[str, str]] = Counter()
    missed: list[str] = []
    elsewhere: list[str] = []
    changes = 0
    for one in _lines(file):
        column = f"{one['layout']} {one['format']}"
        changes += len(one["faults"]) if one["plant"] == "harmless" else 0
        for kind, hit, told in one["faults"]:
            if hit is not None:
                planted[kind, column] += 1
                found[kind, column] += hit
            if hit is False:
                missed.append(f"missed {column} {one['number']}: {kind}: {told}")
        elsewhere += [
            f"elsewhere {one['plant']} {column} {one['number']}: {x}" for x in one["elsewhere"]
        ]
    columns = sorted({column for _, column in planted})
    yield "| kind | " + " | ".join(columns) + " |"
    yield "| --- |" + " --- |" * len(columns)
    for kind in sorted({kind for kind, _ in planted}):
        row = (f"{found[kind, column]}/{planted[kind, column]}" for column in columns)
        yield f"| {kind} | {' | '.join(row)} |"
    whole = planted.total()
    yield f"{whole} faults that a rule covers, {found.total()} found: {found.total() / max(whole, 1):.4f}"
    yield f"{changes} harmless changes; found elsewhere: {len(elsewhere)}"
    yield from missed
    yield from elsewhere


if __name__ == "__main__":
    target = Path(sys.argv[1])
    run(target, int(sys.argv[2]) if len(sys.argv) > 2 else _PAPERS)
    print("\n".join(table(target)))
