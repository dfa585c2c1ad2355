"""What a build did: its parts, what failed, what was passed over; as one line for the terminal and
as DIR/report.json.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from budgetgraph import __version__
from budgetgraph.document.file_names import printable, shown
from budgetgraph.document.problems import BudgetGraphError, Note, UnreadableInput
from budgetgraph.export.publication import Publication
from budgetgraph.extras import INSTALL_RECOGNITION
from budgetgraph.pipeline.kept.part import Part
from budgetgraph.pipeline.source_files import is_scan_left
from budgetgraph.pipeline.upkeep.retracted import RETRACTED
from budgetgraph.pipeline.upkeep.worth_a_look import DoubtfulPaper, worth_a_look
from budgetgraph.validate.findings import Finding

#: Why a file in a folder is passed over.
SKIPPED = (
    "its suffix is none of txt, md, csv, html, mht, pdf, docx, doc, odt, xlsx, xls, ods, zip; "
    "name the file itself to have it read all the same"
)
#: Why a picture is passed over.
SCAN_LEFT = f"this is a picture; {INSTALL_RECOGNITION}"
#: What the line for the terminal counts.
_COUNTED = ("projects", "indicators", "figures", "mentions", "findings")


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be built, why, and the exit status that this calls for."""

    file: str
    reason: str
    status: int

    @classmethod
    def of(cls, file: str | Path, problem: BudgetGraphError) -> Failure:
        """Give the failure of a file as the error says it, in a line without the file's name.

        What is in an archive is named by its own path.
        """
        name = shown(file)
        if isinstance(problem, UnreadableInput):
            return cls(problem.path, printable(problem.reason), problem.status)
        said = str(problem).removeprefix(f"{file}: ").removeprefix(f"{name}: ")
        return cls(name, printable(said), problem.status)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `as_json` is DIR/report.json.

    It holds no clock, so equal inputs give equal bytes. `triples` counts the whole graph; those of
    the disclosures alone, which `validate` looks at, are in `totals`.
    """

    base: str
    triples: int
    parts: tuple[Part, ...]
    failures: tuple[Failure, ...]
    together: tuple[Finding, ...] = ()
    """What was found in all disclosures together."""
    skipped: tuple[str, ...] = ()
    """Files in the given folders that are of no kind that is read."""
    unused: tuple[str, ...] = ()
    """Files that --sources tells of, and sources that --corrections tells of, that are none of the
    inputs.
    """
    publication: Publication = field(default_factory=Publication)

    def totals(self) -> dict[str, int]:
        """Give the counts of all sources together; documents are counted once, however many sources
        cite them.
        """
        total: Counter[str] = Counter()
        for part in self.parts:
            total.update(part.counts)
        total["findings"] += len(self.together)
        documents: set[str] = set()
        for part in self.parts:
            documents.update(part.documents)
        total["documents"] = len(documents)
        return dict(sorted(total.items()))

    def editions(self) -> dict[str, str]:
        """Give each file that speaks of the same department (or unit) and year as others, with
        those others.
        """
        alike: dict[tuple[str | int | None, ...], dict[str, str]] = {}
        for part in self.parts:
            key = (part.department, part.unit, part.division, part.fiscal_year, part.kind)
            alike.setdefault(key, {}).setdefault(part.key, part.file)
        every = [list(files.values()) for files in alike.values()]
        return {files[0]: "、".join(files[1:]) for files in every if len(files) > 1}

    def summary(self) -> str:
        """Give one line for the terminal."""
        totals = self.totals()
        counted = ", ".join(_counted(totals.get(name, 0), name) for name in _COUNTED)
        failed = f", {len(self.failures)} not built" if self.failures else ""
        triples = f"{totals.get('triples', 0)} triples ({self.triples} with the codes and findings)"
        disclosures = _counted(len({part.key for part in self.parts}), "disclosures")
        return f"{disclosures}, {triples}: {counted}{failed}"

    def as_json(self) -> dict[str, Any]:
        # What was retracted is said to whom builds; its name is in no file of the folder.
        failures = [failure for failure in self.failures if failure.reason != RETRACTED]
        return {
            "budgetgraph": __version__,
            "base": self.base,
            "licence": self.publication.licence,
            "contact": self.publication.contact,
            "triples": self.triples,
            "totals": self.totals(),
            "sources": list(map(_part_json, self.parts)),
            "worth_a_look": list(map(DoubtfulPaper.as_json, worth_a_look(self.parts))),
            "together": {"findings": _by_rule(self.together)},
            "skipped": list(map(_skipped_json, self.skipped)),
            "unused": list(self.unused),
            "failures": list(map(asdict, failures)),
        }


def _skipped_json(file: str) -> dict[str, str]:
    return {"file": file, "reason": SCAN_LEFT if is_scan_left(file) else SKIPPED}


def _part_json(part: Part) -> dict[str, Any]:
    return {
        "file": part.file,
        "sha256": part.sha256,
        "disclosure": part.key,
        "graph": part.graph,
        "department": part.department,
        "unit": part.unit,
        "division": part.division,
        "fiscal_year": part.fiscal_year,
        "kind": part.kind,
        "counts": part.counts,
        "findings": _by_rule(part.findings),
        "notes": list(map(_note_json, part.notes)),
    }


def _note_json(note: Note) -> dict[str, Any]:
    """Tell where the source has pages, the page as well."""
    where = note.where
    page = {"page": where.page} if where and where.page is not None else {}
    return {
        "code": note.code,
        "message": note.message,
        "lines": where.lines if where else None,
    } | page


def _counted(number: int, things: str) -> str:
    """Say how many there are: 1 project, 2 projects."""
    return f"{number} {things.removesuffix('s') if number == 1 else things}"


def _by_rule(findings: Iterable[Finding]) -> dict[str, int]:
    return dict(sorted(Counter(map(attrgetter("rule"), findings)).items()))
