"""The line: path → Document → Recognised → its parts → Disclosure → quads → findings.

One verb a stage; this module only strings them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from budgetgraph.disclosure import Disclosure, Told
from budgetgraph.disclosure.corrected import with_corrections
from budgetgraph.disclosure.masking import masked, masked_reading
from budgetgraph.document import Document
from budgetgraph.document.problems import Note, UnreadableInput, UsageError
from budgetgraph.parse import parse
from budgetgraph.parse.header.given import GivenFacts
from budgetgraph.pipeline.source_files import inside_of
from budgetgraph.pipeline.stages import Stage
from budgetgraph.rdf.iris import BASE
from budgetgraph.read import read
from budgetgraph.recognise import Recognised, recognise
from budgetgraph.recognise.divide import DividedPart, divide
from budgetgraph.recognise.for_readers import KnownLayouts


def extract(path: Path, told: Told | None = None) -> Disclosure:
    """Tell what one file says; of a file that holds several disclosures the first one (see
    `extract_all`), with a note that names the others. UnreadableInput names the file and the reason
    when it is no readable disclosure.
    """
    return extract_all(path, told)[0]


def extract_all(path: Path, told: Told | None = None) -> tuple[Disclosure, ...]:
    """Give every disclosure of one file, in the order of the file. UnreadableInput as above.

    `told` is what the file does not say itself; UsageError where it holds several disclosures, for
    it would be said of all of them.
    """
    inside = inside_of(path)
    if inside:
        return _of_archive(path, inside, told)
    try:
        _, disclosures = _parsed(_dated(read_document(path), told), told)
    except UnreadableInput as problem:
        raise UnreadableInput(str(path), problem.reason) from None
    corrections = () if told is None else told.corrections
    return with_corrections(list(map(masked, disclosures)), corrections)


def read_document(path: Path) -> Document:
    """Give one file as a Document; UnreadableInput names the file, the reason and what to do."""
    return read(path, KnownLayouts())


def _dated(document: Document, told: Told | None) -> Document:
    """Give the document with the day of its publication that was told, where one was."""
    if told is None or told.issued is None:
        return document
    return replace(document, source=replace(document.source, issued=told.issued))


def _of_archive(path: Path, files: Sequence[Path], told: Told | None) -> tuple[Disclosure, ...]:
    """Give every disclosure of the files in a ZIP archive, with a note for each file that holds
    none.
    """
    disclosures: list[Disclosure] = []
    notes: list[Note] = []
    for file in files:
        name = file.relative_to(path)
        try:
            disclosures += extract_all(file, told)
        except UnreadableInput as problem:
            message = f"the file {name} of the archive is not read: {problem.reason}"
            notes.append(Note("part-not-read", message))
    if not disclosures:
        reasons = "; ".join(map(attrgetter("message"), notes))
        raise UnreadableInput(str(path), f"this ZIP archive holds no disclosure: {reasons}")
    _refuse_told(path.name, disclosures, told)
    return _noted(disclosures, notes)


def _noted(disclosures: Iterable[Disclosure], notes: Iterable[Note]) -> tuple[Disclosure, ...]:
    """Give the disclosures of a file, each with notes on the file as well."""
    return tuple(
        replace(disclosure, notes=(*disclosure.notes, *notes)) for disclosure in disclosures
    )


def with_claims(path: Path, told: Told | None = None) -> list[tuple[Recognised, Disclosure]]:
    """Give every disclosure of a file that is no archive, each with what it was read from; personal
    data are masked in both. UnreadableInput and UsageError as above.
    """
    document = _dated(read_document(path), told)
    parts, disclosures = _parsed(document, told)
    claims = (masked_reading(part.found, document.source) for part in parts)
    return list(zip(claims, map(masked, disclosures), strict=True))


_Parsed = tuple[Sequence[DividedPart], Sequence[Disclosure]]


def _parsed(document: Document, told: Told | None = None) -> _Parsed:
    """Give the parts of a document and the disclosure of each. A part that is none by itself is
    left with the others.
    """
    whole = recognise(document)
    parts: Sequence[DividedPart] = divide(whole)
    disclosures = _disclosures(parts, told)
    if disclosures is None:
        parts = (DividedPart(whole, None),)
        disclosures = _disclosures(parts, told) or []
    if len(disclosures) == 1:
        return parts, disclosures
    _refuse_told(document.source.file, disclosures, told)
    return parts, _noted(disclosures, [_beside(disclosures)])


def _refuse_told(file: str, disclosures: Sequence[Disclosure], told: Told | None) -> None:
    """UsageError where something is told of a file that holds several disclosures, its day and its
    corrections aside.
    """
    if told is None:
        return
    of_one = replace(told, corrections=(), issued=None)
    if len(disclosures) > 1 and of_one != Told():
        raise UsageError(
            f"{file}: it holds {len(disclosures)} disclosures ({told_of(disclosures)}); a "
            "department and a year can be told of one only: cut the file, or choose with --only"
        )


def _disclosures(parts: Sequence[DividedPart], told: Told | None) -> list[Disclosure] | None:
    """Give the disclosure of each part; None where one of several is none by itself.

    UnreadableInput where the only one is none.
    """
    disclosures: list[Disclosure] = []
    for part in parts:
        other_year = disclosures[0].fiscal_year if disclosures else None
        given = GivenFacts(part.cover, other_year, told or Told())
        try:
            disclosure = parse(part.found, given)
        except UnreadableInput:
            if len(parts) == 1:
                raise
            return None
        disclosures.append(disclosure)
    return disclosures


def _beside(disclosures: list[Disclosure]) -> Note:
    """Give the note of every disclosure of a file that holds several: which they are."""
    return Note(
        "several-disclosures",
        f"the file holds {len(disclosures)} disclosures: {told_of(disclosures)}",
        None,
    )


def told_of(disclosures: Iterable[Disclosure]) -> str:
    """Give the disclosures of a file by body, year and lines, for a person."""
    return "; ".join(map(_told_of_one, disclosures))


def _told_of_one(disclosure: Disclosure) -> str:
    """Give one disclosure, for a person: 石城县水利局 2024 (lines 1-96)."""
    told = f"{disclosure.body or '?'} {disclosure.fiscal_year or '?'}"
    if disclosure.extent is None:
        return told
    first, last = disclosure.extent
    return f"{told} (lines {first}-{last})"


def of_body(disclosures: Sequence[Disclosure], name: str | None) -> Sequence[Disclosure]:
    """Give the disclosures of the department or unit with this name, all where none is given.

    UsageError where there is no such.
    """
    chosen = [disclosure for disclosure in disclosures if name in {None, *names_of(disclosure)}]
    if not chosen:
        file = disclosures[0].source.file
        raise UsageError(f"{file}: no disclosure of {name}; it holds {told_of(disclosures)}")
    return chosen


def names_of(disclosure: Disclosure) -> frozenset[str]:
    """Give the names that a disclosure may be chosen by: of its unit and its department."""
    department = disclosure.department
    names = () if department is None else (department.name, *department.other_names)
    return frozenset(names) | ({disclosure.body} if disclosure.body else frozenset())


def to_graph(disclosure: Disclosure, base: str = BASE) -> bytes:
    """Give the disclosure's named graph as sorted N-Quads."""
    # Imported here: reading alone needs no mapping.
    from budgetgraph import mapping

    return mapping.nquads(disclosure, base)


def show(
    path: Path, stage: Stage
) -> tuple[Document] | tuple[Recognised, ...] | tuple[Disclosure, ...]:
    """Give the values of one stage (read, recognise, parse), for a person to look at: one for each
    disclosure of the file, personal data masked.
    """
    document = read_document(path)
    if stage is Stage.read:
        return (masked_reading(document, document.source),)
    if stage is Stage.recognise:
        parts = divide(recognise(document))
        return tuple(masked_reading(part.found, document.source) for part in parts)
    _, disclosures = _parsed(document)
    return tuple(map(masked, disclosures))
