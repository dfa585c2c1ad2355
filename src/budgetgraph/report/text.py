"""Write the report that a person reads.

Findings come most serious first, then by department and rule. Each has the line to look at and the
lines that it was compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, QuotedPassage, Report
from budgetgraph.validate.rules import rules

_HEADINGS = {
    Severity.VIOLATION: "严重 · violations",
    Severity.WARNING: "警告 · warnings",
    Severity.INFO: "提示 · information",
}
#: Longer quotes are cut: a quote only has to be recognised.
_QUOTED_LINES, _QUOTED_WIDTH = 2, 120
#: At most this many compared places are named; a sum over a long table has more.
_COMPARED = 12


def write(report: Report) -> bytes:
    """Write the whole list; the last line says what was looked at."""
    return ("\n".join([*_body(report), *told_checked(report), _summary(report)]) + "\n").encode()


def _body(report: Report) -> Iterator[str]:
    """Write the findings of each severity, and the files that could not be read."""
    for severity, serious in groupby(report.findings, key=lambda finding: finding.severity):
        yield f"== {_HEADINGS[severity]}（{report.count(severity)}）"
        by_disclosure = groupby(serious, key=_disclosure)
        for (department, year), findings in by_disclosure:
            if department is not None:
                yield f"-- {department} {year or ''}".rstrip()
            yield from _rules(findings, report)
        yield ""
    for file, reason in report.unread:
        yield f"未能读取 · not read: {file}: {reason}"


def _disclosure(finding: Finding) -> tuple[str | None, int | None]:
    """Give the department and the year of a finding."""
    return finding.department, finding.fiscal_year


def _rules(findings: Iterable[Finding], report: Report) -> Iterator[str]:
    """Write the findings of one department, by rule."""
    for rule, alike in _by_rule(findings):
        count = f"（{len(alike)}）" if len(alike) > 1 else ""
        yield f"[{rule}] {_called(rule)}{count}".rstrip()
        for finding in alike:
            yield from _finding(finding, report)


def _by_rule(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Sort the findings of one department by rule; rules keep the order of their first findings."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return list(by_rule.items())


def _called(rule: str) -> str:
    """Name a rule in both languages; "" for a foreign shape."""
    if rule not in rules():
        return ""
    return f"{rules()[rule].name_zh} · {rules()[rule].name_en}"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    """Write the lines of a finding."""
    place = report.named(finding.place) if finding.place else finding.focus
    gap = "" if finding.gap is None else f"  差额 {yuan(finding.gap)} 元"
    yield f"  {place}{gap}"
    yield f"    {finding.message}"
    if finding.message_zh and finding.message_en:
        yield f"    en: {finding.message_en}"
    if finding.file is None:
        return
    for line in (finding.quote or "").splitlines()[:_QUOTED_LINES]:
        shown = " ".join(line.split())
        if shown:
            yield f"    > {cut(shown, _QUOTED_WIDTH - 1, _QUOTED_WIDTH)}"
    others = compared(finding, report)
    if others:
        yield f"    ↔ {others}"
    for follows in finding.consequences:
        yield f"    ⇒ [{follows.rule}] {follows.message}"


def cut(text: str, kept: int, longest: int) -> str:
    """Cut a text that is longer than `longest` to `kept` characters and an ellipsis."""
    return text if len(text) <= longest else text[:kept] + "…"


def compared(finding: Finding, report: Report) -> str:
    """Name the other places that the rule read, each file once: `a.txt:3、7-8；b.txt:12`.

    Empty where there is only one place.
    """
    first, others = finding.passages[:1], finding.passages[1:]
    places = sorted(_places(others, report) - _places(first, report))
    spots: dict[str, list[str]] = {}
    for file, _, spot in places[:_COMPARED]:
        # `:3` in front of the file's first spot only.
        shown = spot.lstrip(": ") if file in spots else spot
        spots.setdefault(file, []).append(shown)
    listed = "；".join(file + "、".join(in_file) for file, in_file in spots.items())
    return f"{listed} …" if len(places) > _COMPARED else listed


def _places(passages: Iterable[QuotedPassage], report: Report) -> set[tuple[str, int, str]]:
    """Give the file, the first line and the spot of passages that are in a file."""
    places = set()
    for passage in passages:
        file = report.path(passage)
        if file:
            places.add((file, passage.first_line or 0, passage.spot))
    return places


def yuan(amount: Decimal) -> str:
    """Write an amount in 元 with thousands commas and at least two decimals."""
    return f"{amount:,.2f}" if int(amount.as_tuple().exponent) > -2 else f"{amount:,f}"


def looked_at(report: Report) -> str:
    """Say how much was looked at."""
    graphs, triples = report.graphs, report.triples
    return f"{graphs} 个图、{triples} 条三元组 · {graphs} graphs, {triples} triples"


#: What was compared, as a person calls it, and why some of it could not be.
_KINDS = {
    "sums": ("个合计", ""),
    "comparisons": ("处文字与报表的比对", ""),
    "percentages": ("个百分比", "同句金额不足以重算 · their sentences do not tell both amounts"),
    "changes": ("处增减", ""),
    "rates of completion": (
        "个完成率",
        "同句未列两个金额 · their sentences do not tell both amounts",
    ),
    "items": ("个事项", ""),
    "classes": (
        "个科目金额",
        "与报表可能不是同一口径 · prose and tables may speak of other money",
    ),
    "names of classes": ("个科目名称", ""),
    "years": ("处年度", ""),
    "goals": ("个目标数量", ""),
    "staff": ("处人员编制", ""),
    "costs of staff and running": ("处人员和公用经费", ""),
}


def told_checked(report: Report) -> Iterator[str]:
    """Say what was compared and holds, and what could not be compared, each in one line."""
    right = [(kind, report.right[kind]) for kind in _KINDS if report.right.get(kind)]
    if right:
        zh = "、".join(f"{count} {_KINDS[kind][0]}" for kind, count in right)
        en = ", ".join(f"{count} {kind}" for kind, count in right)
        yield f"核对相符：{zh} · right: {en}"
    for kind in _KINDS:
        count = report.unsure.get(kind)
        if count:
            zh, reason = _KINDS[kind]
            yield f"未能核对：{count} {zh} · not checked: {count} {kind}（{reason}）"


def _summary(report: Report) -> str:
    """Write the last line: the counts, or that nothing was found."""
    if report.unread and not report.graphs:
        return "没有可核查的内容 · nothing could be checked"
    known = ""
    if report.known:
        known = f"；另有 {report.known} 项在基线中 · {report.known} more are in the baseline"
    if not report.total:
        return _nothing_found(report) + known + _unread(report)
    counts = ", ".join(_counts(report))
    line = f"共 {report.total} 项 · {report.total} findings: {counts}（{looked_at(report)}）"
    left_out = sum(report.left_out.values())
    if left_out:
        line += f"；未列出 {left_out} 项 · {left_out} are not listed"
    return line + known


def _nothing_found(report: Report) -> str:
    """Say that nothing was found; nothing new where there is a baseline."""
    zh, en = (
        ("未发现新问题", "nothing new found") if report.known else ("未发现问题", "nothing found")
    )
    return f"{zh} · {en}（{looked_at(report)}）"


def _unread(report: Report) -> str:
    """Say how many files could not be read."""
    count = len(report.unread)
    return f"；{count} 个文件未能读取 · {count} file(s) not read" if count else ""


def _counts(report: Report) -> Iterator[str]:
    """Count the findings of each severity that has any."""
    for severity in sorted(Severity, reverse=True):
        count = report.count(severity)
        if count:
            yield f"{count} {severity.word}"
