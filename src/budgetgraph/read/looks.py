"""How a run of characters looks, and what is not read because of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from budgetgraph.document.problems import Note

#: So many characters of a text that is not read are told in its note.
_MOST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks."""

    is_hidden: bool = False
    is_struck: bool = False
    is_raised: bool = False
    font: str = ""


@dataclass(slots=True)
class Unread:
    """What the paragraphs hold that is not read, by kind: texts, and names of fonts."""

    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)

    def notes(self) -> Iterator[Note]:
        """Give one note for each text, one for all characters of a font."""
        kinds = (
            ("part-not-read", "text that is struck through (删除线)", self.struck),
            ("hidden-not-read", "hidden text (隐藏)", self.hidden),
            ("part-not-read", "a field that nobody filled in (占位文字)", self.placeholders),
        )
        for code, what, texts in kinds:
            for text in filter(str.strip, texts):
                yield Note(code, f"{what} is not read: {text.strip()[:_MOST_QUOTED]}")
        for font in sorted(set(self.symbols)):
            count = self.symbols.count(font)
            yield Note(
                "part-not-read", f"{count} character(s) of the font {font} (符号) are not known"
            )
