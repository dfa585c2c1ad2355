"""Which files the inputs of a command name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path

from budgetgraph.document.problems import BudgetGraphError, UnreadableInput
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
#: Files of ours beside disclosures, which are about them.
_ABOUT = frozenset({"sources.csv", "corrections.csv"})
#: The usual ones, as messages name them.
_NAMED = "txt, md, csv, html, mht, pdf, docx, doc, odt, xlsx, xls, ods, zip"


def sources(inputs: Iterable[str]) -> Iterator[Path]:
    """The files that inputs name, each once: a file, a folder (all disclosures below it) or a glob.

    UnreadableInput where nothing is.
    """
    seen: set[Path] = set()
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            found = [file for file in _files(path) if _is_taken(file)]
        elif any(mark in name for mark in "*?[") and not path.exists():
            found = sorted(
                Path(match) for match in glob(name, recursive=True) if Path(match).is_file()
            )
        else:
            found = [path]
        if not found:
            raise UnreadableInput(name, f"no disclosure was found there ({_NAMED})")
        for file in _opened(found):
            if (resolved := file.resolve()) not in seen:
                seen.add(resolved)
                yield file


def _opened(found: Iterable[Path]) -> Iterator[Path]:
    """The files, with those inside in the place of each ZIP archive; an archive that holds none
    stays, to be refused with the reason.
    """
    for path in found:
        inside = inside_of(path)
        yield from inside or [path]


def inside_of(path: Path) -> list[Path]:
    """The files in a ZIP archive that may be disclosures; none for any other file, or an archive
    that cannot be opened.
    """
    if not zip_archive.is_archive(path):
        return []
    try:
        return [file for file in zip_archive.files(path) if _is_taken(file)]
    except BudgetGraphError:
        return []


def _is_taken(file: Path) -> bool:
    """Whether a file may be a disclosure, by its ending; a README is about them and is none."""
    is_about = file.stem.upper() == "README" or file.name in _ABOUT
    return file.suffix.lower() in SUFFIXES and not is_about


def skipped(inputs: Iterable[str]) -> tuple[Path, ...]:
    """The files in folders among the inputs that are passed over because of their suffix."""
    found: set[Path] = set()
    for name in inputs:
        if (path := Path(name)).is_dir():
            found.update(file for file in _files(path) if not _is_taken(file))
    return tuple(sorted(file for file in found if file.name not in _ABOUT))


def _files(folder: Path) -> list[Path]:
    """The files below a folder, without what is hidden (.git, .DS_Store), the locks of open
    documents (~$x.docx), and a README, which is about the disclosures and is none.
    """
    found = (file for file in folder.rglob("*") if file.is_file() and file.stem.upper() != "README")
    return sorted(
        file
        for file in found
        if not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    )
