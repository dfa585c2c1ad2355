"""Lists of patterns over folded text, and the roles that such lists tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from budgetgraph.document.folding import fold, fold_in_place

#: The name of a group, which may stand only once in an expression.
_GROUP_NAME = re.compile(r"\(\?P<\w{1,40}>")
#: The same headings and labels stand on every page: a list keeps its answers for so many texts.
_KEPT = 512
#: The star before what has to be filled in, at the head of a label: *指标值.
_STARS = "*★☆"
#: So many texts of a document are kept with their role.
KEPT_ROLES = 4096


def _nameless(pattern: str) -> str:
    """Give the pattern as one of several in an expression: without names of groups, its flag
    inside.
    """
    bare = _GROUP_NAME.sub("(?:", pattern)
    return f"(?m:{bare[len(_LINES) :]})" if bare.startswith(_LINES) else f"(?:{bare})"


_LINES = "(?m)"


def _without_star(text: str) -> str:
    """Give the folded text without the stars before its words: `＊指标值` → 指标值; `**` stays."""
    folded = fold(text)
    return folded.lstrip(_STARS) or folded


class Patterns:
    """A list of patterns over folded text."""

    def __init__(self, patterns: list[str]) -> None:
        self._patterns = patterns
        self._holds = lru_cache(maxsize=_KEPT)(self._search)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """One pattern of all: most texts hold none of them, and one search says so."""
        return re.compile("|".join(map(_nameless, self._patterns)) or "(?!)")

    @cached_property
    def _regexes(self) -> list[re.Pattern[str]]:
        """The patterns by themselves; most lists are only asked whether one of them is there."""
        return [re.compile(pattern) for pattern in self._patterns]

    def match(self, text: str) -> re.Match[str] | None:
        """Give the first pattern that is found in the folded text."""
        if not self._holds(text):
            return None
        return self._first(_without_star(text))

    def find(self, text: str) -> re.Match[str] | None:
        """Give the first pattern that is found in the text folded in place: its offsets are those
        of the text itself.
        """
        return self._first(fold_in_place(text))

    def _first(self, folded: str) -> re.Match[str] | None:
        """Find the first pattern, by the order of the list, that stands anywhere in the text."""
        for regex in self._regexes:
            match = regex.search(folded)
            if match is not None:
                return match
        return None

    def __contains__(self, text: str) -> bool:
        return self._holds(text)

    def _search(self, text: str) -> bool:
        return self.stand_in(_without_star(text))

    def stand_in(self, folded: str) -> bool:
        """Tell whether one of the patterns is found in a text that is folded, without its star."""
        return self._any.search(folded) is not None

    def in_any(self, texts: Iterable[str]) -> bool:
        """Tell whether one of the texts at least holds one of the patterns."""
        return any(map(self.__contains__, texts))


class RolePatterns(dict[str, Patterns]):
    """A section of the catalogue: the patterns of each role, in the order in which they count."""

    def __init__(self, entries: dict[str, Any]) -> None:
        super().__init__()
        for name, value in entries.items():
            # An entry of one pattern may stand without a list.
            listed = [value] if isinstance(value, str) else value
            self[name] = Patterns(listed)
        self.role = lru_cache(maxsize=KEPT_ROLES)(self._role)

    def _role(self, text: str) -> str | None:
        """Find the first role that the text has; it is folded once for all of them."""
        folded = _without_star(text)
        for name, patterns in self.items():
            if patterns.stand_in(folded):
                return name
        return None
