"""Another body's name in a sentence that tells of the paper's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetgraph.disclosure import Table
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault

_RULE = "paper-kind"
_SAID_OF_BODY = pattern("kinds", "said_of_body")
_SAID_OF_TOWN, _TOWN = pattern("kinds", "said_of_town"), pattern("kinds", "town")
_MAY_BE_UNIT = pattern("kinds", "may_be_unit")
_HAS_UNITS = pattern("kinds", "has_units")
#: So often a paper names its own body; another one that is named once is left in.
_FEWEST = 2
_SEAT = pattern("kinds", "seat")
_TITLED = pattern("kinds", "titled")
_FEWEST_TITLES = 3
_LEFT_OUT = pattern("kinds", "left_out")
_AND, _ANDS = pattern("kinds", "and_of_name"), ("和", "与", "及")
_IN_DISTRICT, _OWN_TITLE = pattern("kinds", "in_district"), pattern("kinds", "own_title")
_LEFT_IN, _CITY = pattern("kinds", "left_in"), pattern("kinds", "city")
#: A name of so many characters is no part of another by chance.
_SHORTEST = 6
#: Two names that end alike are of one body: 区财政局, 普陀区财政局.
_END = 3


def other_bodies(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a body that is told of once as if it were the paper's own, and is none of its units.

    `东湖区妇幼保健院核定编制62名` in the paper of 东湖区疾病预防控制中心.
    """
    own = _own_names(paper)
    owner = paper.disclosure.owner
    is_town = _TOWN.search(_core(fold(owner.name or ""))) is not None
    # A town is called by its short name; 区直工委 is an abbreviation of what it is elsewhere.
    others = owner.other_names if is_town else ()
    names = [fold(name) for name in (owner.name, *others) if name]
    strange: list[tuple[Passage, re.Match[str]]] = []
    usual = 0
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        usual += max((text.count(name) for name in names), default=0)
        for match in _named_bodies(text, is_town=is_town):
            if not _is_one_of(match["body"], own) and not _may_be_unit(paper, match["body"]):
                strange.append((passage, match))
    if len(strange) != 1 or usual < _FEWEST:
        return
    passage, match = strange[0]
    yield Fault(
        _RULE,
        match["body"],
        f"文字中写为“{match['body']}”，本文件是{owner.name}的。",
        f"the text tells of “{match['body']}”; this is the paper of {owner.name}.",
        [passage.place(*match.span("body"))],
    )


def _named_bodies(text: str, *, is_town: bool) -> Iterator[re.Match[str]]:
    """Give each body that a text tells of as if it were the paper's own; in the paper of a town
    other towns as well, by their short names: 元潭镇公务接待费.
    """
    yield from _SAID_OF_BODY.finditer(text)
    if is_town:
        yield from _SAID_OF_TOWN.finditer(text)


def mistyped_names(paper: CheckedPaper) -> Iterator[Fault]:
    """Give the paper's own name with its end twice, or without one of its characters.

    `上海市普陀区司法局司法局设12个内设机构`, `上海市普陀区司局`; 上海普陀区司法局 is a shorter name.
    So is 规划与自然资源局 of 规划和自然资源局 a slip.
    """
    name = fold(paper.disclosure.owner.name or "")
    if len(name) < _SHORTEST:
        return
    wrong = {
        name[-_END:] * 2: "名称重复",
        **dict.fromkeys(_shortened(name), "名称缺字"),
        **dict.fromkeys(_joined_otherwise(name), "名称用字不同"),
    }
    english = {
        "名称重复": "says a name twice",
        "名称缺字": "lacks a character of the name",
        "名称用字不同": "spells the name otherwise",
    }
    for words, zh in wrong.items():
        places: list[Where] = []
        for passage in paper.prose:
            at = fold_in_place(passage.text).find(words)
            if at >= 0:
                places.append(passage.place(at, at + len(words)))
        if places:
            yield Fault(
                _RULE,
                words,
                f"“{words}”：{zh}，本文件是{paper.disclosure.owner.name}的。",
                f"“{words}” {english[zh]}; this is the paper of {paper.disclosure.owner.name}.",
                places,
            )


def _shortened(name: str) -> Iterator[str]:
    """Give a name without each of its characters that a short name keeps."""
    for at, character in enumerate(name):
        is_inside = 0 < at < len(name) - 1
        if is_inside and not _may_be_left_out(name, at) and character != name[at - 1]:
            yield name[:at] + name[at + 1 :]


def _joined_otherwise(name: str) -> Iterator[str]:
    """Give a name with another word between its two parts: 规划与自然资源局 for 规划和自然资源局."""
    for match in _AND.finditer(name):
        for other in _ANDS:
            if other != match[0]:
                yield name[: match.start()] + other + name[match.end() :]


def of_city(paper: CheckedPaper) -> Iterator[Fault]:
    """Give a line that calls the paper that of the city's own bureau, without the district.

    `上海市规划和自然资源局2024年度部门决算表` in the paper of 上海市普陀区规划和自然资源局. What is told of the city's
    bureau in a sentence may be so.
    """
    name = fold(paper.disclosure.owner.name or "")
    parts = _IN_DISTRICT.fullmatch(name)
    if parts is None:
        return
    city = parts["city"] + parts["rest"]
    for number, line in enumerate(paper.lines, start=1):
        titled = _OWN_TITLE.fullmatch(fold(line).replace(" ", ""))
        if titled is not None and titled["body"] == city:
            yield Fault(
                _RULE,
                city,
                f"写为“{city}”，缺少“{parts['district']}”，本文件是{name}的。",
                f"it says “{city}”, without “{parts['district']}”; this is the paper of {name}.",
                [Where(number, number)],
            )
            return


def _may_be_left_out(name: str, at: int) -> bool:
    """Tell whether a short name may lack a character: 市 of 上海市普陀区司法局, but not 区, for who leaves
    that out says no 上海市 either.
    """
    if not _LEFT_OUT.fullmatch(name[at]):
        return False
    is_behind_city = _CITY.search(name[:at]) is not None
    return not (_LEFT_IN.fullmatch(name[at]) and is_behind_city)


def titled_bodies(paper: CheckedPaper) -> Iterator[Fault]:
    """Give another body in the title of one table, where those of the others name the paper's own.

    `石桥县林业局2026年收入预算总表` among tables of 石桥县水务局.
    """
    own = _own_names(paper)
    usual = 0
    strange: list[tuple[Table, str]] = []
    for table in paper.disclosure.tables:
        match = _TITLED.match(fold(table.title))
        if match is None:
            continue
        if _is_one_of(match["body"], own):
            usual += 1
        else:
            strange.append((table, match["body"]))
    if len(strange) != 1 or usual < _FEWEST_TITLES:
        return
    [(table, body)] = strange
    yield Fault(
        _RULE,
        table.title,
        f"表题“{table.title}”写为“{body}”，其他 {usual} 张表为{paper.disclosure.owner.name}。",
        f"the title “{table.title}” names “{body}”; {usual} other tables name "
        f"{paper.disclosure.owner.name}.",
        [table.where],
    )


def _may_be_unit(paper: CheckedPaper, body: str) -> bool:
    """Tell whether a body may be a unit of a bureau that lists none of that name.

    农业执法大队 in the paper of 县农业农村局 → True; 县教育局 in it, 县档案馆 in that of 县水文站 → False.
    """
    owner = fold(paper.disclosure.owner.name or "")
    has_units = _HAS_UNITS.search(owner) is not None
    return has_units and _MAY_BE_UNIT.search(body) is not None


def _own_names(paper: CheckedPaper) -> set[str]:
    """Give the names of the body, of its units, and of those that its forms name.

    The department, its other names, its units, the units of its project forms.
    """
    owner = paper.disclosure.owner
    names = {owner.name or "", *owner.other_names}
    names |= {unit.name for unit in paper.disclosure.units}
    for project in paper.disclosure.projects:
        if project.unit is not None:
            names.add(project.unit.name)
    return {fold(name) for name in names if name}


def _is_one_of(body: str, own: set[str]) -> bool:
    """Tell whether a body is one of these, by a shorter or longer name: 区财政局 is 普陀区财政局, and
    马号镇人民政府 is not 牛场镇人民政府.
    """
    for name in own:
        if name in body or body in name or _core(name)[-_END:] == _core(body)[-_END:]:
            return True
    return body.startswith(("本", "我", "该"))


def _core(name: str) -> str:
    """Give a name without what many names end with: 石桥县马号镇人民政府 → 石桥县马号镇."""
    return _SEAT.sub("", name)
