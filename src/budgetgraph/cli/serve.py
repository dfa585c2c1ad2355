"""Serve a built folder: the command `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.terminal import say


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that one query may take.")
    ] = 30.0,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer queries.")] = 2,
    check: Annotated[
        bool, typer.Option("--check", help="Check papers that are sent to /check; none is kept.")
    ] = False,
    reload: Annotated[
        bool,
        typer.Option("--reload", help="Read questions and shapes again when they are edited."),
    ] = False,
    request_log: Annotated[
        Path | None,
        typer.Option(help="A file that gets a line of JSON for each request; - is stdout."),
    ] = None,
    require_isolation: Annotated[
        bool, typer.Option("--require-isolation", help="Do not start where workers have a network.")
    ] = False,
) -> None:
    """Serve a built folder: SPARQL endpoint, a page for every thing, questions, downloads."""
    from budgetgraph.publish import serving
    from budgetgraph.publish.web.site import Settings

    settings = Settings(
        timeout=timeout,
        workers=workers,
        isolated=require_isolation,
        check=check,
        reload=reload,
        request_log=request_log,
    )
    serving.serve(folder, host, port, settings, _announce)


def _announce(text: str) -> None:
    say(*text.splitlines())
