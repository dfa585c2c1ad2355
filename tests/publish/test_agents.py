"""What agents ask: every number with its line, read-only, within limits; by the protocol's client."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from folder import make_folder

from budgetgraph.publish.agents.cited_rows import cited_answer
from budgetgraph.publish.agents.graph_tools import MOST_ROWS, CannotAnswer, GraphTools
from budgetgraph.publish.app import create_app
from budgetgraph.publish.web.in_process import get
from budgetgraph.publish.web.site import Settings
from budgetgraph.query.questions import load
from budgetgraph.rdf.iris import BASE
from budgetgraph.store import Store

T = TypeVar("T")
NUMBER = {"document": "冀财社[2023]208号"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("agents") / "dir")


@pytest.fixture(scope="module")
def asking(built: Path) -> Iterator[Callable[..., Any]]:
    """Calls one tool."""
    tools = GraphTools(built, Settings())

    def call(name: str, **given: Any) -> Any:
        return asyncio.run(getattr(tools, name)(**given))

    yield call
    tools.close()


def test_every_number_of_an_answer_has_its_line_or_is_called_computed(
    asking: Callable[..., Any],
) -> None:
    answer = asking("ask", question="projects-citing-document", values=NUMBER)
    assert answer["rows"]
    priced = [row for row in answer["rows"] if row["amount"]]
    assert priced
    for row in priced:
        assert "line" in row["sources"]["amount"][0]
        assert row["computed"] == []
    totals = asking("ask", question="budget-totals")
    stated = [row for row in totals["rows"] if row["expenditure"]]
    assert stated
    for row in stated:
        assert "expenditure" in row["sources"] or "expenditure" in row["computed"]
    assert any("line" in row["sources"].get("expenditure", [""])[0] for row in stated)


def test_a_number_that_stands_in_no_paper_is_computed(built: Path) -> None:
    body = '("平乡县医疗保障局" AS ?department) (2025 AS ?fiscal_year)'
    query = f"SELECT {body} (123.45 AS ?amount) (7 AS ?projects) {{}}"
    answer = cited_answer(Store.open(built / "store"), query, 5, BASE)
    assert answer["rows"][0]["computed"] == ["amount"], "a count needs no line"
    assert answer["rows"][0]["sources"] == {}
    assert answer["rows"][0]["amount"] == "123.45"


def test_a_thing_is_found_and_told_with_its_sources(asking: Callable[..., Any]) -> None:
    found = asking("search", text="冀财社【2023】208 号")["results"][0]
    assert found["kind"] == "OfficialDocument"
    told = asking("facts", iri=found["iri"])
    assert told["label"] == "冀财社〔2023〕208号"
    assert told["sources"]
    assert all("line" in one["place"] for one in told["sources"])
    assert told["related"]["projects"]
    only = asking("search", text="医疗", kind="Project")["results"]
    assert {one["kind"] for one in only} == {"Project"}


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("facts", {"iri": "id/nothing/here"}, "try the tool search"),
        ("ask", {"question": "no-such-question"}, "no question"),
        ("ask", {"question": "documents", "limit": 0}, "at least 1"),
        ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "read-only"),
        ("sparql", {"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"query": "SELECT nonsense"}, "line 1"),
    ],
)
def test_what_cannot_be_answered_says_why(
    asking: Callable[..., Any], name: str, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(CannotAnswer, match=said):
        asking(name, **given)


def test_sparql_stops_at_the_limit_of_rows_and_says_so(asking: Callable[..., Any]) -> None:
    answer = asking("sparql", query="SELECT ?s { ?s ?p ?o }")
    assert len(json.loads(answer["answer"])["results"]["bindings"]) == MOST_ROWS
    assert answer["truncated"]
    small = asking("sparql", query=f"SELECT ?s {{ ?s ?p ?o }} LIMIT {MOST_ROWS}")
    assert not small["truncated"]


def test_language_models_are_told_how_to_ask(built: Path) -> None:
    app = create_app(built, Settings(workers=1))
    answer = asyncio.run(get(app, "/llms.txt"))
    app.state.close()
    text = answer.body.decode()
    assert text.startswith("# 部门预算图谱")
    assert set(load()) <= set(re.findall(r"/questions/([a-z-]+)\.json", text))


def spoken(client: Any, talk: Callable[[Any], Coroutine[Any, Any, T]]) -> T:
    async def whole() -> T:
        async with client as session:
            return await talk(session)

    return asyncio.run(whole())


@pytest.mark.slow
def test_the_protocols_own_client_over_stdio(built: Path) -> None:
    package = pytest.importorskip("mcp", reason="no mcp: pip install .[agents]")
    command = package.StdioServerParameters(
        command=sys.executable,
        args=["-m", "budgetgraph", "mcp", str(built)],
        env={"PYTHONPATH": ":".join(sys.path)},
    )

    async def talk(client: Any) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"search", "facts", "questions", "ask", "findings", "sparql"}
        assert all(tool.annotations.read_only_hint for tool in tools.values())
        answer = await client.call_tool(
            "ask", {"question": "projects-citing-document", "values": NUMBER}
        )
        assert not answer.is_error
        rows = json.loads(answer.content[0].text)["rows"]
        assert "line" in rows[0]["sources"]["amount"][0]
        refused = await client.call_tool("sparql", {"query": "DROP ALL"})
        assert refused.is_error
        assert "read-only" in refused.content[0].text
        ontology = await client.read_resource("budgetgraph://ontology")
        assert "owl:Class" in ontology.contents[0].text
        question = await client.read_resource("budgetgraph://questions/documents")
        assert "SELECT" in question.contents[0].text

    spoken(package.Client(command), talk)
