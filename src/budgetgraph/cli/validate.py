"""Check graphs and documents against the rules: the command `validate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from budgetgraph.cli.talk.inputs import refuse_addresses
from budgetgraph.cli.terminal import put, say, spoken
from budgetgraph.document.problems import FailOn
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT
from budgetgraph.shacl import Engine

#: The exit status where findings reach the severity of --fail-on.
FINDINGS = 1

_Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Built folders, RDF files, or source documents."),
]
_Shapes = Annotated[
    Path | None, typer.Option(help="Your own SHACL shapes (a file or a folder) instead of ours.")
]
_Form = Annotated[
    str, typer.Option("--format", help="text, json, turtle, csv, sarif, junit, github or html.")
]
_FailOn = Annotated[FailOn, typer.Option(help="The least severity that makes the exit status 1.")]
_Engine = Annotated[
    Engine, typer.Option(help="auto; setwise, the fast engine; or reference, pySHACL.")
]
_Baseline = Annotated[
    Path | None,
    typer.Option(help="An earlier JSON or SARIF report: only new findings are listed and count."),
]
_Output = Annotated[Path | None, typer.Option(help="A file for the report instead of stdout.")]
_Also = Annotated[
    list[Path] | None,
    typer.Option(
        help="A further report, in the format of its suffix: .sarif, .json, .html, .xml …"
    ),
]
_Annotate = Annotated[
    Path | None,
    typer.Option(help="The one .docx or .xlsx that is checked, with comments at the places."),
]
_Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that one input may take.")]


def validate(
    paths: _Paths,
    shapes: _Shapes = None,
    form: _Form = "text",
    fail_on: _FailOn = FailOn.violation,
    engine: _Engine = Engine.AUTO,
    baseline: _Baseline = None,
    output: _Output = None,
    also: _Also = None,
    annotate: _Annotate = None,
    timeout: _Timeout = TIME_LIMIT,
) -> int:
    """Check figures, forms and citations against the SHACL rules."""
    from budgetgraph import report
    from budgetgraph.pipeline import audit
    from budgetgraph.validate.baseline import read_baseline, without

    # The writers come first, so that a wrong format is told before the long work.
    writers = [(report.writer(form, spoken.code), output)]
    for file in also or []:
        writers.append((report.writer_for(file, spoken.code), file))
    if annotate is not None:
        from budgetgraph.pipeline.annotate import annotated, check_annotated

        check_annotated(paths, annotate)
    known = read_baseline(baseline) if baseline else frozenset()
    refuse_addresses(paths)
    result, failures = audit.audit(paths, shapes, engine, timeout)
    result = without(result, known)
    for write, target in writers:
        put(write(result), target)
    if annotate is not None and not failures:
        put(annotated(Path(paths[0]), result, timeout), annotate)
    # A person who sees the report has read them there.
    is_told = form == "text" and output is None and sys.stdout.isatty()
    for failure in () if is_told else failures:
        say(f"{failure.file}: {failure.reason}")
    if failures:
        return max(failure.status for failure in failures)
    return FINDINGS if fail_on.reached(result.worst) else 0
