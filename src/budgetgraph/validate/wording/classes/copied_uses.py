"""What a class is said to pay for, copied from its neighbour: 养老保险缴费支出…主要用于：支付职业年金."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_PATHS = (pattern("classes", "path"), pattern("classes", "dashed"))
_USES = (pattern("uses", "used_for"), pattern("uses", "because"))
_BENEFIT, _REST = pattern("uses", "benefit"), pattern("uses", "rest")
#: Where so many classes are said to pay for what they are called, one that is not is a slip.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Use:
    """What the paragraph of a class says that it pays for, or why it changed."""

    name: str
    words: str
    span: tuple[int, int]
    passage: Passage

    @property
    def is_called_so(self) -> bool:
        """Whether the words are the name itself: 购房补贴（项）…主要用于购房补贴."""
        return _bare(self.words) == _bare(self.name)


def copied_uses(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each class that is said to pay for another benefit than the one it is called after, and,
    where most are said to pay for what they are called, for what another is called.

    `…基本养老保险缴费支出（项）157.23万元。主要用于：支付职业年金。` → 职业年金 is another class. 其他养老支出 may pay for
    any of them.
    """
    uses = list(chain.from_iterable(map(_uses, paper.prose)))
    names = {_bare(use.name) for use in uses}
    is_usual = sum(use.is_called_so for use in uses) >= _FEWEST
    for use in uses:
        is_others = is_usual and not use.is_called_so and _bare(use.words) in names
        if is_others or _is_other_benefit(use):
            yield _fault(use)
        else:
            paper.right["uses of classes"] += 1


def _uses(passage: Passage) -> Iterator[_Use]:
    """Give what a paragraph that names one class says of its use."""
    text = fold_in_place(passage.text)
    named = list(chain.from_iterable(path.finditer(text) for path in _PATHS))
    if len(named) != 1:
        return
    name = named[0]["third"] or named[0]["second"]
    for used in chain.from_iterable(words.finditer(text, named[0].end()) for words in _USES):
        yield _Use(name, used["words"], used.span("words"), passage)


def _is_other_benefit(use: _Use) -> bool:
    """Tell whether the words name one benefit, and the class is called after another one."""
    own, told = set(_BENEFIT.findall(use.name)), set(_BENEFIT.findall(use.words))
    return bool(own) and len(told) == 1 and own.isdisjoint(told)


def _bare(words: str) -> str:
    """Give words without what names of classes and uses do not share: 支出, 等支出, 方面."""
    return _REST.sub("", words)


def _fault(use: _Use) -> Fault:
    """Say which words tell of another class."""
    words = use.passage.text[slice(*use.span)]
    return Fault(
        _RULE,
        f"{use.name} {words}",
        f"{use.name}：写为“{words}”，是另一科目的内容。",
        f"{use.name}: “{words}” belongs to another class.",
        [use.passage.place(*use.span)],
    )
