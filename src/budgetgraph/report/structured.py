"""Write the report as JSON: counts first, then every finding with its figures and passages.

Decimals are strings, so that nothing is rounded.
"""

from __future__ import annotations

import json
from typing import Any

from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, QuotedPassage, Report
from budgetgraph.validate.findings_graph import finding_iri


def write(report: Report) -> bytes:
    """Write one JSON object in UTF-8, its keys in a fixed order."""
    counts = {}
    for severity in sorted(Severity, reverse=True):
        counts[severity.word] = report.count(severity)
    content = {
        "conforms": report.conforms,
        "graphs": report.graphs,
        "triples": report.triples,
        "counts": counts,
        "known": report.known,
        "right": dict(report.right),
        "unsure": dict(report.unsure),
        "unread": [{"file": file, "reason": reason} for file, reason in report.unread],
        "findings": [_finding(finding, report.base) for finding in report.findings],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _finding(finding: Finding, base: str) -> dict[str, Any]:
    """Describe a finding."""
    return {
        "id": finding_iri(finding, base),
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": {"zh": finding.message_zh or None, "en": finding.message_en or None},
        "gap": None if finding.gap is None else f"{finding.gap:f}",
        "department": finding.department,
        "fiscal_year": finding.fiscal_year,
        "disclosure": finding.disclosure,
        "file": finding.file,
        "first_line": finding.first_line,
        "last_line": finding.last_line,
        "page": finding.page,
        "table": finding.table,
        "cell": finding.cell,
        "quote": finding.quote,
        "focus": finding.focus or None,
        "path": finding.path,
        "value": finding.value_text or None,
        "figures": list(finding.figures),
        "passages": list(map(_passage, finding.passages)),
        "shape": finding.shape or None,
        "component": finding.component or None,
        "consequences": [_finding(follows, base) for follows in finding.consequences],
    }


def _passage(passage: QuotedPassage) -> dict[str, Any]:
    """Describe a passage."""
    return {
        "source": passage.iri,
        "file": passage.file,
        "first_line": passage.first_line,
        "last_line": passage.last_line,
        "page": passage.page,
        "table": passage.table,
        "cell": passage.cell,
        "quote": passage.quote,
    }
