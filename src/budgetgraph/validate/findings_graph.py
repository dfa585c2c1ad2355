"""Findings as RDF: `sh:ValidationResult`s in their own named graph, and a SHACL report in Turtle.

Equal findings give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from budgetgraph.rdf.iris import BASE, PREFIXES, Iris
from budgetgraph.rdf.nquads import escape, joined
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.values.money import plain

_SH = PREFIXES["sh"]
_TYPE = PREFIXES["rdf"] + "type"
_POSITION = re.compile(r"/\d{1,6}(?:/|\Z)")
#: 第 4 页有 2 处文字不完整 in a PDF is 文字有 2 处文字不完整 in a Word document.
_PAGE = re.compile(r"\A(?:第 \d{1,5} 页|文字)(?=有)")
_LINES = re.compile(r"（第 [\d, …]{1,200} 行）")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
#: Under this name a SARIF report keeps what tells its findings apart.
FINGERPRINT = "budgetgraphFinding/v1"


def finding_iri(finding: Finding, base: str = BASE) -> str:
    """Give the finding's IRI, made of its rule, its paper and what it says.

    A rule that names its table or item keeps its IRI where a line or a row more stands above it:
    positions count only where the message says the same of every node (`structure`).
    """
    parts = (finding.focus, finding.path or "", finding.value_text, finding.message)
    if finding.disclosure is not None and finding.rule not in ("structure", "shape"):
        path, value, message = map(_unplaced, parts[1:])
        # A document is no part of a paper: two of one number in two places say the same of it.
        is_document = finding.focus.startswith(f"{base}id/document/")
        document = finding.focus if is_document else ""
        parts = (finding.disclosure + document, path, value, message)
    return Iris(base).finding(finding.rule, *parts)


def _unplaced(text: str) -> str:
    """Give a text without what moves with a line more or less: numbers of rows in IRIs, of
    lines; and of the page that a paper has as a PDF and not as a Word document. Separators of
    thousands are no part of an amount.
    """
    bare = _THOUSANDS.sub("", text)
    return _PAGE.sub("", _LINES.sub("", _POSITION.sub("/", bare)))


def finding_quads(findings: Iterable[Finding], base: str = BASE) -> bytes:
    """Give the findings as sorted N-Quads in the graph `<base>graph/findings`.

    The lines that they lead to are told as well: a finding about words that nothing was read from
    is the only one to name them.
    """
    graph = Iris(base).findings_graph
    quads: set[str] = set()
    for finding in _with_consequences(findings):
        iri = finding_iri(finding, base)
        for predicate, term in _statements(finding, base):
            quads.add(f"<{iri}> <{predicate}> {term} <{graph}> .")
        for passage in finding.passages:
            for predicate, term in _place(passage, base):
                quads.add(f"<{passage.iri}> <{predicate}> {term} <{graph}> .")
    return joined(quads)


def _place(passage: QuotedPassage, base: str) -> Iterator[tuple[str, str]]:
    """Give what is said of the lines or the page of a source; nothing where neither is known."""
    if passage.first_line is None and passage.page is None:
        return
    bg = Iris(base).ontology
    source, _, _ = passage.iri.partition("#")
    yield _TYPE, f"<{bg}SourceSpan>"
    yield PREFIXES["oa"] + "hasSource", f"<{source}>"
    places = {
        "firstLine": passage.first_line,
        "lastLine": passage.last_line,
        "page": passage.page,
    }
    for name, number in places.items():
        if number is not None:
            yield bg + name, f'"{number}"^^<{PREFIXES["xsd"]}integer>'


def doubted_things(findings: Iterable[Finding]) -> dict[str, set[str]]:
    """Give the rules that doubt each thing: what a finding is about, its value where that is a
    thing, and what a sum or an equality was checked with.
    """
    by_thing: dict[str, set[str]] = {}
    for finding in _with_consequences(findings):
        value = finding.value or ""
        things = [finding.focus]
        if value.startswith("<"):
            things.append(value[1:-1])
        if finding.gap is not None:
            things += finding.figures
        for thing in filter(None, things):
            by_thing.setdefault(thing, set()).add(finding.rule)
    return by_thing


def turtle(findings: Iterable[Finding], base: str = BASE) -> bytes:
    """Give the SHACL validation report; by SHACL §3.6 it conforms only where there is no result of
    whatever severity.
    """
    given = sorted(findings, key=lambda finding: finding.order)
    described = {
        finding_iri(finding, base): sorted(_statements(finding, base))
        for finding in _with_consequences(given)
    }
    listed = dict.fromkeys(finding_iri(finding, base) for finding in given)
    lines = [
        f"@prefix bg: <{Iris(base).ontology}> .",
        f"@prefix sh: <{_SH}> .",
        f"@prefix xsd: <{PREFIXES['xsd']}> .",
        "",
    ]
    results = (
        " ;\n    sh:result " + " ,\n        ".join(f"<{iri}>" for iri in listed)
        if described
        else ""
    )
    conforms = "false" if described else "true"
    lines.append(
        f"<{base}validation> a sh:ValidationReport ;\n    sh:conforms {conforms}{results} ."
    )
    short = {_TYPE: "a"}
    for iri, statements in described.items():
        body = " ;\n    ".join(
            f"{short.get(predicate) or _shortened(f'<{predicate}>', base)} {_shortened(term, base)}"
            for predicate, term in statements
        )
        lines += ["", f"<{iri}>\n    {body} ."]
    return ("\n".join(lines) + "\n").encode()


def _with_consequences(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give each finding, and behind it what follows from it."""
    for finding in findings:
        yield finding
        yield from finding.consequences


def _shortened(term: str, base: str) -> str:
    """Give a term with the report's prefixes; only vocabulary terms are shortened, they hold no
    character that a local name may not.
    """
    if not term.endswith(">"):
        return term
    start = term.rfind("^^<") + 2 if term.startswith('"') else 0
    for prefix, namespace in _namespaces(base):
        if term.startswith(namespace, start):
            local = term[start + len(namespace) : -1]
            if local.isalnum():
                return f"{term[:start]}{prefix}:{local}"
    return term


@cache
def _namespaces(base: str) -> tuple[tuple[str, str], ...]:
    """Give the report's prefixes, each with what an IRI of its namespace begins with."""
    namespaces = {"sh": _SH, "bg": Iris(base).ontology, "xsd": PREFIXES["xsd"]}
    return tuple((prefix, f"<{namespace}") for prefix, namespace in namespaces.items())


def _statements(finding: Finding, base: str) -> Iterator[tuple[str, str]]:
    """Give the predicates and N-Triples terms that are said of a finding."""
    bg = Iris(base).ontology

    def links(predicate: str, iris: Iterable[str | None]) -> Iterator[tuple[str, str]]:
        return ((predicate, f"<{iri}>") for iri in iris if iri)

    # What follows from another finding is no result of its own: SHACL calls it a detail of that.
    kind = "AbstractResult" if finding.is_consequence else "ValidationResult"
    yield from links(_TYPE, [_SH + kind])
    yield from links(
        _SH + "detail", (finding_iri(consequence, base) for consequence in finding.consequences)
    )
    yield from links(_SH + "focusNode", [finding.focus])
    yield from links(_SH + "resultPath", [finding.path])
    yield from links(_SH + "resultSeverity", [_SH + finding.severity.word.capitalize()])
    yield from links(_SH + "sourceShape", [finding.shape])
    yield from links(_SH + "sourceConstraintComponent", [finding.component])
    yield from links(bg + "compares", finding.figures)
    yield from links(bg + "disclosure", [finding.disclosure])
    yield from links(bg + "source", (passage.iri for passage in finding.passages))
    if finding.value is not None:
        yield _SH + "value", finding.value
    for language, message in (("zh", finding.message_zh), ("en", finding.message_en)):
        if message:
            yield _SH + "resultMessage", f'"{escape(message)}"@{language}'
    yield bg + "rule", f'"{escape(finding.rule)}"'
    if finding.gap is not None:
        yield bg + "gap", f'"{plain(finding.gap):f}"^^<{PREFIXES["xsd"]}decimal>'
