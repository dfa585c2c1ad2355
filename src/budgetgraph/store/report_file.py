"""Read the report that a build wrote beside its graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.rdf.iris import BASE


def report_of(folder: Path) -> dict[str, Any]:
    """Read the report of a built folder, with what an older one may lack.

    UnreadableInput where the folder is no built one, or the report is damaged.
    """
    path = folder / "report.json"
    if not path.is_file():
        raise UnreadableInput(
            str(folder), "is no built folder (it has no report.json); run `budgetgraph build` first"
        )
    try:
        report: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return {"base": BASE, "sources": [], **report}
    except (OSError, ValueError, TypeError) as error:
        reason = f"is damaged ({error}); build the folder again with --force"
        raise UnreadableInput(str(path), reason) from error
