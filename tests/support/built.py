"""Built folders that several tests look at, each built once in a run of the tests."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest
from examples import EXAMPLES

from budgetgraph.pipeline.build import build


def built_examples(factory: pytest.TempPathFactory) -> Path:
    """Give the folder built of all examples; nobody writes into it.

    The processes of one run share it: the first that asks builds it, the others wait for it.
    """
    folder = _shared_folder(factory)
    out = folder / "examples"
    with (folder / "examples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            report = build([str(path) for path in EXAMPLES], out, jobs=2)
            assert not report.failures
            assert len(report.parts) == len(EXAMPLES)
    return out


def _shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Give the temporary folder of the whole run, above those of its processes."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
