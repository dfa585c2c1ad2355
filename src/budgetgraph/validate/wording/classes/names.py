"""Names of classes against their codes: former names, names of other classes, names that the tables
do not print.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.classes.paths import NamedClass, bare, named_otherwise
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
_BEFORE_NAME = pattern("classes", "before_name")
_BODY_END = pattern("classes", "body_end")
_MARKS = re.compile(r"[()（）、，,]")
#: Names that share so much are one name, abbreviated or mistyped.
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a name is not the code's, in both languages."""

    zh: str
    en: str


def wrong_names(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every class whose name is not that of its code in the paper's year, with all its
    places.

    `医疗卫生与计划生育支出（210类）` in a paper of 2026 → 210 is 卫生健康支出.
    """
    reasons: dict[tuple[str, str], _Reason] = {}
    places: dict[tuple[str, str], list[Where]] = {}
    tabled = _tabled(paper.disclosure)
    for named in [*_of_prose(paper), *_of_tables(paper.disclosure)]:
        reason = _reason(named, paper.disclosure.year, tabled)
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
    """Give the names that stand behind their codes: 2101102（事业单位医疗）支出512.60万元."""
    for match in _CODE_BEFORE.finditer(text):
        group = "bracketed" if match["bracketed"] else "plain"
        start, end = match.span(group)
        yield NamedClass(match["code"], passage.text[start:end], passage.place(start, end))


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
    for table in disclosure.tables:
        for row in table.rows:
            is_class = row.code is not None and codes.kind(row.code) == "function"
            if is_class and row.item and not _is_body(fold(row.item), own):
                yield NamedClass(row.code or "", row.item, row.where)


def _is_body(name: str, own: set[str]) -> bool:
    """Tell whether a name is that of a body: one of the paper's, or ending as no class does."""
    return name in own or _BODY_END.search(name) is not None


def _tabled(disclosure: Disclosure) -> dict[str, set[str]]:
    """Give the names that the tables print beside each code.

    210 卫生健康支出 in two tables → {210: {卫生健康支出}}. A name that stands once, where another stands
    in two tables or more, is none of them: it is a slip.
    """
    counted: dict[str, Counter[str]] = {}
    for named in _of_tables(disclosure):
        counted.setdefault(named.code, Counter())[_unmarked(named.name)] += 1
    names: dict[str, set[str]] = {}
    for code, told in counted.items():
        fewest = 2 if max(told.values()) > 1 else 1
        names[code] = {name for name, count in told.items() if count >= fewest}
    return names


# --- what is wrong with a name --------------------------------------------------------------------


def _reason(named: NamedClass, year: int, tabled: dict[str, set[str]]) -> _Reason | None:
    """Tell why a name is not the code's; None where it is, or cannot be told.

    The list of the year is believed first, what the tables print where it does not help.
    """
    name = _unmarked(named.name)
    listed = codes.code_name("function", named.code, year)
    printed = tabled.get(named.code, set())
    if listed is not None:
        if _unmarked(listed) == name:
            return None
        reason = _listed_otherwise(named.code, name, listed, year)
        if reason is not None:
            return reason
    if listed is None and not printed:
        return _printed_elsewhere(named.code, name, tabled)
    if name in printed or not printed:
        return None
    elsewhere = _printed_elsewhere(named.code, name, tabled)
    return elsewhere or _mistyped(name, listed or "", printed) or _unlike(name, printed)


def _mistyped(name: str, listed: str, printed: set[str]) -> _Reason | None:
    """Give a name with other characters than the list and the tables have: 住房补贴 of 购房补贴.

    Shortened names and 其它 are left alone.
    """
    right = bare(listed)
    is_printed = right in {bare(other) for other in printed}
    if not is_printed or len(bare(name)) != len(right) or bare(name) == right:
        return None
    return _Reason(f"报表中为{listed}", f"the tables print {listed}")


def _printed_elsewhere(code: str, name: str, tabled: dict[str, set[str]]) -> _Reason | None:
    """Give a name that the tables print beside another code of the same class alone.

    机关事业单位职业年金缴费支出 told as 2080508, and 2080506 in the tables → 2080506. 初中教育 and 高中教育
    are alike as words, and two classes.
    """
    beside = [
        other
        for other, names in tabled.items()
        if len(other) == len(code) and codes.parent(other) == codes.parent(code) and name in names
    ]
    if len(beside) != 1:
        return None
    [other] = beside
    return _Reason(f"报表中编码为 {other}", f"the tables print it as {other}")


def _listed_otherwise(code: str, name: str, listed: str, year: int) -> _Reason | None:
    """Give a name that the code had before, or that another code has.

    210 told as 医疗卫生与计划生育支出 in 2026 → a name until 2018.
    """
    former = _former(code, name)
    if former is not None and former < year:
        return _Reason(
            f"{former} 年以前的名称，{year} 年为{listed}",
            f"a name used until {former}; in {year} it is {listed}",
        )
    other = _sibling(code, name, year)
    if other is None:
        return None
    return _Reason(
        f"是 {other} 的名称，{code} 为{listed}",
        f"this is the name of {other}; {code} is {listed}",
    )


def _unlike(name: str, printed: set[str]) -> _Reason | None:
    """Give a name that shares little with the one that the tables print.

    行政事业单位离退休 beside 行政事业单位养老支出 does, 机关养老保险缴费 beside
    机关养老保险缴费支出 is the same.
    """
    for other in printed:
        if name in other or other in name:
            return None
        if SequenceMatcher(None, bare(name), bare(other)).ratio() >= _ALIKE:
            return None
    told = "、".join(sorted(printed))
    return _Reason(f"报表中为{told}", f"the tables print {told}")


def _former(code: str, name: str) -> int | None:
    """Give the last year in which a code had this name; None where it never had.

    210, 医疗卫生与计划生育支出 → 2018.
    """
    concept = codes.concepts("functions").get(code)
    for old, until in concept.former_names if concept else ():
        if bare(old) == bare(name):
            return until
    return None


def _sibling(code: str, name: str, year: int) -> str | None:
    """Give another code of the same parent that has this name.

    210 told as 社会保障和就业支出 → 208.
    """
    parent = codes.parent(code)
    for other in codes.concepts("functions"):
        is_beside = len(other) == len(code) and codes.parent(other) == parent
        if not is_beside or other == code:
            continue
        if _unmarked(codes.code_name("function", other, year) or "") == name:
            return other
    return None


def _unmarked(name: str) -> str:
    """Give a name without its marks: 行政单位医疗（款） → 行政单位医疗款."""
    return _MARKS.sub("", fold(name))
