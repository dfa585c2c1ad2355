"""What agents may ask of a built graph, as plain functions: search, facts, questions, SPARQL.

Each works within the server's limits of time and rows, reads only, and gives numbers with the lines
that they stand in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import BudgetGraphError, UsageError
from budgetgraph.publish.agents.cited_rows import cited_answer, json_value
from budgetgraph.publish.pages.descriptions import Record, Section, gather
from budgetgraph.publish.pages.found import contexts, found_listing
from budgetgraph.publish.pages.terms import papers
from budgetgraph.publish.sparql.query_guard import Refused, inspect
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Settings, Site
from budgetgraph.publish.web.workers import Limits, Workers
from budgetgraph.query import questions, search_entries, search_index
from budgetgraph.query.search_index import Index
from budgetgraph.store import Caps, Store
from budgetgraph.store.generations import generation_of

MOST_ROWS = 200
"""The most rows of an answer; an agent that needs more asks a narrower question."""
_MOST_HITS = 50
#: The sections of a page that `facts` writes under names of their own, or not at all.
_OWN_SECTIONS = frozenset({"head", "facts", "backlinks", "quotes", "findings"})


class CannotAnswer(Exception):
    """What was asked is wrong or takes too long; the message says what to do."""


class GraphTools:
    """The tools over one built folder. Close it when it is no longer used."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.site = Site(generation_of(folder), settings)
        self.base = self.site.iris.base
        store = Store.open(self.site.folder / "store")
        index = Index.open(self.site.folder / search_index.NAME)
        self._index = index or Index.memory(search_entries.names(store, self.base))
        self._files: dict[str, str] | None = None
        limits = Limits(settings.timeout, settings.memory, settings.queue, settings.isolated)
        opened = str(self.site.folder / "store")
        self._workers: Workers[Store] = Workers(1, limits, Store.open, opened)

    def close(self) -> None:
        """Stop the worker and close the index."""
        self._workers.close()
        self._index.close()

    async def search(self, text: str, kind: str = "", limit: int = 20) -> dict[str, Any]:
        """Find departments, documents, projects, tables and indicators by any part of a name,
        number or code, in Chinese. A document number is found in every spelling. `kind` narrows:
        Department, OfficialDocument, Project, Disclosure, Table, PerformanceIndicator, TableRow,
        Division, BudgetUnit. Gives IRIs for `facts`.
        """
        wanted = self.site.iris.ontology + kind if kind else ""
        most = min(max(limit, 1), _MOST_HITS)
        # More than are given, so that a kind of which there is little is found as well.
        asked = most * 20 if kind else most
        hits = await asyncio.to_thread(self._index.find, text, asked)
        fitting = [hit for hit in hits if not wanted or hit.kind == wanted][:most]
        things = [hit.thing for hit in fitting]
        told = await self._run(contexts, things, self.base)
        listed = found_listing(text, fitting, told, {}).things
        return {"results": [_found(thing) for thing in listed]}

    async def facts(self, iri: str) -> dict[str, Any]:
        """Give all that the graph says about a thing, with the papers and lines that say it, and
        what the audit found. `iri` is a full IRI or a path: id/document/冀财社/2023/208.
        """
        full = iri if "://" in iri else self.base + iri.lstrip("/")
        thing = await self._run(gather, full, self.base)
        if thing is None:
            raise CannotAnswer(f"nothing in this graph is called {full}; try the tool search")
        sections = thing.sections
        quotes = sections["quotes"] or sections.get("mentions")
        files = await self._papers()
        return {
            "iri": thing.iri,
            "kind": thing.kind,
            "label": thing.title,
            "facts": [_written(row) for row in sections["facts"].rows],
            "sources": [_quote(row, files) for row in quotes.rows] if quotes else [],
            "findings": [_written(row) for row in sections["findings"].rows],
            "related": _related(sections),
        }

    async def _papers(self) -> dict[str, str]:
        """Give the names of the papers by their SHA-256; the store is asked once."""
        if self._files is None:
            self._files = await self._run(papers, self.base)
        return self._files

    def questions(self) -> list[dict[str, Any]]:
        """List the questions that `ask` answers: name, what it asks, parameters, columns."""
        listed = []
        for question in questions.load().values():
            parameters = {given.name: given.described("en") for given in question.parameters}
            listed.append(
                {
                    "name": question.name,
                    "question": question.question_en,
                    "question_zh": question.question_zh,
                    "parameters": parameters,
                    "columns": list(question.columns),
                }
            )
        return listed

    async def ask(
        self, question: str, values: dict[str, str] | None = None, limit: int = 50
    ) -> dict[str, Any]:
        """Answer one of the questions, for example projects-citing-document with
        {"document": "冀财社[2023]208号"}. Amounts are in 元, exact, as text. `sources` of a row has
        paper and line of each number and thing; `computed` names columns whose numbers were
        computed and stand in no paper. Empty means unknown, never zero.
        """
        try:
            asked = questions.find(question, questions.load())
            query = questions.bind(asked, values or {}, self.base)
        except BudgetGraphError as error:
            raise CannotAnswer(str(error)) from error
        answer: dict[str, Any] = await self._run(cited_answer, query, _rows(limit), self.base)
        return answer

    async def findings(
        self, rule: str = "", severity: str = "", department: str = "", year: str = ""
    ) -> dict[str, Any]:
        """Give what the audit found, each with its line. A finding names a gap; it is no verdict.
        `severity` is violation, warning or info; `department` a name or a part of one.
        """
        given = {"rule": rule, "severity": severity, "department": department, "year": year}
        return await self.ask(
            "findings", {key: value for key, value in given.items() if value}, 100
        )

    async def sparql(self, query: str) -> dict[str, Any]:
        """Answer a read-only SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) within limits of
        time and rows. The default graph is the union of all named graphs. Ask for ?span
        (bg:source) beside a number to have its line. No SERVICE, no updates.
        """
        try:
            inspected = inspect(query, self.base)
        except Refused as error:
            raise CannotAnswer(error.reason) from error
        form = "nt" if inspected.gives_graph else "json"
        caps = Caps(MOST_ROWS, self.site.settings.size)
        written = await self._run(
            Store.answer,
            query,
            form,
            graphs=(*inspected.default_graphs, *inspected.named_graphs),
            base=self.base,
            caps=caps,
        )
        truncated = written.truncated or ""
        return {"format": form, "answer": written.body.decode(), "truncated": truncated}

    async def _run(self, task: Any, *arguments: Any, **named: Any) -> Any:
        """Run a task in the worker; CannotAnswer where it is refused or takes too long."""
        try:
            return await self._workers.run(task, *arguments, **named)
        except BudgetGraphError as error:
            raise CannotAnswer(str(error)) from error


def _rows(limit: int) -> int:
    """Keep a number of rows between one and the most."""
    if limit < 1:
        raise CannotAnswer(str(UsageError("limit is at least 1")))
    return min(limit, MOST_ROWS)


def _found(thing: Any) -> dict[str, Any]:
    """Describe a thing that a search found."""
    kind = thing.hit.kind.rpartition("#")[2]
    names = {
        "iri": thing.hit.thing,
        "kind": kind,
        "label": thing.hit.label,
        "matched": thing.hit.matched,
    }
    told = {
        "department": thing.department,
        "place": thing.place,
        "year": thing.year,
        "in": thing.inside,
    }
    return {**names, **{key: value for key, value in told.items() if value}}


def _written(row: Record) -> dict[str, Any]:
    """Write a row for JSON, without what is not known."""
    return {key: json_value(value) for key, value in row.items() if value is not None}


def _related(sections: Mapping[str, Section]) -> dict[str, list[dict[str, Any]]]:
    """Write the other sections of a thing's page: a department's projects, a table's cells."""
    related = {}
    for name, section in sections.items():
        if name not in _OWN_SECTIONS:
            related[name] = list(map(_written, section.rows[:MOST_ROWS]))
    return related


def _quote(row: Record, files: Mapping[str, str]) -> dict[str, Any]:
    """Write where a thing stands, with the words that stand there."""
    span = str(row["span"])
    digest = Renderer.digest(span)
    name = files.get(digest, digest)
    return {"place": f"{name} {Renderer.lines(span, 'en')}", "span": span, "quote": row["quote"]}
