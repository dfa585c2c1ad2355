"""What the documentation promises: everything is described, nothing described is missing, links
resolve, snippets run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
import typer.main
from places import ROOT
from served import budgetgraph_serve, served

from budgetgraph.cli import app
from budgetgraph.forms import forms
from budgetgraph.store import Store

AT_THE_ROOT = (
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "CONTRIBUTING.zh.md",
    "CHANGELOG.md",
)
PAGES = [ROOT / name for name in AT_THE_ROOT] + sorted((ROOT / "docs").rglob("*.md"))
BG = "https://w3id.org/budgetgraph/ontology#"


@dataclass(frozen=True)
class Snippet:
    """A fenced block of a page; `mark` is what the comment above it asks for: "run", "run: server"
    or nothing.
    """

    page: Path
    line: int
    language: str
    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def snippets(page: Path) -> Iterator[Snippet]:
    lines, mark, number = page.read_text(encoding="utf-8").splitlines(), "", 0
    while number < len(lines):
        if comment := re.fullmatch(r"<!-- (run(?:: \w+)?) -->", lines[number].strip()):
            mark = comment[1]
        elif lines[number].startswith("```"):
            language, start = lines[number][3:].strip(), number + 1
            number = lines.index("```", start)
            yield Snippet(page, start, language, mark, "\n".join(lines[start:number]))
            mark = ""
        number += 1


# What a Chinese page repeats from the English one is run once.
SNIPPETS = list(
    {
        (snippet.language, snippet.text): snippet
        for page in reversed(PAGES)
        for snippet in snippets(page)
    }.values()
)


def chosen(language: str, mark: str | None = None) -> list[Snippet]:
    return [
        snippet
        for snippet in SNIPPETS
        if snippet.language == language and mark in (None, snippet.mark)
    ]


def prose() -> str:
    return "\n".join(
        page.read_text(encoding="utf-8") for page in PAGES if page.name != "CHANGELOG.md"
    )


def commands() -> dict[str, set[str]]:
    """The options of every command."""
    found = vars(typer.main.get_command(app))["commands"]
    return {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in found.items()
    }


# --- everything is described, and nothing described is missing ------------------------------------
def test_every_command_is_documented() -> None:
    assert len(commands()) >= 6
    assert not (
        missing := sorted(name for name in commands() if f"budgetgraph {name}" not in prose())
    ), missing


def test_documented_commands_and_options_exist() -> None:
    calls = [
        line
        for snippet in chosen("sh")
        for line in re.findall(
            r"budgetgraph ((?!.*/)[a-z]+|[a-z]+ .*)$", snippet.text, re.MULTILINE
        )
    ]
    assert len(calls) > 8
    for call in calls:
        name = call.split()[0]
        assert name in commands(), f"budgetgraph {call}"
        known = commands()[name]
        options = set(re.findall(r"(?<= )--[a-z-]+", call))
        # A question's own parameters are options of `query` too.
        assert name == "query" or options <= known, f"budgetgraph {call}: {sorted(options - known)}"


def test_every_question_is_documented() -> None:
    names = {path.stem for path in (ROOT / "queries" / "questions").glob("*.rq")}
    assert len(names) >= 4
    described = set(
        re.findall(r"`([a-z-]+)`", (ROOT / "docs" / "questions.md").read_text(encoding="utf-8"))
    )
    assert not (missing := sorted(names - described)), missing


def test_every_rule_is_documented() -> None:
    shapes = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "shapes").glob("*.ttl"))
    )
    rules = set(re.findall(r'bg:rule\s+"([a-z0-9-]+)"', shapes))
    assert len(rules) >= 4
    described = set(
        re.findall(r"`([a-z0-9-]+)`", (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))
    )
    assert not (missing := sorted(rules - described)), missing


def test_terms_and_their_documentation_agree() -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "budget.ttl")
    terms = {
        str(subject).removeprefix(BG)
        for subject in ontology.subjects(unique=True)
        if str(subject).startswith(BG)
    } - {""}
    assert len(terms) > 60
    model = set(re.findall(r"\bbg:(\w+)", (ROOT / "docs" / "model.md").read_text(encoding="utf-8")))
    assert not (missing := sorted(terms - model)), (
        f"in the ontology, not in docs/model.md: {missing}"
    )
    used = set(re.findall(r"\bbg:(\w+)", prose()))
    assert not (unknown := sorted(used - terms)), (
        f"in the documentation, not in the ontology: {unknown}"
    )


def test_every_kind_of_table_is_in_the_glossary() -> None:
    kinds = {name for name, _ in forms().tables}
    assert len(kinds) > 10
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert not (missing := sorted(kind for kind in kinds if f"`{kind}`" not in glossary)), missing


# --- links ----------------------------------------------------------------------------------------
def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_resolve(page: Path) -> None:
    text = re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{target} does not exist"
        assert not anchor or anchor in anchors(linked), f"{target}: no such heading"


def test_pages_and_snippets_were_found() -> None:
    assert len(PAGES) >= 18
    counts = {language: len(chosen(language)) for language in ("sh", "python", "sparql", "turtle")}
    assert counts["sh"] >= 8, counts
    assert counts["python"] >= 3, counts
    assert counts["sparql"] >= 6, counts
    assert counts["turtle"] >= 2, counts


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = [page.name for page in (ROOT / "docs").glob("*.md") if page.name != "index.md"]
    assert not (missing := [name for name in pages if f"({name})" not in index]), missing
    assert "(zh/index.md)" in index


# --- snippets -------------------------------------------------------------------------------------
def run(snippet: Snippet, text: str, folder: Path) -> str:
    program = (
        [sys.executable, "-"]
        if snippet.language == "python"
        else ["bash", "-euo", "pipefail", "-s"]
    )
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        program,
        input=text,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        encoding="utf-8",
    )
    assert result.returncode == 0, f"{snippet}\n{result.stdout[-2000:]}\n{result.stderr[-4000:]}"
    return result.stdout


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a checkout after `make demo`."""
    folder = tmp_path_factory.mktemp("docs")
    for name in ("examples", "queries", "shapes", "ontology"):
        (folder / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "budgetgraph", "build", "examples", "--out", "build/demo"]
    subprocess.run(command, cwd=folder, check=True, timeout=300, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="module")
def server(workplace: Path) -> Iterator[str]:
    """The address of a real server over the workplace's graph."""
    with served(budgetgraph_serve(Path("build/demo")), folder=workplace) as address:
        yield address


@pytest.mark.parametrize("snippet", [*chosen("sh", "run"), *chosen("python", "run")], ids=str)
def test_snippets_run(snippet: Snippet, workplace: Path) -> None:
    run(snippet, snippet.text, workplace)


@pytest.mark.parametrize(
    "snippet", [*chosen("python", "run: server"), *chosen("sh", "run: server")], ids=str
)
def test_snippets_run_against_a_server(snippet: Snippet, server: str, workplace: Path) -> None:
    assert "http://127.0.0.1:8000" in snippet.text
    if "curl" in snippet.text and not shutil.which("curl"):
        pytest.skip("no curl on this machine")
    assert run(snippet, snippet.text.replace("http://127.0.0.1:8000", server), workplace).strip(), (
        f"{snippet} prints nothing"
    )


SHARED_NUMBERS = {"冀财社〔2023〕208号", "邢政发〔2016〕7号"}


def test_duckdb_reads_the_tables_as_told(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="no DuckDB: pip install duckdb")
    (snippet,) = chosen("sql")
    monkeypatch.chdir(workplace)
    rows = duckdb.connect().execute(snippet.text).fetchall()
    assert {row[0] for row in rows} == SHARED_NUMBERS
    assert all(row[1] > 1 for row in rows)


def test_r_reads_the_tables_as_told(workplace: Path) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("no R on this machine: apt-get install r-base-core")
    (snippet,) = chosen("r")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [program, "-e", snippet.text],
        cwd=workplace,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(re.findall(r'"([^"]+号)"', done.stdout)) == SHARED_NUMBERS


@pytest.mark.parametrize("snippet", chosen("sparql"), ids=str)
def test_sparql_examples_have_answers(snippet: Snippet, workplace: Path) -> None:
    store = Store.open(workplace / "build" / "demo" / "store")
    form = "nt" if re.search(r"\b(?:CONSTRUCT|DESCRIBE)\b", snippet.text) else "json"
    assert store.answer(snippet.text, form).count > 0, f"{snippet} finds nothing in the examples"


@pytest.mark.parametrize("snippet", chosen("turtle"), ids=str)
def test_turtle_examples_parse_and_use_known_terms(snippet: Snippet) -> None:
    graph = rdflib.Graph().parse(data=snippet.text, format="turtle")
    assert len(graph) > 5
    assert not any(isinstance(node, rdflib.BNode) for node in graph.all_nodes())
