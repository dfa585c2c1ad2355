"""What a paragraph is about, in its own first words, as a message names it."""

from __future__ import annotations

import re

from budgetgraph.document.folding import fold_in_place
from budgetgraph.document.list_marks import without_mark

_END = re.compile(r"[。;:,]|(?<![\d.])\d[\d.]{0,20}+(?:亿元|万元|元)")
_LONGEST = 40


def head(text: str) -> str:
    """Give the words before the first amount or mark: `13、…购房补贴（03项）207万元。…` → `…购房补贴（03项）`."""
    bare = without_mark(text)
    found = _END.search(fold_in_place(bare), 1)
    words = bare[: found.start()] if found else bare
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
