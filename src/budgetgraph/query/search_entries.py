"""The entries of the search: what of a graph is found by which name, written into the file of the
index, or changed there where little of the graph has changed.

Entries are numbered by weight and length, so that the first ones found are the best ones. Room is
left between two numbers, for entries that come later.
"""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from budgetgraph.assets import asset
from budgetgraph.query.parameters import rebase
from budgetgraph.query.pinyin import initials, syllables
from budgetgraph.query.selects import Selects

VERSION = 3
#: Names up to this weight are found by Pinyin: documents, bodies, places, disclosures, projects.
PINYIN_WEIGHT = 4
#: So far apart are the numbers of two entries in a new index.
_ROOM = 4096
#: So many things are asked for at once.
_AT_ONCE = 1000
_SCHEMA = (
    f"\nPRAGMA user_version = {VERSION};\n"
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, thing TEXT, kind TEXT, weight INTEGER, "
    "label TEXT, text TEXT, normal TEXT);\n"
    "CREATE VIRTUAL TABLE pair USING fts5(pairs, content='', prefix='1', "
    "tokenize='unicode61 remove_diacritics 0');\n"
    "CREATE VIRTUAL TABLE letter USING fts5(pairs, content='', prefix='1');\n"
    "CREATE VIRTUAL TABLE syllable USING fts5(said, content='', prefix='1 2 3');\n"
)
_ADD_ENTRY = (
    "INSERT INTO entry (id, weight, normal, thing, kind, label, text) "
    "VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?)"
)
_INDEXES = {"pair": "pairs", "letter": "pairs", "syllable": "said"}
_ORDER = "weight, length(normal), normal, thing, kind, ifnull(label, ''), text"
_FROM = f"SELECT id, {_ORDER} FROM entry WHERE id >= ? ORDER BY id LIMIT 1"
_SAME = f"SELECT id, {_ORDER} FROM entry WHERE normal = ?"
_LAST = "SELECT ifnull(max(id), 0) FROM entry"

#: What orders an entry: weight, length, the reduced text; then its thing, kind, label and text.
_Entry = tuple[int, int, str, str, str, str, str]


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
    return list(_names(store, _question(base)))


def names_of(store: Selects, base: str, things: Iterable[str]) -> list[Name]:
    """Ask a graph for the names of some things alone."""
    found: list[Name] = []
    asked = sorted(things)
    for start in range(0, len(asked), _AT_ONCE):
        listed = " ".join(map("<{}>".format, asked[start : start + _AT_ONCE]))
        # In a query of its own, which the engine answers first.
        given = f"WHERE {{ {{ SELECT ?thing {{ VALUES ?thing {{ {listed} }} }} }}"
        found += _names(store, _question(base).replace("WHERE {", given, 1))
    return found


def _question(base: str) -> str:
    return rebase(asset("queries/describe/labels.rq").read_text(encoding="utf-8"), base)


def _names(store: Selects, query: str) -> Iterator[Name]:
    for thing, kind, weight, label, text in store.select(query).rows:
        shown = None if label is None else str(label)
        yield Name(str(thing), str(kind), int(str(weight)), shown, str(text))


def build(path: Path, entries: Iterable[Name]) -> int:
    """Write an index into a new file, and give the number of its texts.

    The same texts give the same bytes under the same SQLite.
    """
    with closing(sqlite3.connect(path)) as connection:
        return fill(connection, entries)


def fill(connection: sqlite3.Connection, entries: Iterable[Name]) -> int:
    """Write the entries, each once, by weight and length; give their number."""
    in_order = sorted(_entries(entries))
    connection.executescript(_SCHEMA)
    with connection:
        _add(connection, ((_ROOM * place, entry) for place, entry in enumerate(in_order, start=1)))
        for table in _INDEXES:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        connection.execute("CREATE INDEX entry_normal ON entry (normal)")
    return len(in_order)


def change(path: Path, earlier: Path, gone: Iterable[Name], new: Iterable[Name]) -> bool:
    """Write an index that differs from an earlier one by some names; it finds what a new one finds,
    in the same order. False, and nothing is left, where that one cannot be used or has no room.
    """
    try:
        shutil.copyfile(earlier, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            if connection.execute("PRAGMA user_version").fetchone() == (VERSION,):
                before, after = _entries(gone), _entries(new)
                _remove(connection, before - after)
                _insert(connection, sorted(after - before))
                return True
    except (OSError, sqlite3.Error, _NoRoomError):
        pass
    path.unlink(missing_ok=True)
    return False


class _NoRoomError(Exception):
    """There are more new entries between two others than numbers."""


def _entries(names: Iterable[Name]) -> set[_Entry]:
    """Give the entries of names; one without a letter or a digit is not found by it."""
    entries: set[_Entry] = set()
    for name in names:
        whole = normal(name.text)
        if whole:
            order = (name.weight, len(whole), whole)
            entries.add((*order, name.thing, name.kind, name.label or "", name.text))
    return entries


def _add(connection: sqlite3.Connection, numbered: Iterable[tuple[int, _Entry]]) -> None:
    entry_rows: list[tuple[object, ...]] = []
    said_rows: dict[str, list[tuple[int, str]]] = {table: [] for table in _INDEXES}
    for number, entry in numbered:
        weight, _, whole, *named = entry
        entry_rows.append((number, weight, whole, *named))
        for table, text in _indexed(entry):
            said_rows[table].append((number, text))
    connection.executemany(_ADD_ENTRY, entry_rows)
    for table, column in _INDEXES.items():
        added = f"INSERT INTO {table} (rowid, {column}) VALUES (?, ?)"
        connection.executemany(added, said_rows[table])


def _indexed(entry: _Entry) -> Iterator[tuple[str, str]]:
    """Give what the indexes hold of an entry, each text with its index."""
    weight, _, whole, *_ = entry
    yield "pair", pairs(whole)
    said = syllables(whole) if weight <= PINYIN_WEIGHT else ()
    if said:
        yield "letter", pairs(initials(said))
        yield "syllable", " ".join(said)


def _remove(connection: sqlite3.Connection, entries: Iterable[_Entry]) -> None:
    """Take entries out. The indexes hold no texts of their own: they have to be told what goes."""
    for entry in entries:
        for number, *found in connection.execute(_SAME, (entry[2],)).fetchall():
            if tuple(found) != entry:
                continue
            connection.execute("DELETE FROM entry WHERE id = ?", (number,))
            for table, text in _indexed(entry):
                column = _INDEXES[table]
                taken = f"INSERT INTO {table} ({table}, rowid, {column}) VALUES ('delete', ?, ?)"
                connection.execute(taken, (number, text))


def _insert(connection: sqlite3.Connection, entries: Sequence[_Entry]) -> None:
    """Put new entries, given in their order, between those that are there."""
    (last,) = connection.execute(_LAST).fetchone()
    placed = [(*_gap(connection, entry, last), entry) for entry in entries]
    numbered: list[tuple[int, _Entry]] = []
    for (before, behind), several in groupby(placed, itemgetter(0, 1)):
        between = list(map(itemgetter(2), several))
        step = (behind - before) // (len(between) + 1)
        if not step:
            raise _NoRoomError
        numbered += ((before + step * nth, entry) for nth, entry in enumerate(between, start=1))
    _add(connection, numbered)


def _gap(connection: sqlite3.Connection, entry: _Entry, last: int) -> tuple[int, int]:
    """Give the numbers of the entries before and behind the place of a new one."""
    before, behind = 0, last + 2 * _ROOM * _ROOM
    lowest, highest = 0, last
    while lowest <= highest:
        middle = (lowest + highest) // 2
        number, *found = connection.execute(_FROM, (middle,)).fetchone()
        if tuple(found) < entry:
            before, lowest = number, number + 1
        else:
            behind, highest = number, middle - 1
    return before, behind


def pairs(whole: str) -> str:
    """Cut a text into its pairs: `冀财社` → `冀财 财社 社`.

    The last character stands alone, so that every character begins a pair and one character can be
    looked for alone.
    """
    return " ".join([*whole_pairs(whole), whole[-1:]])


def whole_pairs(whole: str) -> list[str]:
    """Cut a text into its pairs of two characters: `冀财社` → `冀财`, `财社`."""
    return [whole[place : place + 2] for place in range(len(whole) - 1)]
