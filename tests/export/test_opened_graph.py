"""`budgetgraph.open`: questions, SPARQL, tables and the panel as typed data frames."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from folder import make_folder

import budgetgraph
from budgetgraph.document.problems import QuestionError, UnreadableInput, UsageError
from budgetgraph.export.data_frames import answer_frame
from budgetgraph.export.opened_graph import OpenedGraph
from budgetgraph.publish.static_site import freeze as freezing
from budgetgraph.store.answer import Answer

BG = "PREFIX bg: <https://w3id.org/budgetgraph/ontology#> "


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> OpenedGraph:
    return budgetgraph.open(make_folder(tmp_path_factory.mktemp("opened") / "dir"))


def test_a_question_is_a_frame_with_typed_columns(graph: OpenedGraph) -> None:
    rows = graph.query("projects-citing-document", document="冀财社[2023]208号")
    assert len(rows) > 0
    assert rows["fiscal_year"].dtype == pd.Int64Dtype()
    assert isinstance(rows["relation"].dtype, pd.CategoricalDtype)
    amounts = rows["amount"].dropna()
    assert {type(amount) for amount in amounts} == {Decimal}
    whole = graph.query("projects-citing-document", document="冀财社[2023]208号", money="int64")
    assert whole["amount"].dtype == pd.Int64Dtype()
    assert whole["amount"].sum() == sum(amounts)


def test_a_question_may_have_a_parameter_called_name(graph: OpenedGraph) -> None:
    everything, none = graph.query("indicators"), graph.query("indicators", name="没有这样的指标")
    assert len(everything) > len(none) == 0


def test_a_wrong_name_or_word_is_refused_with_what_there_is(graph: OpenedGraph) -> None:
    with pytest.raises(QuestionError, match="did you mean projects"):
        graph.query("project")
    with pytest.raises(UsageError, match="decimal, int64, float"):
        graph.query("documents", money="dollars")
    with pytest.raises(UnreadableInput):
        budgetgraph.open("no-such-folder")


def test_sparql_gives_a_frame_a_truth_or_turtle(graph: OpenedGraph) -> None:
    counted = graph.sparql(BG + "SELECT (COUNT(*) AS ?n) { ?p a bg:Project }")
    assert isinstance(counted, pd.DataFrame)
    assert counted["n"][0] > 0
    assert graph.sparql(BG + "ASK { ?p a bg:Project }") is True
    turtle = graph.sparql(BG + "CONSTRUCT { ?p a bg:Project } WHERE { ?p a bg:Project }")
    assert "a bg:Project" in str(turtle)


def test_disclosures_tables_and_panel(graph: OpenedGraph) -> None:
    disclosures = graph.disclosures()
    assert disclosures["iri"].is_unique
    assert set(disclosures["phase"].dropna()) <= {"approved", "executed"}
    assert disclosures["sha256"].str.fullmatch("[0-9a-f]{64}").all()
    assert list(graph.tables()) == list(budgetgraph.tables(graph.path))
    for frame in (disclosures, graph.panel(), graph.panel(measures_apart=True)):
        assert str(frame["department"].dtype) == "category"
    assert str(graph.tables()["indicators"]["level1"].dtype) == "category"
    panel = graph.panel()
    assert not panel.duplicated(["department_iri", "fiscal_year", "phase", "measure"]).any()
    apart = graph.panel(measures_apart=True)
    assert len(apart) == len(panel.drop_duplicates(["department_iri", "fiscal_year", "phase"]))
    assert set(panel["measure"]) == set(apart.columns[5:])


def test_a_notebook_shows_what_the_graph_holds(graph: OpenedGraph) -> None:
    shown = graph._repr_html_()
    assert "预算公开" in shown
    assert "triples" in repr(graph)
    assert "budget-totals" in set(graph.questions()["name"])


@pytest.mark.parametrize(
    ("amounts", "dtype"),
    [((Decimal("5"), None), "Int64"), ((Decimal("5.5"), None), "object")],
)
def test_only_a_column_without_fractions_is_whole(
    amounts: tuple[Decimal | None, ...], dtype: str
) -> None:
    answer = Answer(("amount",), tuple((amount,) for amount in amounts))
    assert str(answer_frame(answer, "int64")["amount"].dtype) == dtype
    assert str(answer_frame(answer, "float")["amount"].dtype) == "Float64"


def test_days_are_days_and_what_is_unknown_stays_missing() -> None:
    answer = Answer(("day", "rule", "text"), (("2024-03-01", "a", "x"), (None, "b", None)))
    made = answer_frame(answer)
    assert made["day"].dt.year[0] == 2024
    assert made["day"].isna().tolist() == [False, True]
    assert str(made["rule"].dtype) == "category"
    assert made["text"].isna().tolist() == [False, True]
    assert list(answer_frame(Answer(("a", "b"), ())).columns) == ["a", "b"]


def test_a_site_can_be_written_where_an_event_loop_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a notebook: the loop of the thread is taken already."""
    done = freezing.Frozen()

    async def walked(*_: object) -> freezing.Frozen:
        return done

    monkeypatch.setattr(freezing, "create_app", lambda *_: None)
    monkeypatch.setattr(freezing, "_walk", walked)
    monkeypatch.setattr(freezing, "write_answers", lambda *_: 0)
    monkeypatch.setattr(freezing, "write_search", lambda *_: 0)

    async def cell() -> freezing.Frozen:
        return freezing.freeze(tmp_path, tmp_path / "out")

    assert asyncio.run(cell()) is done
