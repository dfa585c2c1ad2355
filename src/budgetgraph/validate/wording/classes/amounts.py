"""Amounts that the prose gives classes, against the rows of the tables that print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Disclosure, Statement
from budgetgraph.document import Passage
from budgetgraph.document.folding import fold_in_place
from budgetgraph.validate.wording.classes.rows import ClassRows, PrintedClass
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, yuan
from budgetgraph.validate.wording.said import Quantity
from budgetgraph.validate.wording.twice.exchanged import is_typed_otherwise
from budgetgraph.values.money import in_yuan

_RULE = "statement-matches-table"
_CLASSES = "class_expenditure"
_LISTED = pattern("classes", "listed")
_CODED = pattern("classes", "coded_amount")
#: Where so many classes agree with the tables, and no more than one of so many does not, the odd
#: one is wrong; else the prose tells of other money than the tables.
_FEWEST_ALIKE, _ONE_OF = 3, 4
#: What 0.01 万元 and the rounding of its parts may take or give, in 元.
_SLACK = Decimal(100)

#: What the prose tells of a class, and the rows that print it otherwise.
_Unlike = tuple[Statement, list[PrintedClass]]


def class_amounts(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each class whose amount in the prose no table prints, where those of its sisters are
    printed: `行政运行（项）1434.89万元` of 1690.69 in the table.

    Beside one sister, a lone one is wrong that is a slip of typing (`2810.00万元` of 2180.00), or
    that the tables print for one other class alone.
    """
    rows = ClassRows(paper.disclosure)
    alike, unlike = _compared(paper, rows)
    if alike:
        paper.right["classes"] += alike
    is_odd = alike >= _FEWEST_ALIKE and len(unlike) * _ONE_OF <= alike + len(unlike)
    is_lone = alike > 0 and len(unlike) == 1
    slips = [one for one in unlike if is_lone and _is_slip(rows, *one)]
    wrong = unlike if is_odd else slips
    if len(wrong) < len(unlike):
        paper.unsure["classes"] += len(unlike) - len(wrong)
    for statement, printed in wrong:
        yield _fault(statement, printed)


def _is_slip(rows: ClassRows, statement: Statement, own: Sequence[PrintedClass]) -> bool:
    """Tell whether an amount has the digits of one that is printed, two of them exchanged, or is
    that of one other class of the same level.
    """
    told = yuan(statement)
    if any(is_typed_otherwise(told, amount) for amount, *_ in _certain(own)):
        return True
    length = len(own[0].code)
    others = [code for code in rows.printing(told, _SLACK) if len(code) == length]
    return len(others) == 1 and told > 0


def _compared(paper: CheckedPaper, rows: ClassRows) -> tuple[int, list[_Unlike]]:
    """Tell how many amounts of classes the tables print as the prose does, and give the others."""
    disclosure = paper.disclosure
    carried = _carried(disclosure)
    alike = 0
    unlike: list[_Unlike] = []
    for statement in [*_own(disclosure), *_listed(paper, rows), *_coded(paper)]:
        of_class = rows.of(statement)
        if not of_class:
            continue
        if _is_printed(statement, of_class, carried):
            alike += 1
        elif _certain(of_class):
            unlike.append((statement, of_class))
    return alike, unlike


def _certain(rows: Sequence[PrintedClass]) -> list[tuple[Decimal, str, PrintedClass]]:
    """Give the amounts of a class that are certain and more than nothing."""
    certain: list[tuple[Decimal, str, PrintedClass]] = []
    for printed in rows:
        certain += [(amount, text, printed) for amount, text in printed.certain if amount > 0]
    return certain


def _own(disclosure: Disclosure) -> Iterator[Statement]:
    """Give what the prose tells of classes for the paper's own year, in the phase of its tables;
    a class with two amounts is left to `item-two-amounts`.
    """
    told: dict[str, list[Statement]] = {}
    for statement in disclosure.of_own_year:
        if statement.measure == _CLASSES and statement.phase != "budgeted":
            name = statement.code or statement.subject or ""
            told.setdefault(name, []).append(statement)
    for statements in told.values():
        amounts = {in_yuan(statement.value, statement.unit) for statement in statements}
        if len(amounts) == 1:
            yield statements[0]


def _listed(paper: CheckedPaper, rows: ClassRows) -> Iterator[Statement]:
    """Give the amounts of the lists that name classes alone, one behind the other, of which the
    graph tells none.

    `支出包括：教育支出12.60万元、卫生健康支出64.80万元、住房保障支出155.00万元` → three.
    """
    for passage in paper.prose:
        listed: list[Statement] = []
        for match in _LISTED.finditer(fold_in_place(passage.text)):
            place = passage.place(*match.span())
            digits = match["digits"].replace(",", "")
            year = paper.disclosure.fiscal_year
            said = Statement(_CLASSES, digits, match["unit"], year, match["name"], place)
            if rows.of(said):
                listed.append(said)
        if len(listed) >= _FEWEST_ALIKE and not _tells_classes(paper.disclosure, passage):
            yield from listed


def _coded(paper: CheckedPaper) -> Iterator[Statement]:
    """Give the amounts that stand behind a code and its name, of which the graph tells none:
    2050202（小学教育）支出430.00万元.
    """
    year = paper.disclosure.fiscal_year
    for passage in paper.prose:
        matches = list(_CODED.finditer(fold_in_place(passage.text)))
        if not matches or _tells_classes(paper.disclosure, passage):
            continue
        for match in matches:
            place = passage.place(*match.span())
            subject = passage.text[match.start("code") : match.start("digits")]
            digits = match["digits"].replace(",", "")
            yield Statement(_CLASSES, digits, match["unit"], year, subject, place)


def _tells_classes(disclosure: Disclosure, passage: Passage) -> bool:
    """Tell whether the graph holds amounts of classes of a paragraph."""
    for statement in disclosure.statements:
        is_here = passage.where.first <= statement.where.first <= passage.where.last
        if is_here and statement.measure == _CLASSES:
            return True
    return False


def _carried(disclosure: Disclosure) -> set[Decimal]:
    """Give the amounts carried over: prose and table may differ by one of them."""
    nothing = Decimal(0)
    carried: set[Decimal] = set()
    for statement in disclosure.statements:
        if statement.measure == "carryover_revenue":
            amount = in_yuan(statement.value, statement.unit)
            carried.add(amount or nothing)
    return carried - {nothing}


def _is_printed(statement: Statement, rows: Sequence[PrintedClass], carried: set[Decimal]) -> bool:
    """Tell whether one of the rows prints the amount, or differs from it by what is carried
    over.
    """
    told = Quantity.stated(statement)
    for printed in rows:
        for amount, _ in printed.amounts:
            gap = abs(amount - told.value)
            if gap <= told.half + _SLACK or _is_near(gap, carried):
                return True
    return False


def _is_near(gap: Decimal, carried: set[Decimal]) -> bool:
    """Tell whether a gap is one of the amounts carried over."""
    return any(abs(gap - kept) <= _SLACK for kept in carried)


def _fault(statement: Statement, rows: Sequence[PrintedClass]) -> Fault:
    """Say what the prose tells of a class, and the largest amount that a table prints for it."""
    told = Quantity.stated(statement)
    amount, text, first = max(_certain(rows), key=lambda one: one[0])
    where = f"{first.table.title}·{first.row.code} {first.row.item}"
    name = statement.subject or first.row.item
    return Fault(
        _RULE,
        f"{name} {told.printed}",
        f"{name}：说明文字为 {told.printed}，报表中为 {where} {text}，"
        f"相差 {abs(amount - told.value) / 10000:f} 万元。",
        f"{name}: the prose says {told.printed}, the tables say {where} {text}: "
        f"a gap of {abs(amount - told.value) / 10000:f} 万元.",
        [statement.where, *(printed.row.where for printed in rows)],
        gap=abs(amount - told.value),
    )
