"""Words that stand beside each other in one line."""

from __future__ import annotations

from collections.abc import Sequence

from budgetgraph.document import Passage, join, passage


def beside(words: Sequence[Passage]) -> Passage:
    """Put words together as one passage, a blank between each two: 清淤长度, 12公里 → 清淤长度 12公里."""
    first, *others = words
    blank = passage(" ", first.where)
    parts = [first]
    for word in others:
        parts += [blank, word]
    return join(parts)
