"""Data files: the words, patterns and lists that stand beside the code which uses them."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def read_data(package: str, name: str) -> dict[str, Any]:
    """Read a TOML file of a package: `read_data("budgetgraph.values", "sums.toml")`."""
    file = resources.files(package).joinpath(name)
    return tomllib.loads(file.read_text("utf-8"))


def read_patterns(package: str, name: str) -> dict[str, Any]:
    """Read a TOML file of patterns, in which a long pattern may be broken over lines.

    Line breaks and the indentation around them count for nothing: the lines

        pair = '''
          (?:
            收入|支出|收支
          )总表
        '''

    are the pattern `(?:收入|支出|收支)总表`.
    """
    data: dict[str, Any] = _joined(read_data(package, name))
    return data


def _joined(entry: Any) -> Any:
    """Give an entry of the file with the lines of its texts joined, however deep they stand."""
    if isinstance(entry, dict):
        return {key: _joined(inner) for key, inner in entry.items()}
    if isinstance(entry, list):
        return [_joined(inner) for inner in entry]
    if isinstance(entry, str) and "\n" in entry:
        return "".join(line.strip() for line in entry.splitlines())
    return entry
