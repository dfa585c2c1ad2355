"""What the page tells of a slip that the graph tells too stands below it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from budgetgraph.document.problems import Severity
from budgetgraph.validate.causes import grouped, with_those_of_page
from budgetgraph.validate.findings import Finding, QuotedPassage


def finding(rule: str, gap: str | None, *lines: int) -> Finding:
    """Give a finding of a rule that quotes these lines."""
    places = tuple(QuotedPassage("", None, line, line, None, None) for line in lines)
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        focus="",
        path=None,
        value=f'"{rule}"',
        gap=None if gap is None else Decimal(gap),
        message_zh=rule,
        message_en=rule,
        component="",
        shape="",
        disclosure="paper",
        passages=places,
    )


ROW = finding("row-total", "360000", 12)


@pytest.mark.parametrize(
    ("of_page", "below"),
    [
        (finding("project-amount-stated", "360000", 40, 12), True),
        (finding("project-amount-stated", "350000", 40, 12), False),
        (finding("project-amount-stated", "360000", 40), False),
        (finding("change-percentage", None, 12), False),
        (finding("row-total", "360000", 12), True),
        # The prose rounds; of small gaps each is its own.
        (finding("statement-matches-table", "360008.34", 12), True),
        (finding("statement-matches-table", "361000", 12), False),
    ],
)
def test_one_slip_is_one_finding(of_page: Finding, below: bool) -> None:
    findings = with_those_of_page([ROW], [of_page])
    told = [[one.rule for one in found.consequences] for found in findings]
    assert told == ([[of_page.rule]] if below else [[], []])


def test_findings_of_the_page_alone() -> None:
    """The one that says more of its cell stands first."""
    stated = finding("statement-matches-table", "500000", 7)
    parts = finding("statement-parts", "500000", 7)
    (found,) = with_those_of_page([], [stated, parts])
    assert (found.rule, [one.rule for one in found.consequences]) == (
        "statement-parts",
        ["statement-matches-table"],
    )


@pytest.mark.parametrize(
    ("cell", "rule", "below"),
    [
        # the row prints more digits than the column
        ("total", "items-sum-to-total", True),
        ("another", "items-sum-to-total", False),
        # another table has a slip of its own
        ("total", "summary-matches-detail", False),
    ],
)
def test_a_cell_that_two_sums_find_wrong_is_one_slip(cell: str, rule: str, below: bool) -> None:
    row = replace(finding("row-total", "36000.34"), value='"total"')
    column = replace(finding(rule, "36000"), value=f'"{cell}"')
    told = [[one.rule for one in found.consequences] for found in grouped([row, column])]
    assert told == ([[rule]] if below else [[], []])
