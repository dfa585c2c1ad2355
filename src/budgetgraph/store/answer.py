"""The answer to a question as a table of plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.values.money import plain

Value = str | int | Decimal | None
"""A cell: text (an IRI is text), a whole number, an exact decimal, or None where the value is not
known.
"""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DECIMAL = _XSD + "decimal"
_WHOLE = frozenset(
    _XSD + name
    for name in """
    integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger
    negativeInteger unsignedInt unsignedLong unsignedShort unsignedByte gYear
    """.split()
)
_WHOLE_TEXT = re.compile(r"[+-]?\d+")
_DECIMAL_TEXT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows in their final order; every row has one value a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"a row has {len(row)} values for {len(self.columns)} columns: {row!r}"
                )


def value(lexical: str, datatype: str | None = None) -> Value:
    """Return an RDF term as a cell.

    Integers and years become int, `xsd:decimal` stays exact and loses idle zeros (`5.00` → 5), all
    else is its text. `datatype` is the literal's datatype IRI, None for an IRI or a text with a
    language. An ill-formed number stays text.
    """
    if datatype in _WHOLE and _WHOLE_TEXT.fullmatch(lexical):
        return int(lexical)
    if datatype == _DECIMAL and _DECIMAL_TEXT.fullmatch(lexical):
        return plain(Decimal(lexical))
    return lexical


def text_of(cell: Value) -> str:
    """Return a cell as text: nothing for an unknown value, a decimal without an exponent."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return str(cell)
