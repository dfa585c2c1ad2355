"""What the cells of a column hold, where the words of its heading do not say it: codes, names,
amounts.
"""

from __future__ import annotations

import re

from budgetgraph.document.list_marks import is_entry
from budgetgraph.recognise.headings import is_amount
from budgetgraph.values.code_notation import kind, printed_code, split_code
from budgetgraph.values.codes import code_name

_CODE_PART = re.compile(r"\d{1,2}")
_WORDS = re.compile(r"[㐀-鿿]")
_TOTAL = re.compile(r"[一-鿿]{0,6}[合总小]计")


def corrected(roles: list[str], paths: list[list[str]], rows: list[list[str]]) -> list[str]:
    """The roles by the headings, corrected by what the cells hold."""
    if not rows:
        return roles
    found = _parts_of_codes(list(roles), paths, rows)
    named = _unnamed(found, rows)
    if named is not None:
        found[named] = "item"
    return _lists_beside(found, rows)


def _parts_of_codes(roles: list[str], paths: list[list[str]], rows: list[list[str]]) -> list[str]:
    """Columns of two digits without a heading behind a code are its further parts (款, 项)."""
    for index in range(1, len(roles)):
        is_behind_code = roles[index - 1] in {"code", "code_part"}
        if not paths[index] and is_behind_code and _mostly(rows, index, _CODE_PART):
            roles[index] = "code_part"
    return roles


def _unnamed(roles: list[str], rows: list[list[str]]) -> int | None:
    """The first column whose cells are words in front of the amounts, in a table of which no
    heading is known to name the rows.
    """
    if "item" in roles:
        return None
    for index, role in enumerate(roles):
        is_open = role in {"value", "none"}
        if is_open and holds_names(rows, index):
            return index
        if is_open and any(is_amount(text) for text in _filled(rows, index)):
            return None
    return None


def _lists_beside(roles: list[str], rows: list[list[str]]) -> list[str]:
    """The roles; a column of numbered names between two columns of amounts lists further items."""
    for index in range(1, len(roles) - 1):
        if roles[index] != "value" or roles[index - 1] != "value":
            continue
        filled = _filled(rows, index)
        numbered = sum(1 for text in filled if is_entry(text))
        if numbered and holds_names(rows, index) and 2 * numbered >= len(filled) - 2:
            roles[index] = "item"
    return roles


def holds_names(rows: list[list[str]], index: int) -> bool:
    """Whether the cells of a column are words, none of them an amount."""
    filled = _filled(rows, index)
    words = [text for text in filled if _WORDS.search(text)]
    return bool(words) and len(words) == len(filled)


def holds_codes(rows: list[list[str]], index: int) -> bool:
    """Whether the cells of a column are codes of classes, words of totals aside."""
    coded = [text for text in _filled(rows, index) if any(map(str.isdigit, text))]
    known = [text for text in coded if kind(printed_code(text) or "") is not None]
    return len(known) > 1 and len(known) == len(coded)


def begins_with_codes(rows: list[list[str]], index: int) -> bool:
    """Whether the names in a column have their codes in front, totals aside.

    Several names tell it together; one alone has to begin like the class of its code: 301室改造 is no
    工资福利支出.
    """
    names = [text for text in _filled(rows, index) if not _TOTAL.fullmatch(text)]
    coded = [found for text in names if (found := split_code(text)) is not None]
    if 2 * len(coded) <= len(names):
        return False
    return len(coded) > 1 or any(_is_called(code, name) for code, name in coded)


def _is_called(code: str, name: str) -> bool:
    """Whether a name begins as that of the class with this code does."""
    of_code = kind(code)
    official = code_name(of_code, code) if of_code is not None else None
    return official is not None and official[:2] == name[:2]


def _mostly(rows: list[list[str]], index: int, pattern: re.Pattern[str]) -> bool:
    filled = _filled(rows, index)
    return bool(filled) and all(pattern.fullmatch(text) for text in filled)


def _filled(rows: list[list[str]], index: int) -> list[str]:
    return [row[index] for row in rows if index < len(row) and row[index]]
