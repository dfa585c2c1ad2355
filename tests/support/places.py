"""Where the repository, its tests and the material beside it lie."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
#: Real disclosures and public test suites that a clone may have beside it; tests that read them are
#: an addition.
SHARED = ROOT.parent / "shared"
