"""Answers of workers: what is written comes back, and nothing else runs or passes."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.document.problems import (
    LimitExceeded,
    Note,
    QuestionError,
    Severity,
    UnreadableInput,
)
from budgetgraph.document.where import Where
from budgetgraph.isolation.annotations import fits, result_of
from budgetgraph.isolation.plain_form import NoAnswer, from_bytes, to_bytes
from budgetgraph.store.answer import Answer

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.decimals(allow_nan=False),
    st.sampled_from(Severity),
    st.builds(
        Note, st.text(), st.text(), st.none() | st.builds(Where, st.integers(), st.integers())
    ),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(st.text(), inner),
        st.frozensets(st.text()),
        st.sets(st.integers()),
    ),
)


@given(VALUES)
def test_what_is_written_comes_back(value: object) -> None:
    back = from_bytes(to_bytes(value))
    assert back == value
    assert type(back) is type(value)


def test_names_of_any_bytes_and_counts_come_back() -> None:
    name = b"\xff\xfe.pdf".decode("utf-8", "surrogateescape")
    assert from_bytes(to_bytes((name, Path(name), Counter(a=2)))) == (name, Path(name), {"a": 2})


def test_text_of_another_class_comes_back_as_text() -> None:
    """The IRIs of a graph are such text."""

    class Iri(str):
        __slots__ = ()

    assert type(from_bytes(to_bytes([Iri("a:b")]), list[str])[0]) is str


def test_errors_come_back_as_they_are() -> None:
    for error in (
        UnreadableInput("a.pdf", "空"),
        QuestionError("问", "ask"),
        LimitExceeded("late"),
    ):
        back = from_bytes(to_bytes(error))
        assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))
    assert repr(from_bytes(to_bytes(KeyError("x")))) == "KeyError('x')"


def test_an_error_of_a_class_that_is_not_known_here_comes_as_its_nearest() -> None:
    class Torn(ValueError):
        pass

    assert type(from_bytes(to_bytes(Torn("torn")))) is ValueError
    name = "budgetgraph.nowhere:Lost"
    names = [name, "budgetgraph.document.problems:LimitExceeded"]
    assert str(from_bytes(_framed(["error", names, ["tuple", "x"], ["dict"]]))) == "x"


@dataclass(frozen=True)
class Strange:
    """A record of somebody else."""

    size: int


@pytest.mark.parametrize("value", [object(), len, Strange, lambda: 1, {1: object()}, 1j])
def test_what_has_no_form_is_named(value: object) -> None:
    with pytest.raises(NoAnswer, match="has no plain form"):
        to_bytes(value)


def _framed(form: object, rest: bytes = b"") -> bytes:
    text = json.dumps(form).encode()
    return len(text).to_bytes(8) + text + rest


_NOTE = "budgetgraph.document.problems:Note"
HOSTILE = {
    "a pickle": pickle.dumps(Note("a", "b")),
    "nothing": b"",
    "cut": to_bytes(["abc"])[:-2],
    "more than one": to_bytes(1) + b"x",
    "bytes that are not there": _framed(["bytes", 5], b"abc"),
    "bytes before the first": _framed(["tuple", ["bytes", 3], ["bytes", -1]], b"abc"),
    "no kind": _framed([]),
    "an unknown kind": _framed(["call", "os:system", "true"]),
    "a function": _framed(["record", "os:system", "true"]),
    "a class of another": _framed(["record", "subprocess:Popen", "true"]),
    "a record of another": _framed(["record", f"{__name__}:Strange", 1]),
    "a class that is no record": _framed(["record", "budgetgraph.document.problems:UsageError"]),
    "a module that is not loaded": _framed(["record", "budgetgraph.__main__:Note", 1]),
    "an error of another": _framed(
        ["error", ["subprocess:CalledProcessError"], ["tuple"], ["dict"]]
    ),
    "no error": _framed(["error", ["builtins:int"], ["tuple"], ["dict"]]),
    "the end of all": _framed(["error", ["builtins:SystemExit"], ["tuple"], ["dict"]]),
    "no error of ours": _framed(["error", [], ["tuple"], ["dict"]]),
    "an enumeration of another": _framed(["enum", "enum:Enum", "mro"]),
    "a method of an enumeration": _framed(
        ["enum", "budgetgraph.document.problems:Severity", "word"]
    ),
    "a field too few": _framed(["record", _NOTE, "a", "b"]),
    "a field too many": _framed(["record", _NOTE, "a", "b", None, None]),
    "a field of another type": _framed(["record", _NOTE, "a", 1, None]),
    "a record in a field of another": _framed(
        ["record", _NOTE, "a", "b", ["record", _NOTE, "a", "b", None]]
    ),
    "half a pair": _framed(["dict", "a"]),
    "no key": _framed(["dict", ["list"], 1]),
    "no number": _framed(["Decimal", "x"]),
    "no text": b"\0\0\0\0\0\0\0\1\xff",
    "deep": _framed(None)[:8] + b"[" * 100_000,
}


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_answer_is_refused(message: bytes) -> None:
    with pytest.raises(NoAnswer):
        from_bytes(message)


def test_nothing_of_a_class_runs_when_a_record_is_filled() -> None:
    """This record looks at its rows in its constructor."""
    form = ["record", "budgetgraph.store.answer:Answer", ["tuple", "a"], ["tuple", ["tuple", 1, 2]]]
    assert len(from_bytes(_framed(form), Answer).rows[0]) == 2


FITTING: list[tuple[object, object, object]] = [
    (tuple[str, ...], ("a", "b"), ("a", 1)),
    (tuple[str, int], ("a", 1), ("a", 1, 1)),
    (list[bytes], [b"a"], "a"),
    (frozenset[str], frozenset("a"), ["a"]),
    (set[int], {1}, {"a"}),
    (dict[str, list[int]], {"a": [1]}, {"a": [None]}),
    (dict[str, int], {"a": 1}, {1: 1}),
    (str | None, None, 1),
    (int, 1, True),
    (float, 1, "1"),
    (Decimal, Decimal(1), 1.0),
    (None, None, 0),
    (Note, Note("a", "b"), Where(1, 1)),
    (list[Note | Where], [Note("a", "b")], [Severity.INFO]),
]


@pytest.mark.parametrize(("annotation", "fitting", "other"), FITTING, ids=str)
def test_values_fit_annotations(annotation: object, fitting: object, other: object) -> None:
    assert fits(fitting, annotation)
    assert not fits(other, annotation)
    assert from_bytes(to_bytes(fitting), annotation) == fitting
    with pytest.raises(NoAnswer, match="which was not asked for"):
        from_bytes(to_bytes(other), annotation)


def test_what_a_function_returns() -> None:
    def told() -> tuple[int, str]:
        return 1, "a"

    assert result_of(told) == tuple[int, str]
    assert result_of(lambda: 1) is object
