"""Run the command line: arguments in, printed results and an exit status out.

Data goes to stdout, everything else to stderr. Each command has a module of its own, and imports
what it needs when it runs, so that the small ones start quickly.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from itertools import islice, pairwise

import typer
from typer.main import get_command

from budgetgraph.cli.app import app
from budgetgraph.cli.talk.help_words import say_help_in_chinese
from budgetgraph.cli.terminal import nobody_reads_on, say, say_problem, spoken
from budgetgraph.document.languages import LANGUAGES
from budgetgraph.document.problems import BudgetGraphError, UnreadableInput, UsageError
from budgetgraph.isolation.garbage import search_rarely
from budgetgraph.isolation.termination import tidy_end

__all__ = ["app", "main", "run"]

#: Commands whose input may come from anybody, so that nothing of it may reach the network.
_WITHOUT_NETWORK = frozenset({"query", "validate", "explain"})
#: Commands that go on until they are told to end, and heed signals by themselves.
_SERVERS = frozenset({"serve", "mcp"})
_OUR_FAULT, _ABORTED = 70, 130
#: What a place that cannot be written is told as; a fault of ours names no file.
_OF_PLACES: dict[type[OSError], str] = {
    PermissionError: "no permission to read or write it; choose another place, or ask its owner",
    FileExistsError: "is a file where a folder is needed; choose another place",
    NotADirectoryError: "is a file where a folder is needed; choose another place",
    IsADirectoryError: "is a folder where a file is needed; choose another name",
}
#: What the system says of a disk that is full, or of a quota that is used up.
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
#: Options that stand before or behind any command, and whether a value follows them.
_OPTIONS_OF_ALL = {"--verbose": False, "--lang": True, "--log-file": True}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    search_rarely()
    given = sys.argv[1:] if arguments is None else list(arguments)
    command = _command(given)
    asks_endpoint = any(word.startswith("--endpoint") for word in given)
    if command in _WITHOUT_NETWORK and not asks_endpoint:
        from budgetgraph.isolation.network_lock import lock_network

        lock_network(namespace=False)
    with nullcontext() if command in _SERVERS else tidy_end():
        sys.exit(run(given))


def _command(arguments: Sequence[str]) -> str:
    """Find the command of a call: `--log-file a.log query …` → `query`; "" where there is none."""
    _, others = _options_of_all(arguments)
    return next((word for word in others if not word.startswith("-")), "")


def _options_of_all(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the options that stand before or behind any command from the others.

    `build a.md --lang zh` → `--lang zh` and `build a.md`.
    """
    of_all: list[str] = []
    others: list[str] = []
    words = iter(arguments)
    for word in words:
        name, _, value = word.partition("=")
        if word == "--":
            return of_all, [*others, word, *words]
        if name not in _OPTIONS_OF_ALL:
            others.append(word)
            continue
        of_all.append(word)
        if _OPTIONS_OF_ALL[name] and not value:
            of_all.extend(islice(words, 1))
    return of_all, others


def run(arguments: list[str]) -> int:
    """Run one call and give its exit status.

    A mistake that the user can correct is explained in a line; a fault of ours is printed with its
    traceback.
    """
    of_all, others = _options_of_all(arguments)
    spoken.asked = _asked_language(of_all)
    try:
        status = _program()([*of_all, *others], standalone_mode=False)
        return status if isinstance(status, int) else 0
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return _ABORTED
    except typer.TyperException as problem:
        _show(problem)
        return UsageError.status
    except BudgetGraphError as problem:
        say_problem(problem)
        return problem.status
    except OSError as problem:
        return _refused(problem)
    except Exception:
        return _our_fault()


def _refused(problem: OSError) -> int:
    """Explain what the system refused, and give the exit status: a place, a full disk, a reader of
    stdout who has left. What is none of these is a fault of ours.
    """
    if isinstance(problem, BrokenPipeError) and nobody_reads_on():
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if problem.errno in _FULL:
        say("budgetgraph: no space is left where it writes; free some, or choose another place")
        return UnreadableInput.status
    for kind, reason in _OF_PLACES.items():
        if isinstance(problem, kind):
            say_problem(UnreadableInput(str(problem.filename), reason))
            return UnreadableInput.status
    return _our_fault()


def _our_fault() -> int:
    """Print the fault that is being handled, and give the exit status."""
    traceback.print_exc()
    say(
        "budgetgraph: this is a fault of ours; please report it with the lines above and, "
        "if you can, the file"
    )
    return _OUR_FAULT


def _asked_language(of_all: Sequence[str]) -> str | None:
    """Find the language that a call asks for: `--lang zh` or `--lang=zh` → `zh`; None for none.

    It is needed before the options are read, for a wrong call is told in it as well.
    """
    words = " ".join(of_all).replace("--lang=", "--lang ").split()
    named = [value for word, value in pairwise(words) if word == "--lang" and value in LANGUAGES]
    return named[-1] if named else None


def _program() -> Callable[..., object]:
    """Give the program, with its help in the language of the user."""
    program = get_command(app)
    if spoken.code == "zh":
        say_help_in_chinese(program)
    return program


def _show(problem: typer.TyperException) -> None:
    """Print a wrong usage, with the usage of the command where one is known."""
    context = getattr(problem, "ctx", None)
    reason = problem.format_message()
    if context is None:
        say(reason)
        return
    way_out = f"Try '{context.command_path} --help' for help."
    say(context.get_usage(), way_out, f"Error: {reason}")
