"""Write the files of a copy."""

from __future__ import annotations

import json
from pathlib import Path


def put(path: Path, content: bytes) -> None:
    """Write a file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def put_json(path: Path, content: object) -> None:
    """Write a file as JSON without blanks."""
    put(path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
