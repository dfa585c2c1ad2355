"""Several levels of an indicator in one cell, a sign between them.

产出指标-数量指标-养护里程 → 产出指标 | 数量指标 | 养护里程
"""

from __future__ import annotations

import re

from budgetgraph.document import Passage
from budgetgraph.forms import forms

#: What stands between two levels.
_BETWEEN = re.compile(r"[-－—–―/／\\→>》：:|｜_\s]{1,4}")
#: A second level that begins a cell says that it is one: 数量指标-养护里程, but not 成本/效益比.
_SAYS_LEVEL = ("指标", "目标")


def parted_levels(cell: Passage) -> list[Passage]:
    """Give the levels that a cell begins with, and the rest of it; the cell itself without one."""
    parts: list[Passage] = []
    rest = cell
    for level in ("level1", "level2"):
        cut = _BETWEEN.search(rest.text)
        name = rest.text[: cut.start()] if cut else ""
        if cut and _is_level(name, level, is_below=bool(parts)):
            parts.append(rest.part(0, cut.start()))
            rest = rest.part(cut.end())
    return [*parts, rest] if rest else parts


def _is_level(name: str, level: str, *, is_below: bool) -> bool:
    """Tell whether a text is the name of a level; the first one of a cell says that it is one."""
    is_known = name in forms().indicator[f"{level}_names"]
    return is_known and (is_below or name.endswith(_SAYS_LEVEL))
