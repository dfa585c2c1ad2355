"""A built folder in another form: its graph, its tables, or its site, by the name of the format."""

from __future__ import annotations

from pathlib import Path

from budgetgraph import graphfiles, tablefiles


def export(folder: Path, form: str, out: Path, *, bom: bool = False) -> list[Path]:
    """Write the built folder `folder` as `form` into `out`; the files worth naming.

    UsageError for a format that there is not; `bom` is for CSV.
    """
    if form == "site":
        from budgetgraph.publish import freeze

        return freeze.export(folder, out)
    if form in tablefiles.FORMATS:
        return tablefiles.export(folder, form, out, bom=bom)
    return graphfiles.export(folder, form, out)
