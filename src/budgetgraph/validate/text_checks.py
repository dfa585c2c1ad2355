"""What the wording of a page tells without its tables: sums and products that are worked out in the
text, and hints of a form left in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from math import prod

from budgetgraph.validate.wording.known import pattern
from budgetgraph.values.amount import last_digit

_NUMBER = r"\d[\d,]*+(?:\.\d++)?+"
_OPERAND = rf"[一-鿿]{{0,8}}{_NUMBER}[ ]*+[一-鿿％%/]{{0,6}}+"
_CALCULATION = re.compile(
    rf"(?<![\d.,*×+＋=＝/-])(?<![*×+＋] )"
    rf"(?P<left>{_OPERAND}"
    rf"(?:[ ]*+(?:[*×][ ]*+{_OPERAND}){{1,60}}+|[ ]*+(?:[+＋][ ]*+{_OPERAND}){{1,60}}+))"
    rf"[ ]*+[=＝][ ]*+(?P<right>{_OPERAND})"
)
_SCALED = re.compile(rf"({_NUMBER})[ ]*([万亿%％]?)")
_SCALES = {
    "": Decimal(1),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
    "%": Decimal("0.01"),
    "％": Decimal("0.01"),
}
#: People write 元 on the left and 万元 on the right without saying so.
_UNSAID = (Decimal(1), Decimal(10_000), Decimal(1) / 10_000, Decimal(100), Decimal("0.01"))
#: What forms print to be replaced or to guide the one who fills them in.
_RESIDUE = pattern("residues", "form_hint")


@dataclass(frozen=True, slots=True)
class Calculation:
    """A sum or product that the text works out: as printed, what it says, what it is, and the lines
    it stands on.
    """

    text: str
    stated: Decimal
    exact: Decimal
    lines: tuple[int, int]


def wrong_calculations(lines: Sequence[str]) -> Iterator[Calculation]:
    """Give every `a*b=c` and `a+b=c` in one line that does not hold; c may be rounded and may be in
    万 where a and b are not, or cut off by the edge of the page.
    """
    for number, line in enumerate(lines, start=1):
        for match in _CALCULATION.finditer(line):
            operands = [_value(operand) for operand in re.split(r"[*×+＋]", match["left"])]
            exact = (
                prod(operands, start=Decimal(1))
                if re.search(r"[*×]", match["left"])
                else sum(operands, Decimal(0))
            )
            stated, digit = _value(match["right"]), _digit(match["right"])
            holds = any(abs(exact - scale * stated) <= scale * digit / 2 for scale in _UNSAID)
            if not holds and not _torn(match["right"], exact):
                yield Calculation(
                    " ".join(match[0].split()), stated, exact.normalize() + 0, (number, number)
                )


def _torn(printed: str, exact: Decimal) -> bool:
    """Tell whether a result lost its last digits at the edge of a page: `225027` of 2250274."""
    digits = printed.strip().replace(",", "")
    whole = f"{exact:f}".partition(".")[0]
    return digits.isdecimal() and len(digits) < len(whole) and whole.startswith(digits)


def _value(operand: str) -> Decimal:
    """Give the number of an operand, scaled by 万, 亿 or %."""
    match = _SCALED.search(operand)
    assert match is not None
    return Decimal(match[1].replace(",", "")) * _SCALES[match[2]]


def _digit(operand: str) -> Decimal:
    """Give one unit of the last printed digit."""
    match = _SCALED.search(operand)
    assert match is not None
    return last_digit(Decimal(match[1].replace(",", ""))) * _SCALES[match[2]]


def residues(lines: Sequence[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Give each hint of a form that was left in, with the lines (1-based, first and last) of all
    its places; a hint may be wrapped.
    """
    stripped = [line.strip() for line in lines]
    starts = [0, *accumulate(map(len, stripped))]
    places_of: dict[str, list[tuple[int, int]]] = {}
    for match in _RESIDUE.finditer("".join(stripped)):
        text = "".join(match[0].split())
        places_of.setdefault(text, []).append(
            (bisect_right(starts, match.start()), bisect_right(starts, match.end() - 1))
        )
    return {text: tuple(places) for text, places in places_of.items()}
