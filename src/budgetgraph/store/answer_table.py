"""The answer to a question as a table of plain values, and its writers: aligned text, CSV, TSV,
JSON and a spreadsheet.

The same answer gives the same bytes, whatever the clock, the platform or the locale.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from budgetgraph.document.problems import UsageError
from budgetgraph.rdf.terms import Iri
from budgetgraph.values.money import plain

Value = str | int | Decimal | None
"""A cell: text (an IRI is text), a whole number, an exact decimal, or None where the value is not
known.
"""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(
    _XSD + name
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
        "gYear",
    )
)
#: What a spreadsheet takes for a formula, and the printed numbers among it.
_FORMULA = re.compile(r"\A[=+\-@\t\r].*[\w(]", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[\d,]+(\.\d+)?%?")
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDEST_COLUMN = 60
#: What Excel takes: links on a sheet, characters of a link.
_MOST_LINKS, _LONGEST_LINK = 65_530, 2_079
_IN_LINK = "%/:=&?~#+!$,;'@()*[]"


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
    """An RDF term as a cell: integers and years as int, `xsd:decimal` exact and without idle zeros,
    all else as its text.

    `datatype` is the literal's datatype IRI, None for an IRI or a language-tagged text. An
    ill-formed number stays text.
    """
    if datatype in _WHOLE and re.fullmatch(r"[+-]?\d+", lexical):
        return int(lexical)
    if datatype == _XSD + "decimal" and re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", lexical):
        return plain(Decimal(lexical))
    return lexical


def write(answer: Answer, form: str, *, bom: bool = False) -> bytes:
    """`answer` in one of `FORMATS`, UTF-8.

    `bom` is for CSV and TSV that a spreadsheet opens: a byte order mark, which a Chinese Excel
    needs, and an apostrophe before text that would be taken for a formula. Without it every cell
    stands as it is.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}; there are {', '.join(FORMATS)}")
    if bom and form in ("csv", "tsv"):
        rows = tuple(tuple(_harmless(cell) for cell in row) for row in answer.rows)
        return b"\xef\xbb\xbf" + FORMATS[form](Answer(answer.columns, rows))
    return FORMATS[form](answer)


def _harmless(cell: Value) -> Value:
    return (
        f"'{cell}"
        if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
        else cell
    )


def table(answer: Answer, limit: int | None = None) -> str:
    """Columns aligned for a terminal, where a Chinese character takes two places; numbers to the
    right.

    `limit` is the widest a cell may be, in places; what is longer ends in `…`. White space inside a
    cell is one blank.
    """
    texts = [
        [_cut(" ".join(_text(cell).split()), limit) for cell in row]
        for row in (answer.columns, *answer.rows)
    ]
    widths = [max(width(row[index]) for row in texts) for index in range(len(answer.columns))]
    numeric = [
        _is_numeric([row[index] for row in answer.rows]) for index in range(len(answer.columns))
    ]
    lines = [_line(row, widths, numeric) for row in texts]
    rule = "  ".join("─" * places for places in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def width(text: str) -> int:
    """The places that `text` takes on a terminal (UAX #11: wide and full-width characters two,
    combining ones none).
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _table(answer: Answer) -> bytes:
    return table(answer).encode()


def _csv(answer: Answer) -> bytes:
    """RFC 4180: CRLF, quotes where needed, a header; an unknown value is an empty field."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_text(cell) for cell in row] for row in answer.rows)
    return stream.getvalue().encode()


def _tsv(answer: Answer) -> bytes:
    """One row a line; a tab, a line end or a backslash inside a cell is written `\\t`, `\\n`,
    `\\r`, `\\\\`.
    """
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    rows = (answer.columns, *answer.rows)
    return "".join(
        "\t".join(_text(cell).translate(escapes) for cell in row) + "\n" for row in rows
    ).encode()


def _json(answer: Answer) -> bytes:
    """A list of objects, one a row, keys in the order of the columns; null where unknown.

    A decimal is a JSON number with exactly its digits, never rounded through a float: read it with
    `parse_float=Decimal`.
    """
    names = [json.dumps(column, ensure_ascii=False) for column in answer.columns]
    rows = [
        "{"
        + ", ".join(f"{name}: {_json_value(cell)}" for name, cell in zip(names, row, strict=True))
        + "}"
        for row in answer.rows
    ]
    return ("[\n  " + ",\n  ".join(rows) + "\n]\n" if rows else "[]\n").encode()


def _xlsx(answer: Answer) -> bytes:
    """A sheet with a frozen heading and a filter.

    Numbers are numbers (Excel keeps 15 digits), IRIs are links, text is never a formula.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    links = 0
    for row_number, row in enumerate((answer.columns, *answer.rows), start=1):
        for column_number, cell in enumerate(row, start=1):
            place = sheet.cell(
                row_number,
                column_number,
                ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell,
            )
            if isinstance(cell, str):
                place.data_type = "s"
            if (
                isinstance(cell, Iri)
                and links < _MOST_LINKS
                and len(target := quote(cell, safe=_IN_LINK)) <= _LONGEST_LINK
            ):
                place.hyperlink, place.style = target, "Hyperlink"
                links += 1
            if row_number == 1:
                place.font = Font(bold=True)
    for column_number, column in enumerate(answer.columns, start=1):
        widest = max(
            [width(column), *(width(_text(row[column_number - 1])) for row in answer.rows)]
        )
        sheet.column_dimensions[get_column_letter(column_number)].width = (
            min(widest, _WIDEST_COLUMN) + 2
        )
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _without_clock(archive: bytes) -> bytes:
    """The same zip file with every time of writing replaced by one fixed time."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(b"1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            new.writestr(entry, content)
    return stream.getvalue()


def _text(cell: Value) -> str:
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _json_value(cell: Value) -> str:
    if isinstance(cell, (int, Decimal)):
        return _text(cell)
    return json.dumps(cell, ensure_ascii=False)


def _is_numeric(cells: list[Value]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(cell, (int, Decimal)) for cell in known)


def _line(texts: list[str], widths: list[int], numeric: list[bool]) -> str:
    cells = []
    for text, places, right in zip(texts, widths, numeric, strict=True):
        gap = " " * (places - width(text))
        cells.append(gap + text if right else text + gap)
    return "  ".join(cells).rstrip()


def _cut(text: str, limit: int | None) -> str:
    if limit is None or width(text) <= limit:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > limit - 1:
            break
        kept += char
    return kept + "…"


FORMATS: Mapping[str, Callable[[Answer], bytes]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xlsx": _xlsx,
}
"""The formats of an answer by the names that the command line and the server use."""
