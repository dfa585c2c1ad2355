"""A build that is told to end does so at once, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import EXAMPLES

_BUILD = """
import pathlib, sys
from budgetgraph.pipeline.build import build
build(sys.argv[2:], pathlib.Path(sys.argv[1]), dumps=False)
"""
#: Seconds within which a started build has a worker, on a slow machine.
_LONGEST = 60.0
_AFTER_FORK = 0.5


@pytest.mark.skipif(sys.platform == "win32", reason="builds do not run there")
def test_a_build_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    out, place = tmp_path / "out", tmp_path / "temporary"
    place.mkdir()
    command = [sys.executable, "-c", _BUILD, str(out), *map(str, EXAMPLES)]
    environment = os.environ | {"TMPDIR": str(place)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    for _ in _waiting():
        if any(place.glob("budgetgraph-*")):
            break
    # The interpreter loses what is raised at the very moment of a fork.
    time.sleep(_AFTER_FORK)
    process.send_signal(signal.SIGTERM)
    assert process.wait(_LONGEST) == 128 + signal.SIGTERM
    assert not out.exists()
    assert not list(place.glob("budgetgraph-*"))


def _waiting() -> Iterator[None]:
    until = time.monotonic() + _LONGEST
    while time.monotonic() < until:
        yield
        time.sleep(0.02)
    raise AssertionError("the build did not begin")
