"""A year without its 年, where the paper writes it elsewhere before the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.known import pattern

_TOLD = pattern("sibling_years", "unmarked")
#: So many times as often a paper writes the year with its 年.
_FEWEST = 3


def unmarked_years(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give `2026预算安排9.00万元` in a paper that says 2026年预算安排 elsewhere."""
    marked: Counter[str] = Counter()
    unmarked: list[tuple[Passage, int, int, str]] = []
    for passage in passages:
        for match in _TOLD.finditer(fold_in_place(passage.text)):
            words = match["year"] + match["words"]
            if match["mark"]:
                marked[words] += 1
            else:
                unmarked.append((passage, *match.span(), words))
    missing = Counter(words for *_, words in unmarked)
    for passage, start, end, words in unmarked:
        if marked[words] >= _FEWEST * missing[words]:
            shown = passage.text[max(start - AROUND, 0) : end + 1]
            yield Break(shown, "缺少“年”字", "lacks its 年", passage.place(start, end))
