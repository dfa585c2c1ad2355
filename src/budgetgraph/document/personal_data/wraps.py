"""Take the blanks out of a line that stand where a line of its cell ended.

The text of a narrow cell is printed in short lines, which its row has with blanks between them:
`联系人：张 某甲，电 话130000 00000` → `联系人：张某甲，电话13000000000`.
"""

from __future__ import annotations

import re

_SINGLE_BLANK = re.compile(r"(?<=\S) (?=\S)")
#: What no reader sees: zero-width blanks and joiners, and hyphens where a word may be broken.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
#: Figures with single blanks between them, which a table without rules has too.
_FIGURES = re.compile(r"\d{1,20}(?: \d{1,20})+")
#: What stands before and behind the figures of one number that is wrapped, and of no row of them.
_GLUED = re.compile(r"(?<=[^\s\d.,%-])")
_GOES_ON = re.compile(r"(?![\s\d.,%-]|万|亿|元)|\t|$")
_ENDS_CLAUSE = re.compile(" ?[;；，。)）]")


def unwrapped(line: str) -> tuple[str, list[int]]:
    """Give a line without the blanks of wraps and what is invisible, and the place in the line of
    each character left; the line itself without places where it has none.
    """
    apart = (figures.span() for figures in _FIGURES.finditer(line) if not _is_one_number(figures))
    kept = {place for span in apart for place in range(*span)}
    blanks = {match.start() for match in _SINGLE_BLANK.finditer(line)} - kept
    blanks.update(match.start() for match in _INVISIBLE.finditer(line))
    if not blanks:
        return line, []
    places = sorted(set(range(len(line))) - blanks)
    return "".join(map(line.__getitem__, places)), places


def _is_one_number(figures: re.Match[str]) -> bool:
    """Tell whether figures with blanks between them are one number: in a sentence, not in a row."""
    line, start, end = figures.string, *figures.span()
    if _ENDS_CLAUSE.match(line, end):
        return True
    is_glued = _GLUED.match(line, start) is not None
    goes_on = _GOES_ON.match(line, end) is not None
    return is_glued and goes_on
