"""The words by which running text states amounts, from prose.toml, read once.

`prose().words` are the kinds of words that a sentence is cut into, in the order in which they are
tried; the other fields are what the grammar asks about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_patterns
from budgetgraph.document.list_marks import with_class_code


class Kind(StrEnum):
    """What a word of a sentence is to the grammar."""

    amount = "amount"
    years = "years"
    year = "year"
    this_year = "this_year"
    last_year = "last_year"
    lead = "lead"
    share = "share"
    mark = "mark"
    limit = "limit"
    formerly = "formerly"
    becomes = "becomes"
    reason = "reason"
    mainly = "mainly"
    breaks = "breaks"
    among = "among"
    axis = "axis"
    each = "each"
    class_mark = "class_mark"
    aside = "aside"
    measure = "measure"
    sided = "sided"
    total = "total"
    bare = "bare"
    named_class = "named_class"
    account = "account"
    rises = "rises"
    falls = "falls"
    either = "either"
    same = "same"
    filler = "filler"
    comma = "comma"
    pause = "pause"
    semicolon = "semicolon"
    heading_end = "heading_end"
    colon = "colon"
    opens = "opens"
    closes = "closes"
    word = "word"


@dataclass(frozen=True, slots=True)
class WordPattern:
    """One kind of word; `name` is the measure that it stands for."""

    kind: Kind
    pattern: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ClassWords:
    """Words about classes of the classifications: names that a paper gives to some, verbs that
    stand before a name, and the ones whose name is of the functional classification alone.
    """

    aliases: frozenset[str]
    verbs: frozenset[str]
    of_function: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of prose.toml and what the grammar asks about them."""

    words: tuple[WordPattern, ...]
    bearer: re.Pattern[str]
    own_body: re.Pattern[str]
    other_body: re.Pattern[str]
    of_place: re.Pattern[str]
    own_level: re.Pattern[str]
    own_town: re.Pattern[str]
    whole_town: re.Pattern[str]
    town: re.Pattern[str]
    of_the_whole: re.Pattern[str]
    department_name: re.Pattern[str]
    unit_of_department: re.Pattern[str]
    executed: re.Pattern[str]
    planned: re.Pattern[str]
    fund_name: re.Pattern[str]
    whole_lead: re.Pattern[str]
    lead_last_year: re.Pattern[str]
    lead_this_year: re.Pattern[str]
    difference_from_plan: re.Pattern[str]
    alike: re.Pattern[str]
    pairing: re.Pattern[str]
    range: re.Pattern[str]
    leading_reason: re.Pattern[str]
    of_which: re.Pattern[str]
    section: re.Pattern[str]
    title: re.Pattern[str]
    whole_line: re.Pattern[str]
    of_classes: re.Pattern[str]
    classes: ClassWords
    mark_of_accounts: re.Pattern[str]
    section_of_accounts: re.Pattern[str]
    section_of_budget: re.Pattern[str]
    accounts_compared: re.Pattern[str]
    actually_spent: re.Pattern[str]
    rate_of_change: re.Pattern[str]
    phase_of_amount: re.Pattern[str]
    accounts_of_year: re.Pattern[str]
    either_of_cars: re.Pattern[str]
    projects: re.Pattern[str]
    execution: re.Pattern[str]
    goes_on: re.Pattern[str]
    list_of_projects: re.Pattern[str]
    list_of_classes: re.Pattern[str]
    list_lead: re.Pattern[str]
    no_subject: re.Pattern[str]
    no_project: re.Pattern[str]
    expenses: frozenset[str]
    changes: dict[str, str]
    changes_of_part: frozenset[str]
    planned_measures: frozenset[str]
    stock_measures: frozenset[str]
    nameable: frozenset[str]
    parts: dict[str, frozenset[str]]
    inside: dict[str, dict[str, re.Pattern[str]]]
    closed: frozenset[str]
    of_a_fund: frozenset[str]
    of_the_year: dict[str, str]

    @property
    def measures(self) -> frozenset[str]:
        """Every measure that a label of the prose stands for."""
        named = {word.name for word in self.words if word.kind in _OF_A_MEASURE and word.name}
        return frozenset(named - {"total", "assets", *_FUNDS})


_OF_A_MEASURE = frozenset({Kind.measure, Kind.total, Kind.bare})
#: Funds without a side are no measures: 财政拨款收支 is two of them.
_FUNDS = frozenset({"fiscal_appropriation", "general_public", "government_fund", "state_capital"})
_FIRST = tuple(
    "heading_end mark years year lead share limit formerly becomes each reason mainly breaks"
    " among axis".split()
)
_LAST = ("same", "either", "this_year", "last_year", "account")
_STOPS = {
    Kind.comma: ",",
    Kind.pause: "、",
    Kind.semicolon: "[;!?]",
    Kind.colon: ":",
    Kind.opens: r"\(",
    Kind.closes: r"\)",
}
#: The sections of words that name what is measured, in their order.
_MEASURE_SECTIONS = {"measures": Kind.measure, "totals": Kind.total, "sided": Kind.sided}
#: The annotation of the fields that are one pattern each, under their names in the file.
_PATTERN = "re.Pattern[str]"


@cache
def prose() -> Prose:
    """Give the catalogue of the prose, read once."""
    return _catalogue(_data())


def _catalogue(data: dict[str, Any]) -> Prose:
    """Give the catalogue with its patterns compiled and its lists as sets."""
    return Prose(
        **_patterns(data),
        words=tuple(_words(data)),
        classes=_class_words(data),
        expenses=frozenset(data["expenses"]),
        changes={measure: change for change, about in data["changes"].items() for measure in about},
        changes_of_part=frozenset(data["changes_of_part"]),
        planned_measures=frozenset(data["planned_measures"]),
        stock_measures=frozenset(data["stock_measures"]),
        nameable=frozenset(data["nameable"]),
        parts={whole: frozenset(parts) for whole, parts in data["parts"].items()},
        inside={whole: _compiled(names) for whole, names in data["inside"].items()},
        closed=frozenset(data["closed"]["measures"]),
        of_a_fund=frozenset(data["closed"]["of_a_fund"]),
        of_the_year=data["of_the_year"],
    )


def _class_words(data: dict[str, Any]) -> ClassWords:
    """Give the words about classes as sets."""
    return ClassWords(
        aliases=frozenset(data["class_aliases"]),
        verbs=frozenset(data["class_verbs"]),
        of_function=frozenset(data["classes_of_function"]),
    )


def _patterns(data: dict[str, Any]) -> dict[str, Any]:
    """Give the fields that are one pattern each, under the name that they have in the file."""
    single = [field.name for field in fields(Prose) if field.type == _PATTERN]
    return {name: re.compile(data[name]) for name in single}


def _data() -> dict[str, Any]:
    """Give the catalogue as its file holds it: `{year: …, expenses: {reception: […]}}`."""
    statement: dict[str, Any] = read_patterns("budgetgraph.forms", "prose.toml")["statement"]
    return statement | {"mark": with_class_code(statement["mark"])}


def _words(data: dict[str, Any]) -> Iterator[WordPattern]:
    """Give the kinds of words in the order in which they are tried at each place of a sentence."""
    yield WordPattern(Kind.pause, data["and"])
    for name in _FIRST:
        yield WordPattern(Kind(name), data[name])
    yield WordPattern(Kind.filler, data["origin"])
    yield from _measure_words(data)
    yield WordPattern(Kind.class_mark, data["class_mark"])
    yield WordPattern(Kind.rises, data["increases"])
    yield WordPattern(Kind.falls, data["decreases"])
    for name in _LAST[:2]:
        yield WordPattern(Kind(name), data[name])
    yield WordPattern(Kind.aside, data["aside"])
    for name, patterns in data["bare"].items():
        yield WordPattern(Kind.bare, _any_of(patterns), name)
    for name in _LAST[2:]:
        yield WordPattern(Kind(name), data[name])
    yield WordPattern(Kind.filler, f"{data['filler']}|{data['own_body']}")
    for kind, pattern in _STOPS.items():
        yield WordPattern(kind, pattern)


def _measure_words(data: dict[str, Any]) -> Iterator[WordPattern]:
    """Give the words that name what is measured: an expense, any other measure, a total."""
    for measure, patterns in data["expenses"].items():
        yield WordPattern(Kind.measure, _any_of(patterns) + data["behind_expenses"], measure)
    for section, kind in _MEASURE_SECTIONS.items():
        for name, patterns in data[section].items():
            yield WordPattern(kind, _any_of(patterns), name)


def _compiled(names: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """Give the short names of the parts of one whole: `{reception: 接待费}`."""
    return {measure: re.compile(pattern) for measure, pattern in names.items()}


def _any_of(patterns: list[str]) -> str:
    return "(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + ")"
