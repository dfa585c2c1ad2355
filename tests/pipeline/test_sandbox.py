"""Whatever a document does to the process that reads it, it costs only itself."""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from budgetgraph.document.problems import LimitExceeded, UnreadableInput, UsageError
from budgetgraph.isolation.file_lock import lock_version
from budgetgraph.pipeline.sandbox import process
from budgetgraph.pipeline.sandbox.allowance import MAX_MEMORY_MB, Allowance, allowance
from budgetgraph.pipeline.sandbox.process import start_method
from budgetgraph.pipeline.sandbox.runner import Job, ReaderFault, alone, run
from budgetgraph.read.source import office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

AMPLE = Allowance(600.0, 1 << 30)
SHORT = Allowance(1.5, 1 << 30)


def writing(folder: Path, seconds: float = 600.0) -> Allowance:
    """An allowance of workers that may leave a mark in a folder."""
    return Allowance(seconds, 1 << 30, (folder,))


# --- what a document may do to its reader ---------------------------------------------------------
def name(text: str) -> str:
    return text.upper()


def load_a_library(reason: str) -> None:
    raise ImportError(reason)


def hang() -> None:
    """Native code that never comes back and never lets Python run (PyDLL holds its lock)."""
    while True:
        ctypes.PyDLL(None).usleep(900_000)
        for _ in range(1_000_000):
            pass


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(3)


def first_time(mark: Path, signal_number: int) -> str:
    """Kill or stop this process at the first try; answer at the second."""
    if mark.exists():
        return "second"
    mark.touch()
    os.kill(os.getpid(), signal_number)
    return "first"


def count_and_crash(mark: Path) -> None:
    with mark.open("a") as stream:
        stream.write("x")
    crash()


def take(size: int) -> int:
    return len(bytearray(size))


def take_and_blame_the_file(size: int) -> int:
    try:
        return len(bytearray(size))
    except Exception as error:
        raise UnreadableInput("a.pdf", "damaged") from error


def variable(name: str) -> str | None:
    return os.environ.get(name)


def start_another(mark: Path) -> None:
    """Start a program in a session of its own, leave a temporary file, and hang."""
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    child = subprocess.Popen(command, start_new_session=True)
    with tempfile.NamedTemporaryFile(delete=False) as left:
        mark.write_text(f"{child.pid}\n{left.name}")
    hang()


def answer_in_part() -> str:
    """Send the beginning of an answer and no more."""

    def send_a_part(connection: Connection, message: bytes) -> None:
        os.write(connection.fileno(), struct.pack("!i", len(message)) + message[:3])
        threading.Event().wait()

    Connection.send_bytes = send_a_part  # type: ignore[method-assign,assignment]
    return "a"


class Runs:
    """A pickle that makes a folder where it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.mark),)


def answer_in_another_way(message: bytes) -> str:
    """Send what a worker that was taken over might send."""

    def send_another(connection: Connection, _: bytes) -> None:
        connection._send_bytes(message)  # type: ignore[attr-defined]

    Connection.send_bytes = send_another  # type: ignore[method-assign]
    return "a"


def another_type() -> str:
    return 7  # type: ignore[return-value]


def written(path: Path) -> str:
    """What comes of it where a file is written, made, moved, cut or removed."""
    said: list[str] = []
    for change in (
        lambda: path.write_text("changed"),
        lambda: os.truncate(path, 0),
        lambda: (path.parent / "fresh").mkdir(),
        lambda: path.rename(path.with_suffix(".moved")),
        path.unlink,
    ):
        try:
            change()
        except OSError as refused:
            said.append(type(refused).__name__)
    return " ".join(said)


def writes_where_it_may(path: Path) -> str:
    """A temporary file, the sink of all, a file that it may write; and as another program."""
    with tempfile.TemporaryFile() as own, Path(os.devnull).open("wb") as sink:
        own.write(b"a")
        sink.write(b"a")
    path.write_text("ours")
    subprocess.run(["sh", "-c", f"echo b > {path}-b"], check=True)
    return path.read_text()


def signalled(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except PermissionError:
        return "refused"
    return "sent"


def refuse() -> None:
    raise UnreadableInput("a.txt", "the file is empty")


def stumble() -> None:
    raise KeyError("no such row")


def reach(family: int) -> str:
    try:
        socket.socket(family, socket.SOCK_STREAM).close()
    except PermissionError:
        return "refused"
    return "open"


@pytest.fixture(params=["one thread", "several threads"])
def threads(request: pytest.FixtureRequest) -> Iterator[str]:
    """Workers start in another way where the process has several threads."""
    if request.param == "one thread":
        yield request.param
        return
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    yield request.param
    over.set()
    other.join()


def test_results_come_in_the_order_of_the_jobs(threads: str) -> None:
    jobs = [Job(text, name, (text,)) for text in "abcdefg"]
    assert list(run(jobs, AMPLE, 3)) == list("ABCDEFG")
    assert list(run([], AMPLE, 3)) == []


def test_a_process_of_several_threads_does_not_fork_itself() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert start_method().get_start_method() != "fork"
    finally:
        over.set()
        other.join()


def test_native_code_that_hangs_costs_only_its_document() -> None:
    jobs = [Job("a.pdf", name, ("a",)), Job("b.pdf", hang), Job("c.pdf", name, ("c",))]
    first, second, third = run(jobs, Allowance(8.0, 1 << 30), 1)
    assert (first, third) == ("A", "C")
    assert isinstance(second, LimitExceeded)
    assert second.status == 5


def test_time_is_limited_however_workers_start(threads: str) -> None:
    (outcome,) = run([Job("b.pdf", hang)], SHORT)
    reason = "b.pdf: it took longer than 1.5 s to read (--timeout sets another limit)"
    assert str(outcome) == reason


@pytest.mark.parametrize(("task", "cause"), [(crash, "SIGKILL"), (leave, "exit code 3")])
def test_a_worker_that_dies_costs_only_its_document(task: object, cause: str) -> None:
    jobs = [Job("a.pdf", name, ("a",)), Job("b.pdf", task), Job("c.pdf", name, ("c",))]  # type: ignore[arg-type]
    first, second, third = run(jobs, AMPLE, 2)
    assert (first, third) == ("A", "C")
    assert isinstance(second, LimitExceeded)
    assert f"b.pdf: the process that read it died twice ({cause})" in str(second)


def test_a_document_whose_worker_died_gets_one_more_try(tmp_path: Path) -> None:
    job = Job("a.pdf", first_time, (tmp_path / "mark", int(signal.SIGKILL)))
    assert list(run([job], writing(tmp_path))) == ["second"]


def test_there_is_no_third_try(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (outcome,) = run([Job("a.pdf", count_and_crash, (mark,))], writing(tmp_path))
    assert "died twice" in str(outcome)
    assert mark.read_text() == "xx"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process used")
def test_a_worker_that_stood_still_says_nothing_about_its_document(tmp_path: Path) -> None:
    """It was stopped, not busy: the document gets its time once more."""
    job = Job("a.pdf", first_time, (tmp_path / "mark", int(signal.SIGSTOP)))
    assert list(run([job], writing(tmp_path, 5.0))) == ["second"]


def test_a_worker_that_stops_in_the_midst_of_its_answer_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "_LONGEST_ANSWER", 0.2)
    worker = process.WorkerProcess(AMPLE)
    try:
        worker.take(0, 0.0)
        worker.connection.send((answer_in_part, ()))
        assert worker.connection.poll(600)
        assert worker.answer() is None
        assert worker.is_late
    finally:
        worker.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process used")
def test_a_worker_that_is_stopped_holds_up_nobody_who_sends_to_it(
    monkeypatch: pytest.MonkeyPatch, threads: str
) -> None:
    """More is sent than a pipe holds; the time of a document counts from the sending on."""
    start = process.WorkerProcess.take
    stopped: list[int] = []

    def take_and_stop(worker: process.WorkerProcess, number: int, seconds: float) -> None:
        start(worker, number, seconds if stopped else 2.0)
        pid = worker._process.pid
        assert pid is not None
        if not stopped:
            os.kill(pid, signal.SIGSTOP)
        stopped.append(pid)

    monkeypatch.setattr(process.WorkerProcess, "take", take_and_stop)
    text = "a" * (1 << 22)
    assert list(run([Job("a.pdf", name, (text,))], Allowance(600.0, 1 << 30))) == [text.upper()]
    assert len(set(stopped)) == 2


def test_what_a_worker_sends_runs_no_code(tmp_path: Path) -> None:
    """Its document took it over: it costs that document, and the next one is read."""
    mark = tmp_path / "mark"
    hostile = pickle.dumps(Runs(mark))
    jobs = [Job("a.pdf", answer_in_another_way, (hostile,)), Job("b.pdf", name, ("b",))]
    first, second = run(jobs, AMPLE)
    assert str(first).startswith("a.pdf: the process that read it sent something that is no answer")
    assert isinstance(first, UnreadableInput)
    assert second == "B"
    assert not mark.exists()


def test_a_result_of_another_type_is_no_answer() -> None:
    (outcome,) = run([Job("a.pdf", another_type)], AMPLE)
    assert isinstance(outcome, UnreadableInput)


def test_an_answer_that_is_larger_than_the_memory_of_a_worker_is_none() -> None:
    worker = process.WorkerProcess(AMPLE)
    try:
        worker.take(0, 600.0)
        worker._memory = 10
        assert worker.send((name, ("a" * 1000,)))
        assert worker.connection.poll(600)
        assert worker.answer() is None
    finally:
        worker.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound no address space")
@pytest.mark.parametrize("task", [take, take_and_blame_the_file])
def test_memory_is_limited_for_each_document(task: object) -> None:
    """Just inside the limit it is read; outside it is refused, and the next one is read."""
    allowed = Allowance(600.0, 200_000_000)
    jobs = [Job(f"{size}.pdf", task, (size,)) for size in (100_000_000, 300_000_000, 99)]  # type: ignore[arg-type]
    inside, outside, after = run(jobs, allowed, 1)
    assert (inside, after) == (100_000_000, 99)
    assert isinstance(outside, LimitExceeded)
    assert f"it needs more than 200 MB of memory to read ({MAX_MEMORY_MB}" in str(outside)


def is_gone(stat: Path) -> bool:
    """Tell whether a process is dead, or a zombie until init sees it; a kill takes a moment."""
    try:
        return ") Z " in stat.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who started whom")
def test_what_a_killed_worker_started_and_left_goes_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (outcome,) = run([Job("a.doc", start_another, (mark,))], writing(tmp_path, 8.0))
    assert isinstance(outcome, LimitExceeded)
    pid, left = mark.read_text().splitlines()
    assert not Path(left).exists()
    assert not Path(left).parent.exists()
    state = Path("/proc", pid, "stat")
    give_up = time.monotonic() + 600.0
    while not is_gone(state):
        assert time.monotonic() < give_up, "killed, but it still runs"
        time.sleep(0.01)


def test_an_error_of_the_document_comes_back_as_it_is() -> None:
    with pytest.raises(UnreadableInput, match=r"^a\.txt: the file is empty$"):
        alone("a.txt", 600.0, refuse)


def test_a_fault_of_ours_names_its_place() -> None:
    with pytest.raises(
        ReaderFault, match=r"a\.txt: a fault of ours: KeyError: 'no such row'"
    ) as it:
        alone("a.txt", 600.0, stumble)
    assert "test_sandbox.py, line" in str(it.value)
    assert it.value.status == 70


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_worker_has_no_network(family: socket.AddressFamily) -> None:
    assert alone("a.txt", 600.0, reach, int(family)) == "refused"


@pytest.mark.skipif(
    lock_version() < 3, reason="Linux has a lock of files since 5.13, this since 6.2"
)
def test_a_worker_writes_into_no_file_but_its_own(
    threads: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice, where it is, removes a file of its own in /tmp, where this test is."""
    monkeypatch.setenv(office.PROGRAM, "none")
    path = tmp_path / "kept.txt"
    path.write_text("kept")
    (outcome,) = run([Job("a.txt", written, (path,))], AMPLE)
    assert outcome == "PermissionError " * 4 + "PermissionError"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert path.read_text() == "kept"


@pytest.mark.skipif(lock_version() < 1, reason="this system has no lock of files")
def test_a_worker_writes_where_it_may(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    job = Job("a.txt", writes_where_it_may, (allowed / "a",))
    assert list(run([job], writing(allowed))) == ["ours"]
    assert {path.name for path in allowed.iterdir()} == {"a", "a-b"}


def test_a_folder_that_nothing_was_written_into_is_not_left(tmp_path: Path) -> None:
    made, there = tmp_path / "made", tmp_path / "there"
    there.mkdir()
    assert list(run([Job("a", name, ("a",))], Allowance(600.0, 1 << 30, (made, there)))) == ["A"]
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


@pytest.mark.skipif(lock_version() < 6, reason="Linux keeps signals in since 6.12")
def test_a_worker_sends_no_signal_to_others() -> None:
    assert alone("a.txt", 600.0, signalled, os.getpid()) == "refused"


def test_a_worker_knows_the_limits_of_now(threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long ago the process was started that workers come from."""
    assert alone("a.txt", 600.0, variable, "BUDGETGRAPH_TEST") is None
    monkeypatch.setenv("BUDGETGRAPH_TEST", "now")
    assert alone("a.txt", 600.0, variable, "BUDGETGRAPH_TEST") == "now"


def test_the_limit_of_memory_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MAX_MEMORY_MB, "250.5")
    assert allowance(9.0) == Allowance(9.0, 250_500_000)
    monkeypatch.setenv(MAX_MEMORY_MB, "much")
    with pytest.raises(UsageError, match="wants a number of megabytes"):
        allowance(9.0)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("/usr/lib/x.so: failed to map segment from shared object", LimitExceeded),
        ("x.so: cannot open shared object file", ReaderFault),
    ],
)
def test_a_library_that_does_not_fit_into_the_memory_is_a_limit(
    reason: str, expected: type[Exception]
) -> None:
    (outcome,) = run([Job("a.pdf", load_a_library, (reason,))], AMPLE)
    assert type(outcome) is expected
