"""A place where the text is broken."""

from __future__ import annotations

from dataclasses import dataclass

from budgetgraph.document.where import Where

#: So many characters around a place are quoted.
AROUND = 12


@dataclass(frozen=True, slots=True)
class Break:
    """The words at a place, and what is broken there in both languages."""

    words: str
    zh: str
    en: str
    where: Where

    def told_zh(self) -> str:
        """Tell what is broken, behind the words where there are any: “用于。”没有写完."""
        return f"“{self.words}”{self.zh}" if self.words else self.zh

    def told_en(self) -> str:
        """Tell it in English: “用于。”: breaks off."""
        return f"“{self.words}”: {self.en}" if self.words else self.en
