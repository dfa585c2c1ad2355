"""The roles of the columns of an indicator table."""

from __future__ import annotations

LEVELS = ("level1", "level2")
#: What stands behind the name of an indicator: its target, and what weighs or measures it.
VALUES = frozenset(
    "description target basis operator unit weight achieved score reason aside".split()
)
#: The column of a cell that stands under no heading.
NOWHERE = ""
#: The column of what has no field: a direction, a serial number, the list of all years.
ASIDE = "aside"
#: The column of the goals beside the indicators.
GOALS = "goals"
#: Begins the key of a column that is not known: `other:评分标准`.
OTHER = "other:"


def is_value(name: str) -> bool:
    """Tell whether a column holds what stands behind an indicator's name: 指标值, or 评分标准."""
    return name in VALUES or name.startswith(OTHER)
