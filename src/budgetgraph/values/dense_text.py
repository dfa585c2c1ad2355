"""A text without its white space, which still knows where each of its characters stood."""

from __future__ import annotations

from typing import NamedTuple

from budgetgraph.document.folding import with_ideographs

#: Characters without width, which are white space for our purpose.
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")


class Span(NamedTuple):
    """Some characters of a dense text: the first one, and the one behind the last."""

    start: int
    end: int


class DenseText:
    """A text without its white space, which still knows where each character stood."""

    def __init__(self, text: str) -> None:
        source = with_ideographs(text)
        self.source = source
        self.at = [
            offset
            for offset, sign in enumerate(source)
            if not (sign.isspace() or sign in _ZERO_WIDTH)
        ]
        self.text = "".join(source[offset] for offset in self.at)

    def gap(self, index: int) -> str:
        """Give the white space directly before the character at `index`, or behind the last one."""
        end = self.at[index] if index < len(self.at) else len(self.source)
        return self.source[self.at[index - 1] + 1 : end] if index else self.source[:end]

    def cut(self, start: int, end: int) -> str:
        """Give the source from one character up to another, white space included."""
        return self.source[self.at[start] : self.at[end - 1] + 1] if start < end else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the source."""
        return self.at[start], self.at[end - 1] + 1
