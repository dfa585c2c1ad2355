"""No CSV or TSV that leaves has a cell that a spreadsheet would run, whichever way it takes.

The static site writes what the application answers here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from folder import make_folder_of
from sample import sample_citations, sample_nquads
from starlette.testclient import TestClient
from test_findings_list import finding

from budgetgraph.cli import run
from budgetgraph.document.problems import Severity
from budgetgraph.publish.app import create_app
from budgetgraph.query.questions import load
from budgetgraph.report import rows
from budgetgraph.store.formula import harmless
from budgetgraph.validate.findings import Report
from budgetgraph.validate.findings_graph import finding_quads

PLANTED = '=HYPERLINK("http://evil.example","甲")'
_TEXT = re.compile(rb'"((?:[^"\\]|\\.)*)"(@zh)? <')


FINDING = finding("column-total", Severity.WARNING, "130532/平乡县医疗保障局/2025")


def _as_formulas(quads: bytes) -> bytes:
    """The quads with a formula before each text."""
    escaped = PLANTED.replace('"', '\\"').encode()
    return _TEXT.sub(lambda text: b'"%s%s"%s <' % (escaped, text[1], text[2] or b""), quads)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quads = _as_formulas(sample_nquads() + sample_citations() + finding_quads([FINDING]))
    return make_folder_of(tmp_path_factory.mktemp("formulas") / "dir", quads)


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(folder)) as asking:
        yield asking


def cells(content: bytes, delimiter: str = ",") -> list[str]:
    """Every cell of a file, its heading too."""
    stream = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [cell for row in csv.reader(stream, delimiter=delimiter) for cell in row]


def planted(cells_of_file: list[str]) -> int:
    """How often the formula stands there made harmless; no cell would be run."""
    assert [cell for cell in cells_of_file if harmless(cell) != cell] == []
    return sum(PLANTED in cell for cell in cells_of_file)


def test_the_answers_of_questions(client: TestClient) -> None:
    found = 0
    for name in load():
        found += planted(cells(client.get(f"/questions/{name}.csv").content))
    assert found > 100


def test_the_answer_of_a_query_for_a_spreadsheet(client: TestClient) -> None:
    asked = {"query": "SELECT ?o { ?s ?p ?o }", "format": "spreadsheet"}
    answer = client.get("/sparql", params=asked)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert planted(cells(answer.content)) > 10
    page = client.get("/sparql", params={**asked, "format": "html"}).text
    assert "format=spreadsheet" in page
    assert "format=csv" not in page, "a person gets what is safe to open"
    program = {"accept": "text/csv"}
    exact = client.get("/sparql", params={"query": asked["query"]}, headers=program)
    as_they_are = [cell for cell in cells(exact.content) if cell.startswith(PLANTED)]
    assert len(as_they_are) > 10, "a program gets the values as they are"


def test_the_tables(client: TestClient, folder: Path, tmp_path: Path) -> None:
    found = 0
    for options in ([], ["--bom"]):
        out = tmp_path / f"tables{len(options)}"
        assert run(["export", str(folder), "--format", "csv", "--out", str(out), *options]) == 0
        found += sum(planted(cells(table.read_bytes())) for table in out.glob("*.csv"))
    for table in out.glob("*.csv"):
        found += planted(cells(client.get(f"/download/{table.name}").content))
    assert found > 30


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_the_answer_of_the_command(
    folder: Path, form: str, delimiter: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["query", "documents", "--graph", str(folder), "--format", form]) == 0
    assert planted(cells(capsysbinary.readouterr().out, delimiter)) > 0


def test_the_report_of_findings(client: TestClient) -> None:
    told = replace(FINDING, message_zh=PLANTED, value=PLANTED)
    assert planted(cells(rows.write(Report((told,), 1, 1)))) == 2
    assert planted(cells(client.get("/findings?format=csv").content)) > 0
