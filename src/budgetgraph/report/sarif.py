"""Write the report as SARIF 2.1.0, for code scanning.

It has the rules with their texts, and each finding at its file and line with a stable fingerprint.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from budgetgraph import __version__
from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, QuotedPassage, Report
from budgetgraph.validate.findings_graph import FINGERPRINT, finding_iri
from budgetgraph.validate.rules import Rule, rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> bytes:
    """Write one run; its properties say what was left out or known before."""
    names = sorted({finding.rule for finding in report.findings} | rules().keys())
    index = {rule: number for number, rule in enumerate(names)}
    driver = {
        "name": "budgetgraph",
        "version": __version__,
        "informationUri": report.base,
        "rules": [_rule(name, rules().get(name), report) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [_result(finding, index[finding.rule], report) for finding in report.findings],
        "properties": {
            "graphs": report.graphs,
            "triples": report.triples,
            "known": report.known,
            "leftOut": _left_out(report),
        },
    }
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _left_out(report: Report) -> dict[str, int]:
    """Count the findings that are not listed, by severity."""
    counts = {}
    for severity, count in sorted(report.left_out.items(), reverse=True):
        counts[severity.word] = count
    return counts


def _invocation(report: Report) -> dict[str, Any]:
    """Say how the run went: a file that could not be read is no result but a notification."""
    notifications = []
    for file, reason in report.unread:
        location = {"physicalLocation": {"artifactLocation": _artifact(file)}}
        message = {"text": reason}
        notifications.append({"level": "error", "message": message, "locations": [location]})
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}


def _artifact(file: str) -> dict[str, str]:
    """Point at a file."""
    return {"uri": quote(file, safe="/:")}


def _rule(name: str, rule: Rule | None, report: Report) -> dict[str, Any]:
    """Describe a rule; a foreign shape has only its name and its severity in this report."""
    if rule is None:
        severity = max(finding.severity for finding in report.findings if finding.rule == name)
        return {"id": name, "defaultConfiguration": {"level": _LEVELS[severity]}}
    text = f"{rule.text_zh}\n\n{rule.text_en}"
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": f"{rule.name_zh} · {rule.name_en}"},
        "fullDescription": {"text": text},
        "help": {
            "text": f"{text}\n\ndocs/rules.md",
            "markdown": f"{text}\n\n[docs/rules.md](docs/rules.md#{name})",
        },
        "helpUri": f"{report.base}shapes#{name}",
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int, report: Report) -> dict[str, Any]:
    """Describe a finding: its first place is the location, all others are related ones."""
    messages = filter(None, (finding.message_zh, finding.message_en))
    first, *others = _locations(finding, report) or [{}]
    related = [location | {"id": number} for number, location in enumerate(others, start=1)]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(messages) or finding.rule},
        "locations": [_with_name(first, finding)],
        "relatedLocations": related,
        "partialFingerprints": {FINGERPRINT: finding_iri(finding, report.base).rpartition("/")[2]},
        "properties": {
            "focus": finding.focus,
            "gap": None if finding.gap is None else f"{finding.gap:f}",
            "table": finding.table,
            "department": finding.department,
            "fiscalYear": finding.fiscal_year,
        },
    }


def _with_name(location: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """Add the name of what was judged, for viewers that show names instead of lines."""
    name = finding.value_text or finding.focus
    return location | {"logicalLocations": [{"fullyQualifiedName": name, "kind": "resource"}]}


def _locations(finding: Finding, report: Report) -> list[dict[str, Any]]:
    """List the places of a finding that are in a file."""
    locations = []
    for passage in finding.passages:
        file = report.path(passage)
        if file:
            locations.append(_location(passage, file))
    return locations


def _location(passage: QuotedPassage, file: str) -> dict[str, Any]:
    """Describe a place: its file, its lines and its text."""
    place: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if passage.first_line is not None:
        place["region"] = {
            "startLine": passage.first_line,
            "endLine": passage.last_line or passage.first_line,
        }
        if passage.quote:
            place["region"]["snippet"] = {"text": passage.quote}
    return {"physicalLocation": place}
