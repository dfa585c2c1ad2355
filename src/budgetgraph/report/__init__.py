"""Write reports of findings, in one format a module.

A new format is one module here and one entry in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from budgetgraph.document.problems import UsageError
from budgetgraph.report import github, junit, page, rows, sarif, structured, text
from budgetgraph.validate.findings import Report
from budgetgraph.validate.findings_graph import turtle

Writer = Callable[[Report], bytes]


def _turtle(report: Report) -> bytes:
    """Write the findings as SHACL results in Turtle."""
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
#: The formats that people read, which can be in one language.
_FOR_PERSONS = {"text": text.write, "html": page.write}
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


def writer(form: str, language: str | None = None) -> Writer:
    """Give the writer of a format; it turns a report into UTF-8 bytes.

    What a person reads, text or HTML, is in one language where one is asked for.

    UsageError for an unknown format.
    """
    if form not in WRITERS:
        raise UsageError(f"no report format {form!r}; there are {', '.join(WRITERS)}")
    write, limit = WRITERS[form], LIMITS.get(form)
    if form in _FOR_PERSONS:
        write = partial(_FOR_PERSONS[form], language=text.ReportLanguage(language))
    if limit is None:
        return write
    return lambda report: write(report.shortened(limit))


def writer_for(file: Path, language: str | None = None) -> Writer:
    """Give the writer of the format of a file's suffix; UsageError for an unknown suffix."""
    form = SUFFIXES.get(file.suffix.lower())
    if form is None:
        raise UsageError(
            f"{file}: no report format has this suffix; there are {', '.join(SUFFIXES)}"
        )
    return writer(form, language)
