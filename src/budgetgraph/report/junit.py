"""Write the report as JUnit XML, for systems that group and count test cases.

Each disclosure is a suite, each finding a case that is named by its rule.
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
    """Write the suites.

    Violations and warnings are failures, information is skipped, and files that could not be read
    are errors. A report without findings has one case that passes.
    """
    root = Element("testsuites", name="budgetgraph")
    by_disclosure = sorted(report.findings, key=lambda finding: (_name(finding), finding.order))
    for name, findings in groupby(by_disclosure, key=_name):
        suite = SubElement(root, "testsuite", name=name)
        for finding in findings:
            _case(suite, finding, report)
    for file, reason in report.unread:
        _unread(root, _legal(file), _legal(reason))
    left_out = sum(report.left_out.values())
    if left_out or not (report.findings or report.unread):
        _whole(root, left_out)
    for owner in (root, *root):
        _count(owner)
    indent(root)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + tostring(root, encoding="unicode").encode() + b"\n"


def _unread(root: Element, file: str, reason: str) -> None:
    """Add the suite of a file that could not be read."""
    suite = SubElement(root, "testsuite", name=file)
    about = {"classname": "budgetgraph", "name": "read", "file": file, "time": "0"}
    case = SubElement(suite, "testcase", about)
    SubElement(case, "error", message=reason, type="unreadable")


def _whole(root: Element, left_out: int) -> None:
    """Add the case of the whole report: it fails where findings are not listed."""
    suite = SubElement(root, "testsuite", name="budgetgraph")
    name = "left out" if left_out else "conforms"
    case = SubElement(suite, "testcase", classname="budgetgraph", name=name, time="0")
    if left_out:
        message = f"未列出 {left_out} 项 · {left_out} findings are not listed"
        SubElement(case, "failure", message=message, type="left-out")


def _name(finding: Finding) -> str:
    """Name the suite of a finding: its department and year."""
    return _legal(f"{finding.department or 'budgetgraph'} {finding.fiscal_year or ''}".strip())


def _case(suite: Element, finding: Finding, report: Report) -> None:
    """Add the case of a finding."""
    place = finding.place
    name = _legal(f"{place or finding.focus} {finding.message}")
    about = {"classname": _legal(finding.rule), "name": name, "time": "0"}
    file = report.path(place) if place else None
    if file:
        about["file"] = _legal(file)
    if finding.first_line is not None:
        about["line"] = str(finding.first_line)
    case = SubElement(suite, "testcase", about)
    message = _legal(finding.message)
    if finding.severity is Severity.INFO:
        SubElement(case, "skipped", message=message)
        return
    failure = SubElement(case, "failure", message=message, type=finding.severity.word)
    parts = filter(None, (finding.message_zh, finding.message_en, place, finding.quote))
    failure.text = _legal("\n".join(map(str, parts)))


def _count(owner: Element) -> None:
    """Write the counts of cases into a suite, or into the whole report."""
    owner.set("tests", _number(owner, "testcase"))
    owner.set("failures", _number(owner, "failure"))
    owner.set("skipped", _number(owner, "skipped"))
    owner.set("errors", _number(owner, "error"))
    owner.set("time", "0")


def _number(owner: Element, tag: str) -> str:
    """Count the elements of one name; a case has at most one of each."""
    return str(len(list(owner.iter(tag))))


def _legal(text: str) -> str:
    """Replace the characters that XML does not allow."""
    return _ILLEGAL.sub("�", text)
