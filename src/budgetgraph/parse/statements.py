"""Amounts that the prose states: label before number, never a number alone. The patterns are `[statement]` in forms.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgetgraph.document import Passage
from budgetgraph.forms import StatementPatterns, fold_in_place, statement_patterns
from budgetgraph.model import Statement
from budgetgraph.problems import Note

_AMOUNT = re.compile(r"(?<![\d.,])(-?\d[\d,]*(?:\.\d+)?)(万元|亿元|元)(?!/|每)")
_SENTENCE = re.compile(r"[^。]+。?")
_CLAUSE = re.compile(r"[;；,，。:：]")
_ORDINAL = re.compile(r"^\d{1,2}[、.．]")
_LEAD = re.compile(r"^(?:其中)?(?:主要)?(?:为|是|包括|用于|有)?[:：]?")
#: Clauses of a list that name a sum of it, not a project.
_NO_SUBJECT = re.compile(r"^涉及|其中|^共计|财政拨款$|财政拨款支出$")


@dataclass(slots=True)
class _Sentence:
    """What a sentence has said so far."""

    fiscal_year: int
    year: int
    measure: str | None = None
    lists: bool = False


def parse_statements(passages: Iterable[Passage], fiscal_year: int) -> tuple[Statement, ...]:
    """Every stated amount once, at its first line; `fiscal_year` is the year of an amount whose sentence prints none."""
    found: dict[tuple[str, str | None, str, int], Statement] = {}
    for passage in passages:
        for amount in _of_passage(passage, fiscal_year):
            if isinstance(amount, Statement):
                found.setdefault((amount.measure, amount.subject, amount.value, amount.year), amount)
    return tuple(found.values())


def unread_amounts(passages: Iterable[Passage], fiscal_year: int) -> Iterator[Note]:
    """The amounts in running text that are no statement: what the contract has no measure for, or no label tells."""
    for passage in passages:
        for amount in _of_passage(passage, fiscal_year):
            if isinstance(amount, Note):
                yield amount


def _of_passage(passage: Passage, fiscal_year: int) -> Iterator[Statement | Note]:
    """Every amount of a passage: a statement, or the note that it is none."""
    patterns = statement_patterns()
    listing = patterns.list.search(fold_in_place(passage.text))
    measure: str | None = None
    for sentence in _SENTENCE.finditer(passage.text):
        lists_from = listing.end() - sentence.start() if listing else None
        state = _Sentence(fiscal_year, fiscal_year, measure if patterns.goes_on.search(sentence.group()) else None)
        yield from _of_sentence(passage, sentence, state, lists_from)
        measure = state.measure


def _of_sentence(passage: Passage, sentence: re.Match[str], state: _Sentence, lists_from: int | None) -> Iterator[Statement | Note]:
    """The amounts of one sentence, left to right; the year and the thing spoken of last hold on until another is named. From
    `lists_from` on, the text lists projects with their amounts."""
    patterns = statement_patterns()
    text = fold_in_place(sentence.group())
    behind = 0
    for amount in _AMOUNT.finditer(text):
        context = text[behind : amount.start()]
        behind = amount.end()
        years = patterns.year.findall(context)
        if years:
            state.year = int(years[-1])
        state.lists = lists_from is not None and amount.start() >= lists_from
        where = passage.place(sentence.start() + amount.start(1), sentence.start() + amount.end(1))
        reading = _reading(context, state, patterns)
        if reading is None:
            printed = sentence.group()[max(amount.start() - 24, 0) : amount.end()]
            yield Note("amount-not-read", f"no measure is stated for the amount in …{printed}", where)
            continue
        measure, sign, subject, year = reading
        value = ("-" if sign < 0 and not amount.group(1).startswith("-") else "") + amount.group(1)
        yield Statement(measure, value, amount.group(2), year or state.year, subject, where)


def _reading(context: str, state: _Sentence, patterns: StatementPatterns) -> tuple[str, int, str | None, int | None] | None:
    """(measure, sign, subject, year) of an amount by the text since the last one; None where no label stands before it."""
    change = patterns.change.search(context)
    if change:
        about = _last_measure(context, patterns) or state.measure
        measure = patterns.changes.get(about or "")
        return (measure, -1 if change.group(1) in {"减少", "下降", "降低"} else 1, None, None) if measure else None
    subject = _subject(context) if state.lists else None
    measure = _label(context, patterns)
    if subject and measure in patterns.nameable and not any(regex.fullmatch(fold_in_place(subject)) for _, regex in patterns.names):
        return "project_amount", 1, subject, state.fiscal_year
    if measure is not None:
        state.measure = measure
        # 上年末固定资产: the amount is that of the year before
        year = state.year - 1 if patterns.last_year.search(context) else None
        return measure, 1, None, year
    if state.measure and patterns.same.search(context):
        return state.measure, 1, None, None
    return ("project_amount", 1, subject, state.fiscal_year) if subject else None


def _label(context: str, patterns: StatementPatterns) -> str | None:
    """The measure whose label stands right before the amount."""
    return next((measure for measure, regex in patterns.labels if regex.search(context)), None)


def _last_measure(context: str, patterns: StatementPatterns) -> str | None:
    """The measure named last in a context, wherever it stands."""
    best: tuple[int, int, str] | None = None
    for order, (measure, regex) in enumerate(patterns.names):
        for match in regex.finditer(context):
            if best is None or (match.end(), -order) > best[:2]:
                best = (match.end(), -order, measure)
    return best[2] if best else None


def _subject(context: str) -> str | None:
    """The name of a project in a list: the clause before its amount, without its list mark."""
    clause = _CLAUSE.split(context.strip("；;，,。：:、"))[-1] if context else ""
    name = _LEAD.sub("", _ORDINAL.sub("", clause.strip()))
    name = _ORDINAL.sub("", name)
    return name if 2 < len(name) < 60 and not _NO_SUBJECT.search(name) else None
