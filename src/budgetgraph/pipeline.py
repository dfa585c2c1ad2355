"""The line: path → Document → Recognised → Disclosure → quads → findings. One verb a stage; this module only strings them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from glob import glob
from pathlib import Path

from budgetgraph import mapping
from budgetgraph.document import Document
from budgetgraph.iris import BASE
from budgetgraph.ledger import account
from budgetgraph.model import Disclosure
from budgetgraph.parse import parse
from budgetgraph.privacy import mask
from budgetgraph.problems import UnreadableInput
from budgetgraph.read import read
from budgetgraph.recognise import Recognised, recognise

#: The longest that one source may take in a build, in seconds, unless the caller says otherwise.
TIME_LIMIT = 300.0
#: What is taken from a folder of disclosures (.doc in order to be refused with a reason); a file of another kind is read only when it
#: is named outright.
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".doc", ".xlsx", ".xls"})


def extract(path: Path) -> Disclosure:
    """What one file says. UnreadableInput names the file and the reason when it is no readable disclosure."""
    try:
        return _parsed(recognise(read(path)))
    except UnreadableInput as problem:
        raise UnreadableInput(str(path), problem.reason) from None


def _parsed(recognised: Recognised) -> Disclosure:
    disclosure = parse(recognised)
    return replace(disclosure, ledger=account(recognised, disclosure))


def to_graph(disclosure: Disclosure, base: str = BASE) -> bytes:
    """The disclosure's named graph as sorted N-Quads. The source is masked first: no line with personal data is ever quoted."""
    return mapping.nquads(masked(disclosure), base)


def masked(disclosure: Disclosure) -> Disclosure:
    """The disclosure with personal data masked in its source lines."""
    source = disclosure.source
    return replace(disclosure, source=replace(source, lines=tuple(mask(line) for line in source.lines)))


def show(path: Path, stage: str) -> Document | Recognised | Disclosure:
    """The value of one stage (read, recognise, parse), for a person to look at."""
    document = read(path)
    if stage == "read":
        return document
    recognised = recognise(document)
    return recognised if stage == "recognise" else _parsed(recognised)


def sources(inputs: Iterable[str]) -> Iterator[Path]:
    """The files that inputs name, each once: a file, a folder (all disclosures below it) or a glob. UnreadableInput where nothing is."""
    seen: set[Path] = set()
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file() and not _is_about(file))
        elif any(mark in name for mark in "*?[") and not path.exists():
            found = sorted(Path(match) for match in glob(name, recursive=True) if Path(match).is_file())
        else:
            found = [path]
        if not found:
            raise UnreadableInput(name, "no disclosure was found there (txt, md, html, pdf, docx, xlsx, xls)")
        for file in found:
            if (resolved := file.resolve()) not in seen:
                seen.add(resolved)
                yield file


def _is_about(path: Path) -> bool:
    """A README in a folder of disclosures is about them, not one of them; so is a hidden file."""
    return path.stem.upper() == "README" or path.name.startswith((".", "~$"))
