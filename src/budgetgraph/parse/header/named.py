"""A name that a document prints for the body whose disclosure it is, and how sure its place is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from budgetgraph.document.where import Where
from budgetgraph.forms.bodies import is_body, is_certain


class Sure(IntEnum):
    """How sure a place is of whose disclosure it tells; the least is the surest."""

    CAPTION = 0
    TITLE = 1
    FORM = 2
    UNITS = 3
    SENTENCE = 4
    PAIR = 5
    PROSE = 6
    DUTIES = 7
    SIGNED = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a document prints for the body whose disclosure it is."""

    name: str
    code: str | None
    where: Where
    sure: Sure


def certain_name(pattern: re.Pattern[str], text: str) -> str | None:
    """Give the name that a text begins with by a pattern, where it is one for certain.

    Between a year and 部门 or 单位 a name is one whatever it ends with: 2025年石桥林业总场部门收入总表.
    """
    match = pattern.match(text)
    if match is None:
        return None
    parts = match.groupdict()
    is_open = None not in (parts.get("year"), parts.get("level"))
    is_name = is_body(match["name"]) if is_open else is_certain(match["name"])
    return match["name"] if is_name else None
