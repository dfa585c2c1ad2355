"""Put corrected figures in the place of misread ones; what was read before stays beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from budgetgraph.disclosure import Amount, Cell, Disclosure, Project, Row, Statement, Table
from budgetgraph.disclosure.correction import Correction
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where

#: The codes of the notes on a correction that was made, and on one that could not be.
CORRECTED, NOT_CORRECTED = "corrected", "correction-does-not-fit"


def with_corrections(
    disclosures: Sequence[Disclosure], corrections: Sequence[Correction]
) -> tuple[Disclosure, ...]:
    """Give the disclosures of one file with every correction made that fits exactly one figure.

    One that fits none or several is a note of the first disclosure.
    """
    result = list(disclosures)
    for correction in corrections:
        places = [
            (n, where)
            for n, disclosure in enumerate(result)
            for where in _places(disclosure, correction)
        ]
        if len(places) == 1:
            number, where = places[0]
            result[number] = _made(result[number], correction, where)
        else:
            note = Note(NOT_CORRECTED, _unfit(correction, len(places)))
            result[0] = replace(result[0], notes=(*result[0].notes, note))
    return tuple(result)


def _unfit(correction: Correction, count: int) -> str:
    """Say why a correction was not made."""
    said = f"the correction of {correction.read} to {correction.printed} ({correction})"
    if count == 0:
        return f"{said} fits nothing that is read there now"
    return f"{said} fits {count} figures; name the column of the table behind the place"


def _places(disclosure: Disclosure, correction: Correction) -> Iterator[Where]:
    """Give the place of each figure that a correction fits."""
    for table in disclosure.tables:
        for row in table.rows:
            yield from (cell.where for cell in row.cells if _fits_cell(correction, cell))
    yield from (
        statement.where
        for statement in disclosure.statements
        if _fits_statement(correction, statement)
    )
    for project in disclosure.projects:
        yield from _places_of_amounts(project, correction)


def _places_of_amounts(project: Project, correction: Correction) -> Iterator[Where]:
    """Give the places of the amounts of a project that a correction fits, each place once: 预算数 may
    be its total and its fiscal amount.
    """
    amounts = (project.total, project.fiscal, project.other)
    fitting = [
        amount for amount in amounts if amount is not None and _fits_amount(correction, amount)
    ]
    yield from dict.fromkeys(statement.where for statement in fitting)


def _fits_cell(correction: Correction, cell: Cell) -> bool:
    return correction.fits(cell.value, cell.where, cell.column)


def _fits_statement(correction: Correction, statement: Statement) -> bool:
    return correction.fits(statement.value, statement.where)


def _fits_amount(correction: Correction, amount: Amount) -> bool:
    return correction.fits(amount.value, amount.where)


def _made(disclosure: Disclosure, correction: Correction, where: Where) -> Disclosure:
    """Make a correction, with a note that says what was read before and who corrected it."""
    message = f"{correction.read} was read; {correction.printed} stands there, says {correction.by}"
    maker = _Maker(correction)
    return replace(
        disclosure,
        tables=tuple(map(maker.table, disclosure.tables)),
        statements=tuple(map(maker.statement, disclosure.statements)),
        projects=tuple(map(maker.project, disclosure.projects)),
        notes=(*disclosure.notes, Note(CORRECTED, message, where)),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes one correction in the records that it fits; others stay the same objects."""

    correction: Correction

    def table(self, table: Table) -> Table:
        """Correct a table; whether it closes is not told any more."""
        rows = tuple(map(self._row, table.rows))
        is_same = all(new is old for new, old in zip(rows, table.rows, strict=True))
        return table if is_same else replace(table, rows=rows, closes=None)

    def _row(self, row: Row) -> Row:
        cells = tuple(map(self._cell, row.cells))
        is_same = all(new is old for new, old in zip(cells, row.cells, strict=True))
        return row if is_same else replace(row, cells=cells)

    def _cell(self, cell: Cell) -> Cell:
        if not _fits_cell(self.correction, cell):
            return cell
        value = self.correction.printed
        return replace(cell, value=value, printed=None, corrected=self.correction)

    def statement(self, statement: Statement) -> Statement:
        """Correct the amount of a sentence."""
        if not _fits_statement(self.correction, statement):
            return statement
        value = self.correction.printed
        return replace(statement, value=value, printed=None, corrected=self.correction)

    def project(self, project: Project) -> Project:
        """Correct the amounts of a project."""
        amounts = (project.total, project.fiscal, project.other)
        total, fiscal, other = map(self._amount, amounts)
        return replace(project, total=total, fiscal=fiscal, other=other)

    def _amount(self, amount: Amount | None) -> Amount | None:
        if amount is None or not _fits_amount(self.correction, amount):
            return amount
        return replace(amount, value=self.correction.printed, corrected=self.correction)
