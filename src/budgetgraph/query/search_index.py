"""Index every label, number and code of a graph in an SQLite file, and find them by any part.

Texts are cut into pairs of neighbouring characters, which FTS5 indexes like words. Chinese has no
blanks to cut at, and people often type two characters only, while FTS5's own trigrams need three. A
phrase of pairs fits a text where the text holds the phrase's characters together: `冀财社` is the
phrase `冀财 财社`.

The names of what people look for most are indexed in Pinyin too, by first letters and by syllables.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.assets import asset
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.query.parameters import rebase
from budgetgraph.query.pinyin import initials, is_typed_pinyin, splits, syllables
from budgetgraph.query.selects import Selects
from budgetgraph.values import document_number

NAME = "search.sqlite"
"""The index's file in a built folder.

It is not the same bytes under every version of SQLite, so SHA256SUMS leaves it out.
"""

_VERSION = 2
#: Names up to this weight are found by Pinyin: documents, bodies, places, disclosures, projects.
PINYIN_WEIGHT = 4
_SCHEMA = (
    f"\nPRAGMA user_version = {_VERSION};\n"
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, thing TEXT, kind TEXT, weight INTEGER, "
    "label TEXT, text TEXT, normal TEXT);\n"
    "CREATE VIRTUAL TABLE pair USING fts5(pairs, content='', prefix='1', "
    "tokenize='unicode61 remove_diacritics 0');\n"
    "CREATE VIRTUAL TABLE letter USING fts5(pairs, content='', prefix='1');\n"
    "CREATE VIRTUAL TABLE syllable USING fts5(said, content='', prefix='1 2 3');\n"
)
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
_ADD_ENTRY = (
    "INSERT INTO entry (id, weight, normal, thing, kind, label, text) "
    "VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?)"
)
_BY_LETTERS = _HOLDS.replace("pair", "letter")
_BY_SYLLABLES = _HOLDS.replace("pair", "syllable")
_ADD_PAIRS = "INSERT INTO pair (rowid, pairs) VALUES (?, ?)"
_ADD_LETTERS = "INSERT INTO letter (rowid, pairs) VALUES (?, ?)"
_ADD_SYLLABLES = "INSERT INTO syllable (rowid, said) VALUES (?, ?)"
_Row = tuple[str, str, str | None, str, int, str, int]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A thing, its class, its label, and the text that was found."""

    thing: str
    kind: str
    label: str | None
    matched: str


@dataclass(frozen=True, slots=True)
class Name:
    """A text that names a thing; things of a lower weight come first."""

    thing: str
    kind: str
    weight: int
    label: str | None
    text: str


def normal(text: str) -> str:
    """Reduce a name to what all its spellings share: its letters and digits (NFKC, lower case).

    `冀财社〔2023〕208 号` → `冀财社2023208号`.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def names(store: Selects, base: str) -> list[Name]:
    """Ask a graph for everything that can be looked for by name."""
    query = asset("queries/describe/labels.rq").read_text(encoding="utf-8")
    named = []
    for thing, kind, weight, label, text in store.select(rebase(query, base)).rows:
        shown = None if label is None else str(label)
        named.append(Name(str(thing), str(kind), int(str(weight)), shown, str(text)))
    return named


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
        return cls(connection) if version == _VERSION else None

    @classmethod
    def memory(cls, entries: Iterable[Name]) -> Index:
        """Make an index in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, entries)
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
            pairs.update(_whole_pairs(word))
        if not pairs:
            return []
        wanted = " OR ".join(f'"{pair}"' for pair in sorted(pairs))
        with self._alone:
            rows = self._connection.execute(_SHARES, (wanted, limit)).fetchall()
        return [SearchHit(thing, kind, label, matched) for thing, kind, label, matched, *_ in rows]


def build(path: Path, entries: Iterable[Name]) -> int:
    """Write an index into a new file, and give the number of its texts.

    The same texts give the same bytes under the same SQLite.
    """
    connection = sqlite3.connect(path)
    try:
        return _fill(connection, entries)
    finally:
        connection.close()


def _words(text: str) -> list[str]:
    """Give the words to look for, reduced; a document number is one word in its usual spelling."""
    number = document_number.parse(text)
    typed = [str(number)] if number else text.split()
    reduced = [normal(word) for word in typed]
    return [word for word in reduced if word]


def _fill(connection: sqlite3.Connection, entries: Iterable[Name]) -> int:
    """Write the entries, each once, by weight and length; give their number."""
    rows = set()
    for name in entries:
        whole = normal(name.text)
        if whole:
            order = (name.weight, len(whole), whole)
            rows.add((*order, name.thing, name.kind, name.label or "", name.text))
    entry_rows, pair_rows = [], []
    letter_rows, syllable_rows = [], []
    for number, (weight, _, whole, *named) in enumerate(sorted(rows), start=1):
        entry_rows.append((number, weight, whole, *named))
        pair_rows.append((number, _pairs(whole)))
        said = syllables(whole) if weight <= PINYIN_WEIGHT else ()
        if said:
            letter_rows.append((number, _pairs(initials(said))))
            syllable_rows.append((number, " ".join(said)))
    connection.executescript(_SCHEMA)
    with connection:
        connection.executemany(_ADD_ENTRY, entry_rows)
        connection.executemany(_ADD_PAIRS, pair_rows)
        connection.executemany(_ADD_LETTERS, letter_rows)
        connection.executemany(_ADD_SYLLABLES, syllable_rows)
        for table in ("pair", "letter", "syllable"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        connection.execute("CREATE INDEX entry_normal ON entry (normal)")
    return len(entry_rows)


def _pairs(whole: str) -> str:
    """Cut a text into its pairs: `冀财社` → `冀财 财社 社`.

    The last character stands alone, so that every character begins a pair and one character can be
    looked for alone.
    """
    return " ".join([*_whole_pairs(whole), whole[-1:]])


def _whole_pairs(whole: str) -> list[str]:
    """Cut a text into its pairs of two characters: `冀财社` → `冀财`, `财社`."""
    return [whole[place : place + 2] for place in range(len(whole) - 1)]


def _phrase(whole: str) -> str:
    """Write the FTS5 query for texts that hold `whole`: `冀财社` → `"冀财 财社"`."""
    if len(whole) == 1:
        return f'"{whole}"*'
    return f'"{" ".join(_whole_pairs(whole))}"'


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
