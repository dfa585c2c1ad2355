"""The report as GitHub workflow commands: an annotation at the file and line of every finding, and the count in the last line."""

from __future__ import annotations

from budgetgraph.findings import Finding, Report
from budgetgraph.problems import Severity

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report) -> bytes:
    """One command a line, most serious first: GitHub shows only the first ones of each kind."""
    lines = [_annotation(finding, report) for finding in report.findings]
    left_out = sum(report.left_out.values())
    if left_out:
        lines.append(f"::warning title=budgetgraph::{_data(f'未列出 {left_out} 项 · {left_out} findings are not listed')}")
    counts = ", ".join(f"{report.count(severity)} {severity.word}" for severity in sorted(Severity, reverse=True))
    known = f", {report.known} known" if report.known else ""
    lines.append(f"budgetgraph: {report.total} findings ({counts}{known})")
    return ("\n".join(lines) + "\n").encode()


def _annotation(finding: Finding, report: Report) -> str:
    properties = {"title": finding.rule}
    place = finding.place
    file = report.path(place) if place else None
    if place is not None and file:
        properties["file"] = file
        if place.first_line is not None:
            properties |= {"line": str(place.first_line), "endLine": str(place.last_line or place.first_line)}
    told = "\n".join(message for message in (finding.message_zh, finding.message_en) if message) or finding.focus
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(told)}"


def _data(text: str) -> str:
    """Text behind the second `::`, as the runner unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
