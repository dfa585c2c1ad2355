"""The words that the checks of the wording look for, from `known.toml`: what rises and falls, what
is compared, what a template asks for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_patterns

_NAMED = re.compile(r"«(\w{1,30})»")


@cache
def _groups() -> dict[str, dict[str, Any]]:
    """Give the file as it is: groups of expressions by their names."""
    return read_patterns("budgetgraph.validate.wording", "known.toml")


@cache
def _compiled() -> dict[str, dict[str, re.Pattern[str]]]:
    """Give every expression of the file, compiled, by its group and its name."""
    compiled: dict[str, dict[str, re.Pattern[str]]] = {}
    for group, entries in _groups().items():
        compiled[group] = {}
        for name, written in entries.items():
            if isinstance(written, str):
                compiled[group][name] = re.compile(_whole(group, name))
    return compiled


def _whole(group: str, name: str) -> str:
    """Give an expression as it is written, with those that it names put in.

    `change` of `common` is `(?P<verb>增加|增长|…)`, where the file has `(?P<verb>«rises»|«falls»)`.
    What is named stands in the same group, or in `common`.
    """
    groups = _groups()

    def put_in(match: re.Match[str]) -> str:
        """Give the expression that «name» stands for."""
        home = group if match[1] in groups[group] else "common"
        return _whole(home, match[1])

    written: str = groups[group][name]
    return _NAMED.sub(put_in, written)


def pattern(group: str, name: str) -> re.Pattern[str]:
    """Give an expression of the file, compiled."""
    return _compiled()[group][name]


def patterns(group: str) -> dict[str, re.Pattern[str]]:
    """Give all expressions of a group by their names, compiled."""
    return _compiled()[group]


def labels(group: str) -> dict[str, tuple[str, str]]:
    """Give what the entries of a group are called, in Chinese and English, by their names."""
    called: dict[str, tuple[str, str]] = {}
    for name, label in _groups()[group].items():
        called[name] = (label["zh"], label["en"])
    return called
