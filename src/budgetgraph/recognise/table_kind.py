"""What a table is by what it holds: the words of its heading and its items, its sides, its codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from budgetgraph.document import GridRow
from budgetgraph.forms import fold
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
    """The type of table that these rows are, None where they do not tell.

    `context` is what stands above them. A table without one amount tells nothing.
    """
    length = heading_length(rows)
    body = rows[length:]
    if not length or not any(is_amount(text) for row in body[:_SAMPLE] for text in texts(row)):
        return None
    look = _look(rows[:length], body, context)
    return next((kind.type for kind in table_evidence() if _fits(kind, look)), None)


def corrected(type_of_title: str, rows: Sequence[GridRow]) -> str:
    """The type by the title, or by the table itself where it says more than a title that could be
    of many: 支出预算表 over 因公出国（境）费, 公务接待费 is a “三公” table.
    """
    correcting = [kind for kind in table_evidence() if type_of_title in kind.over]
    if not correcting:
        return type_of_title
    length = heading_length(rows)
    look = _look(rows[:length], rows[length:], "")
    return next((kind.type for kind in correcting if _fits(kind, look)), type_of_title)


def _look(heading: Sequence[GridRow], body: Sequence[GridRow], context: str) -> _Look:
    found = columns(heading, body)
    names = [index for index, column in enumerate(found) if column.role == "item"]
    items = (row[index].text for row in body for index in names if index < len(row))
    heads = (cell.text for row in heading for cell in row)
    words = frozenset(fold(text) for text in (*heads, *items, context) if text)
    return _Look(words, is_two_sided(found), _kind_of_codes(found, body))


def _kind_of_codes(found: Sequence[Column], body: Sequence[GridRow]) -> str | None:
    """Which classification most of the codes are of: function, economic; None without codes."""
    kinds: Counter[str] = Counter()
    for row in body[:_SAMPLE]:
        for text, column in zip(texts(row), found, strict=False):
            kind = _kind_of_code(text, column)
            kinds.update([kind] if kind else [])
    return kinds.most_common(1)[0][0] if kinds else None


def _kind_of_code(text: str, column: Column) -> str | None:
    if column.role in {"code", "code_part"}:
        return code_notation.kind(text)
    named = code_notation.split_code(text) if column.coded else None
    return code_notation.kind(named[0]) if named else None


def _fits(kind: TableEvidence, look: _Look) -> bool:
    if kind.sides is not None and kind.sides != look.is_two_sided:
        return False
    if kind.codes is not None and kind.codes != look.codes:
        return False
    if any(word in kind.without for word in look.words):
        return False
    return all(any(pattern.search(word) for word in look.words) for pattern in kind.words)
