"""A baseline: the findings of an earlier report, which are known and no longer counted.

Only what is new is.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.validate.findings import Report
from budgetgraph.validate.findings_graph import FINGERPRINT, finding_iri


def read_baseline(path: Path) -> frozenset[str]:
    """Tell what tells the findings of an earlier JSON or SARIF report apart.

    UnreadableInput where the file is neither.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        told = _of_sarif(content) if "runs" in content else _of_json(content)
        return frozenset(told)
    except OSError as fault:
        raise UnreadableInput(str(path), fault.strerror or str(fault)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableInput(
            str(path), "is no report of ours in JSON or SARIF, so it cannot be a baseline"
        ) from None


def _of_json(content: dict[str, Any]) -> list[str]:
    """Give the fingerprints of a report that `--format json` wrote."""
    return [finding["id"].rpartition("/")[2] for finding in content["findings"]]


def _of_sarif(content: dict[str, Any]) -> list[str]:
    """Give the fingerprints of a report that `--format sarif` wrote."""
    return [
        result["partialFingerprints"][FINGERPRINT]
        for run in content["runs"]
        for result in run["results"]
    ]


def without(report: Report, known: frozenset[str]) -> Report:
    """Give the report with new findings only; the known ones are counted."""
    new = tuple(
        finding
        for finding in report.findings
        if finding_iri(finding, report.base).rpartition("/")[2] not in known
    )
    return replace(report, findings=new, known=report.known + len(report.findings) - len(new))
