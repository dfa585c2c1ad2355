"""The file of `build --sources`: what files do not say themselves, a row for each.

file,department,division,year,issued 公开表.xlsx,平乡县医疗保障局,130532,2025,2025-02-10
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from pathlib import Path

from budgetgraph.disclosure import Told
from budgetgraph.document.file_names import plain, shown
from budgetgraph.document.problems import UsageError

COLUMNS = ("file", "department", "division", "year", "issued")
_FIRST_YEAR, _LAST_YEAR = 1949, 2999


class ToldSources:
    """What is told of each file.

    A file is named by its path, from the folder of the CSV file or the current one, or by its bare
    name.
    """

    def __init__(self, rows: Iterable[tuple[str, Told]] = (), folder: Path = Path()) -> None:
        self._rows = tuple(rows)
        self._folder = folder

    def of(self, file: Path) -> Told:
        """Tell what is told of a file; nothing where no row names it."""
        return next((told for name, told in self._rows if self._names(name, file)), Told())

    def unused(self, files: Sequence[Path]) -> tuple[str, ...]:
        """Give the names that are of none of the files: misspelled, or of another build."""
        return tuple(
            shown(name)
            for name, _ in self._rows
            if not any(self._names(name, file) for file in files)
        )

    def _names(self, name: str, file: Path) -> bool:
        path = Path(name)
        if path.name == name and plain(file.name) == name:
            return True
        meant = {os.path.realpath(self._folder / path), os.path.realpath(path)}
        return os.path.realpath(file) in meant


def read_told_sources(path: Path) -> ToldSources:
    """Give the rows of the file; UsageError names the line that is wrong and what it wants."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"--sources {path}: cannot be read as UTF-8 text ({problem})") from None
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in COLUMNS[:1] if name not in (reader.fieldnames or ())]
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if missing or unknown:
        raise UsageError(f"--sources {path}: its first line wants the columns {','.join(COLUMNS)}")
    rows = [_row(path, number, row) for number, row in enumerate(reader, start=2)]
    _refuse_twice(path, list(map(itemgetter(0), rows)))
    return ToldSources(rows, path.parent)


def _row(path: Path, number: int, row: dict[str, str | None]) -> tuple[str, Told]:
    said = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    file, year, issued = said["file"], said["year"], said["issued"]
    if file is None:
        raise UsageError(f"--sources {path}, line {number}: it names no file")
    told = Told(said["department"], said["division"], _year(path, number, year))
    return file, replace(told, issued=_day(path, number, issued))


def _year(path: Path, number: int, text: str | None) -> int | None:
    if text is None:
        return None
    if text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return int(text)
    raise UsageError(f"--sources {path}, line {number}: {text!r} is no year such as 2025")


def _day(path: Path, number: int, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        wanted = f"{text!r} is no day such as 2025-02-10"
        raise UsageError(f"--sources {path}, line {number}: {wanted}") from None


def _refuse_twice(path: Path, names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"--sources {path}: {'、'.join(twice)} stands in several lines")
