"""An entry that runs on behind its amount, where its sisters have a mark: 1434.89万元主要用于…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.broken.breaks import AROUND, Break
from budgetgraph.validate.wording.known import pattern

_PARTED, _UNPARTED = pattern("sentences", "parted"), pattern("sentences", "unparted")
_FEWEST = 3
_NO_MARK = ("后缺少标点", "lacks the mark behind it")


def running_on(passages: Sequence[Passage]) -> Iterator[Break]:
    """Give the one paragraph whose amount runs into 主要用于, where three others or more have a mark
    between them.

    `…（01项）1434.89万元主要用于：行政单位的基本支出` among `…（04项）2170.39万元。主要用于：`.
    """
    texts = [fold_in_place(passage.text) for passage in passages]
    parted = sum(_PARTED.search(text) is not None for text in texts)
    unparted = [(at, match) for at, text in enumerate(texts) if (match := _UNPARTED.search(text))]
    if parted < _FEWEST or len(unparted) != 1:
        return
    [(at, match)] = unparted
    words = passages[at].text[max(match.start() - AROUND, 0) : match.end()]
    yield Break(words, *_NO_MARK, passages[at].place(*match.span()))
