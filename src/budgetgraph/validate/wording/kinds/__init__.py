"""Words that belong to another paper: 部门预算 in the paper of a unit, another body's or last year's
name above a table or in a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetgraph.disclosure import Table
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.kinds.bodies import (
    mistyped_names,
    of_city,
    other_bodies,
    titled_bodies,
)
from budgetgraph.validate.wording.kinds.contents import named_otherwise_in_contents
from budgetgraph.validate.wording.kinds.last_year import left_in_years
from budgetgraph.validate.wording.kinds.notes import strange_notes, strange_sections
from budgetgraph.validate.wording.kinds.other_account import other_account, planned_expenses
from budgetgraph.validate.wording.kinds.table_heads import strange_heads
from budgetgraph.validate.wording.kinds.twin_headings import twin_headings
from budgetgraph.validate.wording.kinds.years import other_years
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_COVER = pattern("kinds", "cover")
_LONGEST_COVER = 45
_COVER_PARAGRAPHS = 12
_OTHER = {"单位": "部门", "部门": "单位"}
_ENGLISH = {"单位": "unit (单位)", "部门": "department (部门)"}
_SAID = {"部门": pattern("kinds", "said_of_department"), "单位": pattern("kinds", "said_of_unit")}
_HEADING = {
    "部门": pattern("kinds", "heading_of_department"),
    "单位": pattern("kinds", "heading_of_unit"),
}
_TITLE_YEAR = pattern("kinds", "title_year")
_BODY = pattern("kinds", "body")
_AS_UNIT = pattern("kinds", "self_as_unit")
_AS_DEPARTMENT = pattern("kinds", "self_as_department")
_FEWEST = 3


def strange_words(paper: CheckedPaper) -> Iterator[Fault]:
    """Words of the other kind of paper, titles of another year, names of another body."""
    yield from _other_kind(paper)
    yield from _other_year(paper)
    yield from _other_body(paper)
    yield from other_years(paper)
    yield from other_account(paper)
    yield from planned_expenses(paper)
    yield from other_bodies(paper)
    yield from titled_bodies(paper)
    yield from mistyped_names(paper)
    yield from of_city(paper)
    yield from strange_heads(paper)
    yield from strange_notes(paper)
    yield from strange_sections(paper)
    yield from left_in_years(paper)
    yield from named_otherwise_in_contents(paper)
    yield from twin_headings(paper)


def own_kind(paper: CheckedPaper) -> str | None:
    """Give 部门 or 单位, as the cover calls the paper: the first that says it, where most others of the
    cover and the contents say the same.
    """
    kinds: list[str] = []
    for passage in paper.prose[:_COVER_PARAGRAPHS]:
        may_be_cover = len(passage.text) <= _LONGEST_COVER and "。" not in passage.text
        cover = _COVER.search(fold_in_place(passage.text)) if may_be_cover else None
        if cover is not None:
            kinds.append(cover["kind"])
    if not kinds:
        return None
    is_usual = kinds.count(kinds[0]) * 2 > len(kinds)
    return kinds[0] if is_usual else None


def _other_kind(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the words that belong to the other kind of paper, all places in one finding.

    A 单位预算 that says 部门预算安排购置车辆0辆 → 部门预算安排.
    """
    own = own_kind(paper)
    if own is None:
        return
    places: list[Where] = []
    words: dict[str, None] = {}
    for passage in paper.prose:
        is_long = len(passage.text) > _LONGEST_COVER
        said = _SAID[_OTHER[own]] if is_long else _HEADING[_OTHER[own]]
        for match in said.finditer(fold_in_place(passage.text)):
            start, end = match.span()
            words[passage.text[start:end]] = None
            places.append(passage.place(start, end))
    for word, wheres in _calls_itself(paper, own):
        words[word] = None
        places += wheres
    if not places:
        return
    told = "、".join(words)
    yield Fault(
        _RULE,
        told,
        f"本文件是{own}预算（决算），文字中写为“{told}”（{len(places)} 处）。",
        f"this is the paper of a {_ENGLISH[own]}, but it says “{told}” ({len(places)} place(s)).",
        places,
    )


def _calls_itself(paper: CheckedPaper, own: str) -> Iterator[tuple[str, list[Where]]]:
    """Give what a unit's paper calls its body, where it is 我部门 now and then and 本单位 elsewhere.

    A department's paper may speak of its units.
    """
    if own != "单位":
        return
    usual = 0
    strange: dict[str, list[Where]] = {}
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        usual += len(_AS_UNIT.findall(text))
        for match in _AS_DEPARTMENT.finditer(text):
            strange.setdefault(match[0], []).append(passage.place(*match.span()))
    told = sum(map(len, strange.values()))
    if usual >= _FEWEST * max(told, 1):
        yield from strange.items()


def _other_year(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a table whose title names another year than those of the others.

    `2025年收入预算总表` among three tables of 2026 → last year's title.
    """
    year = paper.disclosure.year
    titled: list[tuple[Table, int]] = []
    for table in paper.disclosure.tables:
        match = _TITLE_YEAR.match(fold(table.title))
        if match is not None:
            titled.append((table, int(match["year"])))
    right = sum(told == year for _, told in titled)
    for table, told in titled:
        if told == year - 1 and right >= _FEWEST:
            yield Fault(
                _RULE,
                table.title,
                f"表题“{table.title}”写为 {told} 年，其他 {right} 张表为 {year} 年。",
                f"the title “{table.title}” names {told}; {right} other tables name {year}.",
                [table.where],
            )


def _other_body(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a body above one table that is another than the one above all others."""
    named: dict[str, list[Where]] = {}
    for number, line in enumerate(paper.lines, start=1):
        match = _BODY.match(line.strip().split("\t")[0].split(" ")[0])
        if match:
            named.setdefault(fold(match["name"]), []).append(Where(number, number))
    if len(named) != 2:
        return
    counted = Counter({name: len(places) for name, places in named.items()})
    (usual, often), (strange, once) = counted.most_common()
    is_part = usual in strange or strange in usual or _is_known(paper, strange)
    if often < _FEWEST or once > 1 or is_part:
        return
    yield Fault(
        _RULE,
        strange,
        f"表上单位写为“{strange}”，其他 {often} 处为“{usual}”。",
        f"one table is headed “{strange}”, the other {often} “{usual}”.",
        named[strange],
    )


def _is_known(paper: CheckedPaper, name: str) -> bool:
    """Tell whether a body is one of the department's units, or one that a project names.

    The head of a form names the unit whose project it is.
    """
    units = {fold(unit.name) for unit in paper.disclosure.units}
    forms = {fold(project.unit.name) for project in paper.disclosure.projects if project.unit}
    return name in units | forms
