"""Planted papers in every layout and format: the same clean paper and the same faults as text, Word
document, workbook and web page, and what the rules find of them in each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from mutation_layouts import Markdown, Tabbed
from planting_projects import project_faults
from planting_prose import prose_faults
from planting_tables import table_faults
from planting_wording import harmless_sentences, wording_faults
from rendering import as_docx, as_html, as_xlsx, blocks

from budgetgraph.disclosure import Disclosure
from budgetgraph.validate.findings import Finding
from planting import Fault, clean, findings

LAYOUTS: dict[str, type[Markdown] | type[Tabbed]] = {"county": Markdown, "town": Tabbed}
FORMATS = ("txt", "docx", "xlsx", "html")
_RENDERED: dict[str, Callable[[Iterable[object]], bytes]] = {
    "docx": as_docx,
    "xlsx": as_xlsx,
    "html": as_html,
}  # type: ignore[dict-item]
_DRESS = re.compile(r"<[^>]{1,8}>|[\s#|]+")
#: What is masked in a quote, with the number of the next goal behind it, and zeros that a cell with
#: a number does not keep: 00.22.
_MASKED = re.compile(r"█+(?:-█+)?|[\d-]{7,}(?![.\d])|(?<![\d.])0+(?=\d)|(?<=[）)])[ ]?\d(?=[、.])")
#: A line that is shorter says too little to be told by its words.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One paper in one layout and format: each fault by its kind with whether it was found (None
    where no rule covers it, or it is harmless), and what was found elsewhere.
    """

    layout: str
    number: int
    format: str
    faults: tuple[tuple[str, bool | None, str], ...]
    elsewhere: tuple[str, ...]


def faults_of(rng: Random, disclosure: Disclosure) -> list[Fault]:
    """Faults of all kinds, none in a line of another."""
    makers = (table_faults, prose_faults, project_faults, wording_faults)
    return _apart(fault for make in makers for fault in make(rng, disclosure))


def harmless(rng: Random, disclosure: Disclosure) -> list[Fault]:
    """Changes that are no faults: sentences that hold, notes below tables, rounded figures, blanks,
    another mark behind a heading.
    """
    makers = (harmless_sentences, _notes, _blanks, _rounded)
    return _apart(fault for make in makers for fault in make(rng, disclosure))


def _apart(faults: Iterable[Fault]) -> list[Fault]:
    chosen: list[Fault] = []
    touched: set[int] = set()
    for fault in faults:
        if not touched & set(fault.edits):
            chosen.append(fault)
            touched |= set(fault.edits)
    return chosen


def _harmless(kind: str, line: int, text: str) -> Fault:
    return Fault(f"harmless: {kind}", {line: text}, frozenset({line}), frozenset(), text)


def _notes(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """A note below each of two tables."""
    lines = disclosure.source.lines
    tables = [table for table in disclosure.tables if not table.empty]
    for table in rng.sample(tables, min(2, len(tables))):
        last = table.where.last
        yield _harmless("note", last, f"{lines[last - 1]}\n\n注：本表数据取自预算管理一体化系统。")


def _blanks(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """An empty line more behind two paragraphs."""
    lines = disclosure.source.lines
    ends = [one.where.last for one in disclosure.prose if one.text.endswith("。")]
    for line in rng.sample(ends, min(2, len(ends))):
        yield _harmless("blank", line, f"{lines[line - 1]}\n")


def _rounded(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """A figure of the prose with one decimal less."""
    lines = disclosure.source.lines
    stated = [one for one in disclosure.statements if re.fullmatch(r"\d{3,}\.\d\d", one.value)]
    for one in rng.sample(stated, min(2, len(stated))):
        line = one.where.first
        rounded = f"{round(float(one.value), 1):.1f}"
        text = lines[line - 1]
        if text.count(one.value) == 1 and "change" not in one.measure:
            yield _harmless("rounded", line, text.replace(one.value, rounded))


# --- the same in every format ---------------------------------------------------------------------


def planted_text(text: str, faults: Sequence[Fault]) -> str:
    edits = {line: new for fault in faults for line, new in fault.edits.items()}
    lines = [edits.get(number, line) for number, line in enumerate(text.splitlines(), start=1)]
    return "\n".join(line for line in lines if line is not None) + "\n"


def cells(
    layout: str, number: int, formats: Sequence[str], folder: Path, plant: str = "faults"
) -> Iterator[Cell]:
    """The paper `number` of a layout in each of the formats; `plant` is faults or harmless."""
    rng = Random(f"{plant}/{layout}/{number}")
    text = clean(LAYOUTS[layout], rng, hebei=number % 2 == 0)
    path = folder / "clean.txt"
    path.write_text(text, "utf-8")
    disclosure, before = findings(path)
    made = faults_of(rng, disclosure) if plant == "faults" else harmless(rng, disclosure)
    planted = folder / "planted.txt"
    planted.write_text(planted_text(text, made), "utf-8")
    for form in formats:
        after = _found(planted, form)
        cell = _cell(layout, number, form, made, _new(after, before), text.splitlines())
        # What is found elsewhere may be found in the clean paper in this format, too.
        if cell.elsewhere and form != "txt":
            known = [*before, *_found(path, form)]
            cell = _cell(layout, number, form, made, _new(after, known), text.splitlines())
        yield cell


def _new(after: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """What is found after and was not before."""
    known = set(map(_told, before))
    return [one for one in after if _told(one) not in known]


def _found(path: Path, form: str) -> list[Finding]:
    if form != "txt":
        content = _RENDERED[form](blocks(path))
        path = path.with_suffix(f".{form}")
        path.write_bytes(content)
    return findings(path)[1]


def _told(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message_zh


def _cell(
    layout: str,
    number: int,
    form: str,
    made: Sequence[Fault],
    new: Sequence[Finding],
    lines: Sequence[str],
) -> Cell:
    words = [_words_of(fault, lines) for fault in made]
    quoted = [(one, _quoted(one)) for one in new]
    faults = []
    for fault, own in zip(made, words, strict=True):
        hit = any(one.rule in fault.rules and quotes & own for one, quotes in quoted)
        faults.append((fault.kind, hit if fault.rules else None, fault.told))
    every = frozenset().union(*words)
    strays = [f"{one.rule} {one.message_zh}" for one, quotes in quoted if not quotes & every]
    if any(fault.kind.startswith("harmless") or "holds" in fault.kind for fault in made):
        strays = [f"{one.rule} {one.message_zh}" for one, _ in quoted]
    return Cell(layout, number, form, tuple(faults), tuple(strays))


def _words_of(fault: Fault, lines: Sequence[str]) -> frozenset[str]:
    """The lines of a fault before and after, without what a format prints otherwise."""
    before = [lines[line - 1] for line in fault.places]
    after = [part for text in fault.edits.values() if text for part in text.split("\n")]
    return frozenset(filter(None, map(_bare, [*before, *after])))


def _quoted(finding: Finding) -> frozenset[str]:
    quotes = (one.quote or "" for one in finding.passages)
    return frozenset(_bare(line) for quote in quotes for line in quote.split("\n"))


def _bare(line: str) -> str:
    bare = _DRESS.sub("", _MASKED.sub("", line))
    return bare if len(bare) >= _SHORTEST else ""
