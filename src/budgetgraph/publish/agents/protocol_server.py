"""Speak the Model Context Protocol over stdin and stdout, or over HTTP on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetgraph import __version__
from budgetgraph.assets import asset
from budgetgraph.document.problems import UsageError
from budgetgraph.publish.agents.graph_tools import CannotAnswer, GraphTools
from budgetgraph.publish.web.site import Settings

if TYPE_CHECKING:
    from mcp.server import MCPServer

INSTRUCTIONS = (
    "A graph of Chinese department budgets (部门预算公开), each number with the line of the paper "
    "that states it. Start with `questions` and `ask`, or with `search` and `facts`; use `sparql` "
    "for the rest. Cite paper and line with every number. Amounts are in 元. A finding names a "
    "gap and is no verdict. What is missing is unknown, not zero."
)


def protocol_server(tools: GraphTools) -> MCPServer:
    """Make the server of these tools; UsageError where the extra `agents` is not installed."""
    try:
        from mcp.server import MCPServer
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise UsageError(
            "the package mcp is not installed; in a checkout: pip install '.[agents]'"
        ) from error
    server = MCPServer("budgetgraph", instructions=INSTRUCTIONS, version=__version__)
    only_reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in (
        tools.search, tools.facts, tools.questions, tools.ask, tools.findings, tools.sparql
    ):  # fmt: skip
        server.add_tool(_saying_why(tool), annotations=only_reads)
    _add_resources(server, tools)
    return server


def _saying_why(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a tool, so that an agent is told why it gets no answer."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    async def told(*given: Any, **named: Any) -> Any:
        try:
            answer = tool(*given, **named)
            return await answer if isawaitable(answer) else answer
        except CannotAnswer as error:
            raise ToolError(str(error)) from error

    return told


def run(folder: Path, settings: Settings, port: int | None = None) -> None:
    """Serve a built folder until the client leaves: over stdin and stdout, or at a port."""
    tools = GraphTools(folder, settings)
    try:
        server = protocol_server(tools)
        if port is None:
            server.run("stdio")
        else:
            server.run("streamable-http", host="127.0.0.1", port=port)
    finally:
        tools.close()


def _add_resources(server: MCPServer, tools: GraphTools) -> None:
    """Offer what a writer of queries reads: the vocabulary, and the questions as SPARQL."""

    def ontology() -> str:
        return asset("ontology/budget.ttl").read_text(encoding="utf-8")

    def listed() -> str:
        return json.dumps(tools.questions(), ensure_ascii=False, indent=1)

    def question(name: str) -> str:
        return asset(f"queries/questions/{Path(name).name}.rq").read_text(encoding="utf-8")

    texts: tuple[tuple[str, str, Any], ...] = (
        ("budgetgraph://ontology", "text/turtle", ontology),
        ("budgetgraph://questions", "application/json", listed),
        ("budgetgraph://questions/{name}", "application/sparql-query", question),
    )
    for address, media_type, text in texts:
        server.resource(address, mime_type=media_type)(text)
