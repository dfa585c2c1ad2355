"""Messages of the workers of a pool: only such ones are read, and no code runs."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from pathlib import Path

import pytest
from pebble.common.types import Result, ResultStatus
from pebble.pool.process import Acknowledgement, TaskProblem, TaskResult

from budgetgraph.isolation.plain_pipe import with_plain_pipes


class Runs:
    """A pickle that makes a file where it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.mark),)


def received(message: bytes) -> object:
    reader, writer = with_plain_pipes(multiprocessing.get_context()).Pipe(duplex=False)
    with reader, writer:
        writer.send_bytes(message)
        return reader.recv()


def done(value: object, status: ResultStatus = ResultStatus.SUCCESS) -> bytes:
    return pickle.dumps(TaskResult(7, Result(status, value)))


@pytest.mark.parametrize("protocol", range(3, pickle.HIGHEST_PROTOCOL + 1))
def test_messages_of_the_pool_are_read(protocol: int) -> None:
    messages = [Acknowledgement(123, 7), TaskResult(7, Result(ResultStatus.SUCCESS, b"\0 answer"))]
    for message in messages:
        assert received(pickle.dumps(message, protocol)) == message


def test_no_code_of_a_message_runs(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hostile = Runs(mark)
    pickles = [pickle.dumps(hostile), done(hostile), pickle.dumps(Acknowledgement(1, hostile))]  # type: ignore[arg-type]
    for message in pickles:
        with pytest.raises(TypeError, match="no message of a worker"):
            received(message)
        assert not mark.exists()
    pickle.loads(pickles[0])
    assert mark.exists()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        pickle.dumps(7),
        pickle.dumps({"task": 7}),
        pickle.dumps(Acknowledgement(True, 7)),
        pickle.dumps(Acknowledgement("123", 7)),  # type: ignore[arg-type]
        pickle.dumps(TaskResult(7, b"answer")),
        pickle.dumps(TaskProblem(7, ValueError())),
        pickle.dumps(Result(ResultStatus.SUCCESS, b"answer")),
        done("answer"),
        done(b"answer", ResultStatus.FAILURE),
        done(b"answer")[:-5],
    ],
)
def test_other_messages_are_refused(message: bytes) -> None:
    with pytest.raises(TypeError, match="no message of a worker"):
        received(message)


def test_what_is_done_to_a_class_is_done_to_one_that_stands_in() -> None:
    """BUILD with a pair sets attributes: here of the class itself."""
    kind = b"cpebble.pool.process\nAcknowledgement\n"
    with pytest.raises(TypeError):
        received(b"\x80\x02" + kind + b"N}X\5\0\0\0tasksK\1s\x86b.")
    assert not hasattr(Acknowledgement, "tasks")
