"""Write data to stdout or a file, and messages for a person to stderr."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from budgetgraph.document.file_names import printable

errors = Console(stderr=True, highlight=False, soft_wrap=True)


def say(*lines: str) -> None:
    """Print lines for the person at the terminal; what would steer the terminal is escaped."""
    for line in lines:
        errors.print(printable(line), markup=False)


def say_where_old(folder: Path, generation: Path) -> None:
    """Warn that a folder was built by another version: answers may lack what has changed since."""
    # Imported here, for the store takes a while and `--help` does without it.
    from budgetgraph.store.built_by import other_version, way_out

    built = other_version(generation)
    if built is not None:
        say(f"警告：由其他版本构建，结果可能不全 / WARNING: {folder} {way_out(built)}")


def put(data: bytes | str, output: Path | None = None) -> None:
    """Write data to stdout, or into a file that it replaces."""
    content = data.encode() if isinstance(data, str) else data
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
