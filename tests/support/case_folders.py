"""Case folders: a disclosure as `source.*`, the extraction that is expected of it, and the rules
that are expected to find something in it.

The five whole disclosures of `examples/` are linked from their folders, so that each text stands
once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from places import TESTS

_CASES = TESTS / "cases"
#: The folders of the examples, and those of documents in the layouts of other provinces.
OF_EXAMPLES = sorted(folder.parent for folder in _CASES.glob("*/expected.json"))
OF_LAYOUTS = sorted(folder for folder in (_CASES / "layouts").iterdir() if folder.is_dir())


def source(case: Path) -> Path:
    """Return the disclosure of a case, under the name that it has where it stands."""
    [found] = case.glob("source.*")
    return found.resolve()


def expected(case: Path) -> dict[str, Any]:
    """Return the extraction that is expected, as somebody wrote it by hand."""
    answer: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    return answer


def expected_findings(case: Path) -> list[str]:
    """Return the rules that find something, sorted, each as often as it does.

    The file has one a line; its comments say what was planted.
    """
    lines = (case / "expected-findings.txt").read_text(encoding="utf-8").splitlines()
    return sorted(line for line in lines if line and not line.startswith("#"))
