"""Workers end with the process that started them, however that one ends and whatever they do."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of such a death")

#: A test fails after so many seconds in which a process that should have ended held its output.
_HANGS = 60
_POOL = """
import asyncio, os, signal, sys, time
from budgetgraph.publish.web.workers import Limits, Workers

async def busy():
    workers = Workers(2, Limits(seconds=600, memory=0), dict)
    assert await workers.run(len) == 0
    asyncio.create_task(workers.run(max, [0], key=sleep))
    await asyncio.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)

from test_ended_workers import sleep
asyncio.run(busy())
"""
_LATE = """
import multiprocessing, os, signal
from budgetgraph.isolation.process_limits import die_with_parent

def work():
    multiprocessing.parent_process().join()
    die_with_parent()
    os.write(1, b"still there")

multiprocessing.get_context("fork").Process(target=work).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


def sleep(_: object) -> int:
    """What keeps a worker busy for longer than a test may take."""
    import time

    time.sleep(_HANGS * 10)
    return 0


def ended(program: str) -> tuple[int, bytes]:
    """The exit status of a program, and what was written by it and all processes that it started,
    once the last of them has ended.
    """
    process = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        timeout=_HANGS,
        env={"PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    return process.returncode, process.stdout


@pytest.mark.parametrize("program", [_POOL, _LATE], ids=["busy", "not yet bound to its parent"])
def test_workers_end_with_a_parent_that_is_killed(program: str) -> None:
    assert ended(program) == (-signal.SIGKILL, b"")
