"""The unit that a cell names, with the code that may stand before its name."""

from __future__ import annotations

import re

from budgetgraph.disclosure import ProjectUnit

#: A unit's code in front of its name: 120 石桥县农业农村局, 105001-石桥县林业局.
_CODE_OF_UNIT = re.compile(
    r"[\[(]?(?P<code>\d{3,6})[\])]?[-—\s]{0,3}(?P<name>[一-鿿].*)", re.DOTALL
)


def unit_named(text: str) -> ProjectUnit:
    """Give the unit of a cell: `105001-石桥县林业局` → 105001, 石桥县林业局."""
    found = _CODE_OF_UNIT.fullmatch(text)
    return ProjectUnit(None, text) if found is None else ProjectUnit(found["code"], found["name"])
