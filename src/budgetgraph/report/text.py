"""The report that a person reads: most serious first, then by department; each finding with the line to look at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from budgetgraph.findings import Finding, Report
from budgetgraph.problems import Severity

_HEADINGS = {Severity.VIOLATION: "严重 · violations", Severity.WARNING: "警告 · warnings", Severity.INFO: "提示 · information"}
#: A quote is there to be recognised, not to be read: longer passages are cut.
_QUOTED_LINES, _QUOTED_WIDTH = 2, 120


def write(report: Report) -> bytes:
    """The whole list, and what was looked at in the last line."""
    return ("\n".join([*_body(report), _summary(report)]) + "\n").encode()


def _body(report: Report) -> Iterator[str]:
    for severity, serious in groupby(report.findings, key=lambda finding: finding.severity):
        yield f"== {_HEADINGS[severity]}（{report.count(severity)}）"
        for (department, year), findings in groupby(serious, key=lambda finding: (finding.department, finding.fiscal_year)):
            if department is not None:
                yield f"-- {department} {year or ''}".rstrip()
            for finding in findings:
                yield from _finding(finding)
        yield ""


def _finding(finding: Finding) -> Iterator[str]:
    place = str(finding.place) if finding.place else finding.focus
    gap = "" if finding.gap is None else f"  差额 {yuan(finding.gap)} 元"
    yield f"{place}  [{finding.rule}]{gap}"
    yield f"    {finding.message}"
    if finding.message_zh and finding.message_en:
        yield f"    en: {finding.message_en}"
    if finding.place is None or finding.file is None:
        return
    for line in (finding.quote or "").splitlines()[:_QUOTED_LINES]:
        shown = " ".join(line.split())
        if shown:
            yield f"    > {shown if len(shown) <= _QUOTED_WIDTH else shown[: _QUOTED_WIDTH - 1] + '…'}"


def yuan(amount: Decimal) -> str:
    """An amount in 元 with two places or more and thousands commas."""
    return f"{amount:,.2f}" if int(amount.as_tuple().exponent) > -2 else f"{amount:,f}"


def _summary(report: Report) -> str:
    looked = f"{report.graphs} 个图、{report.triples} 条三元组 · {report.graphs} graphs, {report.triples} triples"
    known = f"；另有 {report.known} 项在基线中 · {report.known} more are in the baseline" if report.known else ""
    if not report.total:
        new = "新" if report.known else ""
        return f"未发现{new}问题 · nothing {'new ' if new else ''}found（{looked}）{known}"
    counts = ", ".join(f"{report.count(severity)} {severity.word}" for severity in sorted(Severity, reverse=True) if report.count(severity))
    left_out = sum(report.left_out.values())
    more = f"；未列出 {left_out} 项 · {left_out} are not listed" if left_out else ""
    return f"共 {report.total} 项 · {report.total} findings: {counts}（{looked}）{more}{known}"
