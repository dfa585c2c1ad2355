"""Tell what a build brought: which disclosures came, changed or went since the build before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from budgetgraph.store.generations import up_to


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
    return next((news for _, news in news_by_build(generation)), BuildNews())


def news_by_build(generation: Path) -> Iterator[tuple[Path, BuildNews]]:
    """Compare a generation and the older ones with the one before each, the youngest first.

    The oldest is left out, for there is none before it.
    """
    kept = up_to(generation)
    neighbours = pairwise(map(_files, map(_report, kept)))
    for built, (now, then) in zip(kept, neighbours, strict=False):
        yield built, _compared(now, then)


def _compared(now: Mapping[str, tuple[str, ...]], then: Mapping[str, tuple[str, ...]]) -> BuildNews:
    """Compare the files behind every disclosure in two generations."""
    changed = [key for key in now if key in then and now[key] != then[key]]
    return BuildNews(
        came=tuple(sorted(now.keys() - then.keys())),
        changed=tuple(sorted(changed)),
        went=tuple(sorted(then.keys() - now.keys())),
    )


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
