"""Parts that a breakdown leaves untold: a paper tells what vehicles cost and what running them
costs, and nothing of buying them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.disclosure import FINAL_ACCOUNTS, Statement
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.shown_amounts import in_wan
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, measure_names, yuan

_RULE = "part-not-told"
#: What a whole consists of, each part with the words that tell of it in any way.
_PARTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "three_public_total": {
        "overseas_travel": pattern("untold", "overseas_travel"),
        "vehicle_total": pattern("untold", "vehicle_total"),
        "reception": pattern("untold", "reception"),
    },
    "vehicle_total": {
        "vehicle_purchase": pattern("untold", "vehicle_purchase"),
        "vehicle_running": pattern("untold", "vehicle_running"),
    },
}
#: What final accounts tell even where it is nothing, and the words that lead on to it.
_ALWAYS_TOLD = {"vehicle_purchase": pattern("untold", "vehicles_divided")}


@dataclass(frozen=True, slots=True)
class _Untold:
    """A whole with the parts of it that are told, and the one that is not."""

    whole: Statement
    told: tuple[Statement, ...]
    part: str

    @property
    def left(self) -> Decimal:
        """What the whole leaves for the part, in 元."""
        parts = sum(map(yuan, self.told), Decimal(0))
        return yuan(self.whole) - parts


def untold_parts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each whole of which the prose tells all parts but one, and of that one nothing at all.

    `“三公”经费预算30.00万元，其中：因公出国（境）费10.00万元，公务接待费5.00万元` → nothing is said of 公务用车. A part
    of nothing needs no words, but buying vehicles where final accounts divide what these cost.
    """
    stated = _stated(paper)
    for whole, parts in _PARTS.items():
        untold = _untold(stated, whole, parts)
        if untold is None or yuan(untold.whole) <= 0:
            continue
        is_due = untold.left > 0 or _is_always_told(paper, untold)
        if is_due and not _is_mentioned(paper, parts[untold.part]):
            yield _fault(untold)


def _is_always_told(paper: CheckedPaper, untold: _Untold) -> bool:
    """Tell whether final accounts divide a whole and have to tell of this part, which is nothing.

    公务用车购置及运行维护费支出19.50万元。其中： / 公务用车运行维护支出19.50万元。
    """
    leads_on = _ALWAYS_TOLD.get(untold.part)
    if paper.disclosure.kind != FINAL_ACCOUNTS or leads_on is None or untold.left < 0:
        return False
    return _is_mentioned(paper, leads_on)


def _stated(paper: CheckedPaper) -> dict[str, Statement]:
    """Give what the prose tells of this year by its measure, the first where it is told twice."""
    stated: dict[str, Statement] = {}
    for statement in paper.disclosure.of_own_year:
        stated.setdefault(statement.measure, statement)
    return stated


def _untold(
    stated: Mapping[str, Statement], whole: str, parts: Mapping[str, object]
) -> _Untold | None:
    """Give a whole that is told with all of its parts but one; None where it is not.

    vehicle_total and vehicle_running are told → vehicle_purchase is not.
    """
    told: list[Statement] = []
    lacking: list[str] = []
    for part in parts:
        if part in stated:
            told.append(stated[part])
        else:
            lacking.append(part)
    if whole not in stated or len(lacking) != 1:
        return None
    return _Untold(stated[whole], tuple(told), lacking[0])


def _is_mentioned(paper: CheckedPaper, words: re.Pattern[str]) -> bool:
    """Tell whether the prose tells anything of a part: an amount, or that there is none.

    `无公务用车购置` tells of vehicle_purchase, `公务用车购置及运行费` does not.
    """
    texts = (fold_in_place(passage.text) for passage in paper.prose)
    return any(words.search(text) for text in texts)


def _fault(untold: _Untold) -> Fault:
    """Say what the whole is, what is told of it, and what the total leaves for the rest."""
    whole = untold.whole
    zh, en = measure_names(untold.part)
    whole_zh, whole_en = measure_names(whole.measure)
    told_zh = "、".join(_said(part, 0) for part in untold.told)
    told_en = ", ".join(_said(part, 1) for part in untold.told)
    left = in_wan(untold.left)
    return Fault(
        _RULE,
        f"{whole.measure} {untold.part}",
        f"{whole_zh} {whole.value} {whole.unit}，只列了{told_zh}，"
        f"没有写{zh}（按合计应为 {left}）。",
        f"{whole_en} is {whole.value} {whole.unit}; only {told_en} is told, nothing of {en}"
        f" ({left} by the total).",
        [whole.where, *(part.where for part in untold.told)],
    )


def _said(part: Statement, language: int) -> str:
    """Give a part as the prose tells it: 公务接待费 0.30 万元."""
    return f"{measure_names(part.measure)[language]} {part.value} {part.unit}"
