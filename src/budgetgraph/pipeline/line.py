"""The line: path → Document → Recognised → Disclosure → quads → findings.

One verb a stage; this module only strings them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from glob import glob
from pathlib import Path

from budgetgraph import mapping
from budgetgraph.disclosure import Disclosure
from budgetgraph.disclosure.masking import masked
from budgetgraph.document import Document
from budgetgraph.document.problems import Note, UnreadableInput, UsageError
from budgetgraph.parse import parse
from budgetgraph.parse.header import Context
from budgetgraph.parse.ledger import account
from budgetgraph.rdf.iris import BASE
from budgetgraph.read import read
from budgetgraph.recognise import Recognised, recognise
from budgetgraph.recognise.divide import divide

#: The longest that one source may take in a build, in seconds, unless the caller says otherwise.
TIME_LIMIT = 300.0
#: What is taken from a folder of disclosures (.doc in order to be refused with a reason); a file of
#: another kind is read only when it is named outright.
SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".doc", ".xlsx", ".xls"}
)


class Stage(StrEnum):
    """The stages whose values can be shown."""

    read = "read"
    recognise = "recognise"
    parse = "parse"


def extract(path: Path) -> Disclosure:
    """What one file says; of a file that holds several disclosures the first one (see
    `extract_all`), with a note that names the others. UnreadableInput names the file and the reason
    when it is no readable disclosure.
    """
    return extract_all(path)[0]


def extract_all(path: Path) -> tuple[Disclosure, ...]:
    """Every disclosure of one file, in the order of the file. UnreadableInput as above."""
    try:
        return tuple(masked(one) for one in _parsed(read(path)))
    except UnreadableInput as problem:
        raise UnreadableInput(str(path), problem.reason) from None


def _parsed(document: Document) -> tuple[Disclosure, ...]:
    """The disclosures of a document. A piece that is none by itself is left with the others."""
    pieces = divide(document)
    found: list[Disclosure] = []
    try:
        for piece in pieces:
            context = Context(piece.cover, found[0].fiscal_year if found else None)
            disclosure = parse(piece.found, context)
            found.append(replace(disclosure, ledger=account(piece.found, disclosure)))
    except UnreadableInput:
        if len(pieces) == 1:
            raise
        whole = recognise(document)
        disclosure = parse(whole)
        return (replace(disclosure, ledger=account(whole, disclosure)),)
    return (
        tuple(found)
        if len(found) == 1
        else tuple(replace(one, notes=(*one.notes, _beside(found))) for one in found)
    )


def _beside(found: list[Disclosure]) -> Note:
    """The note of every disclosure of a file that holds several: which they are."""
    return Note(
        "several-disclosures", f"the file holds {len(found)} disclosures: {told(found)}", None
    )


def told(found: Iterable[Disclosure]) -> str:
    """The disclosures of a file by body, year and lines, for a person."""
    return "; ".join(
        f"{one.body or '?'} {one.fiscal_year or '?'}"
        + (" (lines {}-{})".format(*one.extent) if one.extent else "")
        for one in found
    )


def of_body(found: Sequence[Disclosure], name: str | None) -> Sequence[Disclosure]:
    """The disclosures of the department or unit with this name, all where none is given.

    UsageError where there is no such.
    """
    chosen = [one for one in found if name in {None, *names_of(one)}]
    if not chosen:
        raise UsageError(f"{found[0].source.file}: no disclosure of {name}; it holds {told(found)}")
    return chosen


def names_of(disclosure: Disclosure) -> frozenset[str]:
    """The names that a disclosure may be chosen by: of its unit and its department."""
    department = disclosure.department
    names = () if department is None else (department.name, *department.other_names)
    return frozenset(names) | ({disclosure.body} if disclosure.body else frozenset())


def to_graph(disclosure: Disclosure, base: str = BASE) -> bytes:
    """The disclosure's named graph as sorted N-Quads."""
    return mapping.nquads(disclosure, base)


def show(
    path: Path, stage: Stage
) -> tuple[Document] | tuple[Recognised, ...] | tuple[Disclosure, ...]:
    """The values of one stage (read, recognise, parse), for a person to look at: one for each
    disclosure of the file.
    """
    document = read(path)
    if stage is Stage.read:
        return (document,)
    return (
        tuple(piece.found for piece in divide(document))
        if stage is Stage.recognise
        else tuple(masked(one) for one in _parsed(document))
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
