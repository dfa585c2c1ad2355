"""Write the report as GitHub workflow commands.

Every finding is an annotation at its file and line; the last line has the counts.
"""

from __future__ import annotations

from collections import Counter

from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, Report

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: GitHub keeps this many annotations of one level in a step, and drops all others silently.
SHOWN = 10


def write(report: Report) -> bytes:
    """Write the annotations, most serious first.

    What is beyond GitHub's limit is written as plain lines of the log, after a line that says so.
    """
    annotated, plain = [_unread(file, reason) for file, reason in report.unread], []
    seen: Counter[Severity] = Counter({Severity.VIOLATION: len(annotated)})
    for finding in report.findings:
        seen[finding.severity] += 1
        if seen[finding.severity] <= SHOWN:
            annotated.append(_annotation(finding, report))
        else:
            plain.append(_plain(finding, report))
    lines = [*annotated, *_capped(seen), *plain]
    left_out = sum(report.left_out.values())
    if left_out:
        lines.append(f"budgetgraph: 未列出 {left_out} 项 · {left_out} findings are not listed")
    lines.append(_counts(report))
    return ("\n".join(lines) + "\n").encode()


def _unread(file: str, reason: str) -> str:
    """Write the annotation of a file that could not be read."""
    return f"::error title=unreadable,file={_property(file)}::{_data(reason)}"


def _capped(seen: Counter[Severity]) -> list[str]:
    """Say how many findings of each level GitHub would drop; no line where there are none."""
    beyond = []
    for severity, count in sorted(seen.items(), reverse=True):
        if count > SHOWN:
            beyond.append(f"{count - SHOWN} {severity.word}")
    if not beyond:
        return []
    told = (
        f"GitHub 每一级别只显示 {SHOWN} 条注释，其余见下 · "
        f"GitHub shows {SHOWN} annotations of a level, the others follow here"
    )
    return [f"budgetgraph: {told}: {', '.join(beyond)}"]


def _counts(report: Report) -> str:
    """Write the counts by severity, and the files that could not be read."""
    levels = sorted(Severity, reverse=True)
    counts = ", ".join(f"{report.count(severity)} {severity.word}" for severity in levels)
    known = f", {report.known} known" if report.known else ""
    unread = f", {len(report.unread)} file(s) not read" if report.unread else ""
    return f"budgetgraph: {report.total} findings ({counts}{known}){unread}"


def _annotation(finding: Finding, report: Report) -> str:
    """Write the annotation of a finding, in both languages."""
    properties = {"title": finding.rule}
    file = report.path(finding.place) if finding.place else None
    if file:
        properties["file"] = file
    if file and finding.first_line is not None:
        properties["line"] = str(finding.first_line)
        properties["endLine"] = str(finding.last_line or finding.first_line)
    messages = filter(None, (finding.message_zh, finding.message_en))
    text = "\n".join(messages) or finding.focus
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(text)}"


def _plain(finding: Finding, report: Report) -> str:
    """Write a finding as a line of the log, which must not begin with `::`."""
    place = report.named(finding.place) if finding.place else finding.focus
    return f"{finding.severity.word} {place} [{finding.rule}] {' '.join(finding.message.split())}"


def _data(text: str) -> str:
    """Escape the text behind the second `::`, as the runner unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape the value of a property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
