"""The command line: arguments and printing.

Data goes to stdout, everything else to stderr; exit statuses are those of `problems`. Each command
imports what it needs, so that the small ones start quickly.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from pprint import pformat
from typing import Annotated

import typer

from budgetgraph import __version__
from budgetgraph.cli import reading
from budgetgraph.cli.terminal import put, say
from budgetgraph.disclosure import Disclosure
from budgetgraph.document.problems import BudgetGraphError, FailOn, UsageError
from budgetgraph.export import push as pushing
from budgetgraph.parse.ledger import missed
from budgetgraph.pipeline.line import Stage
from budgetgraph.pipeline.line import show as show_stage
from budgetgraph.query import questions
from budgetgraph.rdf.iris import BASE
from budgetgraph.shacl import Engine

app = typer.Typer(
    name="budgetgraph",
    help="Chinese department budget disclosures (部门预算公开) in, a validated RDF graph out.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

#: What these look at may come from anybody, and nothing of it may reach the network.
_WITHOUT_NETWORK = frozenset({"query", "validate", "explain"})
FINDINGS = 1
OUR_FAULT = 70


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the contract's status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = next((word for word in given if not word.startswith("-")), "")
    if command in _WITHOUT_NETWORK and not any(word.startswith("--endpoint") for word in given):
        from budgetgraph.store.network_lock import lock_network

        lock_network(namespace=False)
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """The exit status of one call.

    What the user can mend is said in a line; what only we can mend comes with its traceback.
    """
    try:
        status = app(arguments, standalone_mode=False)
        return status if isinstance(status, int) else 0
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return 130
    except typer.TyperException as problem:
        # typer's own wrong-usage errors print themselves with the usage line of their command
        show_usage = getattr(problem, "show", None)
        show_usage(file=sys.stderr) if callable(show_usage) else say(str(problem))
        return UsageError.status
    except BudgetGraphError as problem:
        say(f"budgetgraph: {problem}")
        return problem.status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        traceback.print_exc()
        say(
            "budgetgraph: this is a fault of ours; please report it with the lines above and, if you can, the file"
        )
        return OUR_FAULT


def _version(wanted: bool) -> None:
    if wanted:
        put(f"budgetgraph {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Chinese department budget disclosures (部门预算公开) in, a validated RDF graph out."""


app.command()(reading.extract)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A file with one disclosure or several.")],
    stage: Annotated[Stage, typer.Option(help="Which intermediate to print.")] = Stage.parse,
) -> None:
    """Every intermediate of reading one file, for a person; with `parse`, also the lines that were
    not understood.
    """
    for value in show_stage(file, stage):
        put(pformat(value, width=140) + "\n")
        put(missed(value) if isinstance(value, Disclosure) else "")


app.command()(reading.build)


@app.command()
def validate(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Built folders, RDF files, or source documents."),
    ],
    shapes: Annotated[
        Path | None,
        typer.Option(help="Your own SHACL shapes (a file or a folder) instead of ours."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="text, json, turtle, csv, sarif, junit, github or html.")
    ] = "text",
    fail_on: Annotated[
        FailOn, typer.Option(help="The least severity that makes the exit status 1.")
    ] = FailOn.violation,
    engine: Annotated[
        Engine, typer.Option(help="auto; setwise, the fast engine; or reference, pySHACL.")
    ] = Engine.AUTO,
    baseline: Annotated[
        Path | None,
        typer.Option(
            help="An earlier JSON or SARIF report: only new findings are listed and count."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="A file for the report instead of stdout.")
    ] = None,
    also: Annotated[
        list[Path] | None,
        typer.Option(
            help="A further report, in the format of its suffix: .sarif, .json, .html, .xml …"
        ),
    ] = None,
) -> int:
    """Check figures, forms and citations against the SHACL rules."""
    from budgetgraph import report
    from budgetgraph.pipeline import audit
    from budgetgraph.validate.baseline import read_baseline, without

    writers = [
        (report.writer(form), output),
        *((report.writer_for(file), file) for file in also or []),
    ]
    known = read_baseline(baseline) if baseline else frozenset()
    result, failures = audit.audit(paths, shapes, engine)
    result = without(result, known)
    for write, file in writers:
        put(write(result), file)
    for failure in failures:
        say(f"{failure.file}: {failure.reason}")
    if failures:
        return max(failure.status for failure in failures)
    return FINDINGS if fail_on.reached(result.worst) else 0


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A canned question, or a file with a SPARQL query.")],
    graph: Annotated[Path | None, typer.Option(help="A built folder, or an RDF file.")] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="A SPARQL endpoint instead of a graph.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="k=v; also --document … and the like.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="table, csv, tsv, json, xlsx; graphs: turtle, ntriples, jsonld…."
        ),
    ] = None,
    bom: Annotated[
        bool,
        typer.Option(
            "--bom", help="For Excel: CSV with a byte order mark, and no text taken for a formula."
        ),
    ] = False,
) -> None:
    """Ask a canned question or run a SPARQL file on a built graph."""
    from budgetgraph.query import run_query

    values = run_query.parameters(param or [], context.args)
    base = run_query.base_of(graph) if graph else BASE
    if name.endswith(".rq") or Path(name).is_file():
        text = _query_file(Path(name), values)
    else:
        text = questions.bind(questions.find(name, questions.load()), values, base)
    put(run_query.ask(text, graph=graph, endpoint=endpoint, form=form, bom=bom))


def _query_file(path: Path, values: dict[str, str]) -> str:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    return questions.bind(questions.parse(path.stem, text), values, BASE) if values else text


@app.command(name="questions")
def list_questions() -> None:
    """The canned questions, with their parameters."""
    for question in questions.load().values():
        wanted = " ".join(
            f"--{one.name} …" if one.required else f"[--{one.name} …]"
            for one in question.parameters
        )
        put(f"{question.name} {wanted}\n    {question.title_zh} · {question.title_en}\n")


@app.command()
def explain(
    iri: Annotated[
        str, typer.Argument(help="The IRI (or its path, id/…) of a resource or a figure.")
    ],
    graph: Annotated[Path, typer.Option(help="A built folder, or an RDF file.")],
) -> None:
    """Where a resource or a figure comes from, quoted from its source."""
    from budgetgraph.query import run_query

    put(run_query.explain(iri, graph))


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that one query may take.")
    ] = 30.0,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer queries.")] = 2,
    require_isolation: Annotated[
        bool, typer.Option("--require-isolation", help="Do not start where workers have a network.")
    ] = False,
) -> None:
    """Serve a built folder: SPARQL endpoint, a page for every thing, questions, downloads."""
    from budgetgraph.publish.serving import serve as run_server
    from budgetgraph.publish.web.site import Settings

    settings = Settings(timeout=timeout, workers=workers, isolated=require_isolation)
    run_server(folder, host, port, settings, say)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    out: Annotated[Path, typer.Option(help="The folder to write into.")],
    form: Annotated[
        str,
        typer.Option(
            "--format", help="turtle, trig, nquads, jsonld; tables: csv, parquet; pages: site."
        ),
    ] = "turtle",
    bom: Annotated[
        bool,
        typer.Option(
            "--bom", help="For Excel: CSV with a byte order mark, and no text taken for a formula."
        ),
    ] = False,
) -> None:
    """Write the graph in another format, whole and by disclosure; its tables, with a description of
    their columns; or its site.
    """
    if form == "site":
        from budgetgraph.publish.static_site.freeze import export as write_site

        written = write_site(folder, out)
    else:
        from budgetgraph.export import export as write

        written = write(folder, form, out, bom=bom)
    say("\n".join(map(str, written)))


@app.command()
def push(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A built folder.")],
    endpoint: Annotated[
        str, typer.Option(help="URL of a graph store, e.g. http://localhost:7878/store")
    ],
) -> None:
    """Load every named graph into a SPARQL 1.1 store (Graph Store Protocol); the graphs of the same
    names are replaced.
    """
    say("{} graphs, {} triples".format(*pushing.push(folder, endpoint)))
