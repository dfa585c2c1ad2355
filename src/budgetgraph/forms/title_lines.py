"""One line read as a title: whose budget of which year it says, and of which kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from budgetgraph.document.numerals import with_digits
from budgetgraph.forms import fold
from budgetgraph.forms.bodies import is_body, is_certain, is_place
from budgetgraph.forms.titles import name_words, title_words, words

#: Words without which a title leaves open what the paper is.
_SAYS_KIND = re.compile("预算|决算|绩效")


@dataclass(frozen=True, slots=True)
class TitleLine:
    """What a title says: the body (石桥县水务局, None where it names none), the place of a title of all
    departments of one (石桥县2024年部门预算), the year, 部门 or 单位, and the kind of the paper.

    `is_whole` says that the line is a title and nothing else: no sentence that only begins so;
    `is_approval` that a finance bureau approves the budget: the body before 关于 is that bureau;
    `says_kind` that a word of it tells the kind, which 石桥镇2024年三公经费情况说明 leaves open.
    """

    name: str | None
    place: str | None
    year: int | None
    level: str | None
    kind: str
    is_whole: bool
    is_approval: bool = False
    says_kind: bool = True

    @property
    def told_kind(self) -> str | None:
        """The kind of the paper, None where no word of the title tells it."""
        return self.kind if self.says_kind else None


@lru_cache(maxsize=4096)
def read_title(text: str) -> TitleLine | None:
    """Tell what a line says that begins as a title does; None for another one.

    石桥县水务局关于2024年部门预算的说明 → 石桥县水务局, 2024, 部门, budget.
    """
    line = with_digits(fold(text))
    approved = _approved(line)
    if approved is not None:
        title = _read(approved)
        return None if title is None else replace(title, is_approval=True)
    published = re.split(title_words().publisher, line)[-1]
    return _read(line) or _read(published)


def _read(line: str) -> TitleLine | None:
    """Read a title by the first order of its parts that fits; None for another line."""
    title = _without_lead(line)
    for pattern in _patterns():
        match = pattern.match(title)
        if match is not None and _fits(match):
            return _title_line(match)
    return None


def _approved(line: str) -> str | None:
    """Give what the title of an approval approves, without the bureau that does; None for another.

    石桥县财政局关于批复石桥县水务局2025年部门预算的通知 → 石桥县水务局2025年部门预算;
    2025年部门预算批复 → 2025年部门预算, but 石桥县水务局2025年部门预算批复 is that body's own paper.
    """
    _, about, rest = line.partition("关于")
    subject = rest if about else line
    begins = re.match(words("approval", "begins"), subject)
    if begins is not None and about:
        return re.sub(words("approval", "ends"), "", subject[begins.end() :])
    closes = re.search(words("approval", "closes"), subject)
    is_dated = re.match(title_words().year, subject) is not None
    return subject[: closes.start()] if closes is not None and (about or is_dated) else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the orders in which a title says its parts, the fuller ones first."""
    title = title_words()
    subject = "|".join(
        f"(?P<{kind}_{number}>{pattern})" for number, (kind, pattern) in enumerate(title.subjects)
    )
    name = f"(?P<name>{name_words().name})"
    rest = f"(?P<rest>{title.behind})"
    paper = f"{title.level}(?:{subject})"
    orders = (
        f"{name}{title.between}{title.year}{title.between}{paper}{rest}",
        f"{title.year}{title.between}{name}{title.between}{paper}{rest}",
        f"{name}{title.between}{paper}{rest}{title.year}{title.behind}",
        f"{title.year}{title.between}{paper}{rest}",
        f"{name}{title.between}{paper}{rest}",
    )
    return tuple(re.compile(rf"\A{order}") for order in orders)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"\A{title_words().before}")


def _without_lead(line: str) -> str:
    """Give a line without what may stand before a title: 附件1：石桥县… → 石桥县….

    The pattern of it is long and gives back nothing that it took, so that it is matched once for
    all orders.
    """
    return _lead().sub("", line)


def _fits(match: re.Match[str]) -> bool:
    """Tell whether the name in a title may be one.

    部门预算, 单位预算 and 决算 are of a body whatever it is called; a bare 预算 (新增资产配置预算) is of one that its
    name tells.
    """
    parts = match.groupdict()
    name = parts.get("name")
    if name is None:
        return True
    if is_place(name):
        return True
    has_year = parts.get("year") is not None
    is_open = has_year and (parts["level"] is not None or _kind(match) == "final_accounts")
    return is_body(name) if is_open else is_certain(name)


def _kind(match: re.Match[str]) -> str:
    said = (group for group, text in match.groupdict().items() if text is not None and "_" in group)
    return next(said).rpartition("_")[0]


def _named_last(rest: str, behind: str) -> str | None:
    """Give the body in the brackets behind the paper of a place: 石桥县2024年部门预算(石桥县林业站), or
    behind a dash: 石桥县2024年部门预算——石桥县林业站(本级).
    """
    in_brackets = re.findall(r"\(([^()]+)\)", rest)
    return next(filter(is_certain, (*in_brackets, behind)), None)


def _title_line(match: re.Match[str]) -> TitleLine:
    parts = match.groupdict()
    name, year = parts.get("name"), parts.get("year")
    place = None
    behind = match.string[match.end() :].strip("-—:")
    if name is None or is_place(name):
        name, place = _named_last(parts["rest"] or "", behind), name
    year_told = int(year) if year else None
    kind = _kind(match)
    also = re.search(words("title", "also"), match.string)
    if also is not None:
        year_told, kind = int(also["year"]), "budget"
    return TitleLine(
        name=name,
        place=place,
        year=year_told,
        level=parts["level"],
        kind=kind,
        is_whole=also is not None or behind in {"", name},
        says_kind=_SAYS_KIND.search(match.string) is not None,
    )
