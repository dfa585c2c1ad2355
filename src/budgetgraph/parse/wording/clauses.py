"""Find the clause before an amount, the word in it that the amount belongs to, what it is compared
with, and the labels that share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.wording.subjects import side_of
from budgetgraph.parse.wording.words import SentenceWord, joined_text

#: Words that may stand between a label and its amount.
_BETWEEN = frozenset(
    {
        *(Kind.filler, Kind.aside, Kind.share, Kind.colon, Kind.either),
        *(Kind.year, Kind.this_year, Kind.last_year, Kind.lead),
        *(Kind.formerly, Kind.becomes),
    }
)
#: Words before a label that change nothing of it.
NEUTRAL = _BETWEEN - {Kind.colon}
#: Where a clause begins.
_STOPS = frozenset(
    {
        *(Kind.comma, Kind.pause, Kind.semicolon, Kind.colon, Kind.opens, Kind.closes),
        *(Kind.breaks, Kind.axis, Kind.reason, Kind.mainly, Kind.amount, Kind.heading_end),
        *(Kind.among, Kind.mark),
    }
)
#: Words that begin a clause of parts or of a reason.
_LEADING = frozenset({Kind.breaks, Kind.among, Kind.axis, Kind.reason, Kind.mainly})
LABELS = frozenset({Kind.measure, Kind.sided, Kind.total, Kind.bare, Kind.named_class})
CHANGES = frozenset({Kind.rises, Kind.falls})
#: Labels that say no more than that an expense before them was spent.
_SPENT = frozenset({Kind.bare, Kind.total})
#: Labels that say no more of an expense before them than whose money it is.
_WHOSE_MONEY = frozenset(
    {
        *("fiscal_appropriation", "fiscal_appropriation_expenditure"),
        *("general_public", "general_public_expenditure"),
    }
)
#: Labels that may share one amount.
_SHARING = frozenset({Kind.measure, Kind.named_class})


#: What a bracket says around a short name.
_SHORT_FOR = re.compile(r"\A\((?:(?:以下|下文)?[简统]称)?|\)\Z")


def clause_start(before: Sequence[SentenceWord], at: int) -> int:
    """Tell where the clause begins that the word at `at` stands in; the last clause where `at` is
    -1.

    支出 | , | 其中 | 基本支出 → at 基本支出.
    """
    first = at if at >= 0 else len(before)
    while first > 0 and before[first - 1].kind not in _STOPS:
        first -= 1
    return first


def head_of(before: Sequence[SentenceWord]) -> int:
    """Tell where the word stands that the amount belongs to; -1 where there is none.

    A comma may stand between a label that is a clause by itself and its amount:
    `公务接待费，2024年预算1.50万元`.
    """
    at = _last_not_in(_BETWEEN, before, len(before) - 1)
    if at < 0:
        return -1
    own = _own_clause(before, at) if _is_inner_comma(before, at) else None
    if own is not None:
        return own
    return -1 if before[at].kind in _STOPS else at


def _last_not_in(kinds: frozenset[Kind], before: Sequence[SentenceWord], at: int) -> int:
    """Give the last place, from `at` backwards, of a word of none of these kinds; -1 for none."""
    while at >= 0 and before[at].kind in kinds:
        at -= 1
    return at


def _is_inner_comma(before: Sequence[SentenceWord], at: int) -> bool:
    """Tell whether a comma stands at a place, with words behind it: 公务接待费 | , | 2024年 | 预算."""
    return before[at].kind is Kind.comma and at < len(before) - 1


def _own_clause(before: Sequence[SentenceWord], comma: int) -> int | None:
    """Give the label in the clause before a comma, where the clause is nothing but this label."""
    at = _last_not_in(NEUTRAL, before, comma - 1)
    if at < 0 or before[at].kind not in LABELS:
        return None
    first = clause_start(before, at)
    is_alone = all(word.kind in NEUTRAL for word in before[first:at])
    is_led = first > 0 and before[first - 1].kind in _LEADING
    return at if is_alone and not is_led else None


def begins_range(behind: Sequence[SentenceWord]) -> bool:
    """Tell whether an amount is the lower end of a range: 80万元 | 至 | 85万元 is no amount."""
    *between, upper = behind or (None,)
    if upper is None or upper.kind is not Kind.amount:
        return False
    return [prose().range.fullmatch(word.text) is not None for word in between] == [True]


def without_neutral_end(words: Sequence[SentenceWord]) -> Sequence[SentenceWord]:
    """Give the words without those at their end that say nothing: 基本支出 | 预算 | 安排 → 基本支出."""
    end = len(words)
    while end > 0 and words[end - 1].kind in NEUTRAL:
        end -= 1
    return words[:end]


def without_spending(clause: Sequence[SentenceWord]) -> Sequence[SentenceWord]:
    """Give a clause without a 支出 at its end that is spent on the expense before it.

    公务接待费 | 2024年 | 年末 | 支出 → 公务接待费; 公务接待费 | （简称三公经费） | 支出合计 and
    公务接待费 | 2024年 | 财政拨款支出 | 决算数 too.
    """
    *before, head = clause
    named = without_neutral_end(before)
    is_of_expense = ends_with(named, prose().expenses)
    return named if is_of_expense and _is_spent(head) else clause


def ends_with(words: Sequence[SentenceWord], measures: frozenset[str]) -> bool:
    """Tell whether the last word is the label of one of these measures."""
    last = words[-1:]
    names = set(map(attrgetter("name"), last))
    return not measures.isdisjoint(names)


def _is_spent(head: SentenceWord) -> bool:
    """Tell whether a label says no more than that something was spent, or whose money it was."""
    is_bare = head.kind in _SPENT and side_of(head.name) == "expenditure"
    return is_bare or head.name in _WHOSE_MONEY


def named_side(words: Sequence[SentenceWord]) -> str | None:
    """Give the side that a bare 收入 or 支出 at the end of the words names: `。收入` → revenue."""
    telling = without_neutral_end(words)
    if not telling or telling[-1].kind is not Kind.bare:
        return None
    return side_of(telling[-1].name)


# --- whose it is ----------------------------------------------------------------------------------


def bearer_in(before: Sequence[SentenceWord]) -> str | None:
    """Tell what may name a body before a label, without what stands around it.

    2025年 | 石桥县 | 财政 | 局 | 2025年 | 预算 → 石桥县财政局. 本部门 and 我局 are such words too.
    """
    telling = [at for at, word in enumerate(before) if _may_name_a_body(word)]
    if not telling:
        return None
    return joined_text(before[telling[0] : telling[-1] + 1])


def _may_name_a_body(word: SentenceWord) -> bool:
    """Tell whether a word may be a part of a body's name: 石桥县, 本部门, （本级）; not 2025年, 预算."""
    if word.kind not in NEUTRAL or prose().own_body.fullmatch(word.text) is not None:
        return True
    return word.kind is Kind.aside and prose().own_level.search(word.text) is not None


# --- comparisons ----------------------------------------------------------------------------------


def compared_with(own: Sequence[SentenceWord], *, is_labelled: bool) -> list[SentenceWord]:
    """Give the comparisons that an amount itself is of: 较2024年预算7万元减少, 比2024年公务接待费7万元减少.

    与2024年相比，公务接待费6万元 is an amount of this year, and 比2024年下降20%，为6万元 too.
    """
    shares = [at for at, word in enumerate(own) if word.kind is Kind.share]
    behind_shares = own[shares[-1] + 1 :] if shares else own
    leads = [word for word in behind_shares if word.kind is Kind.lead]
    if not is_labelled:
        return leads
    return [word for word in leads if prose().whole_lead.search(word.text) is None]


def undated(compared: Sequence[SentenceWord]) -> str | None:
    """Give the last comparison that names no year, nor the year before: 比年初预算15万元减少."""
    without_year = [word.text for word in compared if word.year is None]
    if not without_year or prose().lead_last_year.search(without_year[-1]):
        return None
    return without_year[-1]


def tells_last_year(words: Sequence[SentenceWord], compared: Sequence[SentenceWord]) -> bool:
    """Tell whether the words name the year before: 上年末固定资产, 比上年预算数8万元增加."""
    if any(word.kind is Kind.last_year for word in words):
        return True
    return any(prose().lead_last_year.search(word.text) for word in compared if word.year is None)


def is_from_plan(own: Sequence[SentenceWord], compared: Sequence[SentenceWord]) -> bool:
    """Tell whether words compare with the plan of the year itself: 比年初预算增加, 小于预算数."""
    lead = undated(compared)
    if lead is not None:
        return prose().lead_this_year.search(lead) is not None
    return prose().difference_from_plan.search(joined_text(own)) is not None


# --- labels that share one amount -----------------------------------------------------------------


def shared_with(before: Sequence[SentenceWord], first: int) -> tuple[SentenceWord, ...]:
    """Give the labels that stand side by side before the clause that begins at `first`.

    三公经费 | 、 | 会议费 | 、 | 培训费 → before 培训费 the labels 会议费, 三公经费.
    """
    labels: list[SentenceWord] = []
    while first > 1 and before[first - 1].kind is Kind.pause:
        *_, last = without_neutral_end(before[: first - 1]) or (None,)
        if last is None or last.kind not in _SHARING:
            break
        labels.append(last)
        first = clause_start(before, first - 1)
    return tuple(labels)


def is_of_each(words: Sequence[SentenceWord]) -> bool:
    """Tell whether an amount is that of each label alone: 会议费、培训费均为0万元."""
    return any(prose().alike.search(word.text) for word in words if word.kind in NEUTRAL)


def whole_in_bracket(label: SentenceWord, own: Sequence[SentenceWord]) -> SentenceWord | None:
    """Give the whole that a bracket behind the last label of a list names.

    公务接待费、公车运行费 | （三公经费） | 8万元: the 8 are 三公经费, not 公车运行费; （简称三公经费） too.
    """
    asides = [_SHORT_FOR.sub("", word.text) for word in own if word.kind is Kind.aside]
    for whole, pattern in _wholes_of(label.name):
        if any(re.fullmatch(pattern, aside) for aside in asides):
            return replace(label, name=whole)
    return None


def _wholes_of(part: str | None) -> Iterator[tuple[str, str]]:
    """Give the measures that a measure is a part of, each with the pattern of its words."""
    for word in prose().words:
        if word.name is not None and part in prose().parts.get(word.name, ()):
            yield word.name, word.pattern
