"""The file of `--corrections`: what was misread, a row for each figure.

source,place,read,printed,by
3bb1965c…,"line 90, 合计",59.00,69.00,平乡县财政局
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from budgetgraph.disclosure.correction import Correction
from budgetgraph.document.problems import UsageError

COLUMNS = ("source", "place", "read", "printed", "by")
_PLACE = re.compile(
    r"(?:page (?P<page>\d{1,6}))?(?:, )?"
    r"(?:line )?(?P<line>\d{1,8})?(?:, (?P<column>.+))?"
)
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Corrections:
    """The rows of a file of corrections by the SHA-256 of their source."""

    by_source: dict[str, tuple[Correction, ...]] = field(default_factory=dict)

    def of(self, sha256: str) -> tuple[Correction, ...]:
        """Tell what is corrected in a source; nothing where no row names it."""
        return self.by_source.get(sha256, ())

    def unused(self, digests: Iterable[str]) -> tuple[str, ...]:
        """Give the sources of rows that are none of those of a build: another file, or other
        bytes.
        """
        return tuple(sorted(self.by_source.keys() - set(digests)))


def read_corrections(path: Path) -> Corrections:
    """Read the rows of the file; UsageError names the line that is wrong and what it wants."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(
            f"--corrections {path}: cannot be read as UTF-8 text ({problem})"
        ) from None
    reader = csv.DictReader(text.splitlines())
    if set(reader.fieldnames or ()) != set(COLUMNS):
        wanted = ",".join(COLUMNS)
        raise UsageError(f"--corrections {path}: its first line wants the columns {wanted}")
    rows: dict[str, tuple[Correction, ...]] = {}
    for number, row in enumerate(reader, start=2):
        source, correction = _row(f"--corrections {path}, line {number}", row)
        rows[source] = (*rows.get(source, ()), correction)
    return Corrections(rows)


def _row(where: str, row: dict[str, str | None]) -> tuple[str, Correction]:
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    blank = [name for name in COLUMNS if not said[name]]
    if blank:
        raise UsageError(f"{where}: {', '.join(blank)} is blank")
    source = said["source"].lower()
    if _DIGEST.fullmatch(source) is None:
        raise UsageError(f"{where}: {said['source']} is no SHA-256, as `extract` prints it")
    place = _PLACE.fullmatch(said["place"])
    if place is None or not (place["line"] or place["page"]):
        wanted = "such as line 90 or page 3, 合计"
        raise UsageError(f"{where}: {said['place']!r} is no place {wanted}")
    line = int(place["line"]) if place["line"] else None
    page = int(place["page"]) if place["page"] else None
    return source, Correction(
        line,
        page,
        place["column"] or "",
        said["read"],
        said["printed"],
        said["by"],
    )
