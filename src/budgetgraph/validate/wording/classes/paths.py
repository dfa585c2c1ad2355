"""Classes that the prose tells with those above them, against the tables: 住房保障支出（类）住房改革支出（款）
购房补贴（项）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.folding import fold, fold_in_place
from budgetgraph.document.where import Where
from budgetgraph.validate.wording.classes.rows import function_rows
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper

_PATHS = (pattern("classes", "path"), pattern("classes", "dashed"))
_NO_MATTER = pattern("classes", "no_matter")
#: How many digits of a code each level has.
_LEVELS = {"first": 3, "second": 5, "third": 7}


@dataclass(frozen=True, slots=True)
class NamedClass:
    """A name beside a code, and where it stands."""

    code: str
    name: str
    where: Where


class _TabledNames:
    """The names that the tables print beside each code, and the codes that have a name."""

    def __init__(self, disclosure: Disclosure) -> None:
        """Take the names of the tables of a disclosure, those of functions alone.

        `2210203 购房补贴` → 2210203 is called 购房补贴, and 购房补贴 is called so at 2210203.
        """
        self.printed: dict[str, str] = {}
        self._bare: dict[str, set[str]] = {}
        self._codes: dict[tuple[int, str], set[str]] = {}
        for _, row in function_rows(disclosure):
            if row.code and row.item:
                self._take(row.code, row.item)

    def _take(self, code: str, item: str) -> None:
        """Take a name that a table prints beside a code."""
        name = bare(item)
        self.printed.setdefault(code, item)
        self._bare.setdefault(code, set()).add(name)
        self._codes.setdefault((len(code), name), set()).add(code)

    def codes_of(self, length: int, name: str) -> set[str]:
        """Give the codes of so many digits that the tables call so."""
        return self._codes.get((length, name), set())

    def is_called(self, code: str, name: str) -> bool | None:
        """Tell whether the tables call a code so, or nearly so; None where they do not print it.

        `社会保障和就业` is nearly 社会保障和就业支出.
        """
        names = self._bare.get(code)
        if names is None:
            return None
        return any(name in other or other in name for other in names)


def named_otherwise(
    paper: CheckedPaper, before_name: re.Pattern[str]
) -> Iterator[tuple[NamedClass, str]]:
    """Give each class that the prose puts above another and the tables call otherwise, with the
    name that they print.

    `住房保障支出（类）住房保障支出（款）购房补贴（项）` → 22102 is 住房改革支出 in the tables.
    """
    tabled = _TabledNames(paper.disclosure)
    for passage in paper.prose:
        text = fold_in_place(passage.text)
        for match in chain.from_iterable(path.finditer(text) for path in _PATHS):
            names: dict[str, str] = {}
            for level in _LEVELS:
                if match[level]:
                    start, end = match.span(level)
                    names[level] = before_name.sub("", passage.text[start:end])
            wrong = _wrong_level(tabled, names) or _shifted(tabled, names)
            if wrong is not None:
                level, code = wrong
                where = passage.place(*match.span(level))
                yield NamedClass(code, names[level], where), tabled.printed[code]


def _wrong_level(tabled: _TabledNames, names: dict[str, str]) -> tuple[str, str] | None:
    """Give the one level that is called otherwise, with its code, where all others are called as
    the tables call them; None where nothing is wrong, or more than one thing.
    """
    lowest = "third" if "third" in names else "second"
    faults: set[tuple[str, str]] = set()
    for code in tabled.codes_of(_LEVELS[lowest], bare(names[lowest])):
        wrong: list[tuple[str, str]] = []
        for level, name in names.items():
            above = code[: _LEVELS[level]]
            if tabled.is_called(above, bare(name)) is False:
                wrong.append((level, above))
        if not wrong:
            return None
        if len(wrong) == 1 and len(names) > 2:
            faults.add(wrong[0])
    return faults.pop() if len(faults) == 1 else None


def _shifted(tabled: _TabledNames, names: dict[str, str]) -> tuple[str, str] | None:
    """Give the lower level that is called as the class itself, where the one below it is called as
    the tables call what stands there: 卫生健康支出（类）卫生健康支出（款）计划生育事务（项）, and 21007
    计划生育事务 in the tables.
    """
    if "third" not in names or bare(names["first"]) != bare(names["second"]):
        return None
    classes = tabled.codes_of(_LEVELS["first"], bare(names["first"]))
    sections = tabled.codes_of(_LEVELS["second"], bare(names["third"]))
    found = [code for code in sections if code[: _LEVELS["first"]] in classes]
    return ("second", found[0]) if len(found) == 1 else None


def bare(name: str) -> str:
    """Give the words of a name that tell it from others: 社会保障和就业支出 → 社会保障就业."""
    same = fold(name).replace("其它", "其他")
    return _NO_MATTER.sub("", same).strip().removesuffix("支出")
