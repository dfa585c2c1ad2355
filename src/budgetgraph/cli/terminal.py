"""Write data to stdout or a file, and messages for a person to stderr."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

errors = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Print a line for the person at the terminal."""
    errors.print(text, markup=False)


def put(data: bytes | str, output: Path | None = None) -> None:
    """Write data to stdout, or into a file that it replaces."""
    content = data.encode() if isinstance(data, str) else data
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
