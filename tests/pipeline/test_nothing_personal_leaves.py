"""Nothing that is written, served or printed holds a name or a number that a paper printed.

Secrets are planted at every place where papers print them, in every format; all are made up. Beside
them stand as many texts that only look like secrets, and stay.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import logging
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from pprint import pformat

import pandas
import pytest
from planted_papers import FORMATS, Paper, papers
from starlette.testclient import TestClient

import budgetgraph
from budgetgraph.cli import run
from budgetgraph.disclosure.extraction import to_json
from budgetgraph.document.personal_data import MASK
from budgetgraph.pipeline.line import extract_all, show
from budgetgraph.pipeline.stages import Stage
from budgetgraph.publish.agents.graph_tools import GraphTools
from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.site import Settings
from budgetgraph.store import Store

HARMLESS = [
    "建立联系人制度", "负责人培训覆盖率", "完善经办机构建设", "审核金额准确率", "局长办公会次数", "主任医师人数",
    "会计核算规范", "书记员队伍建设", "负责人任期审计", "复核程序合规", "校长职级制改革", "电话费节约率",
    "冀财社〔2023〕208号", "13053225P00T216100029", "2080505", "13800138000.00", "≥31.76万人", "12345678元",
    "2025年3月底前", "联系人：市财政局预算科", "举报电话畅通率", "手机应用推广", "传真设备购置", "户名核对率",
    "院长基金使用率",
]  # fmt: skip
REPORTS = ("text", "json", "csv", "sarif", "junit", "github", "html", "turtle")
EXPORTS = ("turtle", "csv", "parquet", "site", "archive")
#: What visitors and programs ask a server, beside the pages that stand in the exported site.
ASKED = (
    "/feed",
    "/catalog",
    "/sitemap.xml",
    "/findings",
    "/findings?lang=en",
    "/llms.txt",
    "/questions/findings.csv",
    "/search?q=联系人",
    "/search?q=清淤",
    "/search?q=电话",
    "/reconcile/suggest/entity?prefix=清淤",
    "/reconcile/suggest/entity?prefix=青禾",
    "/sparql/vocabulary.json",
    "/sparql?query=DESCRIBE ?s { ?s ?p ?o }",
    "/sparql?query=SELECT * { GRAPH ?g { ?s ?p ?o } }",
)
PAPERS = len(FORMATS)


def contents(folder: Path) -> Iterator[bytes]:
    """Every file below a folder, packed ones unpacked."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            yield pandas.read_parquet(path).to_csv().encode()
        elif path.is_file():
            yield _unpacked(path.read_bytes())


def _unpacked(data: bytes) -> bytes:
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(_unpacked(archive.read(name)) for name in archive.namelist())
    return data


def squeezed(text: str) -> str:
    """A text without white space, and with one form of each letter and digit."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def leaks(secrets: Iterable[str], written: Iterable[bytes]) -> list[tuple[str, str]]:
    """Each secret that stands in what was written, with what is around it.

    Every different line is looked at once, without its blanks, for a name may be wrapped.
    """
    lines = {line for data in written for line in data.decode("utf-8", "replace").splitlines()}
    whole = squeezed("⏎".join(sorted(lines)))
    found = []
    for secret in sorted(map(squeezed, secrets)):
        at = whole.find(secret)
        if at >= 0:
            found.append((secret, whole[max(0, at - 40) : at + 60]))
    return found


class Planted:
    """The papers with their secrets, and the folder that was built of them."""

    def __init__(self, folder: Path) -> None:
        self.papers, self.made = folder / "papers", folder / "made"
        self.papers.mkdir()
        self.made.mkdir()
        self.out = self.made / "built"
        self.log = self.made / "commands.log"
        self.secrets: set[str] = set()
        for number, (paper, held) in enumerate(papers(PAPERS)):
            form = list(FORMATS)[number % len(FORMATS)]
            (self.papers / f"{number} {paper.signed}.{form}").write_bytes(FORMATS[form](paper))
            self.secrets |= held

    def command(self, *words: object) -> int:
        """Run a command; what it logs is searched too."""
        return run(["-v", "--log-file", str(self.log), *map(str, words)])

    def leaks(self, *written: bytes | str) -> list[tuple[str, str]]:
        texts = (text.encode() if isinstance(text, str) else text for text in written)
        return leaks(self.secrets, texts)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    planted = Planted(tmp_path_factory.mktemp("planted"))
    assert planted.command("build", planted.papers, "--out", planted.out) == 0
    return planted


@pytest.mark.slow
def test_no_file_of_a_build_or_of_what_is_made_of_it_holds_a_secret(planted: Planted) -> None:
    for form in EXPORTS:
        out = planted.made / form
        assert planted.command("export", planted.out, "--format", form, "--out", out) == 0
    for form in REPORTS:
        out = planted.made / f"report.{form}"
        options = ("--format", form, "--output", out, "--fail-on", "never")
        assert planted.command("validate", planted.out, *options) == 0
    rows = Store.open(planted.out / "store").select("SELECT * { GRAPH ?g { ?s ?p ?o } }").rows
    frames = budgetgraph.open(planted.out).tables().values()
    assert len(planted.secrets) >= 500
    assert (
        planted.leaks(
            *contents(planted.made), *map(str, rows), *(frame.to_csv() for frame in frames)
        )
        == []
    )


@pytest.mark.slow
def test_nothing_that_is_served_holds_a_secret(
    planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answers: list[bytes | str] = []
    settings = Settings(check=True)
    with TestClient(create_app(planted.out, settings)) as client:
        for address in ASKED:
            for accepted in ("text/html, */*;q=0.1", "application/ld+json, */*;q=0.1"):
                answer = client.get(address, headers={"Accept": accepted})
                assert answer.status_code == 200, address
                answers.append(answer.content)
        for form in ("pdf", "txt"):
            [path] = planted.papers.glob(f"*.{form}")
            answer = client.post("/check", files={"file": (path.name, path.read_bytes())})
            assert answer.status_code == 200
            answers.append(answer.content)
    assert planted.leaks(*answers, caplog.text) == []


@pytest.mark.slow
def test_no_answer_to_an_agent_holds_a_secret(planted: Planted) -> None:
    tools = GraphTools(planted.out, Settings())
    answers = [
        asyncio.run(told)
        for told in (
            tools.search("清淤", limit=50),
            tools.findings(),
            tools.ask("projects"),
            tools.ask("indicators"),
            tools.sparql("SELECT ?o { GRAPH ?g { ?s ?p ?o } }"),
        )
    ]
    things = [hit["iri"] for hit in answers[0]["results"]]
    answers += [asyncio.run(tools.facts(iri)) for iri in things[:5]]
    tools.close()
    assert len(things) > 5
    assert planted.leaks(json.dumps(answers, ensure_ascii=False)) == []


@pytest.mark.slow
def test_what_is_printed_of_a_paper_holds_no_secret_and_says_so(planted: Planted) -> None:
    printed: list[str] = []
    for path in planted.papers.iterdir():
        records = [to_json(disclosure) for disclosure in extract_all(path)]
        codes = {note["code"] for record in records for note in record["notes"]}
        assert "personal-data" in codes, path.name
        printed.append(json.dumps(records, ensure_ascii=False))
    for path in planted.papers.iterdir():
        for stage in Stage:
            printed += (pformat(part, width=140) for part in show(path, stage))
    assert planted.leaks(*printed) == []


@pytest.mark.slow
def test_neither_comments_in_an_annotated_paper_nor_its_log_hold_a_secret(
    planted: Planted,
) -> None:
    """The paper itself comes back as it was sent."""
    for form, comments in (("docx", "word/comments.xml"), ("xlsx", "xl/comments/comment1.xml")):
        paper = next(planted.papers.glob(f"*.{form}"))
        commented = planted.made.parent / f"commented.{form}"
        planted.command("validate", paper, "--annotate", commented, "--fail-on", "never")
        with zipfile.ZipFile(commented) as package:
            assert planted.leaks(package.read(comments)) == []
    assert planted.leaks(planted.log.read_bytes()) == []


def test_what_was_read_from_a_secret_is_masked_with_it(tmp_path: Path) -> None:
    paper = Paper(1, {})
    for row in paper.rows:
        row[:] = ["13900001234" if cell == "≥12公里" else cell for cell in row]
    path = tmp_path / "target.txt"
    path.write_bytes(paper.text())
    [disclosure] = extract_all(path)
    extracted = json.dumps(to_json(disclosure), ensure_ascii=False)
    assert f'"{MASK * 11}"' in extracted
    assert "13900001234" not in extracted


def test_texts_that_only_look_personal_stay(tmp_path: Path) -> None:
    kept = 0
    for place in ("goal", "purpose", "name", "description", "basis", "prose"):
        for number, text in enumerate(HARMLESS):
            path = tmp_path / f"{place}{number}.txt"
            path.write_bytes(Paper(number, {place: [text]}).text())
            [disclosure] = extract_all(path)
            assert MASK not in json.dumps(to_json(disclosure), ensure_ascii=False), text
            assert MASK not in "".join(disclosure.source.lines), text
            kept += 1
    assert kept >= 100
