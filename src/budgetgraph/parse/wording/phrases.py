"""Look at the words before an amount: what is its label, what stands before it, which year.
2024年 | 公务接待费 | 预算 | 为 | 1.50万元      label 公务接待费, year 2024
其他 | 固定资产 | 7.00万元                     label 固定资产, of which it is a part
会议费 | 、 | 培训费 | 共计 | 8.00万元          label 培训费, the amount is of 会议费 too
与上年相比 | 基本支出 | 增加 | 3万元            a change of 基本支出
增加 | 人员经费 | 40.00万元                    a change of 人员经费, the verb before it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.wording.clauses import (
    CHANGES,
    LABELS,
    NEUTRAL,
    bearer_in,
    clause_start,
    compared_with,
    ends_with,
    head_of,
    is_from_plan,
    is_of_each,
    shared_with,
    tells_last_year,
    undated,
    whole_in_bracket,
    without_neutral_end,
    without_spending,
)
from budgetgraph.parse.wording.words import SentenceWord, joined_text, joined_word

#: Funds whose 基本支出 or 人员经费 may stand for the department's.
_OWN_FUNDS = frozenset({"fiscal_appropriation", "general_public"})
#: What makes the 支出合计 behind it its own: a class, a fund.
_WHOSE = frozenset({Kind.named_class, Kind.sided})
_WHOLES = frozenset({Kind.total, Kind.bare})
_THE_YEAR = frozenset({Kind.year, Kind.this_year})
_NAMES = frozenset({Kind.word, Kind.named_class})
EXECUTED, PLANNED = "executed", "planned"


@dataclass(frozen=True, slots=True)
class Label:
    """The word that says what an amount is.

    `part` says that another word makes it a part of what the label names; `fund` is the fund that
    gives it (财政拨款基本支出), be it the department's whole or not (政府性基金基本支出); `whose` is
    the class or the fund before 支出合计 (检察（款）支出合计); `bearer` is the text right before it
    that may name a body (石桥县商务局收入预算).
    """

    word: SentenceWord
    part: bool = False
    fund: str | None = None
    whose: SentenceWord | None = None
    bearer: str | None = None

    @property
    def of_a_fund(self) -> bool:
        """Whether it is what a fund gives whose parts may stand for the department's."""
        return self.fund in _OWN_FUNDS

    @property
    def of_another_fund(self) -> bool:
        """Whether it is what a fund gives that is not the department's whole."""
        return self.fund is not None and self.fund not in _OWN_FUNDS


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands before one amount.

    `label` is None where there is only a year or 预算. `change` is the sign of a change (1, -1), 0
    where the words leave it open; None where the amount is no change. `name` are the words of the
    own clause, which may name a project or a class. `beside` are the labels that share the amount
    with `label`, which stand before it without amounts of their own; `is_of_each` that it is that
    of each of them alone (会议费、培训费均为0万元). `is_compared` says that the amount is only there to
    compare with (较2024年7.00万元减少0.50万元); `undated` is the text of such a comparison that names
    no year (比往年); `is_from_plan` that it is with the plan of the year itself (比年初预算).
    `is_origin` says that it is what was there before (由3万元), `is_outcome` what came of it
    (降至2万元); `has_share` that a share of something stands before it (占9%); `is_of_this_year` that
    本年 does, which names no year by itself.
    """

    label: Label | None
    unknown: bool
    change: int | None
    year: int | None
    last_year: bool
    phase: str | None
    name: tuple[SentenceWord, ...]
    beside: tuple[SentenceWord, ...] = ()
    is_of_each: bool = False
    is_compared: bool = False
    undated: str | None = None
    is_from_plan: bool = False
    has_share: bool = False
    is_of_this_year: bool = False
    is_origin: bool = False
    is_outcome: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the phrase says a year or whether the amount is spent or planned."""
        return self.has_year or self.is_of_this_year or self.phase is not None

    @property
    def has_year(self) -> bool:
        """Whether the phrase says a year: 2024年, 上年."""
        return self.year is not None or self.last_year

    @property
    def is_only_a_name(self) -> bool:
        """Whether the amount is of something that is named and has no label: 道路养护3万元."""
        return self.unknown and self.change is None


def phrase_before(before: Sequence[SentenceWord]) -> Phrase:
    """Give the phrase of the amount that follows the words since the amount before it."""
    at = head_of(before)
    first = clause_start(before, at)
    clause, tail = before[first : at + 1], before[max(at + 1, first) :]
    own = (*clause, *tail)
    verb = _verb(clause)
    change = None if verb is None else _sign(before[first:], verb)
    label, unknown = _labelled(clause) if verb is None else _changed(clause, verb)
    kinds = {word.kind for word in own}
    is_outcome = Kind.becomes in kinds
    compared = [] if is_outcome else compared_with(own, is_labelled=label is not None)
    shared = shared_with(before, first)
    whole = None if label is None else whole_in_bracket(label.word, own)
    if whole is not None:
        label, shared = Label(whole), ()
    return Phrase(
        label=label,
        unknown=unknown,
        change=change,
        year=_year(own, compared),
        last_year=tells_last_year(own, compared),
        phase=_phase(own),
        name=tuple(before[first:]),
        beside=shared,
        is_of_each=is_of_each(own),
        is_compared=bool(compared),
        undated=undated(compared),
        is_from_plan=is_from_plan(own, compared),
        has_share=any(word.kind is Kind.share for word in before),
        is_of_this_year=Kind.this_year in kinds,
        is_origin=Kind.formerly in kinds,
        is_outcome=is_outcome,
    )


# --- labels ---------------------------------------------------------------------------------------


def _labelled(clause: Sequence[SentenceWord]) -> tuple[Label | None, bool]:
    """Give the label of a clause, and whether the amount is of something that no label names.

    2024年 | 公务接待费 → the label 公务接待费; 办公楼维修 → no label, something unknown.
    """
    label = _label(clause)
    is_unknown = bool(clause) and (label is None or clause[-1].kind is Kind.word)
    return label, is_unknown


def _label(clause: Sequence[SentenceWord]) -> Label | None:
    """Give the label that a clause ends with; None where it ends with another word.

    公用经费 | 财政拨款 | 预算 → the label 公用经费, given by that fund.
    """
    if not clause:
        return None
    *before, head = without_spending(clause)
    if head.kind is Kind.account:
        return _account(before)
    if head.kind not in LABELS:
        return None
    named = without_neutral_end(before)
    if _is_own_fund(head) and ends_with(named, prose().of_a_fund):
        return replace(_qualified(named[-1], named[:-1]), fund=head.name)
    return _qualified(head, before)


def _account(before: Sequence[SentenceWord]) -> Label | None:
    """Give the class that is named before 科目: 一般公共服务支出-财政事务-行政运行科目."""
    named = [word for word in before if word.kind not in _THE_YEAR]
    code = named[-1].extra if len(named) == 1 else None
    return Label(joined_word(Kind.named_class, named, code)) if named else None


def _qualified(head: SentenceWord, before: Sequence[SentenceWord]) -> Label:
    """Give a label with what the words before it make of it: a part, one fund's, or somebody's
    whole.

    其他 | 固定资产 is a part, 下属水库管理所 | 收入预算 too; 财政拨款 | 基本支出 is of a fund;
    检察（款） | 支出合计 is that class's whole.
    """
    bearer = bearer_in(before)
    if bearer is not None and prose().other_body.search(bearer):
        return Label(head, part=True, bearer=bearer)
    fund: str | None = None
    behind: list[str] = []
    for word in reversed(before):
        if word.kind in NEUTRAL:
            behind.insert(0, word.text)
        elif _is_its_whole(word, head):
            return Label(head, whose=word, bearer=bearer)
        elif _is_own_fund(word):
            fund, behind = word.name, []
        else:
            is_part = not _may_precede(word, behind, head)
            if is_part and word.kind is Kind.sided:
                fund = word.name
            return Label(head, is_part, fund, bearer=bearer)
    return Label(head, fund=fund, bearer=bearer)


def _is_its_whole(word: SentenceWord, head: SentenceWord) -> bool:
    """Tell whether a label is the whole of the class or fund before it: 检察（款） | 支出合计."""
    return word.kind in _WHOSE and head.kind in _WHOLES


def _is_own_fund(word: SentenceWord) -> bool:
    """Tell whether a word is a fund whose parts may stand for the department's: 财政拨款 | 基本支出."""
    return word.kind is Kind.sided and word.name in _OWN_FUNDS


def _may_precede(word: SentenceWord, behind: Sequence[str], head: SentenceWord) -> bool:
    """Tell whether a word may stand before a label that is the department's: its name, or the whole
    that the label is a part of (三公经费公务接待费). `behind` are the neutral words between the two: they
    or the first of them may be the end of its name (下属1家事业单位, 事业单位使用财政拨款安排).
    """
    if word.kind is Kind.word:
        ends = ("", "".join(behind[:1]), "".join(behind))
        return any(prose().bearer.match(word.text + end) for end in ends)
    return head.name in prose().parts.get(word.name or "", frozenset())


# --- changes --------------------------------------------------------------------------------------


def _verb(clause: Sequence[SentenceWord]) -> int | None:
    """Tell where the last verb of a change stands in the clause, None where there is none."""
    return max((at for at, word in enumerate(clause) if word.kind in CHANGES), default=None)


def _sign(words: Sequence[SentenceWord], verb: int) -> int:
    """Give the sign that a verb gives; 0 where the template's 增加（减少） was left as it is."""
    if any(word.kind is Kind.either for word in words[verb:]):
        return 0
    return 1 if words[verb].kind is Kind.rises else -1


def _changed(clause: Sequence[SentenceWord], verb: int) -> tuple[Label | None, bool]:
    """Tell what a change is of: the label before the verb, or behind it; and whether it is of
    something that no label names.

    基本支出 | 增加 and 增加 | 基本支出 → 基本支出; 大厦 | 减少 → something unknown; 增加 → not told. Without
    a comparison 增加 | 收入 is whosoever's: 为农户增加收入30万元.
    """
    behind = clause[verb + 1 :]
    telling = behind if _tells(behind) else without_neutral_end(clause[:verb])
    label = _label(telling)
    kinds = set(map(attrgetter("kind"), clause))
    if Kind.bare in set(map(attrgetter("kind"), behind)) and Kind.lead not in kinds:
        return None, True
    return label, label is None and bool(telling)


def _tells(words: Sequence[SentenceWord]) -> bool:
    """Tell whether there is any word that changes something of a label: not in 年初 | 预算."""
    return any(word.kind not in NEUTRAL for word in words)


# --- years and phases -----------------------------------------------------------------------------


def _year(words: Sequence[SentenceWord], compared: Sequence[SentenceWord]) -> int | None:
    """Give the year that is named last, in a comparison of the amount itself too."""
    telling = [word for word in words if word.kind is Kind.year or word in compared]
    years = [word.year for word in telling if word.year is not None]
    return years[-1] if years else None


def _phase(words: Sequence[SentenceWord]) -> str | None:
    """Give the phase that the words beside the label say: executed or planned.

    The name of a fund holds 预算 and tells nothing: 一般公共预算支出9746.50万元.
    """
    beside = joined_text([word for word in words if word.kind not in _NAMES])
    text = prose().fund_name.sub("", beside)
    if prose().executed.search(text):
        return EXECUTED
    return PLANNED if prose().planned.search(text) else None
