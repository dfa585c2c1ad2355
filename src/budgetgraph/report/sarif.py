"""The report as SARIF 2.1.0, for code scanning: the rules with their words, each finding at its
file and line with a stable fingerprint.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from budgetgraph import __version__
from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, Passage, Report
from budgetgraph.validate.findings_graph import FINGERPRINT, finding_iri
from budgetgraph.validate.rules import Rule, rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: The name of our fingerprint: the end of the finding's IRI, made of its rule, focus, value and
#: message, never of its line.
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> bytes:
    """One run; what was left out or known before is told in its properties."""
    told = sorted({finding.rule for finding in report.findings} | rules().keys())
    index = {rule: number for number, rule in enumerate(told)}
    driver = {
        "name": "budgetgraph",
        "version": __version__,
        "informationUri": report.base,
        "rules": [_rule(name, rules().get(name), report) for name in told],
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
            "leftOut": {
                severity.word: count
                for severity, count in sorted(report.left_out.items(), reverse=True)
            },
        },
    }
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _invocation(report: Report) -> dict[str, Any]:
    """How the run went: a file that could not be read is no result but a notification."""
    notifications = [
        {
            "level": "error",
            "message": {"text": reason},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": quote(file, safe="/:")}}}
            ],
        }
        for file, reason in report.unread
    ]
    return {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}


def _rule(name: str, rule: Rule | None, report: Report) -> dict[str, Any]:
    """What is known of a rule; a foreign shape has nothing but its name and its severity in this
    report.
    """
    if rule is None:
        severity = max(finding.severity for finding in report.findings if finding.rule == name)
        return {"id": name, "defaultConfiguration": {"level": _LEVELS[severity]}}
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": f"{rule.name_zh} · {rule.name_en}"},
        "fullDescription": {"text": f"{rule.text_zh}\n\n{rule.text_en}"},
        "help": {
            "text": f"{rule.text_zh}\n\n{rule.text_en}\n\ndocs/rules.md",
            "markdown": f"{rule.text_zh}\n\n{rule.text_en}\n\n[docs/rules.md](docs/rules.md#{name})",
        },
        "helpUri": f"{report.base}shapes#{name}",
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: int, report: Report) -> dict[str, Any]:
    text = "\n".join(message for message in (finding.message_zh, finding.message_en) if message)
    places = [_location(passage, report) for passage in finding.passages if report.path(passage)]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text or finding.rule},
        "locations": [_with_name(places[0] if places else {}, finding)],
        "relatedLocations": [
            place | {"id": number} for number, place in enumerate(places[1:], start=1)
        ],
        "partialFingerprints": {FINGERPRINT: finding_iri(finding, report.base).rpartition("/")[2]},
        "properties": {
            "focus": finding.focus,
            "gap": None if finding.gap is None else f"{finding.gap:f}",
            "department": finding.department,
            "fiscalYear": finding.fiscal_year,
        },
    }
    return result


def _with_name(location: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """The location with what was judged, for viewers that show names rather than lines."""
    return location | {
        "logicalLocations": [
            {"fullyQualifiedName": finding.value_text or finding.focus, "kind": "resource"}
        ]
    }


def _location(passage: Passage, report: Report) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": {"uri": quote(report.path(passage) or "", safe="/:")}
    }
    if passage.first_line is not None:
        place["region"] = {
            "startLine": passage.first_line,
            "endLine": passage.last_line or passage.first_line,
        }
        if passage.quote:
            place["region"]["snippet"] = {"text": passage.quote}
    return {"physicalLocation": place}
