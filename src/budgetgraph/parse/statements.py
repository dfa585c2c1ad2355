"""Amounts that the prose states: label before number, never a number alone.

The patterns are `[statement]` in forms/*.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from budgetgraph.disclosure import Statement
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.forms import StatementPatterns, fold_in_place, statement_patterns

_AMOUNT = re.compile(r"(?<![\d.,])(-?\d[\d,]*(?:\.\d+)?)(万元|亿元|元)(?!/|每)")
_SENTENCE = re.compile(r"[^。]+。?")
_CLAUSE = re.compile(r"[;；,，。:：]")
_ORDINAL = re.compile(r"^(?:\d{1,2}[、.．]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]是)")
#: A list goes on in the next paragraph where this one ends so.
_OPEN = ("：", ":", "；", ";")
_LEAD = re.compile(r"^(?:其中)?(?:主要)?(?:为|是|包括|用于|有)?[:：]?")
#: Clauses of a list that name a sum of it, not a project.
_NO_SUBJECT = re.compile(r"^涉及|其中|^共计|财政拨款$|财政拨款支出$")
_SIDES = ("revenue", "expenditure")
#: What the expenditure of a fund may be a part of; 基本支出 and 项目支出 have parts that are no totals.
_WHOLE = frozenset(
    {"total", "fiscal_appropriation", "general_public", "government_fund", "state_capital"}
)


#: Spending on a functional or economic class, which `subject` names.
CLASS = "class_expenditure"


@dataclass(slots=True)
class _Sentence:
    """What a sentence has said so far: the measure and the side (revenue, expenditure) spoken of
    last, and the year.
    """

    fiscal_year: int
    year: int
    measure: str | None = None
    side: str | None = None
    lists: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an amount is.

    `about` is the measure that a change is a change of; `year` where it is not the sentence's.
    """

    measure: str
    sign: int = 1
    subject: str | None = None
    year: int | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of the prose, its digits and unit, where it stands and the words before it;
    `reading` is None where no label tells.
    """

    digits: str
    unit: str
    year: int
    where: Where
    words: str
    reading: _Reading | None


def parse_statements(passages: Iterable[Passage], fiscal_year: int) -> tuple[Statement, ...]:
    """Every stated amount once, at its first line; `fiscal_year` is the year of an amount whose
    sentence prints none.
    """
    found: dict[tuple[str, str | None, str, int], Statement] = {}
    for amount in _amounts(passages, fiscal_year):
        reading = amount.reading
        if reading is not None:
            value = (
                f"-{amount.digits}"
                if reading.sign < 0 and not amount.digits.startswith("-")
                else amount.digits
            )
            year = reading.year or amount.year
            stated = Statement(
                reading.measure,
                value,
                amount.unit,
                year,
                reading.subject,
                amount.where,
                amount.digits,
            )
            found.setdefault((reading.measure, reading.subject, value, year), stated)
    return tuple(found.values())


def stated_places(passages: Iterable[Passage], fiscal_year: int) -> Iterator[Where]:
    """Where an amount stands that was read, the same one told again too."""
    yield from (
        amount.where for amount in _amounts(passages, fiscal_year) if amount.reading is not None
    )


def unread_amounts(passages: Iterable[Passage], fiscal_year: int) -> Iterator[Note]:
    """The amounts in running text that are no statement: what the contract has no measure for, or
    no label tells.
    """
    for amount in _amounts(passages, fiscal_year):
        if amount.reading is None:
            yield Note(
                "amount-not-read",
                f"no measure is stated for the amount in …{amount.words}",
                amount.where,
            )


def _amounts(passages: Iterable[Passage], fiscal_year: int) -> list[_Amount]:
    """Every amount.

    The change of a part is taken for that of the total only where the text prints no other one of
    the total.
    """
    of_part = statement_patterns().changes_of_part
    amounts: list[_Amount] = []
    listing: tuple[str, int] | None = None
    for passage in passages:
        listing = (
            (listing[0], 0) if listing and _ORDINAL.match(passage.text) else _list_start(passage)
        )
        amounts.extend(_of_passage(passage, fiscal_year, listing))
        listing = listing if passage.text.endswith(_OPEN) else None
    own: dict[str, set[str]] = {}
    for one in amounts:
        if one.reading and one.reading.about and one.reading.about not in of_part:
            own.setdefault(one.reading.measure, set()).add(one.digits)

    def is_other(one: _Amount) -> bool:
        return (
            one.reading is not None
            and one.reading.about in of_part
            and one.digits not in own.get(one.reading.measure, {one.digits})
        )

    return [replace(one, reading=None) if is_other(one) else one for one in amounts]


def _list_start(passage: Passage) -> tuple[str, int] | None:
    """The measure of a list with amounts (projects, classes), and where in the passage it begins."""
    text = fold_in_place(passage.text)
    begun = (
        (measure, found.end())
        for measure, regex in _listing(statement_patterns())
        if (found := regex.search(text)) is not None
    )
    return next(begun, None)


def _of_passage(
    passage: Passage, fiscal_year: int, listing: tuple[str, int] | None
) -> Iterator[_Amount]:
    """Every amount of a passage, left to right; `listing` is the measure of a list in it, and where
    it begins.
    """
    patterns = statement_patterns()
    before = _Sentence(fiscal_year, fiscal_year)
    for sentence in _SENTENCE.finditer(passage.text):
        lists_from = (listing[0], listing[1] - sentence.start()) if listing else None
        goes_on = patterns.goes_on.search(fold_in_place(sentence.group())) is not None
        state = _Sentence(
            fiscal_year,
            fiscal_year,
            before.measure if goes_on else None,
            before.side if goes_on else None,
        )
        yield from _of_sentence(passage, sentence, state, lists_from)
        before = state


def _of_sentence(
    passage: Passage, sentence: re.Match[str], state: _Sentence, lists_from: tuple[str, int] | None
) -> Iterator[_Amount]:
    """The amounts of one sentence, left to right; the year and the thing spoken of last hold on
    until another is named. `lists_from` is the measure of a list of projects or classes with their
    amounts, and where it begins.
    """
    patterns = statement_patterns()
    text = fold_in_place(sentence.group())
    behind = 0
    for amount in _AMOUNT.finditer(text):
        context = text[behind : amount.start()]
        behind = amount.end()
        state.year = _year(context, state, patterns)
        state.lists = (
            lists_from[0] if lists_from is not None and amount.start() >= lists_from[1] else None
        )
        where = passage.place(sentence.start() + amount.start(1), sentence.start() + amount.end(1))
        words = sentence.group()[max(amount.start() - 24, 0) : amount.end()]
        yield _Amount(
            amount.group(1),
            amount.group(2),
            state.year,
            where,
            words,
            _reading(context, state, patterns),
        )


def _year(context: str, state: _Sentence, patterns: StatementPatterns) -> int:
    """The year that the words before an amount name last, else the one that holds on."""
    named = [(match.end(), int(match.group(1))) for match in patterns.year.finditer(context)]
    named += [(match.end(), state.fiscal_year) for match in patterns.this_year.finditer(context)]
    return max(named)[1] if named else state.year


def _reading(context: str, state: _Sentence, patterns: StatementPatterns) -> _Reading | None:
    """What an amount is by the text since the last one; None where no label stands before it."""
    change = patterns.change.search(context)
    if change:
        return _change(context, change.group(1), state, patterns)
    subject = _subject(context) if state.lists else None
    measure = _label(context, state, patterns)
    if (
        subject
        and measure in patterns.nameable
        and not any(regex.fullmatch(fold_in_place(subject)) for _, regex in patterns.names)
    ):
        return _Reading("project_amount", subject=subject, year=state.fiscal_year)
    if measure is not None:
        state.measure, state.side = measure, _side(measure)
        if measure in patterns.planned and not patterns.year.search(context):
            return _Reading(measure, year=state.fiscal_year)
        # 上年末固定资产: the amount is that of the year before
        return _Reading(
            measure, year=state.year - 1 if patterns.last_year.search(context) else None
        )
    same = patterns.same.search(context)
    if state.measure and same:
        return _Reading(
            state.measure, year=int(same["year"]) if same["year"] else state.fiscal_year - 1
        )
    state.measure = None
    if state.lists and subject:
        return _Reading(state.lists, subject=subject, year=state.fiscal_year)
    named = patterns.named_class.search(context)
    return (
        _Reading(CLASS, subject=_ORDINAL.sub("", named["class"].replace("\x00", "").strip()))
        if named
        else None
    )


def _listing(patterns: StatementPatterns) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What a list gives the amounts of, and how it begins."""
    yield "project_amount", patterns.list
    yield CLASS, patterns.classes


def _change(
    context: str, word: str, state: _Sentence, patterns: StatementPatterns
) -> _Reading | None:
    """A change of what its own clause names, else of what was spoken of, where the clause compares
    with another year.
    """
    clause = _CLAUSE.split(context)[-1]
    about = _last_measure(clause, state, patterns)
    if about is None and patterns.compares.search(clause):
        about = _last_measure(context, state, patterns) or state.measure
    measure = patterns.changes.get(about or "")
    return (
        _Reading(measure, -1 if patterns.decreases.search(word) else 1, about=about)
        if measure
        else None
    )


def _side(measure: str) -> str | None:
    """Whether a measure is of what comes in or of what goes out as a whole."""
    name, _, side = measure.rpartition("_")
    return side if side == "revenue" or (side == "expenditure" and name in _WHOLE) else None


def _label(context: str, state: _Sentence, patterns: StatementPatterns) -> str | None:
    """The measure whose label stands right before the amount."""
    for name, regex in patterns.labels:
        if regex.search(context):
            return _sided(name, state, patterns)
    return None


def _sided(name: str, state: _Sentence, patterns: StatementPatterns) -> str | None:
    """The measure of a name; of one that tells no side, that of the side spoken of last, None where
    there is none such.
    """
    if name not in patterns.sided:
        return name
    measure = f"{name}_{state.side}"
    return (
        measure
        if state.side in _SIDES and any(measure == known for known, _ in patterns.labels)
        else None
    )


def _last_measure(context: str, state: _Sentence, patterns: StatementPatterns) -> str | None:
    """The measure named last in a context, wherever it stands; a name without its side where none
    has been spoken of.
    """
    best: tuple[int, int, str] | None = None
    for order, (measure, regex) in enumerate(patterns.names):
        for match in regex.finditer(context):
            if best is None or (match.end(), -order) > best[:2]:
                best = (match.end(), -order, measure)
    return (_sided(best[2], state, patterns) or best[2]) if best else None


def _subject(context: str) -> str | None:
    """The name of a project in a list: the clause before its amount, without its list mark."""
    clause = _CLAUSE.split(context.strip("；;，,。：:、"))[-1] if context else ""
    name = _LEAD.sub("", _ORDINAL.sub("", clause.strip()))
    name = _ORDINAL.sub("", name)
    return name if 2 < len(name) < 60 and not _NO_SUBJECT.search(name) else None
