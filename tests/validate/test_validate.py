"""The engine: shapes that load or are refused with their line, findings that carry their place,
equal bytes, everybody's RDF.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from places import ROOT
from rdflib import RDF, SH, Dataset, Graph, URIRef
from sample import sample_nquads

from budgetgraph.document.problems import BrokenShapes, Severity, UnreadableInput
from budgetgraph.validate import finding_quads, load_shapes, turtle, validate_file, validate_nquads
from budgetgraph.validate.causes import grouped
from budgetgraph.validate.findings import Finding, Report, merged
from budgetgraph.validate.findings_graph import finding_iri

BASE = "https://w3id.org/budgetgraph/"
OTHER = "https://data.example.org/budget/"


@pytest.fixture(scope="module")
def faulty() -> bytes:
    """The clean sample with 470.32 read as 407.32 in one cell of 2101501 行政运行: neither its row nor
    its parent adds up.
    """
    printed = f'/table/expenditure_summary/10/基本支出> <{BASE}ontology#amount> "%s"'
    text = sample_nquads().decode()
    assert text.count(printed % 4703200) == 1
    return text.replace(printed % 4703200, printed % 4073200).encode()


@pytest.fixture(scope="module")
def report(faulty: bytes) -> Report:
    return validate_nquads(faulty, load_shapes())


def test_the_sample_is_clean() -> None:
    found = validate_nquads(sample_nquads(), load_shapes())
    assert [finding.message for finding in found.findings] == []
    assert found.graphs == 3
    assert found.triples == sample_nquads().count(b"\n") > 1500
    assert found.worst is None


def test_a_finding_carries_its_place(report: Report) -> None:
    [head] = report.findings
    [finding] = head.consequences
    assert (head.rule, finding.rule) == ("row-total", "children-sum-to-parent")
    assert head.gap == finding.gap
    assert (finding.severity, finding.gap) == (Severity.VIOLATION, Decimal(630000))
    assert (finding.department, finding.fiscal_year) == ("平乡县医疗保障局", 2025)
    assert finding.file == "平乡县医疗保障局2025.txt"
    assert finding.first_line == finding.last_line
    assert finding.quote == "21015\t医疗保障管理事务\t562.72\t470.32\t92.40"
    assert finding.disclosure == f"{BASE}id/disclosure/130532/平乡县医疗保障局/2025"
    assert finding.value_text.endswith("/table/expenditure_summary/9/基本支出")
    assert [figure.rpartition("/table/")[2] for figure in finding.figures] == [
        "expenditure_summary/10/基本支出",
        "expenditure_summary/11",
    ]
    assert len(finding.passages) == 3
    assert "63.00 万元" in finding.message_zh
    assert "63.00 万元" in finding.message_en
    assert finding.shape == f"{BASE}shapes#children-sum-to-parent"
    assert report.worst is Severity.VIOLATION


def test_order_and_bytes_do_not_depend_on_the_input(report: Report, faulty: bytes) -> None:
    backwards = b"\n".join(reversed(faulty.splitlines()))
    again = validate_nquads(backwards, load_shapes())
    assert again == report
    assert turtle(again.findings) == turtle(reversed(report.findings))
    assert finding_quads(again.findings) == finding_quads(reversed(report.findings))


def test_bytes_do_not_depend_on_the_process(report: Report, faulty: bytes, tmp_path: Path) -> None:
    """Python's string hashes differ from run to run; the report does not."""
    (tmp_path / "faulty.nq").write_bytes(faulty)
    code = (
        "import sys; from pathlib import Path; from budgetgraph.validate import *\n"
        "sys.stdout.buffer.write(turtle(validate_file(Path(sys.argv[1]), load_shapes()).findings))"
    )
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "faulty.nq")],
        capture_output=True,
        check=True,
        env=environment,
    )
    assert run.stdout == turtle(report.findings)


def test_findings_as_rdf(report: Report) -> None:
    lines = finding_quads(report.findings).decode().splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(f"<{BASE}graph/findings> .") for line in lines)
    assert not any("_:" in line for line in lines)
    graph = Graph().parse(
        data="\n".join(line.replace(f" <{BASE}graph/findings> .", " .") for line in lines),
        format="nt",
    )
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == len(report.findings) == 1
    [(head, detail)] = graph.subject_objects(SH.detail)
    assert (head, RDF.type, SH.ValidationResult) in graph
    assert (detail, RDF.type, SH.AbstractResult) in graph
    parsed = Graph().parse(data=turtle(report.findings).decode(), format="turtle")
    said = {triple for triple in parsed if triple[0] != URIRef(f"{BASE}validation")}
    results = {head, detail}
    assert said == {triple for triple in graph if triple[0] in results}
    places = {place for place, _, _ in set(graph) - said}
    assert places == set(graph.objects(None, URIRef(f"{BASE}ontology#source")))
    assert places == set(graph.subjects(RDF.type, URIRef(f"{BASE}ontology#SourceSpan")))
    assert str(parsed.value(URIRef(f"{BASE}validation"), SH.conforms)) == "false"
    assert b"sh:conforms true ." in turtle([])


def test_a_finding_is_named_by_its_content(report: Report) -> None:
    names = [finding_iri(finding) for finding in report.findings]
    assert len(set(names)) == len(names)
    assert all(
        name.startswith(f"{BASE}id/finding/") and len(name) == len(f"{BASE}id/finding/") + 16
        for name in names
    )


def test_what_is_not_read_changes_nothing(report: Report, faulty: bytes) -> None:
    """Our shapes' graphs are stripped of properties that no shape looks at; with everything in, the
    findings are the same.
    """
    ours = load_shapes()
    assert ours.reads is not None
    assert f"{BASE}ontology#goal" not in ours.reads
    assert validate_nquads(faulty, replace(ours, reads=None)).findings == report.findings


def test_another_base(faulty: bytes, report: Report) -> None:
    elsewhere = validate_nquads(
        faulty.replace(BASE.encode(), OTHER.encode()), load_shapes(base=OTHER)
    )
    assert [finding.message for finding in elsewhere.findings] == [
        finding.message for finding in report.findings
    ]
    assert elsewhere.base == OTHER
    assert all(finding.shape.startswith(OTHER) for finding in elsewhere.findings)
    assert BASE.encode() not in finding_quads(elsewhere.findings, OTHER) + turtle(
        elsewhere.findings, OTHER
    )


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("suffix", [".nq", ".trig", ".jsonld", ".ttl", ".nt", ".rdf"])
def test_any_rdf_file(suffix: str, faulty: bytes, report: Report, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    if suffix == ".nq":
        path.write_bytes(faulty)
    elif suffix in (".trig", ".jsonld"):
        dataset = Dataset()
        for line in faulty.decode().splitlines():
            triple, _, graph = line.removesuffix(" .").rpartition(" ")
            if graph.endswith("/平乡县医疗保障局/2025>"):
                dataset.graph(URIRef(graph[1:-1])).parse(data=triple + " .", format="nt")
        text = dataset.serialize(format={".trig": "trig", ".jsonld": "json-ld"}[suffix])
        path.write_text(text, "utf-8")
    else:
        triples = [
            line.removesuffix(" .").rpartition(" ")[0] + " ."
            for line in faulty.decode().splitlines()
        ]
        kind = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml"}[suffix]
        path.write_text(
            Graph().parse(data="\n".join(triples), format="nt").serialize(format=kind), "utf-8"
        )
    found = validate_file(path, load_shapes())
    assert {finding.message for finding in found.findings} >= {
        finding.message for finding in report.findings
    }


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("broken.nq", "<a> <b>\n", "line 1 is no quad"),
        ("broken.ttl", "this is no turtle", "does not parse as turtle"),
        ("broken.jsonld", "{", "does not parse as json-ld"),
        ("table.xlsx", "", "is no RDF by its suffix"),
        ("latin.nt", b"\xff\xfe", "does not parse as nt"),
    ],
)
def test_what_is_no_rdf_is_refused(
    file: str, content: str | bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnreadableInput, match=reason) as refusal:
        validate_file(path, load_shapes())
    assert str(path) in str(refusal.value)
    with pytest.raises(UnreadableInput, match="No such file"):
        validate_file(tmp_path / "absent.ttl", load_shapes())


SHAPE = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SHAPE + "\nex:s a sh:NodeShape ;\n  sh:targetClass .\n", r"shapes\.ttl:4: "),
        (
            SHAPE
            + 'ex:s a sh:NodeShape ; sh:targetClass ex:C ;\n sh:sparql [ sh:select """\nSELECT $this\nWHERE { $this ex:p }\n""" ] .',
            r"shapes\.ttl:5: ",
        ),
        (
            SHAPE
            + 'ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [ sh:select "SELECT $this WHERE { $this ex:p 1 }" ] .',
            r"shapes\.ttl:2: .*ex",
        ),
        (
            SHAPE
            + "ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 'one' ] .",
            r"shapes\.ttl: ",
        ),
        (SHAPE + "ex:s a ex:C .", "holds no SHACL shape"),
        ("", "holds no SHACL shape"),
    ],
)
def test_broken_shapes(content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(content, "utf-8")
    with pytest.raises(BrokenShapes, match=reason) as refusal:
        load_shapes(path)
    assert refusal.value.status == 4


def test_no_shapes_at_all(tmp_path: Path) -> None:
    with pytest.raises(BrokenShapes, match="no such file"):
        load_shapes(tmp_path / "absent.ttl")
    with pytest.raises(BrokenShapes, match="holds no shapes file"):
        load_shapes(tmp_path)


def test_shapes_that_break_at_work_are_no_violation(tmp_path: Path, faulty: bytes) -> None:
    path = tmp_path / "shapes.ttl"
    select = "SELECT $this WHERE { $this ?p ?o . MINUS { ?o ?q ?r } }"
    path.write_text(
        SHAPE
        + f'ex:s a sh:NodeShape ; sh:targetClass <{BASE}ontology#Table> ; sh:sparql ex:q . ex:q sh:select "{select}" .',
        "utf-8",
    )
    with pytest.raises(BrokenShapes, match="MINUS"):
        validate_nquads(faulty, load_shapes(path))


def test_shapes_of_the_user(tmp_path: Path) -> None:
    """Nameless shapes, messages in one language or none, severities: what others write is reported
    as it is.
    """
    path = tmp_path / "shapes.ttl"
    bg = f"{BASE}ontology#"
    path.write_text(
        SHAPE
        + f"ex:table a sh:NodeShape ; sh:targetClass <{bg}Table> ; sh:severity sh:Info ;\n"
        + f" sh:property [ sh:path <{bg}remark> ; sh:minCount 1 ; sh:message 'no remark' ] .\n"
        + f"ex:quoted a sh:NodeShape ; sh:targetClass <{bg}Disclosure> ; sh:not [ sh:path <{bg}department> ; sh:minCount 1 ] .",
        "utf-8",
    )
    found = validate_nquads(sample_nquads(), load_shapes(path))
    rules = {
        rule: [one for one in found.findings if one.rule == rule] for rule in ("table", "quoted")
    }
    assert [len(rules["table"]), len(rules["quoted"])] == [5, 2]
    assert len(found.findings) == 7
    first = rules["table"][0]
    assert (first.message_zh, first.message_en, first.severity) == (
        "",
        "no remark",
        Severity.VIOLATION,
    )
    assert first.shape == "https://example.org/table"
    assert first.first_line is not None
    assert all(finding.message for finding in found.findings)


def test_reports_are_merged_in_order(report: Report) -> None:
    note = Finding("z", Severity.INFO, "f", None, None, None, "", "later", "", "")
    both = merged([Report((note,), 1, 2), report])
    assert [finding.rule for finding in both.findings][-1] == "z"
    assert (both.graphs, both.triples) == (report.graphs + 1, report.triples + 2)
    assert merged([]).worst is None
    assert Report((note,), 1, 2).worst is Severity.INFO


def test_one_slip_is_one_finding() -> None:
    """A gap in a row, in the total above it and across tables is one; another gap, or the same in
    another table, is a finding of its own.
    """

    def made(rule: str, gap: int, *cells: str) -> Finding:
        value, *figures = cells
        return Finding(
            rule, Severity.VIOLATION, "https://x/d", None, f"<{value}>", Decimal(gap), rule, rule, "", "",
            figures=tuple(figures), disclosure="https://x/d",
        )  # fmt: skip

    row = made("row-total", 60100, "a/1/total", "a/1/basic")
    column = made("column-total", 60100, "a/9/total", "a/1/total")
    prose = made("statement-matches-table", 60100, "stated", "a/9/basic")
    elsewhere = made("row-total", 60100, "b/1/total", "b/1/basic")
    other = made("column-total", 500, "a/9/total", "a/1/total")
    projects = [
        made("project-amount-parts", 500, f"{name}/total", f"{name}/fiscal") for name in "pq"
    ]
    assert grouped(projects) == projects
    found = grouped([prose, column, row, elsewhere, other])
    assert sorted((one.rule, one.value_text) for one in found) == [
        ("column-total", "a/9/total"),
        ("row-total", "a/1/total"),
        ("row-total", "b/1/total"),
    ]
    [head] = [one for one in found if one.consequences]
    assert [one.rule for one in head.consequences] == ["column-total", "statement-matches-table"]
    assert all(one.is_consequence for one in head.consequences)


def test_an_id_stays_where_a_row_or_a_line_more_stands_above() -> None:
    """Positions are out of it; another amount, rule or paper is another finding."""
    one = Finding(
        "row-total", Severity.VIOLATION, "https://x/d/table/t", None, "<https://x/d/table/t/4/合计>",
        Decimal(5), "表·行：合计列示 5", "", "", "", disclosure="https://x/d",
    )  # fmt: skip
    moved = replace(one, value="<https://x/d/table/t/5/合计>")
    assert finding_iri(moved) == finding_iri(one)
    lines = replace(one, message_zh="2 行（第 4, 12 行）有")
    assert finding_iri(lines) == finding_iri(replace(one, message_zh="2 行（第 5, 13 行）有"))
    paged = replace(one, message_zh="第 4 页有 1 处文字不完整")
    assert finding_iri(paged) == finding_iri(replace(one, message_zh="文字有 1 处文字不完整"))
    for other in (
        replace(one, message_zh="表·行：合计列示 6"),
        replace(one, rule="column-total"),
        replace(one, disclosure="https://x/e"),
    ):
        assert finding_iri(other) != finding_iri(one)


def test_findings_of_two_documents_of_one_number_are_two() -> None:
    """Two places have a document of one number each, and one paper is told of both."""
    found: set[str] = set()
    for place in ("130535", "130522"):
        focus = f"{BASE}id/document/{place}/临政办字/2019/37"
        one = Finding(
            "title-with-two-documents", Severity.WARNING, focus, None, "<https://x/other>", None,
            "《甲》有两个文号", "", "", "", disclosure="https://x/d",
        )  # fmt: skip
        found.add(finding_iri(one))
    assert len(found) == 2
