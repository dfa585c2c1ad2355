"""Codes as they are written, without any list: 类款项 codes joined and taken apart, project codes and
their check character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from budgetgraph.document.folding import compact

Kind = Literal["function", "economic"]

_PROJECT_CODE = re.compile(r"(?P<division>\d{6})(?P<year>\d{2})(?P<letter>[A-Z])[0-9A-Z]{12}")
#: Codes of 类款项: income and 支出功能 in three levels, economic classes in two.
_FUNCTION = re.compile(r"[12][0-9]{2}(?:[0-9]{2}){0,2}")
_ECONOMIC = re.compile(r"[35][0-9]{2}(?:[0-9]{2})?")
#: Cells of one code, tabs between them: 208, 5, 05.
_CELLS = re.compile(r"[0-9]++(?:\t[0-9]{1,2})*+")
#: What may part the levels of a code: 213.03.01, 213-03-01.
_POINTS = re.compile(r"[.\-]")
#: A spreadsheet's number for a code: 208.0, 208.00. No class is numbered 0 or 00.
_ZERO_FRACTION = re.compile(r"(?<=[0-9])\.0{1,2}$")
#: The same with the thousands parted: 2,080,505.00.
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,2}(?:\.0{1,2})?")
#: Brackets, and the mark by which a spreadsheet keeps digits as text: '208.
_AROUND_CODE = re.compile(r"^[\[【〔({<'’‘`]|[\]】〕)}>]$")
_CODE_AND_NAME = re.compile(
    r"[\[［【〔(（]?(?P<code>[0-9]{3}(?:[.-]?[0-9]{2}){0,2}(?:\.0)?)[\]］】〕)）]?[-—–_:：.、|]?\s*"
    r"(?P<name>[\u3400-\u9fff“(（].*)",
    re.DOTALL,
)
#: What follows a number that counts: 205个, 2024年.
_COUNTERS = (
    "年",
    "个",
    "人",
    "元",
    "万",
    "亿",
    "号",
    "项",
    "户",
    "次",
    "家",
    "名",
    "所",
    "天",
    "月",
)
#: The digits of the code of a 类.
_SHORTEST_CODE = 3
_CHECK_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HEBEI = "13"


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """What a 项目编码 says; `check_ok` is None outside Hebei, where the check character is not known to
    hold.
    """

    division: str
    year: int
    letter: str
    check_ok: bool | None


def kind(code: str) -> Kind | None:
    """Which classification a code is of: 1… and 2… (income and 支出功能) are functions, 3… and 5…
    economic classes of 3 or 5 digits.
    """
    if _FUNCTION.fullmatch(code):
        return "function"
    return "economic" if _ECONOMIC.fullmatch(code) else None


def parent(code: str) -> str | None:
    """Give the 款 of a 项, the 类 of a 款; None for a 类 and for what is no code."""
    return code[:-2] if kind(code) and len(code) > 3 else None


def join_code(*parts: str) -> str | None:
    """Give the code of cells 类, 款, 项 (`208`, `5`, `05` is 2080505, and so is `208.00`, `5.00`,
    `5.00`): zeros that a spreadsheet ate come back, blank cells end it.

    A cell may hold the whole code down to its level (`208`, `20805`, `2080505`). None where the
    cells hold no code, or one below a blank cell.
    """
    levels = [_ZERO_FRACTION.sub("", compact(part)) for part in parts]
    own = (_own_digits(above, level) for above, level in pairwise(["", *levels]))
    cells = "\t".join(own).rstrip("\t")
    if _CELLS.fullmatch(cells) is None:
        return None
    first, *below = cells.split("\t")
    code = first + "".join(part.zfill(2) for part in below)
    return code if kind(code) else None


def _own_digits(above: str, level: str) -> str:
    """Give the digits of a cell without the whole code above it: 208 | 20805 → 05; 05 | 05 → 05."""
    is_whole = len(above) >= _SHORTEST_CODE
    return level.removeprefix(above) if is_whole else level


def printed_code(text: str) -> str | None:
    """Give the code that a cell prints, without what a program or a writer put around it.

    `208.0` and `[208]` → 208, `2080505.00` → 2080505, `213.03.01` and `213-03-01` → 2130301. None
    for other texts.
    """
    bare = _AROUND_CODE.sub("", _ZERO_FRACTION.sub("", compact(text)))
    return join_code(*_POINTS.split(bare))


def code_of_column(text: str) -> str | None:
    """Give the code that a cell of a column of codes prints, where 2,080,505.00 is no amount."""
    bare = compact(text)
    is_parted = _THOUSANDS.fullmatch(bare) is not None
    digits = bare.replace(",", "") if is_parted else bare
    return printed_code(digits)


def split_code(text: str) -> tuple[str, str] | None:
    """Give the code and the name that one cell holds: `[213]农林水支出` → (213, 农林水支出).

    None where no code of a classification leads: `2024年预算`, `农林水支出`.
    """
    match = _CODE_AND_NAME.fullmatch(text.strip())
    code = printed_code(match["code"]) if match else None
    if match is None or code is None or match["name"].startswith(_COUNTERS):
        return None
    return code, match["name"]


def project_code_parts(code: str) -> ProjectCode | None:
    """Tell what a 21-character 项目编码 says (6 division, 2 year of set-up, letter, 11 serial, 1
    check); None for other texts.
    """
    text = compact(code)
    match = _PROJECT_CODE.fullmatch(text)
    if not match:
        return None
    check_ok = text[-1] == check_character(text[:-1]) if text.startswith(_HEBEI) else None
    return ProjectCode(match["division"], 2000 + int(match["year"]), match["letter"], check_ok)


def check_character(body: str) -> str | None:
    """Give the check character of the first 20 characters, weights 3^i mod 31; None where one is
    not in the alphabet (I O S V Z).

    Worked out from printed codes of Hebei; it catches every slip of one character.
    """
    values = list(map(_CHECK_ALPHABET.find, body))
    if -1 in values:
        return None
    return _CHECK_ALPHABET[(30 - sum(value * pow(3, i, 31) for i, value in enumerate(values))) % 31]
