"""Names of classes against their codes: former names, names of other classes, names that the tables
do not print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values import codes

_RULE = "class-name-code"
_LEVELS = (("类", 3), ("款", 2), ("项", 2))
#: 司法（06款）, 卫生健康支出（210类）, 行政运行（2010301）
_NAMED = re.compile(
    r"(?P<name>[一-鿿、]{2,30}(?:\([一-鿿]{1,6}\)[一-鿿、]{0,12})?)\((?P<code>\d{2,3})(?P<level>[类款项])\)"
)
_UNCODED = re.compile(r"(?P<name>[一-鿿、]{4,24}支出)\(类\)")
_BEFORE_NAME = re.compile(r"^(?:其中|主要|用于|和|及|与|、)+")


@dataclass(frozen=True, slots=True)
class _Named:
    code: str
    name: str
    where: Where


def wrong_names(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every class whose name is not that of its code in the paper's year, with all its
    places.
    """
    faults: dict[tuple[str, str], tuple[str, str, list[Where]]] = {}
    tabled = _tabled(paper.disclosure)
    every = [*_of_prose(paper), *_of_tables(paper.disclosure)]
    for one in every:
        reason = _reason(one, paper.disclosure.year, tabled)
        if reason is None:
            paper.right["names of classes"] += 1
        else:
            known = faults.setdefault((one.code, one.name), (*reason, []))
            known[2].append(one.where)
    for (code, name), (zh, en, places) in faults.items():
        yield Fault(
            _RULE, f"{code} {name}", f"{name}（{code}）：{zh}。", f"{name} ({code}): {en}.", places
        )


# --- where names stand beside codes ---------------------------------------------------------------


def _of_prose(paper: CheckedPaper) -> Iterator[_Named]:
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        code, end = "", -1
        for match in _NAMED.finditer(text):
            above = code if match.start() == end else ""
            code = _joined(above, match["code"], match["level"])
            end = match.end()
            if code:
                yield _named(passage, match, code)
        yield from _uncoded(passage, text, paper.disclosure.year)


def _joined(above: str, digits: str, level: str) -> str:
    """Give the code of a level with the codes above it: 204, then 06款 → 20406; empty if one
    lacks.
    """
    lengths = {"类": 0, "款": 3, "项": 5}
    is_whole = len(above) == lengths[level] and len(digits) == dict(_LEVELS)[level]
    return above + digits if is_whole else ""


def _named(passage: Passage, match: re.Match[str], code: str) -> _Named:
    name = _BEFORE_NAME.sub("", passage.text[match.start("name") : match.end("name")])
    return _Named(code, name, passage.place(match.start("name"), match.end("name")))


def _uncoded(passage: Passage, text: str, year: int) -> Iterator[_Named]:
    """Give a former name of a class that is told without its code: 医疗卫生与计划生育支出（类）."""
    for match in _UNCODED.finditer(text):
        for key, concept in codes.concepts("functions").items():
            former = dict(concept.former_names).get(match["name"])
            if former is not None and former < year and len(key) == 3:
                yield _named(passage, match, key)


def _of_tables(disclosure: Disclosure) -> Iterator[_Named]:
    for table in disclosure.tables:
        for row in table.rows:
            if row.code and codes.kind(row.code) == "function" and row.item:
                yield _Named(row.code, row.item, row.where)


def _tabled(disclosure: Disclosure) -> dict[str, set[str]]:
    """Give the names that the tables print beside each code."""
    found: dict[str, set[str]] = {}
    for table in _of_tables(disclosure):
        found.setdefault(table.code, set()).add(_bare(table.name))
    return found


# --- what is wrong with a name --------------------------------------------------------------------


def _reason(one: _Named, year: int, tabled: dict[str, set[str]]) -> tuple[str, str] | None:
    """Tell why a name is not the code's, in both languages; None where it is, or cannot be told."""
    name = _bare(one.name)
    listed = codes.code_name("function", one.code, year)
    printed = tabled.get(one.code, set())
    if listed is not None and _bare(listed) == name:
        return None
    former = _former(one.code, name)
    if former is not None and former < year and listed is not None:
        is_told = listed if len(one.code) == 3 else ""
        return (
            f"{former} 年以前的名称，{year} 年为{is_told}",
            f"a name used until {former}; in {year} it is {listed}",
        )
    other = _sibling(one.code, name, year)
    if other is not None and listed is not None:
        return (
            f"是 {other} 的名称，{one.code} 为{listed}",
            f"this is the name of {other}; {one.code} is {listed}",
        )
    return None if name in printed or not printed else _unlike(name, printed)


def _unlike(name: str, printed: set[str]) -> tuple[str, str] | None:
    """Give a name that shares nothing with the one that the tables print."""
    if any(name in other or other in name or name[:2] == other[:2] for other in printed):
        return None
    told = "、".join(sorted(printed))
    return f"报表中为{told}", f"the tables print {told}"


def _former(code: str, name: str) -> int | None:
    concept = codes.concepts("functions").get(code)
    if concept is None:
        return None
    return next((until for old, until in concept.former_names if _bare(old) == name), None)


def _sibling(code: str, name: str, year: int) -> str | None:
    """Another code of the same parent that has this name."""
    parent = codes.parent(code)
    for other in codes.concepts("functions"):
        is_beside = len(other) == len(code) and codes.parent(other) == parent and other != code
        if is_beside and _bare(codes.code_name("function", other, year) or "") == name:
            return other
    return None


def _bare(name: str) -> str:
    return re.sub(r"[()（）、，,]", "", fold(name))
