"""Show the answer of a form's query: things as links by name, money in 万元, the place in the paper.

The same columns go into files, there with amounts in 元 and with names instead of IRIs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.publish.sparql.form.compose import FormChoice, label_variable
from budgetgraph.publish.sparql.form.kinds import ColumnType, FormColumn
from budgetgraph.publish.web.amounts import grouped, places_of, wan
from budgetgraph.publish.web.answer_words import value_words
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.store.answer import Answer, Value


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell: its text, where it leads ("" for nowhere), and what is said on pointing at it."""

    text: str
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormTable:
    """Headings and rows; `numeric` tells of each column whether it holds numbers."""

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[FormCell, ...], ...]

    @property
    def links(self) -> list[list[str]]:
        """List the addresses that each row leads to."""
        return [[cell.href for cell in row if cell.href] for row in self.rows]


class Shown:
    """The answer of a choice, for a page in one language."""

    def __init__(self, choice: FormChoice, answer: Answer, renderer: Renderer, lang: str) -> None:
        self.choice, self.answer = choice, answer
        self.renderer, self.lang = renderer, lang

    def table(self) -> FormTable:
        """Make the table of the page."""
        columns = [self._cells(column) for column in self.choice.shown]
        headings = [heading(column, self.lang) for column in self.choice.shown]
        numeric = [column.type is ColumnType.NUMBER for column in self.choice.shown]
        if columns:
            columns[0] = self._leading(columns[0])
        if self.choice.kind.source:
            columns.append(self._places())
            headings.append(_SOURCE[self.lang])
            numeric.append(False)
        return FormTable(tuple(headings), tuple(numeric), tuple(zip(*columns, strict=True)))

    def file(self) -> Answer:
        """Make the table of a file."""
        columns = [self._file_values(column) for column in self.choice.shown]
        headings = [heading(column, self.lang, in_file=True) for column in self.choice.shown]
        if self.choice.kind.source:
            columns.append([cell.text for cell in self._places()])
            headings.append(_SOURCE[self.lang])
        things = self._values(self.choice.kind.key)
        rows = tuple(zip(*columns, things, strict=True))
        return Answer((*headings, "IRI"), rows)

    def _values(self, variable: str) -> list[Value]:
        """Give the values of a variable, row by row."""
        place = self.answer.columns.index(variable)
        return [row[place] for row in self.answer.rows]

    def _file_values(self, column: FormColumn) -> list[Value]:
        """Give the values of a column for a file: names, numbers as they are, codes in words."""
        values = self._values(label_variable(column))
        if column.type is not ColumnType.TEXT:
            return values
        return [self._in_words(column, value) for value in values]

    def _cells(self, column: FormColumn) -> list[FormCell]:
        """Make the cells of a column."""
        values = self._values(column.key)
        if column.type is ColumnType.THING:
            return self._links(values, self._values(label_variable(column)))
        if column.is_money:
            return _amounts(values)
        if column.type is ColumnType.NUMBER:
            return [FormCell(grouped(value)) for value in values]
        return [FormCell(self._in_words(column, value)) for value in values]

    def _in_words(self, column: FormColumn, value: Value) -> str:
        """Write a text or a coded value for people."""
        if value is None:
            return ""
        property_name = column.path.rpartition(":")[2]
        coded = "money_from" if property_name == "moneyFrom" else property_name
        return value_words(coded, value, self.lang) or str(value)

    def _links(self, iris: Sequence[Value], names: Sequence[Value]) -> list[FormCell]:
        """Make links to things, by their names."""
        cells = []
        for iri, name in zip(iris, names, strict=True):
            if iri is None:
                cells.append(FormCell(""))
                continue
            text = str(name or self.renderer.names.name(str(iri), self.lang))
            cells.append(FormCell(text, self.renderer.href(str(iri))))
        return cells

    def _leading(self, cells: Sequence[FormCell]) -> list[FormCell]:
        """Let the first column lead to the thing itself, where it leads nowhere yet."""
        leading = []
        for cell, iri in zip(cells, self._values(self.choice.kind.key), strict=True):
            href = cell.href or self.renderer.href(str(iri))
            text = cell.text or self.renderer.names.name(str(iri), self.lang)
            leading.append(FormCell(text, href, cell.hint))
        return leading

    def _places(self) -> list[FormCell]:
        """Make links to the places in the papers: `平乡县医疗保障局2025.md 第 328 行`."""
        cells = []
        for span in self._values("source"):
            if span is None:
                cells.append(FormCell(""))
                continue
            place = self.renderer.lines(str(span), self.lang)
            words = f"{self.renderer.paper(str(span))} {place}".strip()
            cells.append(FormCell(words, self.renderer.href(str(span))))
        return cells


_SOURCE = {"zh": "出处", "en": "Source"}


def heading(column: FormColumn, lang: str, *, in_file: bool = False) -> str:
    """Name a column, with the unit of an amount: 万元 on a page, 元 in a file."""
    label = column.labels[lang]
    if not column.is_money:
        return label
    unit = "元" if in_file else "万元"
    return f"{label}（{unit}）" if lang == "zh" else f"{label} ({unit})"


def _amounts(values: Sequence[Value]) -> list[FormCell]:
    """Write amounts in 万元 with equal decimals; the 元 are said on pointing."""
    places = places_of(values)
    cells = []
    for value in values:
        if value is None or isinstance(value, str):
            cells.append(FormCell(""))
            continue
        cells.append(FormCell(wan(value, places), hint=f"{grouped(value)} 元"))
    return cells
