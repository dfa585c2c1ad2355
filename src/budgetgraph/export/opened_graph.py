"""Ask a built graph from Python: `budgetgraph.open(folder)`, with answers as pandas data frames."""

from __future__ import annotations

import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from budgetgraph.assets import asset
from budgetgraph.export.data_frames import (
    answer_frame,
    frame,
    tables_of,
    wide,
    with_categories,
)
from budgetgraph.export.table_specs import parse, rows_of
from budgetgraph.query import questions
from budgetgraph.query.narrowed import answered
from budgetgraph.query.run_query import asked_of, base_of, open_store
from budgetgraph.rdf.serialise import serialise
from budgetgraph.store.answer import Answer
from budgetgraph.store.generations import generation_of

if TYPE_CHECKING:
    from pandas import DataFrame


class OpenedGraph:
    """A built folder, or an RDF file, to ask from a program or a notebook.

    Amounts are in 元. Everywhere `money` says how they are given: `"decimal"` exact (the default),
    `"int64"` as whole 元 where a column has no fraction, `"float"` for arithmetic that may round.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        graph = generation_of(self.path)
        self.base = base_of(graph)
        self._store = open_store(graph)

    def tables(self, *, money: str = "decimal") -> dict[str, DataFrame]:
        """Read all tables by name, as `budgetgraph.tables` does, with categories."""
        tables = tables_of(self._store, self.base, money)
        return {name: with_categories(table) for name, table in tables.items()}

    def disclosures(self, *, money: str = "decimal") -> DataFrame:
        """List the disclosures: whose, of which year and kind, from which file, how far read."""
        return with_categories(self._frame("disclosures", money))

    def panel(self, *, money: str = "decimal", measures_apart: bool = False) -> DataFrame:
        """Give the key figures by year, place, department, phase and measure.

        One row a figure; with `measures_apart` one column a measure. Editions that stand behind
        another are left out, so that a column can be summed within a year, a phase and a scope.
        """
        long = self._frame("panel", money)
        panel = wide(long) if measures_apart else long
        return with_categories(panel)

    def questions(self) -> DataFrame:
        """List the questions that `query` answers, with their parameters."""
        rows = []
        for question in questions.load().values():
            given = ", ".join(parameter.name for parameter in question.parameters)
            rows.append((question.name, question.title_zh, question.title_en, given))
        return answer_frame(Answer(("name", "title_zh", "title_en", "parameters"), tuple(rows)))

    def query(self, name: str, /, *, money: str = "decimal", **values: object) -> DataFrame:
        """Answer a question: `g.query("projects-citing-document", document="冀财社[2023]208号")`.

        QuestionError for an unknown name or parameter, with those that come close.
        """
        question = questions.find(name, questions.load())
        given: Mapping[str, str] = {key: str(value) for key, value in values.items()}
        answer = answered(self._store, questions.bind(question, given, self.base))
        return answer_frame(answer, money)

    def sparql(self, text: str, *, money: str = "decimal") -> DataFrame | bool | str:
        """Answer any query: a SELECT as a data frame, an ASK as a truth, a graph as Turtle."""
        answer = asked_of(self._store, text)
        if isinstance(answer, bool):
            return answer
        if isinstance(answer, bytes):
            return serialise(answer, "ttl", base=self.base).decode()
        return answer_frame(answer, money)

    def _frame(self, name: str, money: str) -> DataFrame:
        spec = parse(name, asset(f"queries/frames/{name}.rq").read_text("utf-8"))
        return frame(rows_of(self._store, spec, self.base), spec, money)

    def __repr__(self) -> str:
        return f"<budgetgraph {self.path}: {len(self._store):,} triples>"

    def _repr_html_(self) -> str:
        """Show in a notebook what the graph holds, and how to go on."""
        listed = self.disclosures()
        years = sorted(set(listed["fiscal_year"].dropna()))
        span = f"{years[0]}–{years[-1]}" if years else "–"
        facts = [
            ("预算公开 disclosures", f"{listed['iri'].nunique():,}"),
            ("部门 departments", f"{listed['department_iri'].nunique():,}"),
            ("年度 years", span),
            ("三元组 triples", f"{len(self._store):,}"),
        ]
        rows = "".join(f"<tr><th>{escape(name)}</th><td>{value}</td></tr>" for name, value in facts)
        ways = ".disclosures() · .tables() · .panel() · .questions() · .query(name, …) · .sparql(…)"
        path = escape(str(self.path))
        return f"<table><caption>{path}</caption>{rows}</table><code>{escape(ways)}</code>"


def open_graph(path: str | os.PathLike[str]) -> OpenedGraph:
    """Open a built folder or an RDF file; UnreadableInput for a path that is neither."""
    return OpenedGraph(path)
