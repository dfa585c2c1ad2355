"""What the name of an item begins with."""

from __future__ import annotations

from budgetgraph.document.list_marks import is_entry
from budgetgraph.forms import forms

#: What a part of the item above begins with.
_PART = "其中"


def begins_item(text: str) -> bool:
    """Tell whether a name begins an item of its own: `一、收入`, `其中：工资`."""
    return is_entry(text) or text.startswith(_PART)


def is_item(text: str) -> bool:
    """Tell whether a name is an item by itself: it begins as one does, or is one of those of
    summaries that have no ordinal.

    一、收入, 上年结转资金, 支出合计 → yes     款收入 → no
    """
    return begins_item(text) or text in forms().heading["unmarked"]
