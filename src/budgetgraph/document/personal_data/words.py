"""The words that tell personal data from other text, and the labels made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: What may stand between a label and its value.
_GAP = re.compile(r"[\s:：|｜(（【\[_]{0,20}")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `words.toml`; the labels of each kind of data as one pattern."""

    label: re.Pattern[str]
    number: re.Pattern[str]
    account: re.Pattern[str]
    identity: re.Pattern[str]
    address: re.Pattern[str]
    apart_only: frozenset[str]
    surnames: frozenset[str]
    double_surnames: frozenset[str]
    no_names: tuple[str, ...]
    offices: tuple[str, ...]
    titles: tuple[str, ...]
    all_labels: frozenset[str]


@cache
def words() -> Words:
    """Give the word lists, read once."""
    folder = resources.files("budgetgraph.document.personal_data")
    data = tomllib.loads(folder.joinpath("words.toml").read_text("utf-8"))
    behind = "|".join(data["behind_label"])
    suffix = rf"(?:(?:{behind})|[(（](?:{behind})[)）])?"
    return Words(
        label=re.compile(rf"(?:{_any_of(data['labels'])}){suffix}"),
        number=re.compile(rf"(?:{_any_of(data['number_labels'])})(?:号码?)?"),
        account=re.compile(_any_of(data["account_labels"])),
        identity=re.compile(_any_of(data["identity_labels"])),
        address=re.compile(_any_of(data["address_labels"])),
        apart_only=frozenset(data["apart_only"]),
        surnames=frozenset("".join(data["surnames"].split())),
        double_surnames=frozenset(data["double_surnames"]),
        no_names=tuple(data["no_names"]),
        offices=tuple(data["offices"]),
        titles=tuple(data["titles"]),
        all_labels=frozenset(data["labels"]) | frozenset(data["number_labels"]),
    )


def gap_end(line: str, start: int) -> int:
    """Tell where the blanks, colons and brackets behind a label end."""
    gap = _GAP.match(line, start)
    return gap.end() if gap else start


def _any_of(texts: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first, their letters spread or not:
    填 报 人.
    """
    ordered = sorted(texts, key=len, reverse=True)
    return "|".join("[ 　]{0,3}".join(map(re.escape, text)) for text in ordered)
