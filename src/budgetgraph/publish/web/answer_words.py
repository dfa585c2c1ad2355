"""Name the columns and values of answers in the reader's language.

Files keep the names of the questions; pages say `与文件的关系` for `relation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.data_file import read_data
from budgetgraph.store.answer import Value


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a column is called in both languages, and its unit.

    `unit` is `yuan`, `percent`, `yuan_each` or None; it counts only where the column holds numbers.
    A column that holds things in one question and money in another has a name for the money.
    """

    zh: str
    en: str
    unit: str | None = None
    zh_money: str | None = None
    en_money: str | None = None

    def heading(self, lang: str, *, money: bool = False) -> str:
        """Give the heading in a language; `money` asks for the name of the money."""
        if lang == "en":
            return self.en_money if money and self.en_money else self.en
        return self.zh_money if money and self.zh_money else self.zh


def column_words(question: str, column: str) -> ColumnWords:
    """Find the words of a column; one that is not listed is called by its own name."""
    texts = _texts()
    own: Mapping[str, Any] = texts["in"].get(question, {})
    words = own.get(column) or texts["column"].get(column)
    return ColumnWords(**words) if words else ColumnWords(column, column)


def named_by(column: str) -> tuple[str, ...]:
    """List the columns that may hold the names of the things in a column, best first."""
    return tuple(_texts()["named_by"].get(column, ()))


def value_words(column: str, cell: Value, lang: str) -> str | None:
    """Say a coded value in a language: `funded-under` → `由它安排资金`.

    A scope is joined of several words: `fiscal+carry-over` → `财政拨款，含结转`. None where the
    column has no coded values, or where a word is not known.
    """
    valued_as = _texts()["valued_as"].get(column, column)
    known: Mapping[str, Mapping[str, str]] = _texts()["value"].get(valued_as, {})
    parts = str(cell).split("+")
    if not all(part in known for part in parts):
        return None
    comma = "，" if lang == "zh" else ", "
    return comma.join(known[part][lang] for part in parts)


@cache
def _texts() -> dict[str, Any]:
    return read_data("budgetgraph.publish", "answer_words.toml")
