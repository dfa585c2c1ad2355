"""The titles of a document, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from budgetgraph.document import Passage, passage
from budgetgraph.document.where import Where
from budgetgraph.forms.bodies import begins_with_place, is_place
from budgetgraph.forms.title_lines import TitleLine, read_title
from budgetgraph.parse.header.pairs import values_beside
from budgetgraph.recognise import Recognised

#: So many of the first lines may be a cover.
COVER_LINES = 6
#: A title is no longer; a sentence that begins as one may be.
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class TitleAt:
    """A title with its place."""

    title: TitleLine
    where: Where


def titles(recognised: Recognised) -> list[TitleAt]:
    """Tell what the titles and the first lines say, in reading order; a cover may break its title
    over two lines.
    """
    read = ((read_title(passage.text), passage.where) for passage in _title_texts(recognised))
    return [TitleAt(title, where) for title, where in read if title is not None]


def _title_texts(recognised: Recognised) -> Iterator[Passage]:
    """Give every text that may be a title: two adjoining lines of the cover, then each
    short one.
    """
    short = [
        paragraph.passage for paragraph in recognised.prose if len(paragraph.text) < LONGEST_TITLE
    ]
    cover = short[: COVER_LINES + 1]
    for left, right in pairwise(cover):
        if _adjoin(left, right):
            yield left.joined(right)
    yield from _titles_below_a_place(cover)
    of_page = _titles_in_cells(recognised)
    own = [*_own_titles(recognised), *short, *of_page, *_heads_of_lines(recognised)]
    yield from sorted(own, key=lambda passage: passage.where)


def _titles_below_a_place(cover: Sequence[Passage]) -> Iterator[Passage]:
    """Give what three lines of a cover are together, the first of which is a place alone.

    石桥市
    自然资源和规划局
    部门预算          → 石桥市自然资源和规划局部门预算
    """
    for place, name, paper in zip(cover, cover[1:], cover[2:], strict=False):
        of_place = place.joined(name)
        if is_place(place.text) and _adjoin(place, name) and _adjoin(of_place, paper):
            yield of_place.joined(paper)


def _heads_of_lines(recognised: Recognised) -> Iterator[Passage]:
    """Give the whole titles that first lines begin with, with a blank behind: 石桥县2024年“三公”经费决算情况说明
    根据…
    """
    for paragraph in recognised.prose[:COVER_LINES]:
        head, _, behind = paragraph.text.strip().partition(" ")
        title = read_title(head) if behind and len(head) < LONGEST_TITLE else None
        if title is not None and title.is_whole and title.year is not None:
            yield passage(head, paragraph.where)


def _titles_in_cells(recognised: Recognised) -> Iterator[Passage]:
    """Give the titles in the tables that say what a web page is: 信息名称 | 石桥县水务局2024年部门预算公开."""
    for grid in recognised.unclaimed:
        for row in grid.rows:
            for _, cell in values_beside(row, "title"):
                yield cell


def _own_titles(recognised: Recognised) -> Iterator[Passage]:
    """Give every title but for those of projects' forms, which say nothing of the department: a
    project may be called after another body (公共图书馆预算管理经费).
    """
    of_projects = {id(claim.title) for claim in recognised.forms if claim.kind == "project"}
    return (title for title in recognised.titles if id(title) not in of_projects)


def _adjoin(left: Passage, right: Passage) -> bool:
    """Tell whether one line stands right below the other on one page: 石桥县水务局 / 2025年部门预算.

    A title that names its body with its place is whole, and one of an approval too: the line above
    it is a letterhead (石桥县卫生健康局 / 石桥县妇幼保健院2025年单位预算, 石桥县财政局 / 2025年部门预算批复).
    """
    is_next_line = left.where.last + 1 == right.where.first
    if not is_next_line or left.where.page != right.where.page:
        return False
    title = read_title(right.text)
    if title is None:
        return True
    names_another = title.name is not None and begins_with_place(title.name)
    return not names_another and not title.is_approval
