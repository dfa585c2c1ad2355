"""Make a source: through the line to graphs and findings, and packed as it is kept. The work of a
worker, who hands back bytes and small records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from budgetgraph import mapping, validate
from budgetgraph.disclosure import Disclosure, LedgerLine, Told
from budgetgraph.document import Source
from budgetgraph.document.file_names import shown
from budgetgraph.export.pack import PackWriter, Places
from budgetgraph.export.packed_graph import PackedGraph, pack_disclosure, pack_graph
from budgetgraph.mapping.across.joined_papers import under_one_name
from budgetgraph.mapping.concepts import Use, facts, uses
from budgetgraph.pipeline.fit_for_graph import unfit
from budgetgraph.pipeline.kept.part import (
    FOR_EVERY,
    FOR_LINKS,
    FOR_RULES,
    LEDGER,
    LINES,
    PICTURE,
    Built,
    MadeSource,
    Part,
)
from budgetgraph.pipeline.kept.pictures import shown_pictures
from budgetgraph.pipeline.kept.record import record_of
from budgetgraph.pipeline.line import extract_all
from budgetgraph.rdf.iris import Iris
from budgetgraph.rdf.nquads import joined
from budgetgraph.read.pictures.collected import PicturesBySource, collected_pictures
from budgetgraph.validate.causes import with_those_of_page
from budgetgraph.validate.page_checks import check


def make_source(
    file: Path, base: str, told: Told, edition: str | None = None, dumps: bool = True
) -> MadeSource:
    """Give one file through the line, and with `dumps` make what it adds to the downloads."""
    packing = _Packing(base, dumps)
    parts: list[Part] = []
    left_out: list[str] = []
    with collected_pictures() as pictures:
        disclosures = extract_all(file, told)
    packing.take_in(pictures)
    for disclosure in disclosures:
        reason = unfit(disclosure)
        if reason is not None:
            left_out.append(reason)
            continue
        own = replace(disclosure, edition=edition)
        parts.append(packing.part(shown(file.name), own, mapping.nquads(own, base)))
    built = Built(disclosures[0].source.sha256, told, tuple(parts), tuple(left_out))
    return packing.made(built)


def make_joined(
    files: Sequence[Path], base: str, told: Sequence[Told], dumps: bool = True
) -> MadeSource:
    """Give files that complete each other, as one disclosure: the graph stands at the first part,
    the others say what became of their own source.
    """
    packing = _Packing(base, dumps)
    with collected_pictures() as pictures:
        disclosures = [extract_all(file, fact)[0] for file, fact in zip(files, told, strict=True)]
    packing.take_in(pictures)
    papers = under_one_name(disclosures)
    graphs = [mapping.joined_nquads(papers, base), *[b""] * (len(papers) - 1)]
    parts: list[Part] = []
    for file, paper, graph in zip(files, papers, graphs, strict=True):
        parts.append(packing.part(shown(file.name), paper, graph))
    return packing.made(Built(papers[0].source.sha256, told[0], tuple(parts)))


class _Packing:
    """Makes the parts of one source, with one pack for the pieces of all."""

    def __init__(self, base: str, dumps: bool) -> None:
        self._base = base
        self._dumps = dumps
        self._pack = PackWriter()
        self._pictures: PicturesBySource = {}
        self._packed_pictures: dict[str, Places] = {}

    def take_in(self, pictures: PicturesBySource) -> None:
        """Take in the pictures of the pages of all sources, to be packed with their parts."""
        self._pictures = pictures

    def made(self, built: Built) -> MadeSource:
        """Hand over what was made."""
        pack = self._pack.content()
        return MadeSource(built, record_of(built, pack, self._base), pack)

    def part(self, name: str, disclosure: Disclosure, nquads: bytes) -> Part:
        """Validate and pack a disclosure; `nquads` are its graph, nothing where that stands at
        another part.
        """
        shapes = validate.load_shapes(base=self._base)
        validated = validate.validate_paper(nquads, shapes)
        every = with_those_of_page(validated.report.findings, check(disclosure, self._base))
        findings = tuple(sorted(every, key=lambda finding: finding.order))
        key = mapping.key_of(disclosure)
        graph = Iris(self._base).graph(key)
        used = uses(nquads, self._base)
        unit = None if disclosure.unit is None else disclosure.unit.name
        packed = self._packed(graph, nquads, used) if nquads else None
        return Part(
            file=name,
            sha256=disclosure.source.sha256,
            key=key,
            graph=graph,
            department=disclosure.owner.name,
            unit=unit,
            division=disclosure.division.code,
            fiscal_year=disclosure.year,
            kind=disclosure.kind,
            counts=_counts(disclosure)
            | {"triples": nquads.count(b"\n"), "findings": len(findings)},
            documents=tuple(map(str, map(attrgetter("number"), disclosure.documents))),
            notes=disclosure.notes,
            findings=findings,
            places=self._pieces(disclosure, nquads, validated),
            uses=tuple(sorted(used)),
            packed=packed,
        )

    def _pieces(
        self, disclosure: Disclosure, nquads: bytes, validated: validate.ValidatedPaper
    ) -> Places:
        """Pack what is kept of a disclosure beside its graph."""
        return {
            **self._pictures_of(disclosure.source),
            LINES: self._pack.add("\n".join(disclosure.source.lines).encode()),
            LEDGER: self._pack.add(_ledger(disclosure.ledger).encode()),
            FOR_RULES: self._pack.add(validated.for_all),
            FOR_EVERY: self._pack.add(validated.for_every),
            FOR_LINKS: self._pack.add(mapping.looked_at(nquads, self._base)),
        }

    def _pictures_of(self, source: Source) -> Places:
        """Pack the pictures of a source, once for all disclosures in it."""
        if source.sha256 not in self._packed_pictures:
            pages = self._pictures.get(source.sha256, [])
            pieces = shown_pictures(source, pages)
            places = {PICTURE + name: self._pack.add(piece) for name, piece in pieces.items()}
            self._packed_pictures[source.sha256] = places
        return self._packed_pictures[source.sha256]

    def _packed(self, name: str, nquads: bytes, used: frozenset[Use]) -> PackedGraph:
        if not self._dumps:
            return pack_graph(self._pack, name, nquads, self._base, dumps=False)
        codes = joined(facts(used, self._base))
        return pack_disclosure(self._pack, name, nquads, codes, self._base)


def _ledger(ledger: Sequence[LedgerLine]) -> str:
    """Write the lines that nothing was taken from: number, ignored or unparsed, reason."""
    missed = [line for line in ledger if line.status != "mapped"]
    missed.sort(key=lambda line: line.number)
    return "".join(f"{line.number}\t{line.status}\t{line.reason or ''}\n" for line in missed)


def _counts(disclosure: Disclosure) -> dict[str, int]:
    first, last = disclosure.extent or (1, len(disclosure.source.lines))
    figures = 0
    for table in disclosure.tables:
        figures += sum(len(row.cells) for row in table.rows)
    statuses = Counter(map(attrgetter("status"), disclosure.ledger))
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
