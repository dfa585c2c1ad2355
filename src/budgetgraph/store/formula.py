"""Keep text that a spreadsheet would run as a formula from being run (OWASP, CSV injection)."""

from __future__ import annotations

import re

#: As typed, and in the widths that a Chinese keyboard gives.
_SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
_MARGIN = ' \t\r\n\v\f\u00a0\u3000\u200b\u2060\ufeff"“”'
"""What a program may take away from the beginning of a cell before it looks for a formula."""
_BEGINNINGS = frozenset(_SIGNS + _MARGIN)
_SOMETHING_TO_RUN = re.compile(r"[\w(（]")
_NUMBER = re.compile(r"[+\-＋－﹢﹣]?[\d,，]+(?:[.．]\d+)?[%％]?")
_LINE_END = re.compile(r"(\r\n|\r|\n)")


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run: `=1+1` → `'=1+1`, but the number `-5`
    stays.

    Each line is looked at: a program that knows no line ends inside quotes begins a cell with it.
    """
    # Most cells are told by their first character.
    if text[:1] not in _BEGINNINGS and "\n" not in text and "\r" not in text:
        return text
    return "".join(f"'{line}" if _is_formula(line) else line for line in _LINE_END.split(text))


def _is_formula(line: str) -> bool:
    """Say whether a spreadsheet would run a line: ` =A1`, `-甲`, `＝A1`; the number `-5` is none."""
    content = line.lstrip(_MARGIN)
    if not content.startswith(tuple(_SIGNS)):
        return False
    return _SOMETHING_TO_RUN.search(content) is not None and _NUMBER.fullmatch(content) is None
