"""Lay out small multiples: one picture a measure, a bar a year, all with the same scale.

The server draws them as SVG, so that they need no script; the table beside them has every amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetgraph.publish.pages.descriptions import Record, Section
from budgetgraph.publish.pages.money.overview import MEASURES, Accounts, is_final_accounts
from budgetgraph.publish.web.amounts import about

WIDTH, HEIGHT = 320, 170
"""The drawing of one panel, in the units of its own picture."""

_MOST_BARS = 6
"""The latest disclosures that a panel shows; more bars leave no room for their amounts."""

_TOP, _BOTTOM = 22, 24
"""The room above the bars for amounts, and below them for years."""

_SHARE = Decimal("0.6")
"""How much of its place a bar fills; the rest is the gap to the next."""


@dataclass(frozen=True, slots=True)
class YearBar:
    """A bar: its year, its amount in 元, and its place in the picture.

    `is_actual` tells what was spent from what was planned.
    """

    year: str
    yuan: Decimal
    is_actual: bool
    x: float
    y: float
    width: float
    height: float

    @property
    def amount(self) -> str:
        """Give the amount in 万元."""
        return about(self.yuan)

    @property
    def middle(self) -> float:
        """Give the middle of the bar, where its year and its amount stand."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class YearPanel:
    """The picture of one measure."""

    measure: str
    bars: tuple[YearBar, ...]


def year_panels(disclosures: Section | None, money: Accounts) -> tuple[YearPanel, ...]:
    """Lay out a panel for each measure; none where there is only one year to show.

    `disclosures` are those of a department, in any order.
    """
    rows = [row for row in disclosures.rows if row["disclosure"] in money.of] if disclosures else []
    rows.sort(key=lambda row: (str(row["year"]), is_final_accounts(str(row["disclosure"]))))
    latest = rows[-_MOST_BARS:]
    if len({row["year"] for row in latest}) < 2:
        return ()
    largest = max((_most(row, money) for row in latest), default=Decimal(0))
    if largest <= 0:
        return ()
    panels = [YearPanel(measure, _bars(measure, latest, money, largest)) for measure in MEASURES]
    return tuple(panel for panel in panels if panel.bars)


def _most(row: Record, money: Accounts) -> Decimal:
    """Give the largest total of a disclosure."""
    totals = money.of[str(row["disclosure"])].totals
    return max((total.yuan for total in totals.values()), default=Decimal(0))


def _bars(
    measure: str, rows: Sequence[Record], money: Accounts, largest: Decimal
) -> tuple[YearBar, ...]:
    """Lay out the bars of a measure; a year without the amount leaves its place empty."""
    place = Decimal(WIDTH) / len(rows)
    room = Decimal(HEIGHT - _TOP - _BOTTOM)
    bars = []
    for number, row in enumerate(rows):
        iri = str(row["disclosure"])
        total = money.of[iri].totals.get(measure)
        if total is None:
            continue
        height = max(total.yuan, Decimal(0)) / largest * room
        left = place * number + place * (1 - _SHARE) / 2
        bars.append(
            YearBar(
                year=str(row["year"]),
                yuan=total.yuan,
                is_actual=is_final_accounts(iri),
                x=_rounded(left),
                y=_rounded(HEIGHT - _BOTTOM - height),
                width=_rounded(place * _SHARE),
                height=_rounded(height),
            )
        )
    return tuple(bars)


def _rounded(length: Decimal) -> float:
    """Round a length to a tenth: nobody sees less, and the page stays short."""
    return float(round(length, 1))
