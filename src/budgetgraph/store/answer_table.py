"""The formats of an answer: aligned text, CSV, TSV, JSON and a spreadsheet.

The same answer gives the same bytes, whatever the clock, the platform or the locale.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from budgetgraph.document.problems import UsageError
from budgetgraph.store.answer import Answer, Value, text_of
from budgetgraph.store.formula import harmless
from budgetgraph.store.spreadsheet import xlsx
from budgetgraph.store.terminal_table import table

_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def write(answer: Answer, form: str, *, bom: bool = False) -> bytes:
    """Return the answer in one of `FORMATS`, UTF-8.

    In CSV and TSV, text that a spreadsheet would take for a formula has an apostrophe in front.
    `bom` begins them with a byte order mark, which a Chinese Excel needs.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(FORMATS)}")
    written = FORMATS[form](answer)
    return b"\xef\xbb\xbf" + written if bom and form in ("csv", "tsv") else written


def csv_lines(rows: Iterable[Iterable[Value]]) -> bytes:
    """Write rows as CSV without a header, as `write` does."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows(map(_written, row) for row in rows)
    return stream.getvalue().encode()


def _written(cell: Value) -> str:
    return harmless(text_of(cell))


def _table(answer: Answer) -> bytes:
    return table(answer).encode()


def _csv(answer: Answer) -> bytes:
    """Write RFC 4180: CRLF, quotes where needed, a header; an unknown value is an empty field."""
    return csv_lines([answer.columns, *answer.rows])


def _tsv(answer: Answer) -> bytes:
    """Write one row a line.

    A tab, a line end or a backslash inside a cell is written `\\t`, `\\n`, `\\r`, `\\\\`.
    """
    return "".join(_tsv_lines(answer)).encode()


def _tsv_lines(answer: Answer) -> Iterator[str]:
    for row in (answer.columns, *answer.rows):
        cells = [_written(cell).translate(_TSV_ESCAPES) for cell in row]
        yield "\t".join(cells) + "\n"


def _json(answer: Answer) -> bytes:
    """Write a list of objects, one a row, keys in the order of the columns; null where unknown.

    A decimal is a JSON number with exactly its digits, never rounded through a float: read it with
    `parse_float=Decimal`.
    """
    if not answer.rows:
        return b"[]\n"
    names = [json.dumps(column, ensure_ascii=False) for column in answer.columns]
    objects = [_json_object(names, row) for row in answer.rows]
    return ("[\n  " + ",\n  ".join(objects) + "\n]\n").encode()


def _json_object(names: Sequence[str], row: Sequence[Value]) -> str:
    pairs = [f"{name}: {_json_value(cell)}" for name, cell in zip(names, row, strict=True)]
    return "{" + ", ".join(pairs) + "}"


def _json_value(cell: Value) -> str:
    if isinstance(cell, int | Decimal):
        return text_of(cell)
    return json.dumps(cell, ensure_ascii=False)


FORMATS: Mapping[str, Callable[[Answer], bytes]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xlsx": xlsx,
}
"""The formats of an answer by the names that the command line and the server use."""
