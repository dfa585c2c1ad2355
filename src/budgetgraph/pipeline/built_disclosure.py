"""Keep what came of one source beside the graph, so that it need not be read again unchanged."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from budgetgraph import mapping, validate
from budgetgraph.assets import asset
from budgetgraph.disclosure import Correction, Disclosure, LedgerLine, Told
from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import Note, Severity
from budgetgraph.document.where import Where
from budgetgraph.export.graph_shares import GraphShare, share_of_disclosure
from budgetgraph.mapping.across.joined_papers import under_one_name
from budgetgraph.pipeline.fit_for_graph import unfit
from budgetgraph.pipeline.line import extract_all
from budgetgraph.rdf.iris import Iris
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.validate.page_checks import check
from budgetgraph.validate.rules import PAGE_RULES

#: The folder of a built folder that keeps its parts.
PARTS = "parts"
#: Beside it, those of sources that share department and year, under names of their own.
EDITIONS = "editions"


@dataclass(frozen=True, slots=True)
class Part:
    """One built disclosure; a source may hold several.

    `unit` is whose 单位预算 it is, None for a 部门预算; `lines` is the text rendering of the source with
    personal data masked, `ledger` what was not taken from it, `nquads` its named graph, `share`
    what that graph adds to the downloads (None where none are wanted, or there is no graph).
    """

    file: str
    sha256: str
    key: str
    graph: str
    department: str
    unit: str | None
    division: str | None
    fiscal_year: int
    kind: str
    counts: dict[str, int]
    documents: tuple[str, ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    ledger: tuple[LedgerLine, ...]
    nquads: bytes
    share: GraphShare | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one file: a part for each disclosure in it, and the reasons of those that can go
    into no graph. `told` is what was told of it, `record` where the last build kept this.
    """

    sha256: str
    told: Told
    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()
    record: Path | None = None

    @property
    def has_shares(self) -> bool:
        """Tell whether what every graph adds to the downloads was made."""
        return all(part.share is not None for part in self.parts if part.nquads)


def make_parts(
    file: Path, base: str, told: Told, edition: str | None = None, dumps: bool = True
) -> Built:
    """Give one file through the line, and with `dumps` make its share of the downloads."""
    parts: list[Part] = []
    left_out: list[str] = []
    disclosures = extract_all(file, told)
    for disclosure in disclosures:
        reason = unfit(disclosure)
        if reason is not None:
            left_out.append(reason)
            continue
        made = _made(shown(file.name), replace(disclosure, edition=edition), base)
        if dumps:
            made = with_share(made, base)
        parts.append(made)
    return Built(disclosures[0].source.sha256, told, tuple(parts), tuple(left_out))


def make_joined(
    files: Sequence[Path], base: str, told: Sequence[Told], dumps: bool = True
) -> Built:
    """Give files that complete each other, as one disclosure: the graph stands at the first part,
    the others say what became of their own source.
    """
    disclosures = [extract_all(file, fact)[0] for file, fact in zip(files, told, strict=True)]
    papers = under_one_name(disclosures)
    graphs = [mapping.joined_nquads(papers, base), *[b"" for _ in papers[1:]]]
    parts = [
        _made(shown(file.name), paper, base, graph)
        for file, paper, graph in zip(files, papers, graphs, strict=True)
    ]
    if dumps:
        parts = [with_share(part, base) for part in parts]
    return Built(papers[0].source.sha256, told[0], tuple(parts))


def with_share(part: Part, base: str) -> Part:
    """Give a part with what its graph adds to the downloads, where it has a graph."""
    return replace(part, share=made_share(part, base)) if part.nquads else part


def made_share(part: Part, base: str) -> GraphShare:
    """Give what the graph of a part adds to the downloads, made now where it was not before."""
    if part.share is not None:
        return part.share
    codes = mapping.code_quads([part.nquads], base)
    return share_of_disclosure(part.graph, part.nquads, codes, base)


def _made(name: str, disclosure: Disclosure, base: str, graph: bytes | None = None) -> Part:
    nquads = mapping.nquads(disclosure, base) if graph is None else graph
    report = validate.validate_nquads(nquads, validate.load_shapes(base=base))
    findings = tuple(
        sorted([*report.findings, *check(disclosure, base)], key=lambda finding: finding.order)
    )
    key = mapping.key_of(disclosure)
    unit = None if disclosure.unit is None else disclosure.unit.name
    return Part(
        file=name,
        sha256=disclosure.source.sha256,
        key=key,
        graph=Iris(base).graph(key),
        department=disclosure.owner.name,
        unit=unit,
        division=disclosure.division.code,
        fiscal_year=disclosure.year,
        kind=disclosure.kind,
        counts=_counts(disclosure) | {"triples": nquads.count(b"\n"), "findings": len(findings)},
        documents=tuple(str(document.number) for document in disclosure.documents),
        notes=disclosure.notes,
        findings=findings,
        lines=disclosure.source.lines,
        ledger=tuple(line for line in disclosure.ledger if line.status != "mapped"),
        nquads=nquads,
    )


def _counts(disclosure: Disclosure) -> dict[str, int]:
    first, last = disclosure.extent or (1, len(disclosure.source.lines))
    figures = 0
    for table in disclosure.tables:
        figures += sum(len(row.cells) for row in table.rows)
    statuses = Counter(line.status for line in disclosure.ledger)
    return {
        "lines": last - first + 1,
        "tables": len(disclosure.tables),
        "open_tables": sum(table.closes is False for table in disclosure.tables),
        "figures": figures,
        "statements": len(disclosure.statements),
        "projects": len(disclosure.projects),
        "indicators": sum(len(project.indicators) for project in disclosure.projects),
        "documents": len(disclosure.documents),
        "mentions": sum(len(document.mentions) for document in disclosure.documents),
        "units": len(disclosure.units),
        "mapped_lines": statuses["mapped"],
        "ignored_lines": statuses["ignored"],
        "unparsed_lines": statuses["unparsed"],
    }


# --- what need not be read again ------------------------------------------------------------------
@cache
def engine() -> str:
    """Give a digest of everything that decides what a source becomes: this package's code and data,
    the ontology, the shapes.
    """
    digest = hashlib.sha256()
    for root in (Path(str(resources.files("budgetgraph"))), asset("ontology"), asset("shapes")):
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".toml", ".ttl"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def keep(folder: Path, built: Built, base: str) -> None:
    """Keep the parts of one source in the folder: the record of the last build where they are from
    there, else a new one as JSON, packed without a clock.
    """
    place = folder / f"{built.sha256}.json.gz"
    if built.record is not None:
        # A disk without hard links gets a file of its own.
        with contextlib.suppress(OSError):
            os.link(built.record, place)
            return
    record = {
        "engine": engine(),
        "base": base,
        "told": asdict(built.told),
        "left_out": list(built.left_out),
        "disclosures": list(map(_part_record, built.parts)),
    }
    content = json.dumps(record, ensure_ascii=False, default=str).encode()
    place.write_bytes(gzip.compress(content, mtime=0))


def _part_record(part: Part) -> dict[str, Any]:
    share = None if part.share is None else part.share.as_json()
    return asdict(replace(part, share=None)) | {"nquads": part.nquads.decode(), "share": share}


def known(folder: Path, base: str, *, complete: bool = True) -> dict[str, Built]:
    """Tell what came of the sources of the last build by SHA-256, where this very version made it
    with this base; any other is made anew.

    With `complete`, a source of which a disclosure was left out is not among them: it is read again
    by the next build, which says so again.
    """
    by_digest: dict[str, Built] = {}
    for path in sorted(folder.glob("*.json.gz")) if folder.is_dir() else []:
        try:
            record = json.loads(gzip.decompress(path.read_bytes()))
            if record["engine"] == engine() and record["base"] == base:
                parts = tuple(map(_part, record["disclosures"]))
                left_out = tuple(record["left_out"])
                sha256 = parts[0].sha256
                if not (complete and left_out):
                    told = _told(record["told"])
                    by_digest[sha256] = Built(sha256, told, parts, left_out, path)
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError):
            # A damaged record costs time, never a wrong graph.
            continue
    return by_digest


def page_findings(folder: Path) -> list[Finding]:
    """Tell what the checks of the page found in the sources of a built folder, whichever version of
    this package built it.
    """
    findings: list[Finding] = []
    for path in sorted((folder / PARTS).glob("*.json.gz")):
        record = json.loads(gzip.decompress(path.read_bytes()))
        for disclosure in record["disclosures"]:
            said = map(_finding, disclosure["findings"])
            findings += (finding for finding in said if finding.rule in PAGE_RULES)
    return findings


def _told(record: dict[str, Any]) -> Told:
    corrections = tuple(Correction(**fields) for fields in record["corrections"])
    return Told(**(record | {"corrections": corrections}))


def _part(record: dict[str, Any]) -> Part:
    changed = {
        "documents": tuple(record["documents"]),
        "notes": tuple(map(_note, record["notes"])),
        "findings": tuple(map(_finding, record["findings"])),
    }
    ledger = tuple(LedgerLine(**line) for line in record["ledger"])
    share = None if record["share"] is None else GraphShare.of_json(record["share"])
    given = {
        "lines": tuple(record["lines"]),
        "ledger": ledger,
        "nquads": record["nquads"].encode(),
        "share": share,
    }
    return Part(**(record | changed | given))


def _note(record: dict[str, Any]) -> Note:
    where = None if record["where"] is None else Where(**record["where"])
    return Note(record["code"], record["message"], where)


def _finding(record: dict[str, Any]) -> Finding:
    changed = {
        "severity": Severity(record["severity"]),
        "gap": None if record["gap"] is None else Decimal(record["gap"]),
        "figures": tuple(record["figures"]),
        "passages": tuple(QuotedPassage(**passage) for passage in record["passages"]),
        "consequences": tuple(map(_finding, record["consequences"])),
    }
    return Finding(**(record | changed))
