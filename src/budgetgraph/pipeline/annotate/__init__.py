"""Give a paper back with the findings as comments at their places: a Word document or a workbook.

The file is opened again in a confined worker, as it was for reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from budgetgraph.document.file_names import shown
from budgetgraph.document.problems import UsageError
from budgetgraph.pipeline.annotate.comment import Comment, comments
from budgetgraph.pipeline.annotate.word import in_word
from budgetgraph.pipeline.annotate.workbook import in_workbook
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT
from budgetgraph.pipeline.sandbox.runner import alone
from budgetgraph.validate.findings import Report

#: What writes comments into each kind of file.
_WRITERS: dict[str, Callable[[bytes, Sequence[Comment]], bytes]] = {
    ".docx": in_word,
    ".xlsx": in_workbook,
}


def check_annotated(paths: Sequence[str], target: Path) -> None:
    """Refuse what cannot be annotated, before the long work: UsageError says why."""
    kinds = {Path(path).suffix.lower() for path in paths}
    if len(paths) != 1 or not kinds <= set(_WRITERS):
        raise UsageError("--annotate takes one Word document (.docx) or workbook (.xlsx)")
    if kinds != {target.suffix.lower()}:
        raise UsageError(
            f"{target}: --annotate writes the kind of file that it is given: {kinds.pop()}"
        )


def annotated(path: Path, report: Report, seconds: float = TIME_LIMIT) -> bytes:
    """Give the file at `path` with a comment at the place of each finding of its report."""
    return alone(shown(path), seconds, _written, path, comments(report))


def _written(path: Path, remarks: Sequence[Comment]) -> bytes:
    return _WRITERS[path.suffix.lower()](path.read_bytes(), remarks)
