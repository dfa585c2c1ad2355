"""What the page tells of a slip that the graph tells too stands below it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from budgetgraph.document.problems import Severity
from budgetgraph.validate.causes import grouped, with_those_of_page
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.validate.misplaced_tables import with_misplaced_together


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


def told(rule: str, message: str, *, gap: str | None = None, line: int = 7) -> Finding:
    """Give a finding that quotes a line and says a message."""
    return replace(finding(rule, gap, line), message_zh=message)


WRONG = told(
    "statement-matches-table",
    "养老保险（05项）：说明文字为 464.11万元，报表中为 表·2080505 446.11 万元，相差 18 万元。",
    gap="180000",
)
RATE = "写为“完成年初预算的98.61%”，按所列金额（预算 452.40万元，决算 {}万元）应为 102.59%。"


@pytest.mark.parametrize(
    ("head", "below", "count"),
    [
        (WRONG, told("completion-rate", RATE.format("464.11")), 1),
        # What the table prints is right, and another line tells of something else.
        (WRONG, told("completion-rate", RATE.format("446.11")), 2),
        (WRONG, told("completion-rate", RATE.format("464.11"), line=9), 2),
        # Two faults of the same two amounts.
        (
            told("completion-rate", RATE.format("464.11")),
            told("completion-rate", "写为“小于”，按所列金额（预算 452.40万元，决算 464.11万元），决算数大于预算数。"),
            1,
        ),
        (
            told("change-parts", "“三公”经费比上年增减 0.4 万元，各项增减之和为 -0.4 万元。", gap="8000"),
            told("change-percentage", "写为“下降4.21%”，按所列金额（本年 9.10万元，增加 0.40万元）应为增加4.60%。"),
            1,
        ),
    ],
)  # fmt: skip
def test_what_is_worked_out_from_a_wrong_amount(head: Finding, below: Finding, count: int) -> None:
    assert len(with_those_of_page([], [below, head])) == count


UNIT = "{}：说明文字为 {} 万元，报表中为 “三公”经费表·{} {} 元，相差 {} 万元。"


@pytest.mark.parametrize(
    ("message", "count"),
    [
        (UNIT.format("机关运行经费", "229.43", "机关运行经费", "229.43", "229.407057"), 1),
        (UNIT.format("机关运行经费", "229.43", "机关运行经费", "292.43", "229.400757"), 2),
        (UNIT.format("经费", "229.43", "经费", "229.43", "229.40").replace("三公", "其他"), 2),
    ],
)
def test_a_table_in_another_unit_is_one_slip(message: str, count: int) -> None:
    first = UNIT.format("“三公”经费合计", "0.95", "合计", "0.95", "0.949905")
    one = told("statement-matches-table", first, gap="9499.05")
    other = told("statement-matches-table", message, gap="2294070.57", line=9)
    assert len(grouped([one, other])) == count


@pytest.mark.parametrize(
    ("head", "quote", "count"),
    [
        ("公务接待费：说明文字为 2.30 万元，报表中为 表·公务接待费 3.20 万元，相差 0.90 万元。", "公务接待费下降20.00%，减少0.80万元。", 1),
        # Its own sentence tells the amount: another slip.
        ("公务接待费：说明文字为 2.30 万元，报表中为 表·公务接待费 3.20 万元，相差 0.90 万元。", "公务接待费2.30万元，下降20.00%。", 2),
        ("会议费：说明文字为 4.30 万元，报表中为 表·会议费 3.20 万元，相差 1.10 万元。", "公务接待费下降20.00%，减少0.80万元。", 2),
    ],
)  # fmt: skip
def test_what_is_worked_out_from_a_wrong_amount_elsewhere(
    head: str, quote: str, count: int
) -> None:
    wrong = told("statement-matches-table", head, gap="9000")
    passage = QuotedPassage("", None, 30, 30, None, quote)
    message = "写为“下降20.00%”，按所列金额（本年 2.30万元，减少 0.80万元）应为减少25.81%。"
    rate = replace(told("change-percentage", message), passages=(passage,))
    assert len(with_those_of_page([wrong], [rate])) == count


def test_a_unit_is_one_slip_below_another_finding() -> None:
    """The head has another gap than the third figure; one of its consequences is of the same unit."""
    head = told("economic-class-differs", "公务接待费列示 9,500.00 元", gap="9499.05", line=3)
    first = UNIT.format("“三公”经费合计", "0.95", "合计", "0.95", "0.949905")
    second = UNIT.format("机关运行经费", "229.43", "机关运行经费", "229.43", "229.407057")
    one = told("statement-matches-table", first, gap="9499.05")
    other = told("statement-matches-table", second, gap="2294070.57", line=9)
    (found,) = grouped([head, one, other])
    assert len(found.consequences) == 2


def in_table(rule: str, line: int, *titles: str) -> Finding:
    """Give a finding of a gap of its own that quotes a line of each of these tables."""
    places = tuple(QuotedPassage("", None, line, line, None, None, title) for title in titles)
    return replace(finding(rule, f"{line}00"), passages=places)


@pytest.mark.parametrize(("count", "heads"), [(9, 9), (10, 1)])
def test_a_table_of_wrong_sums_is_one_slip(count: int, heads: int) -> None:
    sums = [in_table("children-sum-to-parent", line, "支出表") for line in range(1, count + 1)]
    others = [
        in_table("summary-matches-detail", 70, "收支总表", "支出表"),
        in_table("children-sum-to-parent", 80, "收入表"),
        in_table("class-name-code", 90, "支出表"),
    ]
    found = with_misplaced_together([*others, *sums])
    kept = {one.rule for one in found}
    assert len(found) == heads + (2 if heads == 1 else 3)
    assert "class-name-code" in kept
    assert ("summary-matches-detail" in kept) is (heads > 1)
    below = [len(one.consequences) for one in found if one.consequences]
    assert below == ([count] if heads == 1 else [])


def test_two_amounts_of_one_item_come_before_their_rate() -> None:
    rate = replace(
        finding("completion-rate", None, 12),
        message_zh="职业年金：写为“完成年初预算的93.57%”，按所列金额（预算 274.80万元，决算 245.50万元）应为 89.34%。",
    )
    item = replace(
        finding("item-two-amounts", "116000", 12),
        message_zh="职业年金：同一段中 2025 年先写 257.10万元，后写 245.50万元。",
    )
    (found,) = with_those_of_page([], [rate, item])
    assert found.rule == "item-two-amounts"
    assert [one.rule for one in found.consequences] == ["completion-rate"]
