"""Offer a built folder to agents: the command `mcp`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def mcp(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    http: Annotated[
        bool, typer.Option("--http", help="Listen on 127.0.0.1 instead of stdin and stdout.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of --http.")] = 8001,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that one query may take.")
    ] = 30.0,
) -> None:
    """Offer a built folder to agents by the Model Context Protocol (extra `agents`)."""
    from budgetgraph.publish.agents.protocol_server import run
    from budgetgraph.publish.web.site import Settings

    listens_at = port if http else None
    run(folder, Settings(timeout=timeout), listens_at)
