"""The second lock: workers have no network, the server says which locks hold, and does not start
without where it is told so. Systems that lack a lock are played by a filter of system calls.
"""

from __future__ import annotations

import asyncio
import ctypes
import errno
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from canary import canary
from folder import make_folder

from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.isolation import network_lock
from budgetgraph.isolation.file_lock import lock_version
from budgetgraph.isolation.network_lock import NetworkLocks
from budgetgraph.publish.web import workers as worker_module
from budgetgraph.publish.web.workers import Limits, NotIsolated, Workers, locks_of_worker

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="these locks are Linux's",
)

#: The numbers of unshare(2) and seccomp(2).
UNSHARE, SECCOMP = (272, 317) if platform.machine() == "x86_64" else (97, 277)


def without(*calls: int) -> Callable[[], None]:
    """What a child process runs first to be on a system that refuses these calls."""

    def refuse() -> None:
        step, length = network_lock._Instruction, len(calls)
        steps = [step(0x20, 0, 0, 0)]
        steps += [step(0x15, length - at, 0, number) for at, number in enumerate(calls)]
        steps += [step(0x06, 0, 0, 0x7FFF0000), step(0x06, 0, 0, 0x50000 | errno.EPERM)]
        program = network_lock._Program(len(steps), (step * len(steps))(*steps))
        system = ctypes.CDLL(None)
        assert system.prctl(38, 1, 0, 0, 0) == 0
        assert system.prctl(22, 2, ctypes.byref(program)) == 0

    return refuse


def opened() -> ox.Store:
    return ox.Store()


def call(store: ox.Store, address: str) -> str:
    """What comes of a query that calls out and has got past the guard of queries."""
    try:
        list(store.query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    except OSError as fault:
        return str(fault)
    return "answered"


def write(_: ox.Store, path: str) -> str:
    try:
        Path(path).write_text("changed")
    except PermissionError:
        return "refused"
    return "written"


def in_worker(*calls: tuple[object, ...], limits: Limits | None = None) -> list[object]:
    async def all_of_them() -> list[object]:
        workers = Workers(1, limits or Limits(seconds=20, memory=0), opened)
        try:
            return [await workers.run(*one) for one in calls]  # type: ignore[arg-type]
        finally:
            workers.close()

    return asyncio.run(all_of_them())


def test_a_worker_reaches_nobody_even_past_the_guard() -> None:
    with canary() as listener:
        locks, fault = in_worker((locks_of_worker,), (call, listener.address))
        assert listener.calls == 0
        assert isinstance(locks, NetworkLocks)
        assert locks.hold, "this system has neither lock; see docs/deployment.md"
        assert fault != "answered"
        call(opened(), listener.address)
        assert listener.calls == 1, "the same query reaches the listener from here"


#: Systems by what they refuse, and which locks are left there.
SYSTEMS = {
    "no namespaces": ((UNSHARE,), (False, True)),
    "no filters": ((SECCOMP,), (None, False)),
    "neither": ((UNSHARE, SECCOMP), (False, False)),
}
_TRY = """
import sys
import pyoxigraph as ox
from budgetgraph.isolation.network_lock import lock_network
locks = lock_network()
print(locks.namespace, locks.call_filter, locks.python)
try:
    list(ox.Store().query("SELECT * { SERVICE <" + sys.argv[1] + "> { ?s ?p ?o } }"))
except OSError:
    pass
"""


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_lock_holds_alone(system: str) -> None:
    calls, (namespace, call_filter) = SYSTEMS[system]
    with canary() as listener:
        tried = subprocess.run(
            [sys.executable, "-c", _TRY, listener.address],
            capture_output=True,
            text=True,
            check=True,
            preexec_fn=without(*calls),
        )
        reached = listener.calls
    held = [word == "True" for word in tried.stdout.split()]
    assert held[1] == call_filter
    assert namespace is None or held[0] == namespace
    assert held[2], "Python's own sockets are denied everywhere"
    assert bool(reached) == (not held[0] and not held[1])


def test_a_worker_that_must_be_isolated_does_nothing_without_a_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "_held", [])
    monkeypatch.setattr(worker_module, "_locks", [NetworkLocks(python=True)])
    with pytest.raises(NotIsolated, match="Python's sockets denied") as refusal:
        worker_module._result_of(call, ("http://127.0.0.1:9/",), {})
    assert isinstance(refusal.value, BudgetGraphError)


def test_a_worker_that_is_isolated_works() -> None:
    answers = in_worker((locks_of_worker,), limits=Limits(seconds=20, memory=0, isolated=True))
    assert all(isinstance(locks, NetworkLocks) and locks.hold for locks in answers)


# --- the server's word ----------------------------------------------------------------------------


def first_words(folder: Path, *options: str, calls: tuple[int, ...] = ()) -> tuple[str, int]:
    """What `serve` says before its address or its end, and its status where it ends by itself."""
    command = [sys.executable, "-m", "budgetgraph", "serve", str(folder), "--port", "0", *options]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=without(*calls),
    ) as process:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if line.rstrip().endswith("/sparql"):
                process.send_signal(signal.SIGTERM)
        return said, process.wait(timeout=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("isolated") / "dir")


@pytest.mark.slow
def test_the_server_says_which_locks_hold(folder: Path) -> None:
    said, _ = first_words(folder, "--require-isolation", calls=(UNSHARE,))
    assert "the workers have no network: system call filter" in said
    assert "/sparql" in said


@pytest.mark.slow
def test_the_server_warns_where_no_lock_holds(folder: Path) -> None:
    said, _ = first_words(folder, calls=(UNSHARE, SECCOMP))
    assert "WARNING: the workers are not locked away from the network" in said
    assert "/sparql" in said, "and serves all the same"


@pytest.mark.slow
def test_the_server_does_not_start_without_the_isolation_that_was_asked_for(folder: Path) -> None:
    said, status = first_words(folder, "--require-isolation", calls=(UNSHARE, SECCOMP))
    assert status == 2
    assert "--require-isolation" in said
    assert "/sparql" not in said


@pytest.mark.parametrize("command", ["query", "validate"])
def test_commands_that_need_no_network_give_it_up(tmp_path: Path, command: str) -> None:
    """A process of the command line keeps no way out, whatever its engines would do."""
    script = (
        "import sys, socket\n"
        "from budgetgraph import cli\n"
        "cli.run = lambda arguments: socket.socket(socket.AF_INET) and 0\n"
        f"cli.main([{command!r}, *sys.argv[1:]])\n"
    )
    denied = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "PermissionError" in denied.stderr
    asked = subprocess.run([sys.executable, "-c", script, "--endpoint=http://x/"], check=True)
    assert asked.returncode == 0


@pytest.mark.skipif(lock_version() < 1, reason="this system has no lock of files")
def test_a_worker_writes_into_no_file(tmp_path: Path) -> None:
    assert in_worker((write, str(tmp_path / "a"))) == ["refused"]
    assert not list(tmp_path.iterdir())
