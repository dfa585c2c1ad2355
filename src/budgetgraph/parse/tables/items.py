"""What the name of an item begins with."""

from __future__ import annotations

from budgetgraph.document.list_marks import is_entry

#: What a part of the item above begins with.
_PART = "其中"


def begins_item(text: str) -> bool:
    """Tell whether a name begins an item of its own: `一、收入`, `其中：工资`."""
    return is_entry(text) or text.startswith(_PART)
