"""A change that a sentence does not say how large it is, where all others like it do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.known import pattern

_CHANGE = pattern("sentences", "told_change")
#: So many changes of a paper are told with their amounts, behind the same words.
_FEWEST = 3


def unsaid_changes(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give `比2024年预算减少。` in a paper that says otherwise by how much, behind the same words.

    比2024年预算增加3355.65万元 three times or more, and nowhere else without an amount.
    """
    told: Counter[str] = Counter()
    unsaid: list[tuple[Passage, int, int, str]] = []
    for passage in passages:
        for match in _CHANGE.finditer(fold_in_place(passage.text)):
            if match["digits"]:
                told[match["base"]] += 1
            else:
                unsaid.append((passage, *match.span(), match["base"]))
    if len(unsaid) != 1:
        return
    passage, start, end, base = unsaid[0]
    if told[base] >= _FEWEST:
        words = passage.text[max(start - AROUND, 0) : end + 1]
        yield Break(words, "没有写增减额", "does not say by how much", passage.place(start, end))
