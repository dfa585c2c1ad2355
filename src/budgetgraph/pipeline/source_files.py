"""Which files the inputs of a command name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path

from budgetgraph.document.problems import BudgetGraphError, UnreadableInput
from budgetgraph.extras import can_recognise
from budgetgraph.read.source import zip_archive

#: What is taken from a folder of disclosures, or from a ZIP archive; a file of another kind is read
#: only when it is named outright. Some (.ofd) are there to be refused with a reason.
SUFFIXES = frozenset(
    f".{name}"
    for name in (
        "txt md markdown csv html htm mht mhtml pdf doc docx docm dotx dotm wps rtf odt"
        " xls xlsx xlsm xltx et ods ofd zip"
    ).split()
)
#: Pictures of pages, which are taken as well where their text can be recognised (the extra `ocr`).
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
#: Files of ours beside disclosures, which are about them.
_ABOUT = frozenset({"sources.csv", "corrections.csv"})
_PROGRAMS = frozenset({".py", ".sh"})
#: The usual ones, as messages name them.
_NAMED = "txt, md, csv, html, mht, pdf, docx, doc, odt, xlsx, xls, ods, zip"
#: Beginnings of names that a person does not see: .git, .DS_Store, ~$x.docx (the lock of an open
#: document).
_HIDDEN = (".", "~$")


@dataclass(slots=True)
class Listing:
    """The files that inputs name, each once; what is passed over because of its suffix; and what
    cannot be read at all, with the reason.
    """

    files: list[Path] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)
    problems: list[UnreadableInput] = field(default_factory=list)

    def refuse(self, path: str | Path, reason: str) -> None:
        """Note what cannot be read, and why."""
        self.problems.append(UnreadableInput(str(path), reason))


def listing(inputs: Iterable[str]) -> Listing:
    """List the files that inputs name: a file, a folder (all disclosures below it) or a glob.

    Nothing is opened. Where nothing is, that is one of the problems.
    """
    listed = Listing()
    for name in inputs:
        before = len(listed.files), len(listed.problems)
        _list(name, listed)
        if before == (len(listed.files), len(listed.problems)):
            listed.refuse(name, f"no disclosure was found there ({_NAMED})")
    listed.files = _each_once(listed.files)
    listed.passed_over.sort()
    return listed


def _list(name: str, listed: Listing) -> None:
    path = Path(name)
    if os.path.isdir(path):
        _list_folder(path, listed)
    elif any(mark in name for mark in "*?[") and not os.path.lexists(path):
        listed.files += sorted(
            Path(match) for match in glob(name, recursive=True) if _is_file(match)
        )
    else:
        listed.files.append(path)


def _is_file(name: str) -> bool:
    """Tell whether a match of a glob is worth a try: a link to nothing is, to be refused."""
    return not os.path.isdir(name)


def _each_once(files: Iterable[Path]) -> list[Path]:
    """Leave out the second name of a file."""
    seen: dict[str, Path] = {}
    for file in files:
        seen.setdefault(os.path.realpath(file), file)
    return list(seen.values())


def _list_folder(folder: Path, listed: Listing) -> None:
    """List the files below a folder, without what is hidden."""

    def closed(problem: OSError) -> None:
        reason = f"this folder cannot be opened: {problem.strerror}; nothing in it was read"
        listed.refuse(problem.filename or folder, reason)

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in folders:
            _refuse_linked_folder(Path(place, name), listed)
        files += [Path(place, name) for name in names if not name.startswith(_HIDDEN)]
    for file in sorted(files):
        _list_file(file, listed)


def _refuse_linked_folder(path: Path, listed: Listing) -> None:
    if path.is_symlink():
        listed.refuse(path, "a link to a folder is not followed; name that folder itself")


def _list_file(file: Path, listed: Listing) -> None:
    """Sort one file of a folder; nobody misses a program or a README in the graph."""
    if not _is_taken(file):
        if file.suffix.lower() not in _PROGRAMS and not _is_about(file):
            listed.passed_over.append(file)
        return
    reason = _not_regular(file)
    if reason is None:
        listed.files.append(file)
    else:
        listed.refuse(file, reason)


def _not_regular(file: Path) -> str | None:
    """Say why a name in a folder is no file that can be read; None where it is one."""
    try:
        mode = file.stat().st_mode
    except OSError as problem:
        if file.is_symlink():
            return "this link leads to a file that is not there"
        return f"it cannot be looked at: {problem.strerror}"
    if stat.S_ISREG(mode):
        return None
    return "this is no regular file (a pipe, a device): save it as a file first"


def inside_of(path: Path) -> list[Path]:
    """Give the files in a ZIP archive that may be disclosures; none for any other file, or an
    archive that cannot be opened.
    """
    if not zip_archive.is_archive(path):
        return []
    try:
        return [file for file in zip_archive.files(path) if _is_taken(file)]
    except BudgetGraphError:
        return []


def _is_taken(file: Path) -> bool:
    """Tell whether a file may be a disclosure, by its ending."""
    suffix = file.suffix.lower()
    is_read = suffix in SUFFIXES or (suffix in PICTURES and can_recognise())
    return is_read and not _is_about(file)


def _is_about(file: Path) -> bool:
    """Tell a file that is about the disclosures and is none: a README, a list of corrections."""
    return file.stem.upper() == "README" or file.name in _ABOUT


def is_scan_left(name: str) -> bool:
    """Tell whether a file that is passed over is a picture, which the extra `ocr` would read."""
    return Path(name).suffix.lower() in PICTURES


def opened(files: Iterable[Path]) -> Iterator[Path]:
    """Give the files, with those inside in the place of each ZIP archive; an archive that holds
    none stays, to be refused with the reason.
    """
    for path in files:
        inside = inside_of(path)
        yield from inside or [path]
