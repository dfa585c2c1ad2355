"""Write the report as CSV (RFC 4180, UTF-8), one row a finding, for spreadsheets."""

from __future__ import annotations

import csv
import io

from budgetgraph.store.formula import harmless
from budgetgraph.validate.findings import Finding, Report

COLUMNS = [
    "rule",
    "severity",
    "department",
    "fiscal_year",
    "file",
    "first_line",
    "last_line",
    "page",
    "table",
    "cell",
    "message_zh",
    "message_en",
    "gap",
    "focus",
    "path",
    "value",
    "disclosure",
    "shape",
    "quote",
]


def write(report: Report) -> bytes:
    """Write a heading and the findings in order; `gap` is in 元, an unknown value is empty."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(map(_row, report.findings))
    return stream.getvalue().encode()


def _row(finding: Finding) -> list[str]:
    """Write the fields of a finding."""
    own = {
        "severity": finding.severity.word,
        "gap": "" if finding.gap is None else f"{finding.gap:f}",
        "value": finding.value_text,
    }
    fields = []
    for column in COLUMNS:
        value = own[column] if column in own else getattr(finding, column)
        fields.append(_cell(value))
    return fields


def _cell(value: object) -> str:
    """Write a value as text that no spreadsheet runs."""
    return "" if value is None else harmless(str(value))
