"""The report as GitHub workflow commands: an annotation at the file and line of every finding, and
the count in the last line.
"""

from __future__ import annotations

from collections import Counter

from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, Report

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: GitHub keeps so many annotations of one level in a step; the others would be lost without a word.
SHOWN = 10


def write(report: Report) -> bytes:
    """Annotations, most serious first; what is beyond GitHub's cap stands in the log as plain
    lines, behind a line that says so.
    """
    seen: Counter[Severity] = Counter()
    annotated, plain = (
        [
            f"::error title=unreadable,file={_property(file)}::{_data(reason)}"
            for file, reason in report.unread
        ],
        [],
    )
    seen[Severity.VIOLATION] += len(annotated)
    for finding in report.findings:
        seen[finding.severity] += 1
        if seen[finding.severity] <= SHOWN:
            annotated.append(_annotation(finding, report))
        else:
            plain.append(_plain(finding, report))
    capped = [
        f"{count - SHOWN} {severity.word}"
        for severity, count in sorted(seen.items(), reverse=True)
        if count > SHOWN
    ]
    if capped:
        told = f"GitHub 每一级别只显示 {SHOWN} 条注释，其余见下 · GitHub shows {SHOWN} annotations of a level, the others follow here"
        plain.insert(0, f"budgetgraph: {told}: {', '.join(capped)}")
    left_out = sum(report.left_out.values())
    if left_out:
        plain.append(f"budgetgraph: 未列出 {left_out} 项 · {left_out} findings are not listed")
    return ("\n".join([*annotated, *plain, _counts(report)]) + "\n").encode()


def _counts(report: Report) -> str:
    counts = ", ".join(
        f"{report.count(severity)} {severity.word}" for severity in sorted(Severity, reverse=True)
    )
    known = f", {report.known} known" if report.known else ""
    unread = f", {len(report.unread)} file(s) not read" if report.unread else ""
    return f"budgetgraph: {report.total} findings ({counts}{known}){unread}"


def _annotation(finding: Finding, report: Report) -> str:
    properties = {"title": finding.rule}
    place = finding.place
    file = report.path(place) if place else None
    if place is not None and file:
        properties["file"] = file
        if place.first_line is not None:
            properties |= {
                "line": str(place.first_line),
                "endLine": str(place.last_line or place.first_line),
            }
    told = (
        "\n".join(message for message in (finding.message_zh, finding.message_en) if message)
        or finding.focus
    )
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(told)}"


def _plain(finding: Finding, report: Report) -> str:
    """A line of the log; one that began with `::` would be a command."""
    place = report.named(finding.place) if finding.place else finding.focus
    return f"{finding.severity.word} {place} [{finding.rule}] {' '.join(finding.message.split())}"


def _data(text: str) -> str:
    """Text behind the second `::`, as the runner unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
