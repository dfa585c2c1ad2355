"""Take the blanks out of a line that stand where a line of its cell ended.

The text of a narrow cell is printed in short lines, which its row has with blanks between them:
`联系人：张 某甲，电 话130000 00000` → `联系人：张某甲，电话13000000000`.
"""

from __future__ import annotations

import re

_SINGLE_BLANK = re.compile(r"(?<=\S) (?=\S)")
#: Figures with single blanks between them, which a table without rules has too.
_FIGURES = re.compile(r"\d{1,20}(?: \d{1,20})+")
#: What stands before and behind the figures of one number that is wrapped, and of no row of them.
_GLUED = re.compile(r"[^\s\d.,%-]")
_GOES_ON = re.compile(r"(?![\s\d.,%-]|万|亿|元)|\t|$")
_ENDS_CLAUSE = re.compile(" ?[;；，。)）]")


def unwrapped(line: str) -> tuple[str, list[int]]:
    """Give a line without the blanks of wraps, and the place in the line of each character left."""
    kept_apart: set[int] = set()
    for figures in _FIGURES.finditer(line):
        if not _is_one_number(line, *figures.span()):
            kept_apart.update(range(*figures.span()))
    blanks = {match.start() for match in _SINGLE_BLANK.finditer(line)} - kept_apart
    places = [place for place in range(len(line)) if place not in blanks]
    return "".join(line[place] for place in places), places


def _is_one_number(line: str, start: int, end: int) -> bool:
    """Tell whether figures with blanks between them are one number: in a sentence, not in a row."""
    if _ENDS_CLAUSE.match(line, end):
        return True
    is_glued = start > 0 and _GLUED.match(line, start - 1) is not None
    return is_glued and _GOES_ON.match(line, end) is not None
