"""The report that a person reads: most serious first, then by department and rule; each finding
with the line to look at and the lines that it was compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, Report
from budgetgraph.validate.rules import rules

_HEADINGS = {
    Severity.VIOLATION: "严重 · violations",
    Severity.WARNING: "警告 · warnings",
    Severity.INFO: "提示 · information",
}
#: A quote is there to be recognised, not to be read: longer passages are cut.
_QUOTED_LINES, _QUOTED_WIDTH = 2, 120
#: So many compared places are named; a sum over a long table has more.
_COMPARED = 12


def write(report: Report) -> bytes:
    """The whole list, and what was looked at in the last line."""
    return ("\n".join([*_body(report), _summary(report)]) + "\n").encode()


def _body(report: Report) -> Iterator[str]:
    for severity, serious in groupby(report.findings, key=lambda finding: finding.severity):
        yield f"== {_HEADINGS[severity]}（{report.count(severity)}）"
        for (department, year), findings in groupby(
            serious, key=lambda finding: (finding.department, finding.fiscal_year)
        ):
            if department is not None:
                yield f"-- {department} {year or ''}".rstrip()
            for rule, alike in _by_rule(findings):
                yield f"[{rule}] {_called(rule)}{f'（{len(alike)}）' if len(alike) > 1 else ''}".rstrip()
                for finding in alike:
                    yield from _finding(finding, report)
        yield ""
    for file, reason in report.unread:
        yield f"未能读取 · not read: {file}: {reason}"


def _by_rule(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings of one department by rule, the rules in the order of their first places."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).append(finding)
    return list(found.items())


def _called(rule: str) -> str:
    return f"{rules()[rule].name_zh} · {rules()[rule].name_en}" if rule in rules() else ""


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    gap = "" if finding.gap is None else f"  差额 {yuan(finding.gap)} 元"
    yield f"  {report.named(finding.place) if finding.place else finding.focus}{gap}"
    yield f"    {finding.message}"
    if finding.message_zh and finding.message_en:
        yield f"    en: {finding.message_en}"
    if finding.place is None or finding.file is None:
        return
    for line in (finding.quote or "").splitlines()[:_QUOTED_LINES]:
        shown = " ".join(line.split())
        if shown:
            yield f"    > {shown if len(shown) <= _QUOTED_WIDTH else shown[: _QUOTED_WIDTH - 1] + '…'}"
    if others := compared(finding, report):
        yield f"    ↔ {others}"


def compared(finding: Finding, report: Report) -> str:
    """The other places that the rule read, each file once with its lines: `a.txt:3、7-8；b.txt:12`.

    Empty where there is only one.
    """
    spots: dict[str, list[str]] = {}
    others = [
        (report.path(passage) or "", passage.first_line or 0, passage.spot)
        for passage in finding.passages[1:]
    ]
    told = sorted(
        {other for other in others if other[0]}
        - {
            (report.path(first) or "", first.first_line or 0, first.spot)
            for first in finding.passages[:1]
        }
    )
    for file, _, spot in told[:_COMPARED]:
        spots.setdefault(file, []).append(spot)
    listed = "；".join(
        f"{file}{'、'.join([first, *(one.lstrip(': ') for one in more)])}"
        for file, (first, *more) in spots.items()
    )
    return listed + (" …" if len(told) > _COMPARED else "")


def yuan(amount: Decimal) -> str:
    """An amount in 元 with two places or more and thousands commas."""
    return f"{amount:,.2f}" if int(amount.as_tuple().exponent) > -2 else f"{amount:,f}"


def _summary(report: Report) -> str:
    looked = f"{report.graphs} 个图、{report.triples} 条三元组 · {report.graphs} graphs, {report.triples} triples"
    known = (
        f"；另有 {report.known} 项在基线中 · {report.known} more are in the baseline"
        if report.known
        else ""
    )
    if report.unread and not report.graphs:
        return "没有可核查的内容 · nothing could be checked"
    if not report.total:
        new = "新" if report.known else ""
        missing = (
            f"；{len(report.unread)} 个文件未能读取 · {len(report.unread)} file(s) not read"
            if report.unread
            else ""
        )
        return f"未发现{new}问题 · nothing {'new ' if new else ''}found（{looked}）{known}{missing}"
    counts = ", ".join(
        f"{report.count(severity)} {severity.word}"
        for severity in sorted(Severity, reverse=True)
        if report.count(severity)
    )
    left_out = sum(report.left_out.values())
    more = f"；未列出 {left_out} 项 · {left_out} are not listed" if left_out else ""
    return f"共 {report.total} 项 · {report.total} findings: {counts}（{looked}）{more}{known}"
