"""Read options from `budgetgraph.toml` of the working folder, so that they need not be typed.

    lang = "zh"

    [build]
    out = "build/demo"
    corrections = "corrections.csv"

    [serve]
    port = 8080

An option has the name that it has on the command line, without the dashes before it; what is typed
counts before what stands in the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import UsageError

NAME = "budgetgraph.toml"
#: Options that decide what a program may reach are typed, so that a folder that somebody sent
#: decides nothing of the kind.
_ONLY_TYPED = frozenset({"endpoint", "host", "require-isolation"})

#: The options of each command: the name on the command line, and the name of its parameter.
CommandOptions = Mapping[str, Mapping[str, str]]


def read_options(folder: Path, of_all: frozenset[str], commands: CommandOptions) -> dict[str, Any]:
    """Read the options of a folder's file; {} where it has none.

    Options of every command (`of_all`) keep their names, those of one command stand under its name
    by parameter: `{"lang": "zh", "serve": {"port": 8080}}`. UsageError where the file cannot be
    read or names what there is not.
    """
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"budgetgraph.toml: cannot be read: {error}") from error
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"budgetgraph.toml: is no TOML: {error}") from error
    return {name: _entry(name, entry, of_all, commands) for name, entry in given.items()}


def _entry(name: str, entry: object, of_all: frozenset[str], commands: CommandOptions) -> object:
    """Check an entry at the top of the file: an option of every command, or a command's options."""
    if isinstance(entry, dict):
        if name not in commands:
            there = ", ".join(sorted(commands))
            raise UsageError(f"budgetgraph.toml: no command is called {name}; there are {there}")
        return _of_command(name, entry, commands[name])
    if name not in of_all:
        there = ", ".join(sorted(of_all))
        raise UsageError(
            f"budgetgraph.toml: {name} is no option of every command; there are {there}"
        )
    return entry


def _of_command(command: str, given: Mapping[str, object], known: Mapping[str, str]) -> object:
    """Check the options of a command, and give them by parameter."""
    by_parameter: dict[str, object] = {}
    for option, value in given.items():
        if option in _ONLY_TYPED:
            raise UsageError(f"budgetgraph.toml: --{option} has to be typed")
        if option not in known:
            there = ", ".join(sorted(known))
            raise UsageError(
                f"budgetgraph.toml: {command} has no option {option}; there are {there}"
            )
        by_parameter[known[option]] = value
    return by_parameter
