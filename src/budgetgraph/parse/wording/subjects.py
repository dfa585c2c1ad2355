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


def measure_of_side(fund: str | None, side: str | None) -> Subject:
    """Give one side of a fund: general_public, revenue → general_public_revenue."""
    measure = f"{fund}_{side}"
    return Subject((measure,)) if measure in prose().measures else UNKNOWN


def is_side_of_a_fund(said: Subject) -> bool:
    """Tell whether a subject is one side of a fund that has both: 财政拨款收入, not 事业收入."""
    funds = (measure.removesuffix("_revenue") for measure in said.measures)
    return any(len(sides_of(fund)) > 1 for fund in funds)


def may_spend(said: Subject, measure: str | None) -> bool:
    """Tell whether 支出 can be the amount of what was said: not of revenue, nor of a total."""
    if said.is_total:
        return set(said.measures) == {measure}
    return not said.sides or side_of(measure) in said.sides


# --- wholes and parts -----------------------------------------------------------------------------


def comes_in(subject: Subject) -> bool:
    """Tell whether a subject is one kind of revenue: 上年结转, not 收入总计."""
    return subject.sides == {"revenue"} and not subject.is_total


def goes_out(parent: Subject) -> bool:
    """Tell whether an amount is expenditure: 财政拨款支出9万元，包括上年结转1万元 tells no carry-over of the
    department.
    """
    return parent.sides == {"expenditure"}


def is_of_a_fund(parent: Subject) -> bool:
    """Tell whether an amount is one side of a fund: what comes in or goes out among its parts is
    its.

    财政拨款收入9万元，其中：本年收入8万元 → the 8 are no total_revenue.
    """
    return bool(parent.sides) and not parent.is_total


def is_part(subject: Subject, parent: Subject) -> bool:
    """Tell whether the subject is told as the department's own among the parts of the parent.

    支出总计 is one side of 收支总计, 基本支出 a part of 支出总计.
    """
    inside = frozenset[str]().union(*map(_parts, parent.measures))
    told = frozenset(subject.measures)
    is_one_side = told < frozenset(parent.measures)
    return is_one_side or (subject.known and told <= inside)


def _parts(measure: str) -> frozenset[str]:
    """Give the measures that a part of a measure may be: vehicle_total → vehicle_purchase, …"""
    return prose().parts.get(measure, frozenset())


def holds_classes(parent: Subject) -> bool:
    """Tell whether what is spent on a class may be told as a part of it: a total or a fund is
    divided into whole classes, 基本支出 only into their share of it.
    """
    return parent.is_class or side_of_whole(parent) == "expenditure"


def side_of_whole(subject: Subject) -> str | None:
    """Give the side of a total or a fund; basic_expenditure has parts, but no fund is one of
    them.
    """
    sides = set(map(side_of, filter(_is_of_two_sides, subject.measures)))
    return sides.pop() if len(sides) == 1 else None


def _is_of_two_sides(measure: str) -> bool:
    """Tell whether a measure is revenue, or an expenditure that has its revenue beside it."""
    other_side = f"{measure.removesuffix('_expenditure')}_revenue"
    return measure.endswith("_revenue") or other_side in prose().measures
