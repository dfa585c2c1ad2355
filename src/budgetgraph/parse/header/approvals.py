"""Papers with which a finance bureau approves the budget of another body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgetgraph.document import Passage
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import is_certain
from budgetgraph.forms.title_lines import read_title
from budgetgraph.recognise import Recognised

#: So many lines below its title such a paper says to whom it goes.
_ADDRESS = 4


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval; `addressed` is the body that a line greets, with its place."""

    addressed: tuple[str, Where] | None


def approval_of(recognised: Recognised) -> Approval | None:
    """Tell whether a paper is an approval: 石桥县财政局 / 关于批复2025年部门预算的通知 / 石桥县水务局：

    Its tables are those of 石桥县水务局; the bureau's own name says nothing of whose they are.
    """
    lines = _lines(recognised)
    for index, line in enumerate(lines):
        title = read_title(line.text)
        if title is not None and title.is_approval:
            below = lines[index + 1 : index + 1 + _ADDRESS]
            return Approval(next(_greeted(below), None))
    return None


def _lines(recognised: Recognised) -> list[Passage]:
    """Give all lines outside of tables, in reading order."""
    titles = {id(title): title for title in recognised.titles}
    prose = {id(paragraph.passage): paragraph.passage for paragraph in recognised.prose}
    return sorted({**titles, **prose}.values(), key=lambda passage: passage.where)


def _greeted(lines: Iterable[Passage]) -> Iterator[tuple[str, Where]]:
    """Give the bodies that lines greet: 石桥县水务局： → 石桥县水务局."""
    for line in lines:
        name, colon, behind = fold(line.text).partition(":")
        if colon and not behind and is_certain(name):
            yield name, line.where
