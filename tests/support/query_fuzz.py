"""Queries made at random around the word SERVICE, asked of the guard and of the engine.

The engine says in two ways that a query calls out: the listener that the query names is reached, or
the query is no longer one when another word stands in the place of SERVICE. A query that calls out
and is not refused is a hole in the guard; one that is refused and does not call out is its price.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox
from canary import Canary

WORD = re.compile("service", re.IGNORECASE)
#: What may stand between tokens, and what a parser may take for it.
GAPS = ["", "", " ", " ", "\n", "\t", "\r", "#\n", "# {\r", "#'\n "]
ODD_GAPS = ["\u00a0", "\ufeff", "\u2028", "\x0b", "# \x85", "\u3000"]
#: Characters of names, and others that one parser takes into a name and another does not.
LETTERS = ["a", "b", "1", "_", "-", ":", "·", "、", "\u0300", "\u203f", "\u200d", "（", "\ufeff"]
LETTERS += ["\ufffd", "é", "ſ", "%20", "\\#", "\\'", ".b"]
ODD_LETTERS = [".", "..", "\u037e", "\u00d7", "\U00010000", "%2", "\\", "\u00a0", "?", "<"]
WORDS = ["SERVICE", "service", "SeRvIcE", "SERVICE", "SERVICE"]
#: What is put into a finished query, or takes the place of a part of it.
SPLINTERS = [*"<>\"'#\\:.?$@_%()[]{}|&=-/*^!+,; \n\r", '"""', "'''", "''", '""', "\\u0053", "\\"]
SPLINTERS += [
    "SERVICE",
    "service",
    "SILENT",
    "GRAPH",
    "true",
    "a",
    "x:",
    ":",
    "<<",
    ">>",
    "^^",
    "@en",
]
SPLINTERS += LETTERS + ODD_LETTERS + ODD_GAPS


@dataclass
class Tally:
    """What came of the queries: `holes` are those that called out and were not refused."""

    counts: Counter[str] = field(default_factory=Counter)
    holes: list[str] = field(default_factory=list)
    refused_in_vain: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take the other's figures into this one's."""
        self.counts += other.counts
        self.holes += other.holes
        self.refused_in_vain += other.refused_in_vain

    def __str__(self) -> str:
        lines = [f"{count:>9,}  {name}" for name, count in self.counts.most_common()]
        return "\n".join([*lines, f"{len(self.holes):>9,}  HOLES"])


class Queries:
    """A stream of queries that call `address`, seem to, or hide the word; the same for a seed."""

    def __init__(self, seed: int, address: str) -> None:
        self._random = random.Random(seed)
        self._address = address
        self._odd = 0.0

    def __iter__(self) -> Iterator[str]:
        while True:
            self._odd = self._random.choice([0, 0, 0, 0.1])
            query = self._query()
            for _ in range(self._random.choice([0, 0, 0, 0, 0, 1, 1, 2, 4])):
                query = self._broken(query)
            yield query

    def _one(self, *choices: str) -> str:
        return self._random.choice(choices)

    def _made(self, *makers: Callable[[], str]) -> str:
        return self._random.choice(makers)()

    def _gap(self) -> str:
        odd = self._random.random() < self._odd
        return self._random.choice(ODD_GAPS if odd else GAPS)

    def _letters(self, most: int) -> str:
        letters = LETTERS + ODD_LETTERS if self._random.random() < self._odd else LETTERS
        return "".join(self._random.choices(letters, k=self._random.randint(0, most)))

    def _query(self) -> str:
        parts = [self._part() for _ in range(self._random.randint(1, 4))]
        if self._random.random() < 0.7:
            parts.insert(self._random.randint(0, len(parts)), self._call())
        body = "".join(self._gap() + part for part in parts)
        form = self._one("SELECT * ", "ASK", "SELECT*WHERE")
        return f"{self._prologue()}{form}{{{body}{self._gap()}}}"

    def _prologue(self) -> str:
        prefixes = {
            "x:": self._one(self._address, "http://a/", "http://a:", "http://a#", "x:"),
            "y:": self._one(self._address, self._address + "#", "http://b#"),
            ":": self._one(self._address, "http://c/"),
            self._one("service:", "SERVICE:", "Silent:", "truesERVICE:", "é:"): self._address,
            "silent:": self._address,
        }
        return "".join(f"PREFIX {name} <{iri}> " for name, iri in prefixes.items())

    def _call(self) -> str:
        gap, word = self._gap, self._random.choice(WORDS)
        silent = self._one("", "", "SILENT", "silent", " SILENT ")
        inner = self._one("", "?s ?p ?o", "?a x:b 'c'")
        return f"{word}{gap()}{silent}{gap()}{self._where()}{gap()}{{{inner}}}"

    def _where(self) -> str:
        return self._made(
            lambda: f"<{self._address}>",
            lambda: f"<{self._address}>",
            lambda: f"<{self._address}{self._letters(2)}>",
            lambda: f"y:{self._letters(3)}",
            lambda: f":{self._letters(3)}",
            lambda: f"x:{self._letters(3)}",
            lambda: f"?e{self._letters(3)}",
        )

    def _part(self) -> str:
        gap, thing, term = self._gap, self._thing, self._term
        return self._made(
            lambda: (
                f"{thing()}{gap()} {self._verb()}{gap()} {term()} {self._one('', '.', '.', ' . ')}"
            ),
            lambda: f"{thing()} {self._verb()} {term()}{self._one(' .', ';.', ' ', '')}",
            lambda: f"{{{thing()} {self._verb()} {term()}}}",
            lambda: f"VALUES ?v{{{self._data()}{gap()} {self._data()}}}",
            lambda: f"FILTER({self._expression()})",
            lambda: f"OPTIONAL{{{thing()} {self._verb()} {term()}}}",
            lambda: f"GRAPH{gap()} {self._where()}{gap()}{{}}",
            lambda: f"BIND({self._expression()} AS ?new{self._random.randrange(99)})",
            lambda: f"{{{self._call()}}}",
        )

    def _verb(self) -> str:
        paths = ("?p", "a", "x:p", "y:service", "(x:p)*", "x:p?", "^x:p/y:q", "<x:p>", "?service")
        return self._one(*paths)

    def _name(self) -> str:
        word = self._random.choice(WORDS)
        return self._made(
            lambda: f"x:{self._letters(2)}{word}{self._letters(2)}",
            lambda: f"x:{word}",
            lambda: f"y:a.{word}",
            lambda: f"y:a.b.{word}",
            lambda: f"{word}:{self._letters(2)}",
            lambda: f"<http://a/{word}>",
        )

    def _thing(self) -> str:
        word = self._random.choice(WORDS)
        return self._made(
            lambda: "?s",
            lambda: "?s",
            self._name,
            lambda: f"_:b{self._letters(1)}{word}",
            lambda: f"?{word}{self._letters(1)}",
            lambda: f"?g{self._letters(2)}{word}",
            lambda: f"# {word}\n?c",
        )

    def _data(self) -> str:
        word = self._random.choice(WORDS)
        return self._made(
            self._name,
            lambda: f"'{word} <{self._address}> {{'",
            lambda: f'"{self._letters(0)}{word}"',
            lambda: f'"""{self._one("", "a", chr(34))}{word}"""',
            lambda: f"''{self._one('', '@en-service', '^^x:a')}",
            lambda: self._one("1", "1.", ".5", "1e5", "true", "false", "-1"),
        )

    def _term(self) -> str:
        return self._made(self._thing, self._data)

    def _expression(self) -> str:
        value = self._data
        return self._made(
            lambda: f"?a<{value()}&&?b>{value()}",
            lambda: f"?a <?b || ?c> {value()}",
            lambda: f"!({value()}={value()})",
            lambda: f"EXISTS{{{self._call()}}}",
            lambda: f"STR({value()})!='>'",
        )

    def _broken(self, query: str) -> str:
        """The query with a splinter put in, in the place of a part, or without the part."""
        at = self._random.randrange(len(query) + 1)
        until = min(len(query), at + self._random.choice([0, 0, 1, 1, 3]))
        splinter = self._random.choice(["", *SPLINTERS])
        return query[:at] + splinter + query[until:]


class Engine:
    """Oxigraph over a store in which most patterns have a solution."""

    def __init__(self) -> None:
        self._store = ox.Store()
        for term in ("http://a/", "http://b#", "http://c/", "x:p"):
            node = ox.NamedNode(term)
            self._store.add(ox.Quad(node, node, node))

    def accepts(self, query: str) -> bool:
        """Whether it is a query to the engine; one that is gets answered, and calls who it calls."""
        try:
            answer = self._store.query(query)
            if not isinstance(answer, ox.QueryBoolean):
                list(answer)
        except SyntaxError:
            return False
        except (OSError, RuntimeError, ValueError):
            # It was read, and something went wrong with the answer: nobody answers a call.
            return True
        return True


def fuzz(number: int, seed: int, listener: Canary, refuses: Callable[[str], bool]) -> Tally:
    """What came of so many queries."""
    tally, engine = Tally(), Engine()
    stream = iter(Queries(seed, listener.address))
    for _ in range(number):
        query = next(stream)
        before = listener.calls
        accepted = engine.accepts(query)
        # A hang-up is seen by the engine only after the listener has counted.
        reached = listener.calls > before
        clause = accepted and not engine.accepts(WORD.sub(_another_word, query))
        _count(tally, query, accepted, reached, clause, refuses(query))
    return tally


def _another_word(service: re.Match[str]) -> str:
    """`SerVice` → `SerVVce`: names that differ in their letters' case go on to differ."""
    return service[0][:4] + service[0][3] + service[0][5:]


def _count(
    tally: Tally, query: str, accepted: bool, reached: bool, clause: bool, refused: bool
) -> None:
    tally.counts["queries"] += 1
    tally.counts["are queries to the engine"] += accepted
    tally.counts["reached the listener"] += reached
    tally.counts["have a SERVICE clause for the engine"] += clause
    tally.counts["refused"] += refused
    if (reached or clause) and not refused:
        tally.holes.append(query)
    if accepted and not (reached or clause) and WORD.search(query):
        tally.counts["hold the word and call nobody"] += 1
        if refused:
            tally.counts["refused in vain"] += 1
            tally.refused_in_vain.append(query)
