"""Tell which version of this program a folder was built by, where that matters."""

from __future__ import annotations

from pathlib import Path

from budgetgraph import __version__
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.store.report_file import report_of


def other_version(generation: Path) -> str | None:
    """Name the version that built a generation, where it writes folders in another way than ours.

    None too where the folder does not say it.
    """
    try:
        built = str(report_of(generation)["budgetgraph"])
    except (UnreadableInput, KeyError):
        return None
    return unlike_ours(built)


def unlike_ours(built: str) -> str | None:
    """Give back a version that writes folders in another way than ours; None for any other.

    Before 1.0, a minor version may change what a build writes: built by 0.0.9, read by 0.1.0 →
    `0.0.9`; built by 0.1.3, read by 0.1.0 → None.
    """
    return None if built.split(".")[:2] == __version__.split(".")[:2] else built


def way_out(built: str) -> str:
    """Say what was built by another version, and what to do."""
    return (
        f"was built by budgetgraph {built}, and this is {__version__}: build it again with --force"
    )
