"""`--verbose` and `--log-file`: what a command does is said while it does it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import LINXIA

from budgetgraph.cli import main, run
from budgetgraph.cli.logs import set_up


@pytest.fixture(autouse=True)
def no_log_stays() -> Iterator[None]:
    yield
    set_up(verbose=False, log_file=None)


def test_verbose_says_on_stderr_what_is_done(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["extract", str(LINXIA)]) == 0
    silent = capsysbinary.readouterr()
    assert silent.err == b""
    assert run(["--verbose", "extract", str(LINXIA)]) == 0
    verbose = capsysbinary.readouterr()
    assert verbose.out == silent.out, "data is the same on stdout"
    assert f"budgetgraph.pipeline.sandbox: {LINXIA}: done" in verbose.err.decode()


def test_a_log_file_is_gone_on_with(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    log = tmp_path / "a.log"
    for _ in range(2):
        assert run(["--log-file", str(log), "extract", str(LINXIA)]) == 0
    lines = log.read_text(encoding="utf-8").splitlines()
    assert sum(line.endswith(f"{LINXIA}: done") for line in lines) == 2
    assert all(" INFO budgetgraph." in line for line in lines)
    assert capsysbinary.readouterr().err == b""


def test_a_log_file_that_cannot_be_written_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "none" / "a.log"
    assert run(["--log-file", str(place), "extract", str(LINXIA)]) == 2
    assert f"--log-file {place}: No such file or directory" in capsys.readouterr().err


def test_an_earlier_call_leaves_no_handler(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["--verbose", "extract", str(LINXIA)]) == 0
    assert run(["extract", str(LINXIA)]) == 0
    assert logging.getLogger("budgetgraph").handlers == []


@pytest.mark.parametrize(
    ("options", "locked"),
    [
        (["query", "x.rq"], True),
        (["--log-file", "build", "query", "x.rq"], True),
        (["--log-file=a.log", "--verbose", "validate", "x.ttl"], True),
        (["--log-file", "query", "build", "x"], False),
        (["query", "x.rq", "--endpoint", "http://127.0.0.1:9/"], False),
    ],
)
def test_the_network_is_taken_away_whatever_stands_before_the_command(
    options: list[str], locked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(
        "budgetgraph.isolation.network_lock.lock_network", lambda namespace: calls.append("locked")
    )
    monkeypatch.setattr("budgetgraph.cli.run", lambda arguments: 0)
    with pytest.raises(SystemExit):
        main(options)
    assert bool(calls) == locked
