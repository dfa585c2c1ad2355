"""One disclosure in other clothes: the paragraphs and tables of a text rendered as a web page, a
Word document and a workbook.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import parse_xml
from oldoffice import compound, workbook

from budgetgraph.document import Grid
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.recognise.headings import heading_length

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

#: A table of texts with the number of its heading rows.
Cells = tuple[list[list[str]], int]
#: (text or "" where another cell covers the place, columns, rows); rows is 0 for a covered place.
Place = tuple[str, int, int]


def blocks(path: Path) -> list[str | Cells]:
    """The paragraphs and tables of a text file, as its own reader tells them apart."""
    found: list[str | Cells] = []
    for block in read(path).blocks:
        if isinstance(block, Grid):
            rows = [[cell.text for cell in row] for row in block.rows]
            found.append((rows, heading_length(block.rows)))
        else:
            found.append(block.text)
    return found


def merged(cells: Cells) -> list[list[Place]]:
    """A table with its heading merged the way a person would: a parent over its leaves, a leaf
    without parent over all heading rows.
    """
    rows, heading = cells
    width = max(map(len, rows))
    places = [[(text, 1, 1) for text in [*row, *[""] * (width - len(row))]] for row in rows]
    for column in range(width if heading >= 2 else 0):
        top, leaf = rows[0][column : column + 1], rows[1][column : column + 1]
        if top == [""] and leaf != [""]:
            first = max((left for left in range(column) if rows[0][left]), default=None)
            if first is not None and all(place[2] == 0 for place in places[0][first + 1 : column]):
                places[0][first] = (places[0][first][0], column - first + 1, 1)
                places[0][column] = ("", 0, 0)
    for column in range(width if heading >= 2 else 0):
        if (
            places[0][column][:2] != ("", 0)
            and places[0][column][1] == 1
            and places[0][column][0]
            and not places[1][column][0]
        ):
            places[0][column] = (places[0][column][0], 1, 2)
            places[1][column] = ("", 0, 0)
    return places


def as_html(parts: Iterable[str | Cells], encoding: str = "utf-8") -> bytes:
    """A page as an editor of a public site writes it."""
    out = [
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>公开</title><style>td {{}}</style></head><body>'
    ]
    out.append('<div class="nav"><a href="/">首页</a> 2019年</div><div id="article">')
    for part in parts:
        if isinstance(part, str):
            out.append(f"<p>&nbsp;&nbsp;<span>{html.escape(part)}</span></p>")
            continue
        out.append('<table border="1"><tbody>')
        for row in merged(part):
            tags = (
                f'<td colspan="{columns}" rowspan="{rows}"><p>{html.escape(text).replace(chr(10), "<br/>")}</p></td>'
                for text, columns, rows in row
                if rows
            )
            out.append(f"<tr>{''.join(tags)}</tr>")
        out.append("</tbody></table>")
    return "".join([*out, "</div><footer>2018年 版权所有</footer></body></html>"]).encode(encoding)


def as_docx(parts: Iterable[str | Cells]) -> bytes:
    """A Word document; parents span by gridSpan, leaves by vMerge."""
    document = docx.Document()
    end = document.element.body[-1]
    for part in parts:
        if isinstance(part, str):
            end.addprevious(parse_xml(f"<w:p {_NS}>{_run(part)}</w:p>"))
        else:
            rows = "".join(f"<w:tr>{''.join(_word_cells(row))}</w:tr>" for row in merged(part))
            end.addprevious(parse_xml(f"<w:tbl {_NS}>{rows}</w:tbl>"))
            end.addprevious(parse_xml(f"<w:p {_NS}/>"))
    return _saved(document)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _word_cells(row: list[Place]) -> Iterable[str]:
    skip = 0
    for text, columns, rows in row:
        if skip:
            skip -= 1
            continue
        skip = max(columns - 1, 0)
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        merge = '<w:vMerge w:val="restart"/>' if rows > 1 else "" if rows else "<w:vMerge/>"
        content = "".join(f"<w:p>{_run(line)}</w:p>" for line in text.split("\n"))
        yield f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>"


def as_xlsx(parts: Iterable[str | Cells], one_sheet: bool = False) -> bytes:
    """A workbook: a sheet for each table with the paragraphs above it, or everything on one sheet
    with an empty row between.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    line, has_table = 1, False
    for part in parts:
        if has_table and not one_sheet:
            sheet, line, has_table = book.create_sheet(), 1, False
        if isinstance(part, str):
            sheet.cell(line, 1, part)
            line += 1
            continue
        line += int(one_sheet)
        for offset, row in enumerate(merged(part)):
            for column, (text, columns, rows) in enumerate(row, start=1):
                cell = sheet.cell(line + offset, column)
                if text:
                    cell.value, cell.number_format = _value(text)
                if columns > 1 or rows > 1:
                    sheet.merge_cells(
                        None, line + offset, column, line + offset + rows - 1, column + columns - 1
                    )
        line += len(part[0]) + int(one_sheet)
        has_table = True
    return _saved(book)


def as_xls(parts: Iterable[str | Cells]) -> bytes:
    """An old workbook, a sheet for each table.

    It tells no formats: whole amounts are plain numbers.
    """
    sheets: dict[str, list[list[str | float | None]]] = {}
    rows: list[list[str | float | None]] = []
    for part in parts:
        if isinstance(part, str):
            rows.append([part])
            continue
        for row in part[0]:
            values = [text if text.endswith("%") else _value(text)[0] for text in row]
            rows.append([float(value) if isinstance(value, int) else value for value in values])
        sheets[f"Sheet{len(sheets) + 1}"], rows = rows, []
    return compound({"Workbook": workbook({**sheets, "Sheet": rows})})


def _value(text: str) -> tuple[str | float, str]:
    """Amounts as numbers that are shown with two decimals, shares as percentages, codes and counts
    as numbers without a format.
    """
    if re.fullmatch(r"-?\d{1,9}\.\d\d", text):
        return float(text), "0.00"
    if re.fullmatch(r"\d{1,3}%", text):
        return float(text[:-1]) / 100, "0%"
    return (int(text), "General") if re.fullmatch(r"0|[1-9]\d{0,9}", text) else (text, "@")


def _saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()
