"""Keep of which year the amounts of a sentence are, while it is read from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.parse.wording.words import SentenceWord

#: What a date begins with: 截至2024年12月31日.
_AS_OF = "截"

_Told = tuple[int, bool]


@dataclass(slots=True)
class YearsTold:
    """The year that is spoken of, and whether the words tell it.

    `outside` are the years where each open bracket began, `before_as_of` the one before a date,
    `of_amount` the one of the last amount.
    """

    year: int
    is_told: bool
    outside: list[_Told] = field(default_factory=list)
    before_as_of: _Told | None = None
    of_amount: _Told | None = None

    @property
    def _now(self) -> _Told:
        return self.year, self.is_told

    def name(self, word: SentenceWord) -> None:
        """2024年: what follows is of that year; 截至2024年末 dates it up to the next semicolon."""
        if word.text.startswith(_AS_OF):
            self.before_as_of = self._now
        self.year, self.is_told = word.year or self.year, True

    def name_own(self, year: int) -> None:
        """本年度: what follows is of the year of the paper."""
        self.year, self.is_told = year, True

    def tell_amount(self) -> None:
        """Note an amount: the year that is spoken of is its own."""
        self.of_amount = self._now

    def open_bracket(self) -> None:
        """Begin a bracket: a year in it counts up to its end."""
        self.outside.append(self._now)

    def close_bracket(self) -> None:
        """End a bracket: what was spoken of before it is spoken of again."""
        if self.outside:
            self.year, self.is_told = self.outside.pop()

    def end_part(self) -> None:
        """End at a semicolon a date, and a year behind the last amount, which has no other:
        公车运行费4万元，主要是2016年车辆减少；公务接待费1万元.
        """
        before = self.before_as_of or self.of_amount
        if before is not None:
            self.year, self.is_told = before
        self.before_as_of = None
