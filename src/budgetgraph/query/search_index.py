"""Find every label, number and code of a graph by any part, with an index in an SQLite file.

Texts are cut into pairs of neighbouring characters, which FTS5 indexes like words. Chinese has no
blanks to cut at, and people often type two characters only, while FTS5's own trigrams need three. A
phrase of pairs fits a text where the text holds the phrase's characters together: `冀财社` is the
phrase `冀财 财社`.

The names of what people look for most are indexed in Pinyin too, by first letters and by syllables.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.query.pinyin import is_typed_pinyin, splits
from budgetgraph.query.search_entries import VERSION, Name, fill, normal, whole_pairs
from budgetgraph.values import document_number

NAME = "search.sqlite"
"""The index's file in a built folder.

It is not the same bytes under every version of SQLite, so SHA256SUMS leaves it out.
"""

_COLUMNS = "thing, kind, label, text, weight, normal, id"
_EXACT = f"SELECT {_COLUMNS} FROM entry WHERE normal = ? ORDER BY id LIMIT ?"
_BEGINS = f"SELECT {_COLUMNS} FROM entry WHERE normal > ? AND normal < ? ORDER BY id LIMIT ?"
#: Entries are numbered by weight and length, so that the first ones found are the best ones and the
#: search may stop.
_HOLDS = (
    f"SELECT {_COLUMNS} FROM pair JOIN entry ON entry.id = pair.rowid "
    "WHERE pair MATCH ? ORDER BY pair.rowid LIMIT ?"
)
#: Entries that share pairs with a text, those with the most and the rarest ones first.
_SHARES = (
    f"SELECT {_COLUMNS} FROM pair JOIN entry ON entry.id = pair.rowid "
    "WHERE pair MATCH ? ORDER BY bm25(pair), pair.rowid LIMIT ?"
)
_BY_LETTERS = _HOLDS.replace("pair", "letter")
_BY_SYLLABLES = _HOLDS.replace("pair", "syllable")
_Row = tuple[str, str, str | None, str, int, str, int]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A thing, its class, its label, and the text that was found."""

    thing: str
    kind: str
    label: str | None
    matched: str


class Index:
    """An index that is only read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._alone = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Index | None:
        """Open the index in a file; None where there is none, or one of another version.

        UnreadableInput where it is damaged.
        """
        if not path.is_file():
            return None
        try:
            connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise UnreadableInput(str(path), f"is damaged: {error}") from error
        return cls(connection) if version == VERSION else None

    @classmethod
    def memory(cls, entries: Iterable[Name]) -> Index:
        """Make an index in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        fill(connection, entries)
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def find(self, text: str, limit: int) -> list[SearchHit]:
        """Find the first `limit` things that have `text` in a name.

        Exact names come first, then kind by kind, names that begin with the text before others. A
        document number is found in every spelling. Words between blanks have to stand in one name,
        in any order. Names that are found by their Pinyin come last.
        """
        words = _words(text)
        if not words:
            return []
        whole = "".join(words)
        with self._alone:
            run = self._connection.execute
            exact = run(_EXACT, (whole, limit)).fetchall()
            begins = run(_BEGINS, (whole, whole + "\U0010ffff", limit)).fetchall()
            holds = run(_HOLDS, (" AND ".join(map(_phrase, words)), limit * 4)).fetchall()
            said = self._said(words, limit) if is_typed_pinyin(words) else []
        ranked = sorted({*exact, *begins, *holds}, key=lambda row: _rank(row, whole))
        ranked += said
        first: dict[str, SearchHit] = {}
        for thing, kind, label, matched, *_ in ranked:
            first.setdefault(thing, SearchHit(thing, kind, label, matched))
        return list(first.values())[:limit]

    def _said(self, words: list[str], limit: int) -> list[_Row]:
        """Find the names whose first letters, or whose syllables, hold every word."""
        run = self._connection.execute
        rows = set(run(_BY_LETTERS, (" AND ".join(map(_phrase, words)), limit * 4)))
        ways = [splits(word) for word in words]
        if all(ways):
            query = " AND ".join(map(_any_split, ways))
            rows.update(run(_BY_SYLLABLES, (query, limit * 4)))
        return sorted(rows, key=_number)

    def similar(self, text: str, limit: int) -> list[SearchHit]:
        """Find the things whose names share pairs of characters with a text, the likest first.

        `平乡县医保局` finds 平乡县医疗保障局. A thing comes once for each name.
        """
        pairs: set[str] = set()
        for word in _words(text):
            pairs.update(whole_pairs(word))
        if not pairs:
            return []
        wanted = " OR ".join(f'"{pair}"' for pair in sorted(pairs))
        with self._alone:
            rows = self._connection.execute(_SHARES, (wanted, limit)).fetchall()
        return [SearchHit(thing, kind, label, matched) for thing, kind, label, matched, *_ in rows]


def _words(text: str) -> list[str]:
    """Give the words to look for, reduced; a document number is one word in its usual spelling."""
    number = document_number.parse(text)
    typed = [str(number)] if number else text.split()
    reduced = [normal(word) for word in typed]
    return [word for word in reduced if word]


def _phrase(whole: str) -> str:
    """Write the FTS5 query for texts that hold `whole`: `冀财社` → `"冀财 财社"`."""
    if len(whole) == 1:
        return f'"{whole}"*'
    return f'"{" ".join(whole_pairs(whole))}"'


def _any_split(ways: Iterable[tuple[str, ...]]) -> str:
    """Write the FTS5 query for syllables in one of several ways: `("xian"* OR "xi an"*)`."""
    phrases = [f'"{" ".join(way)}"*' for way in ways]
    return f"({' OR '.join(phrases)})"


def _number(row: _Row) -> int:
    """Give the number of an entry: the best ones have the lowest."""
    return row[-1]


def _rank(row: _Row, whole: str) -> tuple[bool, int, bool, int]:
    """Order the hits: exact names, then by weight, then beginnings, then by number."""
    *_, weight, text, number = row
    return text != whole, weight, not text.startswith(whole), number
