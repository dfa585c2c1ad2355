"""Fold the text of a target, which may hold LaTeX (`$\\geq$`) and full-width forms (`９５％`)."""

from __future__ import annotations

import re

_LATEX: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"\\(?:geqslant|geqq|geq|ge)(?![A-Za-z])"), "≥"),
    (re.compile(r"\\(?:leqslant|leqq|leq|le)(?![A-Za-z])"), "≤"),
    (re.compile(r"\\(?:gt)(?![A-Za-z])"), ">"),
    (re.compile(r"\\(?:lt)(?![A-Za-z])"), "<"),
    (re.compile(r"\\(?:sim)(?![A-Za-z])"), "~"),
    (re.compile(r"\\(?:text|mathrm|mathbf|rm)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\\(?=%)|\\[,;! ]|\$"), ""),
]
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("﹥"): ">",
    ord("﹤"): "<",
    ord("﹦"): "=",
    ord("﹪"): "%",
}


def half_width(text: str) -> str:
    """Give a text with its full-width forms as half-width ones, each in its place: ９５％ → 95%."""
    return text.translate(_FULL_WIDTH)


def folded_word(text: str) -> str:
    """Give a word in half-width forms and without white space: `％ ` → `%`."""
    return "".join(half_width(text).split())


def fold_target(text: str) -> str | None:
    """Give a target without LaTeX, full-width forms and white space: `$\\geq$ ９５ ％` → `≥95%`.

    None where a blank parts two digits, which may be two figures: `95 100`.
    """
    folded = half_width(text)
    for pattern, plain_form in _LATEX:
        folded = pattern.sub(plain_form, folded)
    if re.search(r"[0-9]\s+[0-9]", folded):
        return None
    return "".join(folded.split()).rstrip("。;；,，、.").removesuffix("(含)")
