"""Write the open answers of the questions, from which the script of a copy answers their forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from budgetgraph.document.data_file import read_data
from budgetgraph.document.languages import LANGUAGES
from budgetgraph.publish.pages.answers.shown_answer import ShownAnswer, ShownCell, shown_answer
from budgetgraph.publish.pages.terms import labels, papers
from budgetgraph.publish.static_site.links import link_between
from budgetgraph.publish.static_site.written_files import put_json
from budgetgraph.publish.web.addresses import Address
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Settings, Site
from budgetgraph.query.parameters import Parameter, rebase
from budgetgraph.query.questions import Question, load
from budgetgraph.rdf.iris import Iris
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer, Value


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How a parameter picks rows: the columns that it may look at, and the comparison.

    With `any_column` a row fits where one of the columns does, else the first column that is there
    decides.
    """

    columns: tuple[str, ...]
    how: str
    any_column: bool

    def of(self, answer: Answer) -> list[list[Value]]:
        """Give the cells that are looked at, column by column."""
        there = [name for name in self.columns if name in answer.columns]
        chosen = there if self.any_column else there[:1]
        places = [answer.columns.index(name) for name in chosen]
        return [[row[place] for row in answer.rows] for place in places]


def write_answers(folder: Path, out: Path, settings: Settings) -> int:
    """Write `questions/<name>.json` for every question that a copy can answer, in each language.

    Gives the number of files.
    """
    site = Site(folder, settings)
    base = site.iris.base
    store = Store.open(folder / "store")
    renderer = Renderer(site.iris, labels(base), papers(store, base), copied=True)
    written = 0
    for question in load().values():
        if not is_answered(question):
            continue
        answer = store.select(rebase(question.text, base))
        for lang in LANGUAGES:
            page = Address(f"/questions/{question.name}", lang=lang)
            shown = shown_answer(question.name, answer, renderer, lang)
            content = _content(shown, page, answer.columns) | {
                "given": _given(question, answer, site.iris)
            }
            put_json(out / page.file.replace(".html", ".json"), content)
            written += 1
    return written


def is_answered(question: Question) -> bool:
    """Tell whether the rows of the open answer that fit a form are the answer of the form.

    At least one of its parameters is looked for in a column of the answer; the others need a
    server.
    """
    is_left_out = question.name in _table()["left_out"]["questions"]
    return not is_left_out and bool(narrowings(question))


def narrowings(question: Question) -> dict[str, Narrowing]:
    """Tell how the parameters of a question pick rows: those that a column can answer."""
    table = _table()
    entries = table["parameters"] | table["questions"].get(question.name, {})
    narrowed = {}
    for parameter in question.parameters:
        entry = entries.get(parameter.name, {"columns": ()})
        if set(question.columns).intersection(entry["columns"]):
            any_column = bool(entry.get("any", False))
            columns = tuple(entry["columns"])
            narrowed[parameter.name] = Narrowing(columns, str(entry["how"]), any_column)
    return narrowed


@cache
def _table() -> dict[str, Any]:
    """Read how parameters pick rows."""
    return read_data("budgetgraph.publish.static_site", "narrowing.toml")


def _given(question: Question, answer: Answer, iris: Iris) -> dict[str, object]:
    """Give what each parameter looks at: a comparison, and the texts of its columns by row."""
    given: dict[str, object] = {}
    narrowed = narrowings(question)
    for parameter in question.parameters:
        narrowing = narrowed.get(parameter.name)
        if narrowing is None:
            continue
        columns = [_texts(parameter, cells, iris) for cells in narrowing.of(answer)]
        given[parameter.name] = {"how": narrowing.how, "columns": columns}
    return given


def _texts(parameter: Parameter, cells: Sequence[Value], iris: Iris) -> list[str]:
    """Write cells as a person would type them: a document by its number, else as it is."""
    renderer = Renderer(iris, {})
    is_number = parameter.type == "document-number"
    return [renderer.names.name(str(cell)) if is_number else _text(cell) for cell in cells]


def _text(cell: Value) -> str:
    return "" if cell is None else str(cell)


def _content(shown: ShownAnswer, page: Address, order: Sequence[str]) -> dict[str, object]:
    """Give the columns and rows of an answer; links are numbers of a list, for they repeat."""
    columns = sorted((*shown.alike, *shown.columns), key=lambda column: order.index(column.name))
    links: dict[str, int] = {}
    rows = []
    for cells in zip(*(column.cells for column in columns), strict=True):
        rows.append([_cell(cell, page, links) for cell in cells])
    headings = [[column.heading, column.numeric] for column in columns]
    return {"columns": headings, "rows": rows, "links": list(links)}


def _cell(cell: ShownCell, page: Address, links: dict[str, int]) -> object:
    """Give the text of a cell, or with a link its text and the number of the link."""
    link = link_between(page, cell.href) if cell.href else None
    if link is None:
        return cell.text
    return [cell.text, links.setdefault(link, len(links))]
