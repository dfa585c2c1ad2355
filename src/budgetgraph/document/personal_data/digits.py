"""Write the digits and marks of a line as ASCII, each character in its place."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_letters, digits

#: Wide letters, digits, blanks and a few marks, as they are read.
_WIDE = {code + 0xFEE0: code for code in map(ord, f"{ascii_letters}{digits}()[]-+@._/#")}
_WIDE |= str.maketrans("　〔〕【】", " [][]")
#: The digits of all other scripts: ٠١٢.
_OF_SCRIPTS = re.compile(r"[^\D0-9]")
#: So many Chinese digits in a row, or digits in circles, are no amount and no year: 一三九一二三四….
_IN_WORDS = re.compile("[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]{7,}|[⓪①②③④⑤⑥⑦⑧⑨]{7,}")
_WORDS = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖⓪①②③④⑤⑥⑦⑧⑨"
_OF_WORDS = {ord(word): str(int(unicodedata.numeric(word, 0))) for word in _WORDS}
#: Letters that are taken for digits, among many that are: 139O2345678.
_WITH_LETTERS = re.compile(r"(?<![A-Za-z\d])[\dOoIl]{11,18}(?![A-Za-z\d])")
_OF_LETTERS = str.maketrans("OoIl", "0011")
_MOST_LETTERS = 3


def with_digits(line: str) -> str:
    """Give a line with its digits and marks in ASCII: ０３１９－７８２ → 0319-782, 一三九… → 139…."""
    wide = _OF_SCRIPTS.sub(_of_script, line.translate(_WIDE))
    wide = _IN_WORDS.sub(_of_words, wide)
    return _WITH_LETTERS.sub(_of_letters, wide)


def _of_script(match: re.Match[str]) -> str:
    """Give a digit of another script as ours: ٣ → 3."""
    return str(unicodedata.decimal(match[0]))


def _of_words(match: re.Match[str]) -> str:
    """Give digits in words as digits."""
    return match[0].translate(_OF_WORDS)


def _of_letters(match: re.Match[str]) -> str:
    """Give a number with the digits that its few letters stand for."""
    letters = sum(map(match[0].count, "OoIl"))
    return match[0].translate(_OF_LETTERS) if letters <= _MOST_LETTERS else match[0]
