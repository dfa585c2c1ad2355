"""What 公务用车及运行维护费 is beside a purchase: the amounts of the paper tell, not the words."""

from __future__ import annotations

import pytest

from budgetgraph.document import passage
from budgetgraph.document.where import Where
from budgetgraph.parse.statements import read_amounts

YEAR = 2025
CARS = "公务用车及运行维护费"


def _read(*lines: str) -> tuple[list[tuple[str, str, int | None]], int]:
    """The amounts on cars, and how many amounts are said not to be read."""
    passages = [passage(text, Where(number, number)) for number, text in enumerate(lines, 1)]
    found = read_amounts(passages, YEAR, "budget", ("石桥县水务局",))
    told = [(one.measure, one.value, one.year) for one in found.statements]
    return [one for one in told if one[0].startswith("vehicle")], len(found.notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # With the purchase it makes up the whole, so it is the running alone.
        (
            f"“三公”经费43万元，其中：{CARS}25万元；公务用车购置费6万元；公务接待费12万元。",
            [("vehicle_running", "25", YEAR), ("vehicle_purchase", "6", YEAR)],
        ),
        # Without it, so the purchase is a part of it.
        (
            f"“三公”经费37万元，其中：{CARS}25万元（公务用车购置费6万元）；公务接待费12万元。",
            [("vehicle_total", "25", YEAR), ("vehicle_purchase", "6", YEAR)],
        ),
        (
            f"{CARS}25万元，其中公务用车购置费6万元，公务用车运行维护费19万元。",
            [
                ("vehicle_total", "25", YEAR),
                ("vehicle_purchase", "6", YEAR),
                ("vehicle_running", "19", YEAR),
            ],
        ),
        # Where nothing was bought both are the same.
        (
            f"{CARS}25万元；公务用车购置费0万元。",
            [("vehicle_total", "25", YEAR), ("vehicle_purchase", "0", YEAR)],
        ),
        # What it is compared with is of the same.
        (
            f"“三公”经费31万元，其中：{CARS}25万元，比上年28万元减少3万元；公务用车购置费6万元。",
            [
                ("vehicle_running", "25", YEAR),
                ("vehicle_running", "28", YEAR - 1),
                ("vehicle_purchase", "6", YEAR),
            ],
        ),
    ],
)
def test_the_amounts_tell(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert _read(text)[0] == expected


def test_what_no_amount_tells_is_said() -> None:
    cars, unread = _read(f"{CARS}25万元；公务用车购置费6万元；公务接待费12万元。")
    assert cars == [("vehicle_purchase", "6", YEAR)]
    assert unread == 1


def test_the_full_name_is_all_that_is_spent() -> None:
    cars, _ = _read("“三公”经费31万元，其中：公务用车购置及运行维护费25万元；公务用车购置费6万元。")
    assert cars == [("vehicle_total", "25", YEAR), ("vehicle_purchase", "6", YEAR)]
