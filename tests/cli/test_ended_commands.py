"""A command that is told to end leaves no temporary files and no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from examples import EXAMPLES

#: The command line, which is told to end as it forks its first worker.
_PROGRAM = """
import os, signal, sys
from budgetgraph.cli import main
def end():
    if not ended:
        ended.append(True)
        os.kill(os.getpid(), int(sys.argv[1]))
ended = []
os.register_at_fork(after_in_parent=end)
main(sys.argv[2:])
"""
_LONGEST = 60.0
_STATUS = {signal.SIGTERM: 143, signal.SIGINT: 130}


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
@pytest.mark.parametrize("number", _STATUS)
@pytest.mark.parametrize("command", ["extract", "show", "validate"])
def test_a_command_that_is_told_to_end_leaves_nothing(
    command: str, number: signal.Signals, tmp_path: Path
) -> None:
    call = [sys.executable, "-c", _PROGRAM, str(int(number)), command, str(EXAMPLES[0])]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    process = subprocess.Popen(
        call, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        printed, said = process.communicate(timeout=_LONGEST)
    finally:
        process.kill()
    assert (process.returncode, printed, said.strip()) == (_STATUS[number], b"", b"")
    assert not list(tmp_path.iterdir())
