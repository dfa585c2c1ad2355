"""A place that takes nothing more: a full disk, or a pipe that breaks, which is either that of the reader who has left, or a fault that must be seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

#: The command line, with a first command that breaks a pipe of its own or prints without end.
_PROGRAM = """
import os, sys
from budgetgraph import cli
def broken(arguments, standalone_mode):
    ours, theirs = os.pipe()
    os.close(ours)
    os.write(theirs, b"x")
def printing(arguments, standalone_mode):
    while True:
        print("x" * 1000)
cli._program = lambda: {"broken": broken, "printing": printing}[sys.argv[1]]
cli.main([])
"""
_LONGEST = 60.0


def test_a_pipe_of_our_own_that_breaks_is_a_fault() -> None:
    call = [sys.executable, "-c", _PROGRAM, "broken"]
    ended = subprocess.run(call, capture_output=True, text=True, timeout=_LONGEST, check=False)
    assert ended.returncode == 70
    assert "BrokenPipeError" in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes tell less there")
def test_a_reader_that_leaves_ends_the_printing() -> None:
    call = [sys.executable, "-c", _PROGRAM, "printing"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(_LONGEST), said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("language", "words"), [("en", "no space is left"), ("zh", "空间")])
def test_a_full_disk_is_told_in_a_line(language: str, words: str) -> None:
    call = [sys.executable, "-m", "budgetgraph", "questions", "--lang", language]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            call, stdout=full, stderr=subprocess.PIPE, text=True, timeout=_LONGEST, check=False
        )
    assert ended.returncode == 3
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
