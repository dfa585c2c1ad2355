"""The words of titles, from `titles.toml`: how a line says whose budget it is, of which year and of
which kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_patterns


@dataclass(frozen=True, slots=True)
class NameWords:
    """What tells the name of a body from other words; `name` is the text of an expression for as
    many characters as a name may have.
    """

    name: str
    lengths: range
    never: re.Pattern[str]
    generic: re.Pattern[str]
    purpose: re.Pattern[str]
    place_like_words: re.Pattern[str]
    ending: re.Pattern[str]
    place: re.Pattern[str]
    only_place: re.Pattern[str]
    no_place: re.Pattern[str]
    grown: re.Pattern[str]
    own_level: re.Pattern[str]
    whole: re.Pattern[str]
    blank: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The parts of a title, as texts of regular expressions; `subjects` are (kind, pattern)."""

    before: str
    between: str
    publisher: str
    year: str
    level: str
    subjects: tuple[tuple[str, str], ...]
    behind: str
    of_table: str


@cache
def _data() -> dict[str, Any]:
    return read_patterns("budgetgraph.forms", "titles.toml")


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def name_words() -> NameWords:
    """Give the section `name`, read once."""
    data = _data()["name"]
    return NameWords(
        name=f"{data['character']}{{1,{data['longest']}}}?",
        lengths=range(data["shortest"], data["longest"] + 1),
        never=_any_of(data["never"]),
        generic=_any_of(data["generic"]),
        purpose=re.compile(data["purpose"]),
        place_like_words=re.compile(data["place_like_words"]),
        ending=re.compile(f"{data['ending']}$"),
        place=re.compile(data["place"]),
        only_place=re.compile(data["only_place"]),
        no_place=re.compile(data["no_place"]),
        grown=re.compile(data["grown"]),
        own_level=re.compile(data["own_level"]),
        whole=re.compile(data["whole"]),
        blank=re.compile(data["blank"]),
    )


@cache
def title_words() -> TitleWords:
    """Give the section `title`, read once."""
    data = _data()["title"]
    subjects = tuple((entry["kind"], entry["pattern"]) for entry in data["subject"])
    return TitleWords(
        before=data["before"],
        between=data["between"],
        publisher=data["publisher"],
        year=data["year"],
        level=data["level"],
        subjects=subjects,
        behind=data["behind"],
        of_table=data["of_table"],
    )


@cache
def words(section: str, name: str) -> str:
    """Give the text of one pattern of the sections `approval`, `running`, `pair` and `other`."""
    text: str = _data()[section][name]
    return text


@cache
def of_whole_place(kind: str) -> re.Pattern[str]:
    """Tell what the title of a government's budget, or of its transfers, says behind the place.

    `kind` is `government` or `transfers`: 石桥县2024年政府预算公开.
    """
    return re.compile(
        rf"^{title_words().before}(?:20\d\d年?度?)?"
        rf"(?P<place>[^\W\d]{{1,20}}?[省市县区旗州盟镇乡]){words('other', kind)}"
    )
