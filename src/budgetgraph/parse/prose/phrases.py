"""Look at the words before an amount: what is its label, what stands before the label, which year.

2024年 | 公务接待费 | 预算 | 为 | 1.50万元      label 公务接待费, year 2024
其他 | 固定资产 | 7.00万元                     label 固定资产, of which it is a part
与上年相比 | 基本支出 | 增加 | 3万元            a change of 基本支出
增加 | 人员经费 | 40.00万元                    a change of 人员经费, the verb before it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.words import SentenceWord, joined_word

#: Words that may stand between a label and its amount.
_BETWEEN = frozenset(
    {
        Kind.filler, Kind.year, Kind.this_year, Kind.last_year, Kind.lead, Kind.aside, Kind.share, Kind.colon, Kind.either,
    }
)  # fmt: skip
#: Words before a label that change nothing of it.
_NEUTRAL = _BETWEEN - {Kind.colon}
#: Where a clause begins.
_STOPS = frozenset(
    {
        Kind.comma, Kind.pause, Kind.semicolon, Kind.colon, Kind.opens, Kind.closes, Kind.breaks, Kind.axis, Kind.reason, Kind.mainly,
        Kind.amount, Kind.heading_end,
    }
)  # fmt: skip
LABELS = frozenset({Kind.measure, Kind.sided, Kind.total, Kind.bare, Kind.named_class})
_CHANGES = frozenset({Kind.rises, Kind.falls})
#: Funds whose 基本支出 or 人员经费 may stand for the department's.
_OWN_FUNDS = frozenset({"fiscal_appropriation", "general_public"})
#: What may stand before 支出合计 and makes it its own: a class, a fund.
_WHOSE = frozenset({Kind.named_class, Kind.sided})
EXECUTED, PLANNED = "executed", "planned"


@dataclass(frozen=True, slots=True)
class Label:
    """The word that says what an amount is.

    `part` says that another word makes it a part of what the label names; `of_a_fund` that it is
    what one fund gives; `whose` is the class or the fund before 支出合计 (检察（款）支出合计).
    """

    word: SentenceWord
    part: bool = False
    of_a_fund: bool = False
    whose: SentenceWord | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands before one amount.

    `label` is None where there is only a year or 预算. `change` is the sign of a change (1, -1), 0
    where the words leave it open; None where the amount is no change. `clause` are the words of the
    own clause, `name` those of them that may name a project or a class.
    """

    label: Label | None
    unknown: bool
    change: int | None
    compares: bool
    year: int | None
    last_year: bool
    phase: str | None
    name: tuple[SentenceWord, ...]

    @property
    def is_dated(self) -> bool:
        """Whether the phrase says a year or whether the amount is spent or planned."""
        return self.year is not None or self.last_year or self.phase is not None


def phrase_before(before: Sequence[SentenceWord]) -> Phrase:
    """The phrase of the amount that follows these words, the words since the amount before it."""
    at = _head(before)
    head = before[at] if at >= 0 else None
    first = _clause_start(before, at)
    clause = before[first : at + 1]
    tail = before[max(at + 1, first) :]
    label, unknown, change = _label(clause), head is not None and head.kind is Kind.word, None
    verb = _verb(clause)
    if verb is not None:
        change = _sign(before[first:], verb)
        label, unknown = _changed(clause, verb)
    own = (*clause, *tail)
    compared = [one for one in own if one.kind is Kind.lead]
    return Phrase(
        label=label,
        unknown=unknown or (head is not None and label is None and verb is None),
        change=change,
        compares=bool(compared),
        year=_year(own, compared if label is None else ()),
        last_year=_is_last_year(own, label is None),
        phase=_phase(clause, tail),
        name=tuple(before[_clause_start(before, at) :]),
    )


def _head(before: Sequence[SentenceWord]) -> int:
    """Where the word stands that the amount belongs to; -1 where there is none.

    A comma may stand between a label that is a clause by itself and its amount:
    `公务接待费，2024年预算1.50万元`.
    """
    at = len(before) - 1
    while at >= 0 and before[at].kind in _BETWEEN:
        at -= 1
    if at >= 0 and before[at].kind is Kind.comma and at < len(before) - 1:
        own = _own_clause(before, at)
        if own is not None:
            return own
    if at >= 0 and before[at].kind in _STOPS:
        return -1
    return at


def _own_clause(before: Sequence[SentenceWord], comma: int) -> int | None:
    """The label in the clause before a comma, where the clause is nothing but this label."""
    at = comma - 1
    while at >= 0 and before[at].kind in _NEUTRAL:
        at -= 1
    if at < 0 or before[at].kind not in LABELS:
        return None
    rest = before[_clause_start(before, at) : at]
    pure = all(one.kind in _NEUTRAL for one in rest)
    opened = at - len(rest) - 1
    led = opened >= 0 and before[opened].kind in (Kind.breaks, Kind.axis, Kind.reason, Kind.mainly)
    return at if pure and not led else None


def _clause_start(before: Sequence[SentenceWord], at: int) -> int:
    """Where the clause begins that the word at `at` stands in."""
    first = at if at >= 0 else len(before)
    while first > 0 and before[first - 1].kind not in _STOPS:
        first -= 1
    return first


def _label(clause: Sequence[SentenceWord]) -> Label | None:
    """The label that a clause ends with; None where it ends with another word."""
    if not clause:
        return None
    head = clause[-1]
    if head.kind is Kind.account:
        return _account(clause)
    if head.kind not in LABELS:
        return None
    part, of_a_fund, whose = _qualified(head, clause[:-1])
    return Label(head, part, of_a_fund, whose)


def _account(clause: Sequence[SentenceWord]) -> Label | None:
    """The class that is named before 科目: 一般公共服务支出-财政事务-行政运行科目."""
    named = [one for one in clause[:-1] if one.kind not in (Kind.year, Kind.this_year)]
    if not named:
        return None
    code = named[-1].extra if len(named) == 1 else None
    return Label(joined_word(Kind.named_class, named, code))


def _qualified(
    head: SentenceWord, before: Sequence[SentenceWord]
) -> tuple[bool, bool, SentenceWord | None]:
    """Whether the words before a label make it a part or one fund's, and whose whole it is."""
    of_a_fund = False
    behind = ""
    for one in reversed(before):
        if one.kind in _NEUTRAL:
            behind = one.text + behind
            continue
        if one.kind in _WHOSE and head.kind in (Kind.total, Kind.bare):
            return False, False, one
        if one.kind is Kind.sided and one.name in _OWN_FUNDS:
            of_a_fund = True
            behind = ""
            continue
        return not _may_precede(one, behind, head), of_a_fund, None
    return False, of_a_fund, None


def _may_precede(one: SentenceWord, behind: str, head: SentenceWord) -> bool:
    """Whether a word may stand before a label that is the department's: its name, or the whole that
    the label is a part of (三公经费公务接待费). `behind` are the neutral words between the two: they may be
    the end of its name (下属1家事业单位).
    """
    if one.kind is Kind.word:
        bearer = prose().bearer
        return any(bearer.match(text) is not None for text in (one.text, one.text + behind))
    return head.name in prose().parts.get(one.name or "", frozenset())


# --- changes -------------------------------------------------------------------------------------


def _verb(clause: Sequence[SentenceWord]) -> int | None:
    """Where the last verb of a change stands in the clause, None where there is none."""
    found = [at for at, one in enumerate(clause) if one.kind in _CHANGES]
    return found[-1] if found else None


def _sign(words: Sequence[SentenceWord], verb: int) -> int:
    """The sign that a verb gives; 0 where the template's 增加（减少） was left as it is."""
    if any(one.kind is Kind.either for one in words[verb:]):
        return 0
    return 1 if words[verb].kind is Kind.rises else -1


def _changed(clause: Sequence[SentenceWord], verb: int) -> tuple[Label | None, bool]:
    """What a change is of: the label before the verb, or behind it; and whether it is of something
    that no label names.
    """
    behind = [one for one in clause[verb + 1 :] if one.kind not in _NEUTRAL]
    if behind:
        named = _label(clause[verb + 1 :])
        return named, named is None
    before = [one for one in clause[:verb] if one.kind not in _NEUTRAL]
    if not before:
        return None, False
    end = next(at for at in range(verb - 1, -1, -1) if clause[at].kind not in _NEUTRAL)
    named = _label(clause[: end + 1])
    return named, named is None


# --- years and phases ----------------------------------------------------------------------------


def _year(words: Sequence[SentenceWord], compared: Sequence[SentenceWord]) -> int | None:
    """The year that is named last; where the amount is one to compare with, that of the comparison."""
    years = [one.year for one in words if one.kind is Kind.year]
    if years:
        return years[-1]
    return next((one.year for one in compared if one.year is not None), None)


def _is_last_year(words: Sequence[SentenceWord], compared: bool) -> bool:
    """Whether the words name the year before: 上年末固定资产, 比上年预算数8万元增加."""
    if any(one.kind is Kind.last_year for one in words):
        return True
    leads = [one for one in words if one.kind is Kind.lead and one.year is None]
    return compared and bool(leads)


def _phase(clause: Sequence[SentenceWord], tail: Sequence[SentenceWord]) -> str | None:
    """Whether the words beside the label say that the amount was spent, or only planned.

    The name of a fund holds 预算 and tells nothing: 一般公共预算支出9746.50万元.
    """
    beside = [one for one in (*clause, *tail) if one.kind not in (Kind.word, Kind.named_class)]
    text = prose().fund_name.sub("", "".join(one.text for one in beside))
    if prose().executed.search(text):
        return EXECUTED
    return PLANNED if prose().planned.search(text) else None
