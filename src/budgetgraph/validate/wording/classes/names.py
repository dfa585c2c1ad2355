"""Names of classes against their codes: former names, names of other classes, names that the tables
do not print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.classes.paths import NamedClass, bare, named_otherwise
from budgetgraph.validate.wording.classes.reason import Reason, reason_against, unmarked
from budgetgraph.validate.wording.classes.rows import function_rows
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values import codes

_RULE = "class-name-code"
#: How many digits each level adds, and how many stand above it.
_DIGITS = {"类": 3, "款": 2, "项": 2}
_ABOVE = {"类": 0, "款": 3, "项": 5}
_NAMED = pattern("classes", "coded")
_UNCODED = pattern("classes", "uncoded")
_CODE_BEFORE = pattern("classes", "code_before")
_CODE_BEHIND = pattern("classes", "code_behind")
_BEFORE_NAME = pattern("classes", "before_name")
_BODY_END = pattern("classes", "body_end")


def wrong_names(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every class whose name is not that of its code in the paper's year, with all its
    places.

    `医疗卫生与计划生育支出（210类）` in a paper of 2026 → 210 is 卫生健康支出.
    """
    reasons: dict[tuple[str, str], Reason] = {}
    places: dict[tuple[str, str], list[Where]] = {}
    tabled = _tabled(paper.disclosure)
    for named in [*_of_prose(paper), *_of_tables(paper.disclosure)]:
        reason = reason_against(named, paper.disclosure.year, tabled)
        if reason is None:
            paper.right["names of classes"] += 1
            continue
        key = (named.code, named.name)
        reasons.setdefault(key, reason)
        places.setdefault(key, []).append(named.where)
    for (code, name), reason in reasons.items():
        yield Fault(
            _RULE,
            f"{code} {name}",
            f"{name}（{code}）：{reason.zh}。",
            f"{name} ({code}): {reason.en}.",
            places[code, name],
        )
    yield from _otherwise(paper, {where for each in places.values() for where in each})


def _otherwise(paper: CheckedPaper, told: set[Where]) -> Iterator[Fault]:
    """Give a class that stands above another in the prose, and does not in the tables."""
    places: dict[tuple[str, str, str], list[Where]] = {}
    for named, printed in named_otherwise(paper, _BEFORE_NAME):
        if named.where not in told:
            places.setdefault((named.code, named.name, printed), []).append(named.where)
    for (code, name, printed), wheres in places.items():
        yield Fault(
            _RULE,
            f"{code} {name}",
            f"{name}：报表中 {code} 为{printed}。",
            f"{name}: the tables print {code} as {printed}.",
            wheres,
        )


# --- where names stand beside codes ---------------------------------------------------------------


def _of_prose(paper: CheckedPaper) -> Iterator[NamedClass]:
    """Give the names that the prose tells beside codes, and former names beside none.

    `公共安全支出（204类）司法（06款）` → 204 公共安全支出, 20406 司法.
    """
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        code, end = "", -1
        for match in _NAMED.finditer(text):
            above = code if match.start() == end else ""
            code = _joined(above, match["code"], match["level"])
            end = match.end()
            if code:
                yield _named(passage, match, code)
        yield from _behind_codes(passage, text)
        yield from _uncoded(passage, text, paper.disclosure.year)


def _behind_codes(passage: Passage, text: str) -> Iterator[NamedClass]:
    """Give the names that stand behind their codes: 2101102（事业单位医疗）支出512.60万元; and before
    them: 图书馆（2070104）188.45万元.
    """
    for match in _CODE_BEFORE.finditer(text):
        group = "bracketed" if match["bracketed"] else "plain"
        start, end = match.span(group)
        yield NamedClass(match["code"], passage.text[start:end], passage.place(start, end))
    for match in _CODE_BEHIND.finditer(text):
        yield _named(passage, match, match["code"] or match["class"])


def _joined(above: str, digits: str, level: str) -> str:
    """Give the code of a level with the codes above it: 204, then 06款 → 20406; empty if one
    lacks.
    """
    is_below = len(above) == _ABOVE[level]
    is_whole = len(digits) == _DIGITS[level]
    return above + digits if is_below and is_whole else ""


def _named(passage: Passage, match: re.Match[str], code: str) -> NamedClass:
    """Give a name without the words before it that do not belong to it: 其中：教育支出 → 教育支出."""
    start, end = match.span("name")
    name = _BEFORE_NAME.sub("", passage.text[start:end])
    return NamedClass(code, name, passage.place(start, end))


def _uncoded(passage: Passage, text: str, year: int) -> Iterator[NamedClass]:
    """Give a former name of a class that is told without its code: 医疗卫生与计划生育支出（类）.

    In a paper of 2017 it is no former name.
    """
    for match in _UNCODED.finditer(text):
        for key, concept in codes.concepts("functions").items():
            is_class = len(key) == _DIGITS["类"]
            if is_class and _is_past(concept.former_names, match["name"], year):
                yield _named(passage, match, key)


def _is_past(former_names: Iterable[tuple[str, int]], name: str, year: int) -> bool:
    """Tell whether a class was called so before a year, with or without 支出 behind its name."""
    return any(bare(former) == bare(name) and until < year for former, until in former_names)


def _of_tables(disclosure: Disclosure) -> Iterator[NamedClass]:
    """Give the names that the tables print beside codes of functions.

    `210 卫生健康支出` → 210 and its name; `30101 基本工资`, which is no function, and `210 石桥县水务局`,
    which is the code of a unit, → nothing.
    """
    own = {fold(disclosure.owner.name or ""), *(fold(unit.name) for unit in disclosure.units)}
    for _, row in function_rows(disclosure):
        if row.item and not _is_body(fold(row.item), own):
            yield NamedClass(row.code or "", row.item, row.where)


def _is_body(name: str, own: set[str]) -> bool:
    """Tell whether a name is that of a body: one of the paper's, or ending as no class does."""
    return name in own or _BODY_END.search(name) is not None


def _tabled(disclosure: Disclosure) -> dict[str, set[str]]:
    """Give the names that the tables print beside each code, a mistyped code aside.

    210 卫生健康支出 in two tables → {210: {卫生健康支出}}. A name that stands once, where another stands
    in two tables or more, is none of them: it is a slip.
    """
    counted: dict[str, Counter[str]] = {}
    usual: dict[str, str] = {}
    for named in _of_tables(disclosure):
        name = unmarked(named.name)
        counted.setdefault(named.code, Counter())[name] += 1
        if counted[named.code][name] > 1:
            usual[name] = named.code
    names: dict[str, set[str]] = {}
    for code, told in counted.items():
        if _is_slip(code, told, usual, disclosure.year):
            continue
        fewest = 2 if max(told.values()) > 1 else 1
        names[code] = {name for name, count in told.items() if count >= fewest}
    return names


def _is_slip(code: str, told: Counter[str], usual: dict[str, str], year: int) -> bool:
    """Tell whether a code that the list does not have stands once, with the name of one beside it
    that stands twice or more: 2040640 基层司法业务 of 2040604.
    """
    is_listed = codes.code_name("function", code, year) is not None
    if is_listed or told.total() > 1:
        return False
    [name] = told
    other = usual.get(name)
    return other not in (None, code) and codes.parent(other or "") == codes.parent(code)
