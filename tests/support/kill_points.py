"""Kill a build at a chosen step: each file that it opens to write, makes, renames or removes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from functools import partial
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from budgetgraph.pipeline.build import build as whole_build
from budgetgraph.store.generations import CURRENT

build = partial(whole_build, dumps=False)
#: What Python tells of before it does it (PEP 578).
_STEPS = frozenset(
    "os.rename os.symlink os.mkdir os.remove os.rmdir os.truncate shutil.rmtree "
    "sqlite3.connect os.utime os.chmod fcntl.flock".split()
)

State = dict[str, bytes | str]


def built_with_kill(inputs: Sequence[Path], out: Path, step: int | None) -> int:
    """Build in a process that is killed before a step, and give the number of steps it took."""
    context = multiprocessing.get_context("forkserver")
    taken = context.Value("i", 0)
    process = context.Process(
        target=_build, args=([str(path) for path in inputs], out, step, taken)
    )
    process.start()
    process.join()
    return int(taken.value)


def _build(inputs: list[str], out: Path, step: int | None, taken: Synchronized[int]) -> None:
    parent = os.getpid()

    def count(event: str, arguments: tuple[object, ...]) -> None:
        if os.getpid() != parent or not _changes(event, arguments):
            return
        if taken.value == step:
            os.kill(parent, signal.SIGKILL)
        taken.value += 1

    sys.addaudithook(count)
    build(inputs, out)


def _changes(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether an event changes something on the disk."""
    if event in _STEPS:
        return True
    if event != "open":
        return False
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def state_of(out: Path) -> State:
    """What a reader of a built folder finds: the pointer, and the files behind the known names."""
    if not os.path.lexists(out / CURRENT):
        return {}
    found: State = {CURRENT: os.readlink(out / CURRENT)}
    for name in ("graph.nq.gz", "metadata.ttl", "validation.ttl", "report.json", "SHA256SUMS"):
        found[name] = (out / name).read_bytes()
    return found
