"""retract(source, folder): take a paper out of everything that was built from it.

A paper is withdrawn, or holds what must not be public. A generation without it is made from what
the build kept of the others, so no source is read again, and every older generation is removed:
graph, store, dumps, tables, search, texts and kept parts.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import LimitExceeded, UnreadableInput, UsageError
from budgetgraph.pipeline.build_report import BuildReport, Failure
from budgetgraph.pipeline.built_disclosure import EDITIONS, PARTS, known
from budgetgraph.pipeline.built_sources import MadeSources, final_parts
from budgetgraph.pipeline.generation_files import write_generation
from budgetgraph.pipeline.generations import (
    fresh_generation,
    generations,
    locked,
    publish,
    remove_old,
)
from budgetgraph.pipeline.retracted import note_retracted
from budgetgraph.store.generations import generation_of

#: Seconds that readers of an older generation have to let it go, and the steps to wait in.
PATIENCE, _STEP = 60.0, 0.5
#: So many digits of a SHA-256 name a source.
_DIGITS = 8


def retract(source: str, out: Path, patience: float = PATIENCE) -> tuple[str, ...]:
    """Take a source out of a built folder, and give the names of the files that it had.

    `source` is its file name, a path that ends in it, or the SHA-256 of its bytes (or the first
    digits). UsageError where it names none, or all; UnreadableInput where the folder cannot be
    made without reading the others again; LimitExceeded where a reader keeps an older generation.
    """
    if not (out / "report.json").is_file():
        raise UnreadableInput(str(out), "is no built folder (it has no report.json)")
    with locked(out):
        report = json.loads((out / "report.json").read_text("utf-8"))
        chosen = _chosen(source, report)
        empty, made = _without({one["sha256"] for one in chosen}, out, report)
        note_retracted(out, (one["sha256"] for one in chosen))
        with fresh_generation(out) as fresh:
            write_generation(fresh, empty, made)
            publish(out, fresh, kept=1)
        _remove_others(out, patience)
    return tuple(sorted({str(one["file"]) for one in chosen}))


def _chosen(source: str, report: dict[str, Any]) -> list[dict[str, Any]]:
    """The sources of a report that are meant."""
    names = {source, Path(source).name}
    chosen: list[dict[str, Any]] = []
    for one in report["sources"]:
        by_digest = len(source) >= _DIGITS and one["sha256"].startswith(source)
        if one["file"] in names or by_digest:
            chosen.append(one)
    if not chosen:
        raise UsageError(f"{source}: nothing in this folder was built from it")
    if len(chosen) == len(report["sources"]):
        raise UsageError(f"{source}: nothing else is in this folder; remove the folder itself")
    return chosen


def _without(
    digests: set[str], out: Path, report: dict[str, Any]
) -> tuple[BuildReport, MadeSources]:
    """What a build without these sources would have made, from what the last one kept."""
    parts, base = generation_of(out) / PARTS, str(report["base"])
    built = known(parts, base, complete=False)
    editions = known(parts / EDITIONS, base, complete=False)
    wanted = {one["sha256"] for one in report["sources"]} - digests
    if not wanted <= set(built):
        raise UnreadableInput(
            str(out),
            "was built by another version, and its parts cannot be used; take the paper out of the"
            " inputs and build with --force --keep 1",
        )
    left = {digest: one for digest, one in built.items() if digest not in digests}
    stay = {digest: one for digest, one in editions.items() if digest not in digests}
    final = final_parts(left, stay)
    names = {one["file"] for one in report["sources"] if one["sha256"] in digests}
    failures = [Failure(**one) for one in report["failures"] if Path(one["file"]).name not in names]
    skipped = tuple(one["file"] for one in report["skipped"])
    empty = BuildReport(base, 0, final, tuple(failures), (), skipped, tuple(report["unused"]))
    return empty, MadeSources(final, tuple(left.values()), tuple(stay.values()))


def _remove_others(out: Path, patience: float) -> None:
    """Remove every generation but the new one; a server lets go of the one before in a second."""
    until = time.monotonic() + patience
    while True:
        remove_old(out, 1)
        others = [path for path in generations(out) if path != generation_of(out)]
        if not others:
            return
        if time.monotonic() > until:
            break
        time.sleep(_STEP)
    raise LimitExceeded(
        f"{out}: the paper is out of what is current, but a process still reads "
        f"{others[0].name}; end it, and build again with --keep 1"
    )
