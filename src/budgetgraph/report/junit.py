"""The report as JUnit XML: a suite for each disclosure, a case for each finding, named by rule, so
that CI systems group and count them.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, Report

#: What XML 1.0 does not allow in text.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report) -> bytes:
    """Violations and warnings are failures, information is skipped, files that could not be read
    are errors; a report without findings has one case that passes.
    """
    root = Element("testsuites", name="budgetgraph")
    by_disclosure = sorted(report.findings, key=lambda finding: (_name(finding), finding.order))
    for name, findings in groupby(by_disclosure, key=_name):
        suite = SubElement(root, "testsuite", name=name)
        for finding in findings:
            _case(suite, finding, report)
    for file, reason in report.unread:
        suite = SubElement(root, "testsuite", name=_legal(file))
        case = SubElement(
            suite, "testcase", classname="budgetgraph", name="read", file=_legal(file), time="0"
        )
        SubElement(case, "error", message=_legal(reason), type="unreadable")
    left_out = sum(report.left_out.values())
    if left_out or not (report.findings or report.unread):
        suite = SubElement(root, "testsuite", name="budgetgraph")
        case = SubElement(
            suite,
            "testcase",
            classname="budgetgraph",
            name="conforms" if not left_out else "left out",
            time="0",
        )
        if left_out:
            SubElement(
                case,
                "failure",
                message=f"未列出 {left_out} 项 · {left_out} findings are not listed",
                type="left-out",
            )
    for suite in root:
        _count(suite, list(suite))
    _count(root, [case for suite in root for case in suite])
    indent(root)
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        + tostring(root, encoding="unicode").encode()
        + b"\n"
    )


def _name(finding: Finding) -> str:
    return _legal(f"{finding.department or 'budgetgraph'} {finding.fiscal_year or ''}".strip())


def _case(suite: Element, finding: Finding, report: Report) -> None:
    place = finding.place
    file = report.path(place) if place else None
    lines = {"file": _legal(file)} if file else {}
    if place is not None and place.first_line is not None:
        lines["line"] = str(place.first_line)
    name = _legal(f"{place or finding.focus} {finding.message}")
    case = SubElement(
        suite, "testcase", {"classname": _legal(finding.rule), "name": name, "time": "0"} | lines
    )
    if finding.severity is Severity.INFO:
        SubElement(case, "skipped", message=_legal(finding.message))
        return
    failure = SubElement(
        case, "failure", message=_legal(finding.message), type=finding.severity.word
    )
    told = [finding.message_zh, finding.message_en, str(place or ""), finding.quote or ""]
    failure.text = _legal("\n".join(part for part in told if part))


def _count(owner: Element, cases: list[Element]) -> None:
    owner.set("tests", str(len(cases)))
    owner.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    owner.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    owner.set("errors", str(sum(case.find("error") is not None for case in cases)))
    owner.set("time", "0")


def _legal(text: str) -> str:
    return _ILLEGAL.sub("�", text)
