"""Spending by class: of each functional and economic class one amount a measure, printed or summed.

code     printed    leaf    asked by 3 digits
208       60.00             208  60.00
20805     60.00
2080505   40.00     yes
2080506   20.00     yes
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, product

from budgetgraph.mapping.key_figures.catalogue import ClassTables, catalogue
from budgetgraph.mapping.key_figures.record import ClassFigure, KeyFigure
from budgetgraph.mapping.mapped_tables import MappedFigure, MappedRow, MappedTable
from budgetgraph.values import codes

#: The lengths of the codes of each kind, from the widest class to the narrowest.
_DIGITS = {"function": (3, 5, 7), "economic": (3, 5)}
#: By how much the sum of printed addends may differ from its printed total, for each addend in 元.
_ROUNDING = Decimal(100)


def class_figures(tables: Sequence[MappedTable], phase: str, year: int) -> list[ClassFigure]:
    """Give the amounts of every class in the first table of its kind, and of the classes above."""
    figures: list[ClassFigure] = []
    for asked in catalogue().classes:
        mapped = _first(asked, tables, phase)
        if mapped is not None:
            figures += _Classes(asked, mapped, phase, year).figures()
    return figures


def _first(asked: ClassTables, tables: Sequence[MappedTable], phase: str) -> MappedTable | None:
    """Give the first table, by the order of types, that prints amounts of classes of the kind."""
    for table_type in asked.tables:
        for mapped in tables:
            if mapped.table.type == table_type and _prints_amounts(asked, mapped, phase):
                return mapped
    return None


def _prints_amounts(asked: ClassTables, mapped: MappedTable, phase: str) -> bool:
    """Tell whether a row of a class has an amount in a column that is asked for."""
    for row, column in product(_coded(asked, mapped), asked.columns):
        if _amount(row, column, phase) is not None:
            return True
    return False


def _coded(asked: ClassTables, mapped: MappedTable) -> list[MappedRow]:
    """Give the rows of a table with a code of the kind."""
    return [row for row in mapped.rows if codes.kind(row.row.code or "") == asked.kind]


def _amount(row: MappedRow, column: str, phase: str) -> MappedFigure | None:
    """Give the figure of a row that a measure counts; the largest, where several columns measure
    it.
    """
    wanted = (column, phase)
    figures: list[MappedFigure] = []
    for figure in row.figures:
        if (figure.measure, figure.phase) == wanted and figure.amount is not None:
            figures.append(figure)
    return max(figures, key=lambda figure: figure.amount or Decimal(0), default=None)


@dataclass(frozen=True, slots=True)
class _Classes:
    """The classes of one table."""

    asked: ClassTables
    mapped: MappedTable
    phase: str
    year: int

    def figures(self) -> Iterator[ClassFigure]:
        by_code: dict[str, list[MappedRow]] = {}
        for row in _coded(self.asked, self.mapped):
            by_code.setdefault(row.row.code or "", []).append(row)
        leaves = [code for code in sorted(by_code) if not _has_parts(code, by_code)]
        for code, rows in sorted(by_code.items()):
            item = rows[0].row.item or None
            yield from self._of(code, rows, item, is_leaf=code in leaves)
        for code in sorted(self._above(by_code, leaves)):
            inside = [by_code[leaf] for leaf in leaves if _is_in(leaf, code)]
            rows = list(chain.from_iterable(inside))
            yield from self._of(code, rows, None, is_leaf=False)

    def _above(self, by_code: dict[str, list[MappedRow]], leaves: Sequence[str]) -> set[str]:
        """Give the classes that no row prints, and that printed leaves lie in."""
        above: set[str] = set()
        for leaf, digits in product(leaves, _DIGITS[self.asked.kind]):
            above.add(leaf[:digits])
        return above.difference(by_code)

    def _of(
        self, code: str, rows: Sequence[MappedRow], item: str | None, *, is_leaf: bool
    ) -> Iterator[ClassFigure]:
        """Give the amount of each measure: of the row, or the sum of several."""
        scope = catalogue().scope_of_table(self.mapped.table)
        certain = self.mapped.table.is_certain
        for column in self.asked.columns:
            total, origins = self._sum(rows, column)
            if origins:
                key = KeyFigure(column, total, origins, scope, self.phase, self.year, certain)
                yield ClassFigure(key, self.asked.kind, code, item, is_leaf)

    def _sum(self, rows: Sequence[MappedRow], column: str) -> tuple[Decimal, tuple[str, ...]]:
        """Give the sum of a measure over rows, and the figures that it is the sum of."""
        total = Decimal(0)
        origins: list[str] = []
        for row in rows:
            figure = _amount(row, column, self.phase)
            if figure is not None:
                total += figure.amount or Decimal(0)
                origins.append(figure.iri)
        return total, tuple(origins)


def _has_parts(code: str, by_code: dict[str, list[MappedRow]]) -> bool:
    """Tell whether a class inside this one is printed."""
    return any(_is_in(other, code) for other in by_code)


def _is_in(code: str, above: str) -> bool:
    return code != above and code.startswith(above)
