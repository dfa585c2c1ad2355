"""What is written at a place: the messages of all findings there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetgraph.document.problems import Severity
from budgetgraph.document.where import Where
from budgetgraph.validate.findings import Finding, QuotedPassage, Report

#: What a comment is signed with.
AUTHOR = "budgetgraph"
_WORDS = {Severity.VIOLATION: "错误", Severity.WARNING: "疑点", Severity.INFO: "提示"}


@dataclass(frozen=True, slots=True)
class Comment:
    """A text at a place: at a cell or row (`where`), else at the paragraph that is `quote`.

    Both are None for what belongs to the whole paper: a table that is missing.
    """

    where: Where | None
    quote: str | None
    text: str


def comments(report: Report) -> tuple[Comment, ...]:
    """Give the comments of a report in its order, those of one place together."""
    by_place: dict[tuple[Where | None, str | None], list[str]] = {}
    for finding in report.findings:
        place = finding.place
        key = (None, None) if place is None else (place.where, place.quote)
        by_place.setdefault(key, []).append(_told(finding))
    return tuple(Comment(*key, "\n\n".join(texts)) for key, texts in by_place.items())


def _told(finding: Finding) -> str:
    """Write a finding: how serious it is, what it says, where it looked, what follows from it."""
    lines = [f"【{_WORDS[finding.severity]}】{finding.message}（{finding.rule}）"]
    others = list(_others(finding.passages[1:]))
    if others:
        lines.append(f"对照：{'；'.join(others)}")
    lines += [f"因此：{consequence.message}" for consequence in finding.consequences]
    return "\n".join(lines)


def _others(passages: Sequence[QuotedPassage]) -> Iterator[str]:
    for passage in passages:
        told = " ".join(filter(None, [passage.table, passage.cell]))
        if told:
            yield told
