"""Reports of findings: one writer a format. A new format is one module here and one entry in `WRITERS`."""

from __future__ import annotations

from collections.abc import Callable

from budgetgraph.findings import Report
from budgetgraph.findings_graph import turtle
from budgetgraph.problems import UsageError
from budgetgraph.report import rows, structured, text

Writer = Callable[[Report], bytes]


def _turtle(report: Report) -> bytes:
    return turtle(report.findings, report.base)


WRITERS: dict[str, Writer] = {"text": text.write, "json": structured.write, "turtle": _turtle, "csv": rows.write}


def writer(form: str) -> Writer:
    """The writer of a format: report in, UTF-8 bytes out. UsageError for a format that there is not."""
    if form not in WRITERS:
        raise UsageError(f"no report format {form!r}; there are {', '.join(WRITERS)}")
    return WRITERS[form]
