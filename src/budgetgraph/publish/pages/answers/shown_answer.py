"""Make a question's answer readable: headings and values in words, links by name, money in 万元."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.publish.web.amounts import grouped, places_of, wan
from budgetgraph.publish.web.answer_words import ColumnWords, column_words, named_by, value_words
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.store.answer import Answer, Value

#: What is said once above the table where it is the same in every row.
_SAID_ONCE = frozenset({"document", "scope", "certainty", "edition", "findings"})
#: How the units of columns are written in their headings.
_SIGNS = {"yuan": "万元", "yuan_each": "元", "percent": "%"}
#: The columns that say a place together, and are shown as one column of links.
_PLACE = ("first_line", "last_line", "page")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: its text, where it leads (None for nowhere), and what is said on pointing at it."""

    text: str
    href: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its name in files, its heading, its cells, and whether they are numbers."""

    name: str
    heading: str
    numeric: bool
    cells: tuple[ShownCell, ...]

    @property
    def is_alike(self) -> bool:
        """Whether every row has the same cell."""
        return len(set(self.cells)) == 1

    @property
    def is_blank(self) -> bool:
        """Whether no row has anything here."""
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """The columns of an answer as a page shows them; each has a cell for every row.

    `alike` are columns whose cells are all the same, and are said once above the table. A column
    without any value is left out.
    """

    columns: tuple[ShownColumn, ...]
    alike: tuple[ShownColumn, ...]

    @property
    def rows(self) -> list[tuple[ShownCell, ...]]:
        """Give the cells row by row."""
        return list(zip(*(column.cells for column in self.columns), strict=True))


def shown_answer(question: str, answer: Answer, renderer: Renderer, lang: str) -> ShownAnswer:
    """Show an answer in a language.

    A column of IRIs and the column of their names become one column of links; source and lines
    become one place.
    """
    maker = _Columns(question, answer, renderer, lang)
    hidden = maker.names_shown_as_links()
    has_source = "source" in answer.columns
    columns, alike = [], []
    for name in answer.columns:
        if name in hidden or (has_source and name in _PLACE):
            continue
        column = maker.column(name)
        if column.is_alike and name in _SAID_ONCE:
            alike.append(column)
        elif not column.is_blank:
            columns.append(column)
    return ShownAnswer(tuple(columns), tuple(column for column in alike if not column.is_blank))


class _Columns:
    """Makes the columns of one answer."""

    def __init__(self, question: str, answer: Answer, renderer: Renderer, lang: str) -> None:
        self.question, self.answer = question, answer
        self.renderer, self.lang = renderer, lang

    def names_shown_as_links(self) -> set[str]:
        """List the columns of names that stand inside a column of links."""
        return {name for name in map(self._name_column, self.answer.columns) if name is not None}

    def column(self, name: str) -> ShownColumn:
        """Make a column."""
        cells = self._cells(name)
        words = column_words(self.question, name)
        if name == "source":
            return ShownColumn(name, words.heading(self.lang), False, self._places())
        if _are_numbers(cells):
            return self._numbers(name, words, cells)
        show = self._linked if self._is_linked(cells) else self._worded
        return ShownColumn(name, words.heading(self.lang), False, show(name, cells))

    def _cells(self, name: str) -> list[Value]:
        """Give the cells of a column; nothing but None where the answer has no such column."""
        if name not in self.answer.columns:
            return [None] * len(self.answer.rows)
        place = self.answer.columns.index(name)
        return [row[place] for row in self.answer.rows]

    def _is_linked(self, cells: Sequence[Value]) -> bool:
        return any(self.renderer.names.within(cell) for cell in cells)

    def _name_column(self, name: str) -> str | None:
        """Find the column that names the things of a column of IRIs; None where there is none."""
        if not self._is_linked(self._cells(name)):
            return None
        there = [other for other in named_by(name) if other in self.answer.columns]
        return there[0] if there else None

    def _numbers(self, name: str, words: ColumnWords, cells: Sequence[Value]) -> ShownColumn:
        """Make a column of numbers: money in 万元, all with the same number of decimals."""
        heading = words.heading(self.lang, money=words.unit == "yuan")
        if words.unit is not None:
            sign = _SIGNS[words.unit]
            heading += f"（{sign}）" if self.lang == "zh" else f" ({sign})"
        is_year = "year" in name or name == "issued"
        write = _year if is_year else _writer(words.unit, cells)
        return ShownColumn(name, heading, not is_year, tuple(map(write, cells)))

    def _linked(self, name: str, cells: Sequence[Value]) -> tuple[ShownCell, ...]:
        """Show IRIs as links by the names that stand beside them."""
        beside = self._name_column(name)
        names = self._cells(beside) if beside else [None] * len(cells)
        shown = []
        for cell, label in zip(cells, names, strict=True):
            if cell is None:
                shown.append(ShownCell(_text(label)))
                continue
            iri = str(cell)
            text = _text(label) or self.renderer.names.name(iri, self.lang)
            shown.append(ShownCell(text, self.renderer.href(iri)))
        return tuple(shown)

    def _worded(self, name: str, cells: Sequence[Value]) -> tuple[ShownCell, ...]:
        """Show texts, coded values in words and rules by their titles."""
        return tuple(ShownCell(self._in_words(name, cell)) for cell in cells)

    def _in_words(self, name: str, cell: Value) -> str:
        if cell is None:
            return ""
        if name in ("findings", "rule"):
            comma = "；" if self.lang == "zh" else "; "
            return comma.join(
                self.renderer.names.rule(rule, self.lang) for rule in str(cell).split()
            )
        if name == "measure":
            return self.renderer.names.measure(str(cell), self.lang)
        return value_words(name, cell, self.lang) or str(cell)

    def _places(self) -> tuple[ShownCell, ...]:
        """Join the paper and its lines to one link: `平乡县医疗保障局2025.md 第 328 行`."""
        lines = [self._cells(name) for name in ("source", *_PLACE)]
        return tuple(self._place(*row) for row in zip(*lines, strict=True))

    def _place(self, paper: Value, first: Value, last: Value, page: Value) -> ShownCell:
        if paper is None:
            return ShownCell("")
        words = [str(paper)]
        if isinstance(first, int):
            words.append(self.renderer.line_words(first, int(last or first), self.lang))
        elif page is not None:
            words.append(self.renderer.page_words(str(page), self.lang))
        anchor = f"#L{first}" if isinstance(first, int) else ""
        address = self.renderer.paper_address(str(paper))
        href = f"{address}{anchor}" if address else None
        return ShownCell(" ".join(words), href)


def _text(cell: Value) -> str:
    return "" if cell is None else str(cell)


def _are_numbers(cells: Sequence[Value]) -> bool:
    """Tell whether a column has a value and no text."""
    values = [cell for cell in cells if cell is not None]
    return bool(values) and not any(isinstance(cell, str) for cell in values)


def _writer(unit: str | None, cells: Sequence[Value]) -> Callable[[Value], ShownCell]:
    """Choose how the numbers of a column with this unit are written."""
    if unit is None:
        return _plain_number
    return _in_wan(places_of(cells)) if unit == "yuan" else _exactly


def _plain_number(cell: Value) -> ShownCell:
    return ShownCell(grouped(cell))


def _year(cell: Value) -> ShownCell:
    return ShownCell(_text(cell))


def _in_wan(places: int) -> Callable[[Value], ShownCell]:
    """Write amounts in 元 as 万元 with this many decimals; the 元 are said on pointing."""

    def write(cell: Value) -> ShownCell:
        if not isinstance(cell, int | Decimal):
            return ShownCell("")
        return ShownCell(wan(cell, places), hint=f"{grouped(cell)} 元")

    return write


def _exactly(cell: Value) -> ShownCell:
    """Write a number with two decimals, or with more where it needs more."""
    if not isinstance(cell, int | Decimal):
        return ShownCell("")
    needed = -int(Decimal(cell).normalize().as_tuple().exponent)
    return ShownCell(f"{Decimal(cell):,.{max(2, needed)}f}")
