"""What a sentence says in figures: its amounts, how each is told (of this year, of the year before,
as a change) and what it says that they changed by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetgraph.disclosure import Statement
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.known import pattern
from budgetgraph.values.amount import last_digit
from budgetgraph.values.money import UNIT_MULTIPLIER

_AMOUNT = pattern("said", "amount")
_RISES = pattern("common", "rises")
_CHANGED_BY = pattern("said", "changed_by")
_CHANGED_TO = pattern("said", "changed_to")
_SHARE, _BRACKETED = pattern("said", "share"), pattern("said", "bracketed_share")
_SAME = pattern("common", "same")
_OF_YEAR = pattern("said", "of_year")
_NO_AMOUNT = pattern("said", "no_amount")
_LOOK_BACK = 30
BRACKET = re.compile(r"\([^()]{0,200}\)")
"""A bracket of folded text that holds no other one."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a sentence: the digits and the unit as printed, and where they stand in it."""

    digits: str
    unit: str
    start: int
    end: int

    @classmethod
    def matched(cls, match: re.Match[str]) -> Quantity:
        """Give the amount of the groups `digits` and `unit`, where it stands in the text."""
        return cls(match["digits"], match["unit"], match.start("digits"), match.end("unit"))

    @classmethod
    def stated(cls, statement: Statement) -> Quantity:
        """Give a stated amount; where it stands in its sentence is not told."""
        return cls(statement.value, statement.unit, 0, 0)

    @property
    def printed(self) -> str:
        """The amount as the sentence prints it: 56.12万元."""
        return self.digits + self.unit

    @property
    def value(self) -> Decimal:
        """The amount in 元."""
        return Decimal(self.digits.replace(",", "")).scaleb(UNIT_MULTIPLIER[self.unit])

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed digit, in 元: what rounding may have taken or given."""
        return last_digit(self.value) / 2

    def rounds(self, amount: Decimal) -> Decimal:
        """Give another amount with as many digits as this one: 6484.05 of 6484.0547 万元."""
        unit = last_digit(self.value)
        return (amount / unit).quantize(Decimal(1)) * unit

    def exceeds(self, other: Quantity) -> bool:
        """Tell whether an amount is larger than another one, however both were rounded: 4.40万元 is
        not larger than 4万元, which may be 4.49; 4.60万元 is.
        """
        return self.value - self.half > other.value + other.half

    def is_same(self, other: Quantity) -> bool:
        """Tell whether two printed amounts may be one: 56.12万元 and 56.1万元 may, rounded to other
        digits; 269.85万元 and 269.86万元 are two.
        """
        if self.half == other.half:
            return self.value == other.value
        return abs(self.value - other.value) <= self.half + other.half


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage that something changed by, signed by its verb: 减少1.10% is -1.10."""

    printed: str
    verb: str
    value: Decimal
    digit: Decimal
    start: int
    end: int


@dataclass(frozen=True)
class SaidSentence:
    """A sentence with its figures; `start` is its place in the folded text of its paragraph."""

    text: str
    start: int = 0

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All amounts but prices and limits."""
        amounts = (
            Quantity(match["digits"], match["unit"], match.start(), match.end())
            for match in _AMOUNT.finditer(self.text)
        )
        return tuple(amount for amount in amounts if not _NO_AMOUNT.search(self.before(amount)))

    @cached_property
    def changes(self) -> tuple[tuple[Quantity, int], ...]:
        """The amounts that something changed by, each with the sign of its verb.

        `比上年减少3.50万元` → 3.50万元 and -1.
        """
        told = (
            (quantity, _CHANGED_BY.search(self.before(quantity))) for quantity in self.quantities
        )
        return tuple(
            (amount, sign(match["verb"]))
            for amount, match in told
            if match is not None and not _CHANGED_TO.search(self.before(amount))
        )

    @cached_property
    def others(self) -> tuple[tuple[Quantity, int | None], ...]:
        """The amounts told of a named year, each with that year; None for the year before (上年).

        `2024年预算80.00万元，上年决算90.00万元` → 80.00万元 of 2024, 90.00万元 of None.
        """
        changed = {amount for amount, _ in self.changes}
        told = ((quantity, _OF_YEAR.search(self.before(quantity))) for quantity in self.quantities)
        return tuple(
            (amount, int(match["year"]) if match["year"] else None)
            for amount, match in told
            if match is not None and amount not in changed
        )

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """The percentages that something changed by: 减少39.47%, and 减少1.50万元（39.47%）."""
        told = [_share(match, match.start()) for match in _SHARE.finditer(self.text)]
        for match in _BRACKETED.finditer(self.text):
            told.append(_share(match, match.start("digits")))
        return tuple(sorted(told, key=lambda share: share.start))

    @property
    def says_same(self) -> bool:
        """Whether it says that nothing changed: 与上年持平."""
        return _SAME.search(self.text) is not None

    def part(self, start: int, end: int) -> SaidSentence:
        """Give the words from `start` up to `end`, each where it stood."""
        return SaidSentence(" " * start + self.text[start:end], self.start)

    def before(self, quantity: Quantity) -> str:
        """Give the words before an amount, back to the mark before them."""
        words = self.text[max(quantity.start - _LOOK_BACK, 0) : quantity.start]
        return re.split(r"[,;。、]", words)[-1]


def with_blank_brackets(text: str) -> str:
    """Give a text with blanks in the place of its brackets: all else stays where it stands."""
    return BRACKET.sub(lambda bracket: " " * len(bracket[0]), text)


def _share(match: re.Match[str], start: int) -> Share:
    """Give a percentage with the sign of its verb: 减少1.10% is -1.10."""
    digits = match["digits"]
    value = Decimal(digits) * sign(match["verb"])
    digit = last_digit(value)
    return Share(match[0], match["verb"], value, digit, start, match.end())


def sign(verb: str) -> int:
    """1 for a verb of rising, -1 for one of falling."""
    return 1 if _RISES.fullmatch(verb) else -1


def sentences(text: str) -> Iterator[SaidSentence]:
    """Give the sentences of a paragraph, folded one for one: what stands between full stops and
    semicolons.
    """
    for match in re.finditer(r"[^。;；]+", fold_in_place(text)):
        yield SaidSentence(match[0], match.start())
