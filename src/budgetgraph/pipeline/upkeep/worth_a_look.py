"""Which documents of a build are worth a human look, the most doubtful first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from budgetgraph.document.problems import Note
from budgetgraph.pipeline.kept.part import Part

#: How much a note says against the reading of its document; any other note counts 1, and one that
#: only says what was done counts nothing.
_WEIGHTS = {
    "table-not-read": 10,
    "page-without-text": 10,
    "recognised": 5,
    "recognised-doubtful": 5,
    "table-not-known": 5,
    "form-without-name": 5,
    "correction-does-not-fit": 5,
    "department-not-told": 5,
    "department-in-doubt": 5,
    "kind-in-doubt": 5,
    "year-not-told": 5,
    "unit-not-told": 5,
    "cell-not-read": 3,
    "amount-not-read": 3,
    "part-not-read": 3,
    "personal-data": 0,
    "several-disclosures": 0,
    "corrected": 0,
    "department-told": 0,
    "year-told": 0,
    "converted": 0,
}
_OTHER_NOTE = 1
#: What a table that does not close counts; it may be the paper's own slip.
_OPEN_TABLE = 5
_UNPARSED_LINE = 1


@dataclass(frozen=True, slots=True)
class DoubtfulPaper:
    """A document with what speaks for a look at it: its notes by code, how many of its tables do
    not close, how many lines were not understood; and the sum of their weights.
    """

    file: str
    disclosure: str
    weight: int
    notes: dict[str, int]
    open_tables: int
    unparsed_lines: int

    def as_json(self) -> dict[str, Any]:
        """Give the entry of report.json."""
        return {
            "file": self.file,
            "disclosure": self.disclosure,
            "weight": self.weight,
            "notes": self.notes,
            "tables_that_do_not_close": self.open_tables,
            "unparsed_lines": self.unparsed_lines,
        }

    def __str__(self) -> str:
        said = [f"{count} {code}" for code, count in self.notes.items()]
        if self.open_tables:
            said.append(f"{self.open_tables} tables that do not close")
        if self.unparsed_lines:
            lines = "line" if self.unparsed_lines == 1 else "lines"
            said.append(f"{self.unparsed_lines} {lines} not understood")
        return f"{self.file}: {', '.join(said)}"


def worth_a_look(parts: Iterable[Part]) -> list[DoubtfulPaper]:
    """Give the documents with any weight, the heaviest first."""
    papers = [paper for paper in map(_paper, parts) if paper.weight]
    return sorted(papers, key=lambda paper: (-paper.weight, paper.file, paper.disclosure))


def _paper(part: Part) -> DoubtfulPaper:
    counted = [note for note in part.notes if _weight(note)]
    open_tables = part.counts.get("open_tables", 0)
    unparsed = part.counts.get("unparsed_lines", 0)
    weight = sum(map(_weight, counted)) + _OPEN_TABLE * open_tables + _UNPARSED_LINE * unparsed
    notes = dict(Counter(note.code for note in counted).most_common())
    return DoubtfulPaper(part.file, part.key, weight, notes, open_tables, unparsed)


def _weight(note: Note) -> int:
    return _WEIGHTS.get(note.code, _OTHER_NOTE)
