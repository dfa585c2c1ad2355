"""The catalogue of forms in the TOML files beside this one, read once: which title is which table,
which heading is which column, which label which cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from budgetgraph.document.data_file import read_patterns
from budgetgraph.document.folding import fold as fold
from budgetgraph.document.folding import fold_in_place as fold_in_place
from budgetgraph.forms.patterns import KEPT_ROLES, Patterns, RolePatterns

#: What 合计 alone measures, what may stand beside it, and the lists of its parts, one of
#: which adds up to it.
WholeAmountWords = tuple[str, frozenset[str], tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Forms:
    """The whole catalogue; see `forms/*.toml` for what each part means."""

    tables: tuple[tuple[str, Patterns], ...]
    form: RolePatterns
    caption: RolePatterns
    heading: RolePatterns
    column: RolePatterns
    amount_of: dict[str, RolePatterns]
    whole: dict[str, WholeAmountWords]
    not_money: RolePatterns
    counted: RolePatterns
    label: RolePatterns
    listed: RolePatterns
    money_alone: RolePatterns
    indicator: RolePatterns
    indicator_second: RolePatterns
    indicator_alone: RolePatterns
    indicator_part: RolePatterns
    unit: RolePatterns
    part: RolePatterns
    unit_list: RolePatterns
    told: RolePatterns
    told_part: RolePatterns


#: The files of the catalogue; each section stands in one of them.
FILES = ("tables.toml", "project_forms.toml", "headers.toml")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in FILES:
        data |= read_patterns("budgetgraph.forms", name)
    return data


@cache
def forms() -> Forms:
    """Give the catalogue, read once."""
    data = _data()
    return Forms(
        tables=tuple((entry["type"], _of_title(entry["title"])) for entry in data["table"]),
        form=RolePatterns(data["form"]),
        caption=RolePatterns(data["caption"]),
        heading=RolePatterns(data["heading"]),
        column=RolePatterns(data["column"]),
        amount_of={table: RolePatterns(measures) for table, measures in data["amount_of"].items()},
        whole={table: _whole(entry) for table, entry in data["whole"].items()},
        not_money=RolePatterns(data["money"]["not_money"]),
        counted=RolePatterns(data["money"]["counted"]),
        label=RolePatterns(data["label"]),
        listed=RolePatterns(data["listed"]),
        money_alone=RolePatterns(data["money_alone"]),
        indicator=RolePatterns(data["indicator"]),
        indicator_second=RolePatterns(data["indicator_second"]),
        indicator_alone=RolePatterns(data["indicator_alone"]),
        indicator_part=RolePatterns(data["indicator_part"]),
        unit=RolePatterns(data["unit"]),
        part=RolePatterns(data["part"]),
        unit_list=RolePatterns(data["unit_list"]),
        told=RolePatterns(data["told"]),
        told_part=RolePatterns(data["told_part"]),
    )


def _whole(entry: dict[str, Any]) -> WholeAmountWords:
    parts = tuple(map(frozenset, entry["parts"]))
    return entry["measure"], frozenset(entry["unless"]), parts


def _of_title(patterns: list[str]) -> Patterns:
    """Give patterns of a title, whose gaps (`.*`) take as many characters as a title may have.

    Without this limit, a pattern as `三公.*表$` would read the rest of a hostile line (三公三公三公…) again
    from each 三公 in it.
    """
    gap = f".{{0,{_LONGEST_TITLE}}}"
    return Patterns([pattern.replace(".*", gap) for pattern in patterns])


#: A title is short; a longer line that ends like one is a sentence about the table.
_LONGEST_TITLE = 60
#: What may stand behind a title in its line: 表（功能分类）, 表（续）, 表—经济分类, 表 单位：万元.
#: At most four of these: `单位:` takes the beginning of the next one too, so more of them could be
#: told apart in more ways than can be tried.
_BEHIND_TITLE = re.compile(
    r"(?<=表)(?:[(][^()]{0,60}[)]|续|[-—–]{1,2}[^-—–]{1,20}|(?:金额)?单位:\S{1,8}){1,4}$"
)


#: A title wholly in brackets: （一般公共预算支出表）; （详见部门收支总表） is none.
_IN_BRACKETS = re.compile(
    r"[(\[{「『〔](?!详?见|参见|附|如)(?P<title>[^()\[\]{}「」『』〔〕]+表)[)\]}」』〕]:?"
)
#: A title in book marks or brackets: 《部门收支总表》, 附件1：《部门收支总表》, 【部门收支总表】.
_IN_BOOK_MARKS = re.compile(
    r"[^《》【】〈〉]{0,8}[《【〈](?P<title>[^《》【】〈〉]+)[》】〉](?:\(?(?:金额)?单位:[^():]{1,8}\)?)?:?"
)


#: Whose table it is: 石桥县政府采购中心2025年部门收支总表 is no table of 政府采购.
_WHOSE = re.compile(
    r"^\D{3,40}(?:[局委办院会处所站部厅署队馆校]|中心|公司|政府|街道)"
    r"(?=20\d\d年|(?:部门|单位)(?:预算|收支|收入|支出|财政))"
)


@lru_cache(maxsize=KEPT_ROLES)
def table_type(title: str) -> str | None:
    """Give the contract's table type that a title names, None where it is no title of a budget
    table.
    """
    folded = fold(title)
    if len(folded) > _LONGEST_TITLE or folded.endswith(("。", ";", ".")):
        return None
    marked = _IN_BOOK_MARKS.fullmatch(folded) or _IN_BRACKETS.fullmatch(folded)
    bare = marked["title"] if marked else folded
    folded = _WHOSE.sub("", bare)
    spellings = (_BEHIND_TITLE.sub("", folded) or folded, folded)
    for name, patterns in forms().tables:
        if any(spelling in patterns for spelling in spellings):
            return name
    return None


_AGAIN = re.compile(r"(?:\(?续\d?表?\)?|(?:金额)?单位:\S{1,8}){1,4}$")


def bare_title(title: str) -> str:
    """Give a title without what tells its next page from its first one: 部门支出总表（续）."""
    return _AGAIN.sub("", fold(title))


YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年度?")
"""A year in a heading: 2025年预算数, 2025年度预算."""


def printed_years(headings: Iterable[str]) -> set[int]:
    """Give the years that headings print: 2024年决算数, 2025年预算数 → 2024, 2025."""
    return {int(match["year"]) for heading in headings for match in YEAR.finditer(heading)}


def column_measure(column: str, year: int | None = None) -> str | None:
    """Give the measure of a column by its leaf heading (`支出/合计` → total), None where the catalogue
    does not say.

    In a disclosure of `year` its own year in a heading says nothing more (`2025年预算数` → total), and
    what stands under another year is no amount of it.
    """
    printed = printed_years((column,))
    if year is not None and printed - {year}:
        return None
    leaf = column.rsplit("/", 1)[-1]
    bare = YEAR.sub("", leaf) if printed == {year} else leaf
    return role(forms().column, bare)


def role(section: RolePatterns, text: str) -> str | None:
    """Give the first role of a section whose patterns match the text."""
    return section.role(text)


def is_one_of(section: RolePatterns, names: Iterable[str], text: str) -> bool:
    """Tell whether a text fits one of the entries with these names.

    科目编码 is one of `code`, `item` among the headings; 合计 is not.
    """
    return any(text in section[name] for name in names)


def is_furniture(text: str) -> bool:
    """Tell whether a line is a mark of the page and nothing else: 附件2, 公开09表, - 3 -."""
    return fold(text) in forms().form["furniture"]


#: A sentence that states an amount is no caption: 政府采购预算总额为77.70万元。
_MONEY = re.compile(r"\d(?:万|亿|百|千)元|\d元(?=[,;。、]|$)")


@lru_cache(maxsize=KEPT_ROLES)
def is_caption(text: str) -> bool:
    """Tell whether a line above a table names the department, the year, the money unit or a date,
    and nothing else.
    """
    folded = fold(text)
    if len(folded) > 60 or _MONEY.search(folded):
        return False
    rest = _without_mark(folded)
    for key in ("year", "scale"):
        for_key = forms().caption[key].match(rest)
        if for_key:
            rest = (rest[: for_key.start()] + rest[for_key.end() :]).strip("()〔〕[]【】")
    return not rest or any(rest in forms().caption[key] for key in ("department", "unit", "date"))


def _without_mark(folded: str) -> str:
    """Take the mark of a table off the beginning of a line that goes on behind it.

    公开01表单位名称:石桥县水利局 → 单位名称:石桥县水利局; 公开01表 alone stays
    """
    match = forms().caption["table_mark"].match(folded)
    return folded[match.end() :] if match else folded


def printed_scale(text: str) -> str | None:
    """Give the money unit that a caption or a heading prints (`单位：万元`)."""
    match = forms().caption["scale"].match(text)
    return match.group("unit") if match else None


@dataclass(frozen=True, slots=True)
class CaptionedBody:
    """The department (a code of three digits, or none) or unit (six) that a caption names."""

    name: str
    code: str | None

    @property
    def is_department(self) -> bool:
        return self.code is None or len(self.code) == _DEPARTMENT_DIGITS


_DEPARTMENT_DIGITS = 3


def captioned_body(text: str) -> CaptionedBody | None:
    """Give the body that a caption names, whatever money unit, year or date shares its line; None
    where it names none.
    """
    folded = _without_mark(fold(text))
    for key in ("scale", "year"):
        match = forms().caption[key].match(folded)
        if match:
            folded = folded[: match.start()] + folded[match.end() :]
    department = forms().caption["department"].match(re.split(r"截止时间|填报日期", folded)[0])
    return (
        CaptionedBody(department.group("name").strip(), department.group("code"))
        if department
        else None
    )
