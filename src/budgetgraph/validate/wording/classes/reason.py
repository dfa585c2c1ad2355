"""Why a name is not the one of its code: a former name, or what the tables do not print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.classes.paths import NamedClass, bare
from budgetgraph.values import codes

_MARKS = re.compile(r"[()（）、，,]")
#: Names that share so much are one name, abbreviated or mistyped.
_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a name is not the code's, in both languages."""

    zh: str
    en: str


def reason_against(named: NamedClass, year: int, tabled: dict[str, set[str]]) -> Reason | None:
    """Tell why a name is not the code's; None where it is, or cannot be told.

    The list of the year is believed first, what the tables print where it does not help.
    """
    name = unmarked(named.name)
    listed = codes.code_name("function", named.code, year)
    printed = tabled.get(named.code, set())
    if listed is not None:
        if unmarked(listed) == name:
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


def _mistyped(name: str, listed: str, printed: set[str]) -> Reason | None:
    """Give a name with other characters than the list and the tables have: 住房补贴 of 购房补贴,
    社会保障与就业支出 of 社会保障和就业支出.

    Shortened names and 其它 are left alone.
    """
    right = bare(listed)
    is_printed = right in {bare(other) for other in printed}
    if not is_printed or len(bare(name)) != len(right):
        return None
    if bare(name) == right and not _has_other_word(name, unmarked(listed)):
        return None
    return Reason(f"报表中为{listed}", f"the tables print {listed}")


def _has_other_word(name: str, listed: str) -> bool:
    """Tell whether a name that says the same has 与 for 和; one that lacks a word is shortened."""
    spelt = name.replace("其它", "其他")
    return spelt != listed and len(spelt) == len(listed)


def _printed_elsewhere(code: str, name: str, tabled: dict[str, set[str]]) -> Reason | None:
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
    return Reason(f"报表中编码为 {other}", f"the tables print it as {other}")


def _listed_otherwise(code: str, name: str, listed: str, year: int) -> Reason | None:
    """Give a name that the code had before, or that another code has.

    210 told as 医疗卫生与计划生育支出 in 2026 → a name until 2018.
    """
    former = _former(code, name)
    if former is not None and former < year:
        return Reason(
            f"{former} 年以前的名称，{year} 年为{listed}",
            f"a name used until {former}; in {year} it is {listed}",
        )
    other = _sibling(code, name, year)
    if other is None:
        return None
    return Reason(
        f"是 {other} 的名称，{code} 为{listed}",
        f"this is the name of {other}; {code} is {listed}",
    )


def _unlike(name: str, printed: set[str]) -> Reason | None:
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
    return Reason(f"报表中为{told}", f"the tables print {told}")


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
        if unmarked(codes.code_name("function", other, year) or "") == name:
            return other
    return None


def unmarked(name: str) -> str:
    """Give a name without its marks: 行政单位医疗（款） → 行政单位医疗款."""
    return _MARKS.sub("", fold(name))
