"""Write a built folder in another form, by its name: its graph, its tables, or all of it."""

from __future__ import annotations

from pathlib import Path

from budgetgraph.document.problems import UsageError
from budgetgraph.export.dumps import TABLES

ARCHIVE = "archive"
"""The form that holds all that is needed to understand the graph later."""


def export(folder: Path, form: str, out: Path, *, bom: bool = False) -> list[Path]:
    """Write the built folder `folder` as `form` into `out`, and give the written files.

    UsageError for an unknown format; `bom` is for CSV.
    """
    if form in TABLES:
        # Imported here, for data frames take long to import and only tables need them.
        from budgetgraph.export import table_files

        return table_files.export(folder, form, out, bom=bom)
    if form == ARCHIVE:
        from budgetgraph.export import archive

        return archive.export(folder, out)

    from budgetgraph.export import graph_files
    from budgetgraph.rdf.serialise import FORMATS

    if form not in FORMATS:
        forms = ", ".join((*FORMATS, *TABLES, "site", ARCHIVE))
        raise UsageError(f"there is no format {form!r}; there are {forms}")
    return graph_files.export(folder, form, out)
