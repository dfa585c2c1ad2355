"""What a table is by what it holds: the words of its heading and its items, its sides, its
codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from budgetgraph.document import GridRow
from budgetgraph.forms import fold, forms
from budgetgraph.forms.table_evidence import TableEvidence, table_evidence
from budgetgraph.recognise.columns import Column, columns, is_two_sided
from budgetgraph.recognise.headings import heading_length, is_amount, texts
from budgetgraph.values import code_notation

#: So many rows tell what a table holds.
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class _Look:
    """What can be seen of a table without its title."""

    words: frozenset[str]
    is_two_sided: bool
    codes: str | None


def kind_of(rows: Sequence[GridRow], context: str = "") -> str | None:
    """Give the type of table that these rows are, None where they do not tell.

    `context` is what stands above them. A table without one amount tells nothing.
    """
    length = heading_length(rows)
    heading, body = rows[:length], rows[length:]
    if not heading or not any(map(_holds_amount, body[:_SAMPLE])):
        return None
    return _first_that_fits(table_evidence(), _look(heading, body, context))


def corrected(type_of_title: str, rows: Sequence[GridRow]) -> str:
    """Give the type by the title, or by the table itself where it says more than a title that could
    be of many: 支出预算表 over 因公出国（境）费, 公务接待费 is a “三公” table.
    """
    correcting = [kind for kind in table_evidence() if type_of_title in kind.over]
    if not correcting:
        return type_of_title
    length = heading_length(rows)
    look = _look(rows[:length], rows[length:], "")
    return _first_that_fits(correcting, look) or type_of_title


def _holds_amount(row: GridRow) -> bool:
    """Tell whether one of the cells is an amount."""
    return any(map(is_amount, texts(row)))


def _first_that_fits(kinds: Iterable[TableEvidence], look: _Look) -> str | None:
    """Give the first kind of table that fits what can be seen; None where none does."""
    for kind in kinds:
        if _fits(kind, look):
            return kind.type
    return None


def _look(heading: Sequence[GridRow], body: Sequence[GridRow], context: str) -> _Look:
    """Look at a table: the words of its heading and its items, its sides, its codes."""
    of_table = columns(heading, body)
    heads = list(map(attrgetter("text"), chain.from_iterable(heading)))
    words = filter(None, [*heads, *_items(of_table, body), context])
    return _Look(
        frozenset(map(fold, words)), is_two_sided(of_table), _kind_of_codes(of_table, body)
    )


def _items(of_table: Sequence[Column], body: Sequence[GridRow]) -> Iterator[str]:
    """Give the texts in the columns of names."""
    for row in body:
        for cell, column in zip(row, of_table, strict=False):
            if column.role == "item":
                yield cell.text


def _kind_of_codes(of_table: Sequence[Column], body: Sequence[GridRow]) -> str | None:
    """Say which classification most of the codes are of: function, economic; None without codes."""
    kinds: Counter[str] = Counter()
    for row in body[:_SAMPLE]:
        kinds.update(filter(None, map(_kind_of_code, texts(row), of_table)))
    most = kinds.most_common(1)
    return most[0][0] if most else None


def _kind_of_code(text: str, column: Column) -> str | None:
    """Say which classification the code in a cell is of: `208 社会保障` → function; the code of a unit
    (单位代码) is of none.
    """
    if forms().heading["unit_code"].in_any(column.path[-1:]):
        return None
    if column.role in {"code", "code_part"}:
        return code_notation.kind(text)
    named = code_notation.split_code(text) if column.coded else None
    return code_notation.kind(named[0]) if named else None


def _fits(kind: TableEvidence, look: _Look) -> bool:
    """Tell whether a table looks as one of this kind does."""
    has_its_sides = kind.sides in {None, look.is_two_sided}
    has_its_codes = kind.codes in {None, look.codes}
    if not has_its_sides or not has_its_codes or kind.without.in_any(look.words):
        return False
    return all(any(map(pattern.search, look.words)) for pattern in kind.words)
