"""How a sheet shows its numbers: the number formats that an .xlsx holds for its cells, and a number
or date printed in such a format. Also how far each sheet reaches: a reader that lays out all cells
between two corners has to know before.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: The built-in formats that the file does not spell out, as a Chinese Excel shows them.
_BUILT_IN = {
    number: code
    for code, numbers in {
        "0": (1,),
        "0.00": (2,),
        "#,##0": (3,),
        "#,##0.00": (4,),
        "0%": (9,),
        "0.00%": (10,),
        "yyyy/m/d": (14,),
        "d-mmm-yy": (15,),
        "d-mmm": (16,),
        "mmm-yy": (17,),
        'yyyy"年"m"月"': (27, 36, 50, 52, 57),
        'm"月"d"日"': (28, 29, 51, 53, 54, 58),
        "m-d-yy": (30,),
        'yyyy"年"m"月"d"日"': (31,),
        "#,##0;-#,##0": (37, 38),
        "#,##0.00;-#,##0.00": (39, 40),
    }.items()
    for number in numbers
}
_GENERAL = "General"
#: Excel counts days from here (its 1900 was a leap year).
_EPOCH = datetime.datetime(1899, 12, 30)
#: The most digits that a cell without a format shows.
_DIGITS = 11


@dataclass(slots=True)
class Shape:
    """One sheet: the format of each cell that has one, by 0-based (row, column), and how many rows
    and columns hold values.
    """

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


def shapes(data: bytes) -> dict[str, Shape]:
    """The shape of every sheet of an .xlsx by its name.

    KeyError, ValueError or XMLSyntaxError for a package that is none.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        targets = _targets(archive)
        codes = _codes(archive)
        found = {}
        for sheet in _parse(archive.read("xl/workbook.xml")).iter("{*}sheet"):
            part = targets.get(sheet.get(_RELATION, ""), "")
            if part.startswith("xl/worksheets/") and part in archive.NameToInfo:
                found[sheet.get("name", "")] = _shape(archive.read(part), codes)
        return found


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = _parse(archive.read("xl/_rels/workbook.xml.rels"))
    return {
        each.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", each.get("Target", ""))
        ).lstrip("/")
        for each in relations
    }


def _codes(archive: zipfile.ZipFile) -> list[str]:
    """The format of each cell style, by its index."""
    if "xl/styles.xml" not in archive.NameToInfo:
        return []
    styles = _parse(archive.read("xl/styles.xml"))
    own = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    numbers = [int(each.get("numFmtId", "0")) for each in styles.iterfind("{*}cellXfs/{*}xf")]
    return [own.get(number) or _BUILT_IN.get(number, _GENERAL) for number in numbers]


_ADDRESS = re.compile(r"([A-Z]{1,7})(\d{1,9})")


def _shape(xml: bytes, codes: list[str]) -> Shape:
    shape = Shape()
    row = column = -1
    for event, element in etree.iterparse(
        io.BytesIO(xml), events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False
    ):
        if etree.QName(element).localname == "row":
            if event == "start":
                row, column = int(element.get("r", row + 2)) - 1, -1
            else:
                element.clear()
        elif event == "end":
            address = _ADDRESS.fullmatch(element.get("r", ""))
            row, column = (
                (int(address.group(2)) - 1, _column(address.group(1)))
                if address
                else (row, column + 1)
            )
            if len(element):
                shape.rows, shape.columns = max(shape.rows, row + 1), max(shape.columns, column + 1)
                style = int(element.get("s", "0"))
                if style < len(codes) and codes[style] != _GENERAL:
                    shape.codes[row, column] = codes[style]
    return shape


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


# --- printing a value -----------------------------------------------------------------------------
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|!(.)|_.|\*.|\[[^\]]*\]|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+)|([#0?][#0?,.]*(?:\.[#0?]+)?|\.[0#?]+)|(%)|(.)'
)
_LITERAL = re.compile(r'"[^"]*"|\\.|!.|\[[^\]]*\]|_.|\*.')


def show(value: float | datetime.date, code: str) -> str:
    """A number or date as a cell of this format shows it.

    A format that is not understood prints the plain number.
    """
    section, number = (
        _section(code, value)
        if not isinstance(value, datetime.date)
        else (code.split(";")[0], value)
    )
    if _LITERAL.sub("", section).strip().lower() in {"", "general", "@"} and '"' not in section:
        return plain(number)
    if re.search(r"[ymdhs]", _LITERAL.sub("", section), re.I):
        return _date(
            number
            if isinstance(number, datetime.date)
            else _EPOCH + datetime.timedelta(days=number),
            section,
        )
    return _number(number, section) if not isinstance(number, datetime.date) else plain(number)


def plain(value: float | datetime.date) -> str:
    """A value without a format: a whole number without a point, another one with no more digits
    than a cell shows, a date as 2024-12-31.
    """
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    if value == int(value):
        return str(int(value))
    return format(Decimal(format(value, f".{_DIGITS}g")).normalize(), "f")


def _section(code: str, value: float) -> tuple[str, float]:
    """The part of a format that is for this value (positive; negative; zero), and the value that it
    prints.
    """
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"])+', code) or [_GENERAL]
    if value < 0 and len(parts) > 1:
        return parts[1], -value
    if value == 0 and len(parts) > 2:
        return parts[2], value
    return parts[0], value


def _number(value: float, section: str) -> str:
    tokens = [match.groups() for match in _TOKEN.finditer(section)]
    masks = [mask for *_, mask, _, _ in tokens if mask]
    amount = Decimal(repr(value)) * (100 if any(percent for *_, percent, _ in tokens) else 1)
    printed = ""
    for quoted, escaped, marked, _, mask, percent, other in tokens:
        if mask and len(masks) == 1:
            printed += _masked(amount, mask)
        elif mask and not mask.strip("?,"):
            continue
        elif mask:
            return plain(value)
        else:
            printed += quoted or escaped or marked or percent or other or ""
    return printed.strip()


def _masked(amount: Decimal, mask: str) -> str:
    """The digits of an amount by a mask such as `#,##0.00`; only blanks for one without any digit
    of its own (`??`).
    """
    if not mask.strip("?"):
        return ""
    whole, _, decimals = mask.partition(".")
    amount /= Decimal(1000) ** (len(mask) - len(mask.rstrip(",")))
    decimals = decimals.rstrip(",")
    rounded = amount.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = format(abs(rounded), ",f" if "," in whole.rstrip(",") else "f")
    integer, _, fraction = text.partition(".")
    while fraction and decimals[len(fraction) - 1] != "0" and fraction.endswith("0"):
        fraction = fraction[:-1]
    integer = integer.zfill(whole.count("0")) if integer != "0" or "0" in whole else ""
    sign = "-" if rounded < 0 else ""
    return sign + integer + ("." + fraction if fraction else "")


def _date(value: datetime.date, section: str) -> str:
    hours = (
        [value.hour, value.minute, value.second]
        if isinstance(value, datetime.datetime)
        else [0, 0, 0]
    )
    printed, after_hour = "", False
    for quoted, escaped, marked, token, _, _, other in (
        match.groups() for match in _TOKEN.finditer(section)
    ):
        letter = token[0].lower() if token else ""
        if letter == "y":
            printed += str(value.year) if len(token) > 2 else f"{value.year % 100:02}"
        elif letter:
            fields = {
                "m": hours[1] if after_hour else value.month,
                "d": value.day,
                "h": hours[0],
                "s": hours[2],
            }
            printed += str(fields[letter]).zfill(min(len(token), 2))
            after_hour = letter == "h"
        else:
            printed += quoted or escaped or marked or other or ""
    return printed.strip()
