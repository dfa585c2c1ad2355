"""Tell the result of a task from what else a worker may send; take no result but one that the task
can give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from budgetgraph.isolation.annotations import result_of
from budgetgraph.isolation.plain_form import from_bytes, require


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a task."""

    result: object


def answer_of(task: Callable[..., object], message: bytes, expected: object) -> Any:
    """Read what a worker sent for a task: `Done` with what the annotation of the task says, or
    another of the records that are `expected`: `Done | Refusal`.

    NoAnswer where it is anything else.
    """
    answer = from_bytes(message, expected)
    if isinstance(answer, Done):
        require(answer.result, result_of(task))
    return answer
