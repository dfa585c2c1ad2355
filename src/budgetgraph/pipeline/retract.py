"""retract(source, folder): take a paper out of everything that was built from it.

A paper is withdrawn, or holds what must not be public. A generation without it is made from what
the build kept of the others, so no source is read again, and every older generation is removed:
graph, store, dumps, tables, search, texts, kept parts, and what was recognised on its pictures.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import LimitExceeded, UnreadableInput, UsageError
from budgetgraph.export.publication import Publication
from budgetgraph.pipeline.build_report import BuildReport, Failure
from budgetgraph.pipeline.generation.files import write_generation
from budgetgraph.pipeline.generation.switch import (
    forget_unfinished,
    fresh_generation,
    generations,
    locked,
    publish,
    remove_old,
)
from budgetgraph.pipeline.kept.final_parts import final_parts
from budgetgraph.pipeline.kept.part import EDITIONS, PARTS, Built, Part
from budgetgraph.pipeline.kept.record import keep_again, known
from budgetgraph.pipeline.recognised_pages import RECOGNISED
from budgetgraph.pipeline.upkeep.retracted import note_retracted
from budgetgraph.read.pictures.kept_answers import forget
from budgetgraph.store.generations import generation_of

#: Seconds that readers of an older generation have to let it go, and the steps to wait in.
PATIENCE, _STEP = 60.0, 0.5
#: So many digits of a SHA-256 name a source.
_DIGITS = 8

_ANOTHER_VERSION = (
    "was built by another version, and its parts cannot be used; take the paper out of the inputs"
    " and build with --force --keep 1"
)


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
        built, editions = _left(chosen, out, report)
        note_retracted(out, chosen)
        forget_unfinished(out)
        with fresh_generation(out) as fresh:
            dumps = all(map(attrgetter("has_downloads"), (*built.values(), *editions.values())))
            built = _kept_again(fresh / PARTS, built)
            if editions:
                editions = _kept_again(fresh / PARTS / EDITIONS, editions)
            empty = _without(chosen, report, final_parts(built, editions))
            write_generation(fresh, empty, dumps=dumps)
            publish(out, fresh, kept=1)
        forget(out / RECOGNISED, chosen)
        _remove_others(out, patience)
    return tuple(sorted(set(chosen.values())))


def _chosen(source: str, report: dict[str, Any]) -> dict[str, str]:
    """Give the files of the sources of a report that are meant, by their SHA-256."""
    name = Path(source).name
    names = {source, name, shown(name)}
    chosen: dict[str, str] = {}
    others: set[str] = set()
    for entry in report["sources"]:
        by_digest = len(source) >= _DIGITS and entry["sha256"].startswith(source)
        if entry["file"] in names or by_digest:
            chosen[entry["sha256"]] = entry["file"]
        else:
            others.add(entry["sha256"])
    if not chosen:
        raise UsageError(
            f"{source}: nothing in this folder was built from it; "
            "`budgetgraph query coverage` lists its papers"
        )
    if len(chosen) > 1 and shown(name) != name:
        # Masked names of different files are alike.
        digests = ", ".join(sorted(chosen))
        raise UsageError(f"{source}: several files are shown by this name; choose one of {digests}")
    if not others:
        raise UsageError(f"{source}: nothing else is in this folder; remove the folder itself")
    return chosen


def _left(
    chosen: Mapping[str, str], out: Path, report: dict[str, Any]
) -> tuple[dict[str, Built], dict[str, Built]]:
    """Give what the last build kept of the other sources, and of their editions."""
    parts, base = generation_of(out) / PARTS, str(report["base"])
    built = known(parts, base, complete=False)
    editions = known(parts / EDITIONS, base, complete=False)
    for entry in report["sources"]:
        if entry["sha256"] not in built:
            raise UnreadableInput(str(out), _ANOTHER_VERSION)
    for digest in chosen:
        del built[digest]
    left: dict[str, Built] = {}
    for digest, edition in editions.items():
        if not _tells_of(edition, chosen):
            left[digest] = edition
    return built, left


def _kept_again(folder: Path, built: Mapping[str, Built]) -> dict[str, Built]:
    """Keep in a new generation what is left."""
    folder.mkdir()
    return {digest: keep_again(folder, source) for digest, source in built.items()}


def _without(
    chosen: Mapping[str, str], report: dict[str, Any], parts: tuple[Part, ...]
) -> BuildReport:
    """Report of the parts that are left what a build without these sources would have reported."""
    failures: list[Failure] = []
    for entry in report["failures"]:
        if Path(entry["file"]).name not in chosen.values():
            failures.append(Failure(**entry))
    skipped = tuple(map(itemgetter("file"), report["skipped"]))
    said = Publication(report.get("licence"), report.get("contact"))
    unused = tuple(report["unused"])
    return BuildReport(str(report["base"]), 0, parts, tuple(failures), (), skipped, unused, said)


def _tells_of(edition: Built, chosen: Mapping[str, str]) -> bool:
    """Tell whether an edition was made of a source that goes: two files may be one disclosure."""
    return any(part.sha256 in chosen for part in edition.parts)


def _remove_others(out: Path, patience: float) -> None:
    """Remove every generation but the new one; a server lets go of the one before in a second."""
    until = time.monotonic() + patience
    while True:
        remove_old(out, 1)
        others = set(generations(out)) - {generation_of(out)}
        if not others:
            return
        if time.monotonic() > until:
            break
        time.sleep(_STEP)
    raise LimitExceeded(
        f"{out}: the paper is out of what is current, but a process still reads "
        f"{others.pop().name}; end it, and build again with --keep 1"
    )
