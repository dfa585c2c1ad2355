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
_END_ONCE = """
import os, signal, threading
def end():
    if not ended:
        ended.append(True)
        os.kill(os.getpid(), signal.SIGTERM)
ended = []
"""
#: Moments in which an end would leave something half made, as code that asks for it just then.
_MOMENTS = {
    "as a process is forked": """
os.register_at_fork(after_in_parent=end)
""",
    "as the watch over a worker is started": """
start = threading.Timer.start
def start_and_end(timer):
    start(timer)
    end()
threading.Timer.start = start_and_end
""",
    "as a temporary folder was just made": """
import tempfile
make = tempfile.mkdtemp
def make_and_end(*arguments, **options):
    folder = make(*arguments, **options)
    end()
    return folder
tempfile.mkdtemp = make_and_end
""",
    "as a temporary folder is removed": """
import shutil
remove = shutil.rmtree
def end_and_remove(*arguments, **options):
    end()
    remove(*arguments, **options)
shutil.rmtree = end_and_remove
""",
    "as the lock was just taken": """
import fcntl
lock = fcntl.flock
def lock_and_end(*arguments):
    lock(*arguments)
    end()
fcntl.flock = lock_and_end
""",
    "as files are looked at": """
from budgetgraph.pipeline.kept.stamps import Stamps
note = Stamps.note
def end_and_note(*arguments):
    end()
    note(*arguments)
Stamps.note = end_and_note
""",
    "as all workers are about to be killed": """
from budgetgraph.pipeline.sandbox import runner
close = runner._Desk.close
def end_and_close(desk):
    end()
    close(desk)
runner._Desk.close = end_and_close
""",
}
_AS_A_GENERATION_IS_NAMED = """
rename = pathlib.Path.rename
def rename_and_end(path, target):
    renamed = rename(path, target)
    if pathlib.Path(target).parent.name == "generations":
        end()
    return renamed
pathlib.Path.rename = rename_and_end
"""
#: Seconds within which a started build has a worker, on a slow machine.
_LONGEST = 60.0
_AFTER_FORK = 0.5


@pytest.mark.skipif(sys.platform == "win32", reason="builds do not run there")
def test_a_build_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    out, place = tmp_path / "out", tmp_path / "t"
    process = _started(_BUILD, out, place)
    for _ in _waiting():
        if any(place.glob("budgetgraph-*")):
            break
    time.sleep(_AFTER_FORK)
    process.send_signal(signal.SIGTERM)
    _ended(process)
    assert not out.exists()
    assert not list(place.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="builds do not run there")
@pytest.mark.parametrize("moment", _MOMENTS)
def test_an_end_is_put_off_while_something_is_half_made(moment: str, tmp_path: Path) -> None:
    out, place = tmp_path / "out", tmp_path / "t"
    _ended(_started(_END_ONCE + _MOMENTS[moment] + _BUILD, out, place))
    assert not out.exists()
    assert not list(place.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="builds do not run there")
def test_a_generation_that_has_its_name_becomes_the_current_one(tmp_path: Path) -> None:
    out, place = tmp_path / "out", tmp_path / "t"
    program = _END_ONCE + "import pathlib\n" + _AS_A_GENERATION_IS_NAMED + _BUILD
    _ended(_started(program, out, place))
    assert (out / "report.json").is_file()
    assert len(list((out / "generations").iterdir())) == 1
    assert not list(place.iterdir())


def _started(program: str, out: Path, place: Path) -> subprocess.Popen[bytes]:
    """Start a build of the examples, with a folder of its own for temporary files."""
    place.mkdir()
    command = [sys.executable, "-c", program, str(out), *map(str, EXAMPLES)]
    environment = os.environ | {"TMPDIR": str(place)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Hold that a build ends as it was told to, and does not speak of it."""
    try:
        _, said = process.communicate(timeout=_LONGEST)
    finally:
        process.kill()
    assert process.returncode == 128 + signal.SIGTERM, said.decode()
    assert said == b""


def _waiting() -> Iterator[None]:
    until = time.monotonic() + _LONGEST
    while time.monotonic() < until:
        yield
        time.sleep(0.02)
    raise AssertionError("the build did not begin")
