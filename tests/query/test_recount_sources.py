"""The questions about the papers themselves, recounted from their bytes and from the report of the
audit, without the graph: lines read, findings, and the place of each thing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from recount import ASKED, SETS, papers

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.pipeline.build import build
from budgetgraph.pipeline.line import extract_all
from budgetgraph.query.questions import bind, load
from budgetgraph.rdf.iris import PREFIXES
from budgetgraph.store import Store

BG = PREFIXES["bg"]
DISCLOSURE = re.compile(r"/id/disclosure/\d{6}/([^/]+)/(\d{4})")
LINES = re.compile(r"/source/([0-9a-f]{64})#line=(\d+),(\d+)$")
#: A figure of an example and another in its place, and what the audit has to say of it by hand: the
#: rule, how serious it is, the gap in 元, and the line that the figure stands on.
PLANTED = (
    "本年收入合计\t4707.32\t本年支出合计\t4707.32",
    "本年收入合计\t4707.32\t本年支出合计\t4708.32",
)


@pytest.fixture(scope="module", params=[*ASKED, "planted"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("recount")
    if request.param == "planted":
        (text,) = (one for one in papers(SETS["examples"]) if one.name.startswith("平乡"))
        paper = folder / text.name
        paper.write_text(text.read_text("utf-8").replace(*PLANTED), "utf-8")
        return Built([paper], folder / "graph")
    if not SETS[request.param].is_dir():
        pytest.skip(f"{request.param} are not at hand")
    return Built(papers(SETS[request.param]), folder / "graph")


class Built:
    """Some papers, and the folder that is built from them."""

    def __init__(self, sources: list[Path], out: Path) -> None:
        self.sources = {hashlib.sha256(one.read_bytes()).hexdigest(): one for one in sources}
        report = build([str(path) for path in sources], out, jobs=2)
        assert not report.failures
        self.store = Store.open(out / "store")
        self.report = Graph().parse(out / "validation.ttl")

    def ask(self, name: str, **values: str) -> pd.DataFrame:
        answer = self.store.select(bind(load()[name], values))
        return pd.DataFrame(answer.rows, columns=list(answer.columns))

    @cache  # noqa: B019 - as many as there are fixtures
    def lines(self, name: str) -> list[str]:
        (path,) = (one for one in self.sources.values() if one.name == name)
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")


def plain(value: Any) -> Any:
    return "" if value is None or pd.isna(value) else value


def findings_of(built: Built) -> Counter[tuple[Any, ...]]:
    """The findings of the report, as rows of the question."""
    expected: Counter[tuple[Any, ...]] = Counter()
    report = built.report
    for finding in report.subjects(RDF.type, SH.ValidationResult):
        said = DISCLOSURE.search(str(report.value(finding, URIRef(BG + "disclosure"))))
        assert said is not None
        spans = [str(one) for one in report.objects(finding, URIRef(BG + "source"))]
        by_file: dict[str, list[tuple[int, int]]] = {}
        for found in filter(None, map(LINES.search, spans)):
            by_file.setdefault(found[1], []).append((int(found[2]) + 1, int(found[3])))
        gap = report.value(finding, URIRef(BG + "gap"))
        (message,) = (
            str(one)
            for one in report.objects(finding, SH.resultMessage)
            if isinstance(one, Literal) and one.language == "zh"
        )
        row = (
            str(report.value(finding, URIRef(BG + "rule"))),
            str(report.value(finding, SH.resultSeverity)).rpartition("#")[2].lower(),
            *(said[1], int(said[2]), message),
            gap.toPython() if isinstance(gap, Literal) else "",
        )
        for digest, places in by_file.items():
            first, last = min(map(min, places)), max(map(max, places))
            expected[*row, built.sources[digest].name, first, last] += 1
        if not by_file:
            expected[row] += 1
    return expected


def test_findings_are_those_of_the_report(built: Built) -> None:
    shown = built.ask("findings")
    found: Counter[tuple[Any, ...]] = Counter()
    for row in shown.itertuples(index=False):
        told = tuple(map(plain, row))
        found[told if told[-1] != "" else told[:6]] += 1
    assert found == findings_of(built)
    for severity, mine in shown.groupby("severity"):
        assert len(built.ask("findings", severity=str(severity))) == len(mine)
    for rule, mine in shown.groupby("rule"):
        assert len(built.ask("findings", rule=str(rule))) == len(mine)


def test_lines_are_those_of_the_files(built: Built) -> None:
    shown = built.ask("coverage")
    assert sorted(shown.source) == sorted(one.name for one in built.sources.values())
    for row in shown.itertuples():
        lines = built.lines(row.source)
        ended = lines[:-1] if lines[-1] == "" else lines
        assert row.lines == len(ended)
        assert row.mapped + row.ignored + row.unparsed == sum(bool(one.strip()) for one in ended)


def things(built: Built) -> list[tuple[str, str, set[tuple[int, int]]]]:
    """File, number or IRI, and the lines of each document, project and amount of the prose, from
    the extraction.
    """
    found: list[tuple[str, str, set[tuple[int, int]]]] = []
    for path in built.sources.values():
        for one in extract_all(path):
            paper = to_json(one)
            for document in paper["documents"]:
                places = {(first, last) for first, last in document["lines"]}
                found.append((path.name, document["number"], places))
    return found


def test_each_document_comes_from_the_lines_that_name_it(built: Built) -> None:
    numbers = built.ask("documents").set_index("document").number
    expected: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for name, number, places in things(built):
        expected.setdefault((name, number), set()).update(places)
    found: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for iri, number in numbers.items():
        for row in built.ask("where-from", resource=str(iri)).itertuples():
            assert_quoted(built, row)
            found.setdefault((row.source, number), set()).add((row.first_line, row.last_line))
    assert found == expected


def assert_quoted(built: Built, row: Any) -> None:
    """The quote is the text of the lines that the row names, personal data aside."""
    lines = built.lines(row.source)[row.first_line - 1 : row.last_line]
    assert "".join("\n".join(lines).split()) == "".join(row.quote.split())


def test_each_figure_comes_from_the_line_that_prints_it(built: Built) -> None:
    """The line holds what is printed: all amounts of the prose, every hundredth cell."""
    asked = f"""SELECT ?thing ?printed {{
        ?thing <{BG}printed> ?printed ; <{BG}source> ?span FILTER(?printed != "") }}
        ORDER BY ?thing ?printed"""
    rows = self_said(built, asked)
    assert len(rows) > 100
    prose = [row for row in rows if "/statement/" in row[0]]
    for iri, printed in (*prose, *rows[::100]):
        shown = built.ask("where-from", resource=str(iri))
        assert not shown.empty, iri
        whole = "".join(shown.quote)
        assert "".join(str(printed).split()) in "".join(whole.split())
        for row in shown.itertuples():
            assert_quoted(built, row)


def self_said(built: Built, asked: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in built.store.select(asked).rows]


def test_a_planted_gap_is_answered_with_its_line(
    tmp_path: Path,
) -> None:
    """Worked out by hand: 4,708.32 万元 of expenditure beside 4,707.32 of revenue and of parts."""
    (text,) = (one for one in papers(SETS["examples"]) if one.name.startswith("平乡"))
    paper = tmp_path / text.name
    paper.write_text(text.read_text("utf-8").replace(*PLANTED), "utf-8")
    built = Built([paper], tmp_path / "graph")
    lines = built.lines(paper.name)
    place = next(number for number, line in enumerate(lines, 1) if "4708.32" in line)
    shown = built.ask("findings", severity="violation")
    assert set(shown.gap) == {10_000}
    assert all(row.first_line <= place <= row.last_line for row in shown.itertuples())
    assert list(shown.rule) == ["items-sum-to-total"], "64.50 + 4597.32 + 45.50 are 4707.32"
