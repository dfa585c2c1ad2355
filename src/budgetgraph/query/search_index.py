"""The index of names: every label, number and code of a graph in an SQLite file, found by any part
of it in a few milliseconds.

Texts are cut into pairs of neighbouring characters, which FTS5 indexes like words: Chinese has no
blanks to cut at, and two characters are what people type, one fewer than FTS5's own trigrams need.
A phrase of pairs is then the same as a part of the text.
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
from budgetgraph.query.selects import Selects
from budgetgraph.values import document_number

NAME = "search.sqlite"
"""The index's file in a built folder.

It is not the same bytes under every version of SQLite, so SHA256SUMS leaves it out.
"""

_VERSION = 1
_SCHEMA = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE entry (id INTEGER PRIMARY KEY, thing TEXT, kind TEXT, weight INTEGER, label TEXT, text TEXT, normal TEXT);
CREATE VIRTUAL TABLE pair USING fts5(pairs, content='', prefix='1', tokenize='unicode61 remove_diacritics 0');
"""
_COLUMNS = "thing, kind, label, text, weight, normal, id"
_EXACT = f"SELECT {_COLUMNS} FROM entry WHERE normal = ? ORDER BY id LIMIT ?"
_BEGINS = f"SELECT {_COLUMNS} FROM entry WHERE normal > ? AND normal < ? ORDER BY id LIMIT ?"
#: Entries are numbered by weight and length, so that the first ones found are the best ones and the
#: search may stop.
_HOLDS = f"SELECT {_COLUMNS} FROM pair JOIN entry ON entry.id = pair.rowid WHERE pair MATCH ? ORDER BY pair.rowid LIMIT ?"


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
    """What two spellings of a name have in common: letters and digits alone (NFKC, lower case),
    without blanks, brackets and marks.
    """
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text).casefold()
        if character.isalnum()
    )


def names(store: Selects, base: str) -> list[Name]:
    """Everything in a graph that can be looked for by name."""
    answer = store.select(
        rebase(asset("queries/describe/labels.rq").read_text(encoding="utf-8"), base)
    )
    return [
        Name(
            str(row[0]),
            str(row[1]),
            int(str(row[2])),
            None if row[3] is None else str(row[3]),
            str(row[4]),
        )
        for row in answer.rows
    ]


class Index:
    """An index that is only read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._alone = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Index | None:
        """The index in a file; None where there is none, or one of another form.

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
        """An index in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, entries)
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def find(self, text: str, limit: int) -> list[SearchHit]:
        """The first `limit` things that bear `text` in a name: those it names exactly, then kind by
        kind, beginnings before the rest.

        A document number is found in every spelling. Words between blanks have to stand in one
        name, in any order.
        """
        number = document_number.parse(text)
        words = [
            found for word in ([str(number)] if number else text.split()) if (found := normal(word))
        ]
        if not words:
            return []
        whole = "".join(words)
        with self._alone:
            run = self._connection.execute
            exact = run(_EXACT, (whole, limit)).fetchall()
            begins = run(_BEGINS, (whole, whole + "\U0010ffff", limit)).fetchall()
            holds = run(_HOLDS, (" AND ".join(map(_phrase, words)), limit * 4)).fetchall()
        ranked = sorted({*exact, *begins, *holds}, key=lambda row: _rank(row, whole))
        first: dict[str, SearchHit] = {}
        for thing, kind, label, matched, *_ in ranked:
            first.setdefault(thing, SearchHit(thing, kind, label, matched))
        return list(first.values())[:limit]


def build(path: Path, entries: Iterable[Name]) -> int:
    """Write an index into a new file; how many texts it holds.

    The same texts give the same bytes under the same SQLite.
    """
    connection = sqlite3.connect(path)
    try:
        return _fill(connection, entries)
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, entries: Iterable[Name]) -> int:
    normalised = {(normal(one.text), one) for one in entries}
    rows = sorted(
        (one.weight, len(whole), whole, one.thing, one.kind, one.label or "", one.text)
        for whole, one in normalised
        if whole
    )
    numbered = list(enumerate(rows, start=1))
    connection.executescript(_SCHEMA)
    with connection:
        connection.executemany(
            "INSERT INTO entry (id, weight, normal, thing, kind, label, text) VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?)",
            ((number, weight, whole, *named) for number, (weight, _, whole, *named) in numbered),
        )
        connection.executemany(
            "INSERT INTO pair (rowid, pairs) VALUES (?, ?)",
            ((number, _pairs(row[2])) for number, row in numbered),
        )
        connection.execute("INSERT INTO pair (pair) VALUES ('optimize')")
        connection.execute("CREATE INDEX entry_normal ON entry (normal)")
    return len(rows)


def _pairs(whole: str) -> str:
    """`冀财社` as `冀财 财社 社`: the last character stands alone, so that one character is found
    everywhere as the beginning of a pair.
    """
    return " ".join(whole[place : place + 2] for place in range(len(whole)))


def _phrase(whole: str) -> str:
    """The FTS5 query for texts that hold `whole`."""
    return (
        f'"{whole}"*'
        if len(whole) == 1
        else '"' + " ".join(whole[place : place + 2] for place in range(len(whole) - 1)) + '"'
    )


def _rank(
    row: tuple[str, str, str | None, str, int, str, int], whole: str
) -> tuple[bool, int, bool, int]:
    *_, weight, text, number = row
    return text != whole, weight, not text.startswith(whole), number
