"""Which files the inputs of a command name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path

from budgetgraph.document.problems import UnreadableInput

#: What is taken from a folder of disclosures (.doc in order to be refused with a reason); a file of
#: another kind is read only when it is named outright.
SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".doc", ".xlsx", ".xls"}
)


def sources(inputs: Iterable[str]) -> Iterator[Path]:
    """The files that inputs name, each once: a file, a folder (all disclosures below it) or a glob.

    UnreadableInput where nothing is.
    """
    seen: set[Path] = set()
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            found = [file for file in _files(path) if file.suffix.lower() in SUFFIXES]
        elif any(mark in name for mark in "*?[") and not path.exists():
            found = sorted(
                Path(match) for match in glob(name, recursive=True) if Path(match).is_file()
            )
        else:
            found = [path]
        if not found:
            raise UnreadableInput(
                name, "no disclosure was found there (txt, md, html, pdf, docx, xlsx, xls)"
            )
        for file in found:
            if (resolved := file.resolve()) not in seen:
                seen.add(resolved)
                yield file


def skipped(inputs: Iterable[str]) -> tuple[Path, ...]:
    """The files in folders among the inputs that are passed over because of their suffix."""
    folders = [path for name in inputs if (path := Path(name)).is_dir()]
    return tuple(
        sorted(
            {
                file
                for folder in folders
                for file in _files(folder)
                if file.suffix.lower() not in SUFFIXES
            }
        )
    )


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
