"""Covers: the line or two with which a disclosure begins and which say whose budget of which year
it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.document import Block, Paragraph, Passage
from budgetgraph.document.where import Where
from budgetgraph.forms import fold

#: A body that has a budget, by the last word of its name.
BODY = (
    r"[^\d\s、，。:：()（）]{2,30}?(?:局|委员会|委|办公室|办公厅|办事处|办|厅|部|院|会|署|中心|政府|法院|检察院|队|馆|校|大学|学院"
    r"|妇联|党校|中学|小学|幼儿园|联合社|研究所|服务站)(?:本级|机关)?"
)
#: The unit that is the department's own administration carries its name with this word.
OWN_LEVEL = "本级"
_YEAR = r"(?P<year>20\d\d)年?度?"
_REST = (
    r"(?:信息|公开|情况|说明|编制|报告|草案|文本|材料|总体|表|及|的|和|三公经费|\([^()]{1,12}\))*"
)
_BUDGET = rf"(?P<level>部门|单位)?预算{_REST}"
_ORDINAL = r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分)?"
_WHOLE = (
    re.compile(rf"{_ORDINAL}(?P<name>{BODY}){_YEAR}{_BUDGET}"),
    re.compile(rf"{_ORDINAL}{_YEAR}(?P<name>{BODY}){_BUDGET}"),
    re.compile(
        rf"(?P<year>)(?P<name>{BODY})(?P<level>部门|单位)?预算(?:信息)?(?:公开|说明|情况说明)"
    ),
)
_NAME = re.compile(rf"(?P<name>{BODY})")
_BUDGET_OF_A_YEAR = re.compile(rf"{_YEAR}{_BUDGET}")
#: 我局, 本部门: a heading inside a disclosure, not the beginning of one.
_SELF = re.compile("[我本](?:局|委|办|院|厅|部门|单位|中心)")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose budget begins here: `year` and `level` (部门 or 单位) where the line prints them."""

    name: str
    year: int | None
    level: str | None
    where: Where


def covers(blocks: Sequence[Block]) -> Iterator[tuple[int, Cover]]:
    """Every cover with the index of its block, in reading order.

    The name and `2025年部门预算…` may stand in two lines, in either order.
    """
    lines = [(index, line) for index, block in enumerate(blocks) for line in _lines(block)]
    taken = -1
    for at, (index, line) in enumerate(lines):
        if at <= taken:
            continue
        cover = _cover(line)
        following = lines[at + 1] if at + 1 < len(lines) else None
        if cover is None and following is not None and following[0] - index <= 1:
            cover = _pair(line, following[1])
            taken = at + 1 if cover is not None else taken
        if cover is not None:
            yield index, cover


def opens(paragraph: Paragraph) -> bool:
    """Whether a line may stand at the top of a disclosure: a name alone, `2025年部门预算公开表` alone."""
    text = fold(paragraph.text)
    return len(text) <= _LONGEST and bool(
        _NAME.fullmatch(text) or _BUDGET_OF_A_YEAR.fullmatch(text)
    )


def _lines(block: Block) -> Iterator[Passage]:
    """The lines of a block that may be a cover: a paragraph, or the rows of one cell above the
    heading of a grid.
    """
    if isinstance(block, Paragraph):
        yield block.passage
        return
    for row in block.rows:
        filled = [cell for cell in row if cell]
        if len(filled) != 1:
            return
        yield filled[0]


def _cover(line: Passage) -> Cover | None:
    text = fold(line.text)
    if len(text) > _LONGEST or _SELF.search(text):
        return None
    match = next((found for pattern in _WHOLE if (found := pattern.fullmatch(text))), None)
    return (
        Cover(
            match["name"], int(match["year"]) if match["year"] else None, match["level"], line.where
        )
        if match
        else None
    )


def _pair(one: Passage, two: Passage) -> Cover | None:
    """A cover of two lines, in either order."""
    texts = fold(one.text), fold(two.text)
    if max(map(len, texts)) > _LONGEST or any(map(_SELF.search, texts)):
        return None
    for name, budget, where in ((texts[0], texts[1], one.where), (texts[1], texts[0], two.where)):
        if (named := _NAME.fullmatch(name)) and (of_year := _BUDGET_OF_A_YEAR.fullmatch(budget)):
            return Cover(named["name"], int(of_year["year"]), of_year["level"], where)
    return None


def same_body(one: str, other: str) -> bool:
    """Whether two printed names are of one body: alike, or one without the place that it begins
    with. 本级 names another one.
    """
    mine, its = fold(one), fold(other)
    return mine.endswith(its) or its.endswith(mine)
