"""Tell what a build brought: which disclosures came, changed or went since the build before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetgraph.store.generations import GENERATIONS


@dataclass(frozen=True, slots=True)
class BuildNews:
    """The keys of disclosures (`130532/平乡县医疗保障局/2025`) by what happened to them."""

    came: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.came or self.changed or self.went)


def build_news(generation: Path) -> BuildNews:
    """Compare a generation with the one before it; nothing is new where there is none."""
    before = _generation_before(generation)
    if before is None:
        return BuildNews()
    now, then = _files(_report(generation)), _files(_report(before))
    changed = [key for key in now if key in then and now[key] != then[key]]
    return BuildNews(
        came=tuple(sorted(now.keys() - then.keys())),
        changed=tuple(sorted(changed)),
        went=tuple(sorted(then.keys() - now.keys())),
    )


def _generation_before(generation: Path) -> Path | None:
    """Find the youngest generation that is older than this one."""
    if generation.parent.name != GENERATIONS:
        return None
    own = _age(generation)
    older = []
    for other in generation.parent.iterdir():
        report = other / "report.json"
        if not other.name.startswith(".") and report.is_file() and _age(other) < own:
            older.append(other)
    return max(older, key=_age, default=None)


def _age(generation: Path) -> int:
    return (generation / "report.json").stat().st_mtime_ns


def _report(generation: Path) -> Mapping[str, Any]:
    """Read the report of a generation; an unreadable one tells nothing."""
    try:
        report: Mapping[str, Any] = json.loads((generation / "report.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return report


def _files(report: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Give the hashes of the files behind every disclosure."""
    files: dict[str, list[str]] = {}
    for source in report.get("sources", ()):
        if source.get("disclosure"):
            files.setdefault(source["disclosure"], []).append(str(source.get("sha256")))
    return {key: tuple(sorted(hashes)) for key, hashes in files.items()}
