"""A signal ends the work by an exception, but not while something is half made."""

from __future__ import annotations

import signal
import threading

import pytest

from budgetgraph.isolation.termination import tidy_end, undisturbed

_SIGNALS = [
    pytest.param(signal.SIGTERM, SystemExit, id="kill"),
    pytest.param(signal.SIGINT, KeyboardInterrupt, id="Ctrl-C"),
]


@pytest.mark.parametrize(("number", "exception"), _SIGNALS)
def test_a_signal_ends_the_work_at_once(number: int, exception: type[BaseException]) -> None:
    done: list[str] = []

    def work() -> None:
        with tidy_end():
            signal.raise_signal(number)
            done.append("after it")

    with pytest.raises(exception):
        work()
    assert not done


@pytest.mark.parametrize(("number", "exception"), _SIGNALS)
def test_what_must_be_whole_is_done_before(number: int, exception: type[BaseException]) -> None:
    done: list[str] = []

    def work() -> None:
        with tidy_end():
            with undisturbed():
                signal.raise_signal(number)
                with undisturbed():
                    done.append("inner")
                done.append("outer")
            done.append("after it")

    with pytest.raises(exception):
        work()
    assert done == ["inner", "outer"]


@pytest.mark.parametrize(("number", "exception"), _SIGNALS)
def test_what_breaks_as_all_is_closed_is_the_end(
    number: int, exception: type[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    def work() -> None:
        with tidy_end():
            try:
                signal.raise_signal(number)
            finally:
                raise FileNotFoundError("a worker's folder")

    with pytest.raises(exception):
        work()
    assert "a worker's folder" in caplog.text


def test_a_fault_of_a_disk_stays_one() -> None:
    with pytest.raises(FileNotFoundError), tidy_end():
        raise FileNotFoundError


def test_a_shell_is_told_the_signal() -> None:
    with pytest.raises(SystemExit) as ended, tidy_end():
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 143


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_ignored_signal_stays_so(number: int) -> None:
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with tidy_end():
            signal.raise_signal(number)
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_afterwards_all_is_as_before(number: int) -> None:
    before = signal.getsignal(number)
    with tidy_end(), undisturbed():
        assert signal.getsignal(number) != before
    assert signal.getsignal(number) == before


def test_other_threads_change_nothing() -> None:
    handlers = []

    def work() -> None:
        with tidy_end(), undisturbed():
            handlers.append(signal.getsignal(signal.SIGTERM))

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [before]
