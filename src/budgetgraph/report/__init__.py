"""Reports of findings: one writer a format.

A new format is one module here and one entry in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from budgetgraph.document.problems import UsageError
from budgetgraph.report import github, junit, page, rows, sarif, structured, text
from budgetgraph.validate.findings import Report
from budgetgraph.validate.findings_graph import turtle

Writer = Callable[[Report], bytes]


def _turtle(report: Report) -> bytes:
    return turtle(report.findings, report.base)


WRITERS: dict[str, Writer] = {
    "text": text.write,
    "json": structured.write,
    "turtle": _turtle,
    "csv": rows.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "github": github.write,
    "html": page.write,
}
#: How many findings a format lists at most; the others are counted. Data formats list all. GitHub
#: takes 25,000 results of a SARIF run.
LIMITS = {"text": 2_000, "sarif": 25_000, "junit": 10_000, "github": 1_000, "html": 5_000}
#: The format of a file, by its suffix.
SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".ttl": "turtle",
    ".csv": "csv",
    ".sarif": "sarif",
    ".xml": "junit",
    ".html": "html",
}


def writer(form: str) -> Writer:
    """The writer of a format: report in, UTF-8 bytes out.

    UsageError for a format that there is not.
    """
    if form not in WRITERS:
        raise UsageError(f"no report format {form!r}; there are {', '.join(WRITERS)}")
    write, limit = WRITERS[form], LIMITS.get(form)
    return write if limit is None else lambda report: write(report.shortened(limit))


def writer_for(file: Path) -> Writer:
    """The writer of the format that a file's suffix names. UsageError for a suffix that names none."""
    form = SUFFIXES.get(file.suffix.lower())
    if form is None:
        raise UsageError(
            f"{file}: no report format has this suffix; there are {', '.join(SUFFIXES)}"
        )
    return writer(form)
