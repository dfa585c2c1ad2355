"""What an amount is of: one measure or two, a class, or something that no measure takes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from budgetgraph.forms.prose import prose
from budgetgraph.parse.wording.words import SentenceWord

CLASS = "class_expenditure"
PROJECT = "project_amount"
TOTALS = frozenset({"total_revenue", "total_expenditure"})
_SIDES = ("revenue", "expenditure")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an amount is of: one measure, or two (收入、支出总计), with the name of a class.

    Without a measure it is something that no measure takes. `stands_in` says that it is only what
    one fund gives: it stands for the whole where no other amount of the whole is stated. `is_sum`
    says that the amount is of the measures, but no statement of one of them alone: of all together
    (会议费、培训费共计8万元), or a part of a total (收入9万元，其中：本年收入8万元). `fund` is the fund that
    gives a part of the expenditure, where one is told: 财政拨款基本支出 → fiscal_appropriation.
    """

    measures: tuple[str, ...] = ()
    name: str | None = None
    code: str | None = None
    stands_in: bool = False
    is_sum: bool = False
    fund: str | None = field(default=None, compare=False)

    @property
    def of_fund(self) -> str | None:
        """The fund that it is of: the one that gives it, or the one that it is a side of
        (general_public_expenditure); None for what all funds give.
        """
        if self.fund is not None or self.is_total:
            return self.fund
        names = (measure.rpartition("_")[0] for measure in self.measures)
        return next((name for name in names if len(sides_of(name)) > 1), None)

    @property
    def known(self) -> bool:
        """Whether a measure takes it."""
        return bool(self.measures)

    @property
    def is_class(self) -> bool:
        """Whether it is what is spent on a class: 教育支出3万元."""
        return self.measures == (CLASS,)

    @property
    def is_total(self) -> bool:
        """Whether it is the whole of what comes in, of what goes out, or of both: 收支总预算."""
        return self.holds_any(TOTALS)

    @property
    def sides(self) -> frozenset[str]:
        """The sides of its measures: 财政拨款收支 → revenue and expenditure, 公务接待费 → none."""
        return frozenset(filter(None, map(side_of, self.measures)))

    def holds_any(self, measures: frozenset[str]) -> bool:
        """Tell whether one of its measures is one of these."""
        return not measures.isdisjoint(self.measures)

    def given_by(self, fund: str | None) -> Subject:
        """Give the subject as what a fund gives of it, where it is a part that funds give."""
        is_part = len(self.measures) == 1 and self.measures[0] in prose().of_a_fund
        return replace(self, fund=self.fund or fund) if is_part else self


UNKNOWN = Subject()


def class_subject(word: SentenceWord) -> Subject:
    """Give the subject of a class: its name as printed, and its code."""
    return Subject((CLASS,), word.printed, word.extra)


def stands_in(measure: str | None, of_a_fund: bool) -> bool:
    """Tell whether an amount of one fund is only a part of the measure: 财政拨款基本支出."""
    return of_a_fund and measure in prose().of_a_fund


def sides_of(name: str | None) -> tuple[str, ...]:
    """Give the measures of both sides of a fund, as far as there are such: general_public →
    general_public_revenue, general_public_expenditure.
    """
    both = (f"{name}_{side}" for side in _SIDES)
    return tuple(measure for measure in both if measure in prose().measures)


def side_of(measure: str | None) -> str | None:
    """Give the side that a measure is of: unit_revenue → revenue."""
    name = measure or ""
    return next(filter(name.endswith, _SIDES), None)
