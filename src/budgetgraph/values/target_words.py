"""The words, scales and units of targets, as patterns: `target.toml` read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from budgetgraph.document.any_of import any_of
from budgetgraph.document.data_file import read_data

FIGURE = r"[-+]?(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)(?:\.[0-9]++)?+"
_SCALE = "万亿|亿|千万|百万|十万|万|千(?![克米瓦])|百(?!分)|"


@dataclass(frozen=True, slots=True)
class TargetWords:
    """What the parts of a target look like.

    `one` is a whole text of one figure, `spread` one of a range, `unit` a whole unit, `tail` what
    follows a figure within words.
    """

    one: re.Pattern[str]
    spread: re.Pattern[str]
    unit: re.Pattern[str]
    tail: re.Pattern[str]
    scaled_unit: re.Pattern[str]
    loose_unit: re.Pattern[str]
    before: dict[str, str]
    behind: dict[str, str]
    first_word: re.Pattern[str]
    lead: re.Pattern[str]
    scales: dict[str, int]
    qualitative: frozenset[str]
    quantitative: frozenset[str]
    inexact_before: re.Pattern[str]
    inexact_behind: re.Pattern[str]
    date: re.Pattern[str]
    formula: frozenset[str]
    second: re.Pattern[str]
    remark: re.Pattern[str]
    comparing: re.Pattern[str]


def _operators(table: dict[str, str]) -> dict[str, str]:
    named = {"none": ""}
    return {
        word: named.get(operator, operator)
        for operator, words in table.items()
        for word in words.split()
    }


def _denied(table: dict[str, str]) -> dict[str, str]:
    """Give every comparison that a word before it denies: 未 | 超过 → ≤."""
    denying = table["by"].split()
    compared = _operators({sign: words for sign, words in table.items() if sign != "by"})
    return {denial + word: operator for word, operator in compared.items() for denial in denying}


def _unit(known: list[str]) -> str:
    """Give one unit or a compound: 元/人, 元/每人每次每天, 台(套), 5元每人每月, 户/(人·月).

    The list of the known units is long, so that the pattern holds it as few times as it can.
    """
    single = f"(?:{any_of(known)})"
    part = rf"每?{single}"
    return rf"{single}(?:/?\({part}(?:[、.·/]{part})*\)|(?:[/、.·]|(?=每)){part})*"


def _one_figure(before: str, unit: str, behind: str) -> re.Pattern[str]:
    """Give a comparison, a figure, a unit and a comparison behind it, all but the figure
    optional.
    """
    return re.compile(
        rf"(?P<before>{before})(?P<figure>{FIGURE})(?P<scale>{_SCALE})"
        rf"(?P<unit>{unit})(?P<behind>{behind})"
    )


def _spread() -> re.Pattern[str]:
    """Give two figures with a dash between them, whatever their units: 6-9个月, 5000-1万人, 2-3m2."""
    dash = "--?|–|——?|―|~|〜|至|到"
    words = r"(?:[^0-9–—―~〜至到-]|(?<=m)[23])*"
    return re.compile(
        rf"\A(?:控制在|达到|在)?(?P<low>{FIGURE})(?P<low_scale>{_SCALE})(?P<low_unit>{words})"
        rf"(?:{dash})(?P<high>{FIGURE})(?P<high_scale>{_SCALE})(?P<unit>{words}?)(?:之间)?"
    )


@cache
def target_words() -> TargetWords:
    """Give the words of targets, read once."""
    data: dict[str, Any] = read_data("budgetgraph.values", "target.toml")
    before = _operators(data["before"]) | _denied(data["denied"])
    behind = _operators(data["behind"])
    unit = _unit(data["units"]["known"].split())
    words_before, words_behind = any_of(list(before)), f"(?:{any_of(list(behind))})?"
    around = data["around"]
    inexact = f"{around['inexact_before']} {around['inexact_behind']}".split()
    any_unit = rf"(?:{unit}|\((?:{_SCALE}){unit}\))?"
    loose = f"[^0-9\\W{re.escape(data['units']['never'])}]{{1,4}}"
    one_unit = rf"(?:{any_unit}|元/每?{loose})"
    return TargetWords(
        one=_one_figure(f"(?:{words_before}){{0,2}}", one_unit, words_behind),
        loose_unit=_one_figure(words_before, rf"{loose}|\({loose}\)", ""),
        spread=_spread(),
        unit=re.compile(unit),
        tail=re.compile(rf"(?P<scale>{_SCALE})(?P<unit>{any_unit})(?P<behind>{words_behind})"),
        scaled_unit=re.compile(rf"(?P<scale>{_SCALE})(?P<unit>.*)"),
        before=before,
        behind=behind,
        first_word=re.compile(words_before),
        lead=re.compile(rf"(?P<before>{words_before})?(?:{any_of(around['fillers'].split())})?$"),
        scales=data["scales"] | {"": 0},
        qualitative=frozenset(data["column"]["qualitative"].split()),
        quantitative=frozenset(data["column"]["quantitative"].split()),
        inexact_before=re.compile(f"(?:{any_of(around['inexact_before'].split())})$"),
        inexact_behind=re.compile(any_of(around["inexact_behind"].split())),
        date=re.compile(any_of(around["dates"].split())),
        formula=frozenset(around["formula"]),
        second=re.compile(around["second"]),
        remark=re.compile(around["remark"]),
        comparing=re.compile(any_of([*filter(before.get, before), *behind, *inexact])),
    )


def before_remark(folded: str) -> str | None:
    """Give the target before a remark in brackets: ≥12次(含线上) → ≥12次.

    None where there is none, and where the remark compares or holds a figure: it may change what
    the target says.
    """
    words = target_words()
    match = words.remark.fullmatch(folded)
    if match is None or words.comparing.search(match["remark"]) is not None:
        return None
    return match["target"]
