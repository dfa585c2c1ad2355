"""Workers that are forked after a first paper find loaded what a paper needs."""

from __future__ import annotations

import multiprocessing

import pytest

from budgetgraph.pipeline.sandbox import warmed
from budgetgraph.values import codes


def test_the_first_paper_has_something_of_each_kind() -> None:
    paper = warmed._read()
    assert [table.closes for table in paper.tables] == [True, True]
    assert [len(project.indicators) for project in paper.projects] == [2]
    assert paper.statements
    assert [document.number.agency for document in paper.documents] == ["冀财农"]


def test_code_lists_are_loaded_after_it() -> None:
    codes.concepts.cache_clear()
    warmed.warm.__wrapped__()
    assert codes.concepts.cache_info().currsize > 0


def test_a_disk_without_room_for_it_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(prefix: str) -> str:
        raise OSError(28, "No space left on device", prefix)

    monkeypatch.setattr(warmed, "mkdtemp", full)
    codes.concepts.cache_clear()
    warmed.warm.__wrapped__()
    assert codes.concepts.cache_info().currsize == 0


@pytest.mark.parametrize("limit", ["0.0001", "many"])
def test_a_limit_that_it_is_over_stops_nothing(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGETGRAPH_MAX_MB", limit)
    codes.concepts.cache_clear()
    warmed.warm.__wrapped__()
    assert codes.concepts.cache_info().currsize == 0


@pytest.mark.parametrize(
    ("jobs", "method", "warmed_here"),
    [(2, "fork", 1), (1, "fork", 0), (2, "forkserver", 0), (2, "spawn", 0)],
)
def test_a_process_is_warmed_where_several_workers_are_forked_from_it(
    jobs: int, method: str, warmed_here: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[None] = []
    monkeypatch.setattr(warmed, "start_method", lambda: multiprocessing.get_context(method))
    monkeypatch.setattr(warmed, "warm", lambda: calls.append(None))
    warmed.warm_to_fork(jobs)
    assert len(calls) == warmed_here
