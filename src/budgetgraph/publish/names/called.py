"""Name classes, properties and things in a language, whatever has no label too.

`https://…/id/disclosure/130532/平乡县医疗保障局/2025/key-figure/total_revenue` is called
`平乡县医疗保障局 2025：收入总计`; the rows of `paths.toml` say how.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from budgetgraph.document.data_file import read_data
from budgetgraph.rdf.iris import Iris
from budgetgraph.validate.rules import rules

#: The path of a document's own IRI: `id/document/冀财社/2023/208`, with a place before it or not.
_NUMBER = re.compile(r"id/document/(?:[^/]+/)?([^/]+)/(\d{4})/(\d+)")
_SEPARATOR = re.compile(r"[/#]")
#: What may stand in a place of a path: figures, or the beginning of a digest.
_ANY_OWNER = ".../"
#: Where rows stand that have no word; and how far from its end the last word of a path may be.
_NO_WORD = ("", 0)
_FARTHEST = 5
_FIGURES = ("{n}", "{year}", "{serial}")
_DIGITS = 8
_EDITION = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Names:
    """The names by which pages call what they show.

    `labels` are the names of classes, properties and short code lists by IRI, as `{"zh": …,
    "en": …}`; `papers` are the names of the source files by their SHA-256.
    """

    iris: Iris
    labels: Mapping[str, Mapping[str, str]]
    papers: Mapping[str, str]

    def name(self, iri: str, lang: str = "zh") -> str:
        """Give the label of an IRI, or the words for its path, or the last readable part of it."""
        known = self.labels.get(iri) or terms_of_others().get(iri)
        if known:
            return known.get(lang) or next(iter(known.values()))
        if self.within(iri):
            return self._of_path(iri[len(self.iris.base) :], lang)
        last_part = re.split(r"[/#]", iri.rstrip("/#"))[-1]
        return last_part or iri

    def heading(self, iri: str, title: str, lang: str) -> str:
        """Give the heading of a thing's page: its title, in the reader's language where it can be.

        A code has its label, and a finding the title of its rule; what has no title has its name.
        """
        if not title or iri in self.labels:
            return self.name(iri, lang)
        return self.rule(title, lang)

    def within(self, iri: object) -> bool:
        """Tell whether an IRI is of this site."""
        return isinstance(iri, str) and iri.startswith(self.iris.base)

    def kinds(self, types: Iterable[str], lang: str = "zh") -> list[str]:
        """Name the classes of a thing, each name once; a class that has no name is left out.

        Classes of others (dataset, organisation) are named only where it has none of ours.
        """
        named = [iri for iri in types if iri in self.labels or iri in terms_of_others()]
        ours = [iri for iri in named if self.within(iri)]
        names = [self.name(iri, lang) for iri in ours or named]
        return list(dict.fromkeys(names))

    def measure(self, key: str, lang: str = "zh") -> str:
        """Name a measure: `total_revenue` → `收入总计`; an unknown one is called by its key."""
        return self._of_list("measure", key, lang)

    @staticmethod
    def rule(rule: str, lang: str = "zh") -> str:
        """Give the title of a rule; an unknown one is called by its id."""
        known = rules().get(rule)
        if known is None:
            return rule
        return known.name_en if lang == "en" else known.name_zh

    def _of_list(self, kind: str, key: str, lang: str) -> str:
        """Name a code of a short list; an unknown one is called by its key."""
        known = self.labels.get(f"{self.iris.base}id/{kind}/{key}")
        return (known.get(lang) or next(iter(known.values()))) if known else key

    def _of_path(self, path: str, lang: str) -> str:
        """Name a thing by the path of its IRI; one that no row fits is called by its path."""
        number = _NUMBER.fullmatch(unquote(path))
        if number is not None:
            return f"{number[1]}〔{number[2]}〕{number[3]}号"
        segments = _SEPARATOR.split(path)
        for row in _rows_for(segments):
            parts = row.parts_of(segments)
            if parts is not None:
                return row.words[lang].format_map(self._in_words(parts, lang))
        readable = unquote(path).removeprefix("id/").removeprefix("ontology#")
        return readable or self.iris.base

    def _in_words(self, parts: Mapping[str, str], lang: str) -> dict[str, str]:
        """Put the parts of a path into words."""
        words: dict[str, Callable[[str], str]] = {
            "of": lambda path: self._of_path(path, lang),
            "measure": lambda key: self._of_list("measure", key, lang),
            "table": lambda key: self._of_list("table-type", key, lang),
            "rule": lambda rule: self.rule(rule, lang),
            "paper": lambda digest: self.papers.get(digest, digest[:_DIGITS]),
            "digest": lambda digest: digest[:_DIGITS],
        }
        return {name: words.get(name, unquote)(part) for name, part in parts.items()}


@dataclass(frozen=True, slots=True)
class _Row:
    """How things with such a path are called.

    `number` is its place among the rows. `path` are its segments, `{n}` is a place; `is_part` says
    that the path of an owner stands before them.
    """

    number: int
    path: tuple[str, ...]
    is_part: bool
    words: Mapping[str, str]

    def parts_of(self, segments: list[str]) -> dict[str, str] | None:
        """Give what stands in the places of a path, and its owner; None for another path."""
        owner, own = segments[: -len(self.path)], segments[-len(self.path) :]
        if bool(owner) != self.is_part or len(own) != len(self.path):
            return None
        parts = {"of": "/".join(owner)}
        for place, segment in zip(self.path, own, strict=True):
            if not _fits(place, segment):
                return None
            parts[place.strip("{}")] = segment
        return parts


def _fits(place: str, segment: str) -> bool:
    """Tell whether a segment is the one of a row, or may stand in its place."""
    if not place.startswith("{"):
        return segment == place
    if place in _FIGURES:
        return segment.isdigit()
    return place != "{edition}" or _EDITION.fullmatch(segment) is not None


def _rows_for(segments: list[str]) -> list[_Row]:
    """Give the rows that may fit a path, in their order: those whose last word stands there."""
    rows = list(_rows()[_NO_WORD])
    for behind, word in enumerate(reversed(segments[-_FARTHEST:])):
        rows += _rows().get((word, behind), ())
    return sorted(rows, key=lambda row: row.number)


@cache
def _rows() -> Mapping[tuple[str, int], list[_Row]]:
    """Read how things are called by the paths of their IRIs.

    The rows are sorted by the last word of their path and how many places stand behind it:
    `.../statement/{measure}/{year}` is at `("statement", 2)`.
    """
    sorted_rows: dict[tuple[str, int], list[_Row]] = {_NO_WORD: []}
    given = read_data("budgetgraph.publish.names", "paths.toml")["path"]
    for number, row in enumerate(given):
        path = row["path"].removeprefix(_ANY_OWNER)
        segments = path.split("/")
        words = [place for place, text in enumerate(segments) if not text.startswith("{")]
        last = (segments[words[-1]], len(segments) - 1 - words[-1]) if words else _NO_WORD
        read = _Row(number, tuple(segments), path != row["path"], row)
        sorted_rows.setdefault(last, []).append(read)
    return sorted_rows


@cache
def terms_of_others() -> Mapping[str, Mapping[str, str]]:
    """Read what pages call the terms of others."""
    known: Mapping[str, Mapping[str, str]] = read_data("budgetgraph.publish.names", "terms.toml")[
        "names"
    ]
    return known
