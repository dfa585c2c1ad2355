"""A question whose things are asked for first has the rows of the whole question."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from places import ROOT
from summarised import summarised

from budgetgraph.query.narrowed import answered, narrowed
from budgetgraph.query.questions import bind, load
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer

#: Values that questions are asked with, by the name of the parameter.
VALUES = {
    "department": "平乡",
    "division": "邢台市",
    "document": "冀财社〔2023〕208号",
    "name": "参保",
    "resource": "id/document/冀财社/2016/93",
    "year": "2025",
}


@pytest.fixture(scope="module")
def store() -> Store:
    store = ox.Store()
    store.load((ROOT / "tests" / "queries" / "data.trig").read_bytes(), ox.RdfFormat.TRIG)
    return Store.memory([summarised(store).dump(format=ox.RdfFormat.N_QUADS)])


@pytest.mark.parametrize("name", sorted(load()))
def test_the_rows_are_those_of_the_whole_question(store: Store, name: str) -> None:
    question = load()[name]
    required = [one.name for one in question.parameters if one.required]
    for one in question.parameters or ():
        values = {each: VALUES[each] for each in {*required, one.name} & VALUES.keys()}
        asked = bind(question, values)
        assert answered(store, asked) == store.select(asked), values


class Heard:
    """A store that keeps what it is asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[str] = []

    def select(self, sparql: str) -> Answer:
        self.asked.append(sparql)
        return self.store.select(sparql)


def test_what_is_said_several_times_is_asked_once(store: Store) -> None:
    heard = Heard(store)
    asked = bind(load()["share-by-level"], {"department": "平乡"})
    assert asked.count("SELECT DISTINCT ?disclosure\n") == 3
    text = narrowed(heard, asked)
    assert "SELECT DISTINCT ?disclosure\n" not in text
    assert text.count("id/disclosure/130532/平乡县医疗保障局/2025>") == 3
    assert len(heard.asked) == 1


def test_things_that_are_no_iris_stay_in_the_question(store: Store) -> None:
    asked = (
        "SELECT ?named WHERE {\n  {\n    SELECT DISTINCT ?named\n    WHERE {\n"
        '      VALUES ?named { "a} {" }\n    }\n  }\n}'
    )
    assert narrowed(store, asked) == asked


def test_nothing_that_is_asked_for_gives_no_row(store: Store) -> None:
    asked = bind(load()["budget-totals"], {"department": "没有的局"})
    assert "VALUES (?disclosure) {  }" in narrowed(store, asked)
    assert answered(store, asked).rows == ()
