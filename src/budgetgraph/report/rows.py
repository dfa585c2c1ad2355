"""The report as CSV (RFC 4180, UTF-8), one row a finding, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io

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
    """A heading and the findings in their order; `gap` in 元, an unknown value is an empty field."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows(_row(finding) for finding in report.findings)
    return stream.getvalue().encode()


def _row(finding: Finding) -> list[str]:
    told = {
        "severity": finding.severity.word,
        "gap": "" if finding.gap is None else f"{finding.gap:f}",
        "value": finding.value_text,
    }
    return [
        _cell(told[column] if column in told else getattr(finding, column)) for column in COLUMNS
    ]


def _cell(value: object) -> str:
    """The value as text.

    A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV
    injection).
    """
    text = "" if value is None else str(value)
    return (
        "'" + text
        if text[:1] in {"=", "@", "\t", "\r"}
        or (text[:1] in {"+", "-"} and not text[1:2].isdigit())
        else text
    )
