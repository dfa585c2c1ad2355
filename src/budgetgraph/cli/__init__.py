"""Run the command line: arguments in, printed results and an exit status out.

Data goes to stdout, everything else to stderr. Each command has a module of its own, and imports
what it needs when it runs, so that the small ones start quickly.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer

from budgetgraph.cli.app import app
from budgetgraph.cli.terminal import say
from budgetgraph.document.problems import BudgetGraphError, UsageError

__all__ = ["app", "main", "run"]

#: Commands whose input may come from anybody, so that nothing of it may reach the network.
_WITHOUT_NETWORK = frozenset({"query", "validate", "explain"})
_OUR_FAULT, _ABORTED = 70, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    command = _command(given)
    asks_endpoint = any(word.startswith("--endpoint") for word in given)
    if command in _WITHOUT_NETWORK and not asks_endpoint:
        from budgetgraph.isolation.network_lock import lock_network

        lock_network(namespace=False)
    sys.exit(run(given))


def _command(arguments: Sequence[str]) -> str:
    """Find the command of a call: `--log-file a.log query …` → `query`; "" where there is none."""
    words = iter(arguments)
    for word in words:
        if word == "--log-file":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def run(arguments: list[str]) -> int:
    """Run one call and give its exit status.

    A mistake that the user can correct is explained in a line; a fault of ours is printed with its
    traceback.
    """
    try:
        status = app(arguments, standalone_mode=False)
        return status if isinstance(status, int) else 0
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return _ABORTED
    except typer.TyperException as problem:
        _show(problem)
        return UsageError.status
    except BudgetGraphError as problem:
        say(f"budgetgraph: {problem}")
        return problem.status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        traceback.print_exc()
        say(
            "budgetgraph: this is a fault of ours; please report it with the lines above and, "
            "if you can, the file"
        )
        return _OUR_FAULT


def _show(problem: typer.TyperException) -> None:
    """Print a wrong usage; typer's own errors print themselves with the usage of their command."""
    show_usage = getattr(problem, "show", None)
    if callable(show_usage):
        show_usage(file=sys.stderr)
    else:
        say(str(problem))
